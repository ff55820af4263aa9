import Findings
import HotlineModel
import Reports
import RoutingSamples
import Testing

@testable import CallRouting

@Suite struct RoutingCheckTests {
  private let place = SourceLocation(file: "phases.csv", line: 2)

  private func number(_ text: String) throws -> HotlineNumber {
    try HotlineNumber(parsing: text, home: SampleCity.home)
  }

  private func phase(
    _ plan: String?, from: String = "2021-11-25 02:00", until: String? = nil, line: String = "L",
    kind: RoutePhase.Kind = .serving
  ) throws -> RoutePhase {
    RoutePhase(
      line: line, name: "", mode: .fullMerge, kind: kind,
      period: Period(from: try SampleCity.at(from), until: try until.map(SampleCity.at)),
      plan: plan, place: place)
  }

  private func set(
    _ id: String, _ kind: TargetSet.Kind = .platform, hours: String = "24h",
    uri: String = "sip:12345@192.0.2.11", enabled: Bool = true
  ) throws -> TargetSet {
    TargetSet(
      id: id, number: 1, kind: kind, hours: try #require(ServiceHours(hours)),
      members: [
        .init(uri: uri, priority: 1, weight: 1, maxCalls: nil, isEnabled: enabled, place: place)
      ], place: place)
  }

  private func table(
    _ routes: [(String, [RoutePhase])], _ plans: [(String, Treatment)], _ sets: [TargetSet],
    _ announcements: [Announcement] = []
  ) throws -> RoutingTable {
    RoutingTable(
      home: try SampleCity.home,
      routes: try routes.map { Route(number: try number($0.0), phases: $0.1) },
      plans: plans.map { RoutePlan(id: $0.0, steps: [.init($0.1)]) }, targetSets: sets,
      announcements: announcements, unroutedLines: [], calendar: SampleCity.calendar,
      protected: SampleCity.protected)
  }

  @Test func `the sample city passes every check with nothing left over`() throws {
    let reports = try SampleCity.table().checked()
    #expect(
      reports.map(\.id) == [
        "R01", "R02", "R03", "R04", "R05", "R06", "R07", "R08", "R09", "R10", "R11", "R13", "R14",
        "R15", "R16", "R18", "R19", "R20", "R21",
      ])
    for report in reports where report.outcome != "not-examined" {
      #expect(report.witnesses.isEmpty, "\(report.id): \(report.witnesses)")
      #expect(report.isPassed)
      #expect(report.title.english != report.title.chinese)
      #expect(report.examined.contains { $0.value > 0 }, "\(report.examined(in: .english))")
    }
  }

  @Test func `R01 tells the hours in which a queue that closes loses calls`() throws {
    let table = try table(
      [("12345", [phase("main", from: "2026-12-31 00:00")])], [("main", .answer(set: "Q"))],
      [set("Q", hours: "daily 08:00-20:00")])
    let report = try EveryCallIsServed().report(on: table)
    let witness = try #require(report.witnesses.first)
    #expect(report.witnesses.count == 1)
    #expect(
      witness.intervals == [
        try SampleCity.at("2026-12-31 00:00")..<SampleCity.at("2026-12-31 08:00"),
        try SampleCity.at("2026-12-31 20:00")..<SampleCity.at("2027-01-01 00:00"),
      ])
    let number = try number("12345")
    let span = try #require(table.proofSpan)
    #expect(
      try table.timeline(of: number, within: span).stretches[1].words(in: .english)
        == "from 2026-12-31 08:00 until 2026-12-31 20:00: answered by 12345 (Q)")
    #expect(witness.finding.code == .callLost)
    #expect(witness.finding.facts["disposition"] == "closedOutOfHours")
    #expect(witness.finding.message(in: .english).contains("2026-12-31 20:00"))
    #expect(!report.isPassed)
  }

  @Test func `R01 finds a gap between two phases of one line and none after its end`() throws {
    let plans: [(String, Treatment)] = [("main", .answer(set: "Q"))]
    let gap = try table(
      [
        (
          "12345",
          [phase("main", until: "2022-01-01 00:00"), phase("main", from: "2022-01-01 00:01")]
        )
      ], plans, [set("Q")])
    let witnesses = try EveryCallIsServed().report(on: gap).witnesses
    #expect(
      witnesses.map(\.intervals) == [
        [try SampleCity.at("2022-01-01 00:00")..<SampleCity.at("2022-01-01 00:01")]
      ])
    let ended = try table(
      [("12345", [phase("main", until: "2022-01-01 00:00")])], plans, [set("Q")])
    #expect(try EveryCallIsServed().report(on: ended).isPassed)
  }

  @Test func `R01 refuses a table whose own queue is nowhere`() throws {
    let table = try table([("12345", [phase("main")])], [("main", .answer(set: "X"))], [])
    let report = try EveryCallIsServed().report(on: table)
    #expect(report.witnesses.map { $0.finding.facts["disposition"] } == ["queueUndefined"])
  }

  @Test func `R02 finds forwards that come back, but not at different times`() throws {
    let plans: [(String, Treatment)] = [
      ("to-9", .serve(as: try number("12319"))), ("to-8", .serve(as: try number("12318"))),
    ]
    let loop = try table(
      [("12318", [phase("to-9")]), ("12319", [phase("to-8")])], plans, [])
    let report = NoLoop().report(on: loop)
    #expect(report.witnesses.map(\.finding.code) == [.callLoops, .callLoops])
    #expect(
      report.witnesses.map { $0.finding.facts["path"] } == [
        "12318 → 12319 → 12318", "12319 → 12318 → 12319",
      ])
    #expect(
      try loop.trace(dial: "12318", at: SampleCity.at("2022-01-01 00:00"), from: .mobile)
        .disposition == .loop)
    let apart = try table(
      [
        ("12318", [phase("to-9", until: "2022-01-01 00:00")]),
        ("12319", [phase("to-8", from: "2022-01-01 00:00")]),
      ], plans, [])
    #expect(NoLoop().report(on: apart).isPassed)
  }

  @Test func `R02 follows overflows and trunks and counts diversions`() throws {
    let overflow = Overflow(to: try number("12318"), ringSeconds: 15)
    let over = try table(
      [("12318", [phase("own")])], [("own", .transfer(set: "S", overflow: overflow))],
      [set("S", .subCenter)])
    #expect(NoLoop().report(on: over).witnesses.count == 1)
    let twice = try table(
      [("12318", [phase("out")]), ("12319", [phase("far")]), ("12345", [phase("main")])],
      [
        ("out", .forward(to: try number("12319"))), ("far", .answer(set: "T")),
        ("main", .answer(set: "Q")),
      ], [set("T", .trunk, uri: "sip:075712345@192.0.2.70"), set("Q")])
    #expect(
      NoLoop().report(on: twice).witnesses.map(\.finding.code) == [.divertedTwice])
    #expect(
      try twice.trace(dial: "12319", at: SampleCity.at("2022-01-01 00:00"), from: .mobile)
        .disposition == .answeredBy12345)
  }

  @Test func `R02 refuses a fifth number on one path`() throws {
    let chain = ["12301", "12302", "12303", "12304", "12305"]
    for length in 2...5 {
      let plans = try zip(chain, chain.dropFirst()).map {
        ($0, Treatment.serve(as: try number($1)))
      }
      let table = try table(
        chain.prefix(length).map { ($0, [try phase($0)]) },
        plans.prefix(length - 1) + [(chain[length - 1], .answer(set: "Q"))], [set("Q")])
      #expect(NoLoop().report(on: table).isPassed == (length <= 4))
      let codes = NoLoop().report(on: table).witnesses.map(\.finding.code)
      #expect(Set(codes) == (length <= 4 ? [] : [.pathTooLong]))
      #expect(try EveryCallIsServed().report(on: table).isPassed == (length <= 4))
    }
  }

  @Test func `R03 finds a protected number as route, prefix, target and address`() throws {
    let main: [(String, Treatment)] = [("main", .answer(set: "Q"))]
    let touched = [
      try table([("110", [phase("main")])], main, [set("Q")]),
      try table([("121", [phase("main")])], main, [set("Q")]),
      try table([("12345", [phase("main")])], [("main", .serve(as: try number("119")))], []),
      try table([("12345", [phase("main")])], main, [set("Q", uri: "sip:0757120@192.0.2.1")]),
    ]
    for table in touched {
      #expect(!ProtectedUntouched().report(on: table).isPassed)
    }
    #expect(
      Set(ProtectedUntouched().report(on: touched[1]).witnesses.map(\.finding.code))
        == [.protectedCovered])
    // 121 would take 12110 and 12119 with it on a switch that matches prefixes.
    #expect(
      ProtectedUntouched().report(on: touched[1]).witnesses.map { $0.finding.facts["found"] }
        == ["12110", "12119"])
    for index in [0, 2, 3] {
      let dial = index == 0 ? "110" : "12345"
      let call = try touched[index].trace(
        dial: dial, at: SampleCity.at("2022-01-01 00:00"), from: .mobile)
      #expect(call.disposition == .emergencyDiverted)
    }
  }

  @Test func `R11 finds one dialled form of two numbers, and a form that begins another`() throws {
    func codes(_ numbers: [String]) throws -> [FindingCode] {
      let table = try table(
        numbers.map { ($0, [try phase("main")]) }, [("main", .answer(set: "Q"))], [set("Q")])
      return FormsApart().report(on: table).witnesses.map(\.finding.code)
    }
    #expect(try codes(["12318", "12319"]) == [])
    #expect(Set(try codes(["12318", "12318"])) == [.formsClash])
    // On a switch that matches prefixes 12318 takes the calls to 123181.
    #expect(Set(try codes(["12318", "123181"])) == [.prefixCovers])
  }

  @Test(arguments: ["1100", "12011", "123951"])
  func `R03 refuses a number that begins with a protected one`(text: String) throws {
    let table = try table(
      [(text, [phase("main")])], [("main", .answer(set: "Q"))], [set("Q")])
    let report = ProtectedUntouched().report(on: table)
    #expect(report.witnesses.map(\.finding.code) == [.beginsProtected])
    #expect(!report.isPassed)
    #expect(FormsApart().report(on: table).witnesses.isEmpty)
  }

  @Test func `R21 has announcements played by a player, and not by desks`() throws {
    func codes(_ kind: TargetSet.Kind, _ texts: [String]) throws -> [FindingCode] {
      let whole = try SampleCity.table()
      let versions = texts.enumerated().map {
        Announcement.Version(language: "zh", text: $1, file: "\($0).wav")
      }
      let place = SourceLocation(file: "announcements.csv", line: 2)
      let table = RoutingTable(
        home: whole.home, routes: [], plans: [],
        targetSets: [
          TargetSet(
            id: "A", number: 1, kind: kind, hours: .always, members: [], place: place)
        ], announcements: [Announcement(id: "N", set: "A", versions: versions, place: place)],
        unroutedLines: [], calendar: whole.calendar, protected: whole.protected)
      return AnnouncementsFit().report(on: table).witnesses.map(\.finding.code)
    }
    #expect(try codes(.announcement, ["请改拨12345。"]) == [])
    #expect(try codes(.subCenter, ["请改拨12345。"]) == [.announcementAtDesks])
    #expect(
      try codes(.announcement, ["请改拨 123456", "112345", "１２３４５"])
        == [.announcementSilent, .announcementSilent, .announcementSilent])
  }

  @Test func `R10 finds names nothing bears, sets without an address and parts left over`() throws {
    let bare = try table(
      [("12345", [phase("main")]), ("12318", [phase("nowhere"), phase("say", line: "M")])],
      [
        ("main", .answer(set: "Q")), ("say", .intercept(announcement: "N")),
        ("spare", .answer(set: "Q")),
      ], [set("Q", enabled: false), set("Z")])
    let report = NamesExist().report(on: bare)
    let found = report.witnesses.map(\.finding).map { finding in
      (["\(finding.code)"] + ["thing", "found"].compactMap { finding.facts[$0] })
        .joined(separator: " ")
    }
    #expect(
      found == [
        "partMissing plan nowhere", "partMissing announcement N", "setWithoutAddress Q",
        "partUnused plan spare", "partUnused set Z",
      ])
    #expect(!report.isPassed)
    for finding in report.witnesses.map(\.finding) {
      for language in Language.allCases {
        let words = [
          finding.message(in: language), finding.why(in: language), finding.fix(in: language),
        ]
        #expect(words.allSatisfy { !$0.contains("{") && !$0.isEmpty })
      }
    }
  }

  @Test func `R10 wants every plan to end in a step that always holds`() throws {
    let table = RoutingTable(
      home: try SampleCity.home,
      routes: [Route(number: try number("12345"), phases: [try phase("main")])],
      plans: [
        RoutePlan(
          id: "main",
          steps: [.init(.answer(set: "Q"), in: try #require(ServiceHours("workdays 09:00-17:00")))])
      ], targetSets: [try set("Q")], announcements: [], unroutedLines: [],
      calendar: SampleCity.calendar, protected: SampleCity.protected)
    #expect(NamesExist().report(on: table).witnesses.map(\.finding.code) == [.planWithoutEnd])
    let lost = try EveryCallIsServed().report(on: table)
    #expect(lost.witnesses.map { $0.finding.facts["disposition"] } == ["noRoute"])
  }
}
