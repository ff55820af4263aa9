import Findings
import HotlineModel
import Reports
import RoutingSamples
import Testing

@testable import CallRouting

@Suite struct CallTraceTests {
  let table: RoutingTable

  init() throws {
    table = try SampleCity.table()
  }

  private func trace(
    _ dial: String, _ at: String, _ from: CallTrace.Origin = .mobile, down: Set<String> = []
  ) throws -> CallTrace {
    try table.trace(dial: dial, at: SampleCity.at(at), from: from, down: down)
  }

  @Test(arguments: ["2022-01-01", "2022-02-01", "2026-10-01", "2021-10-01"])
  func `every sample line is served at three in the morning of a holiday`(day: String) throws {
    for decision in try SampleCity.decisions where decision.line.isValid(on: try date(day)) {
      for form in decision.line.number.dialledForms(home: try SampleCity.home) {
        let call = try trace(form, "\(day) 03:00")
        #expect(call.disposition.isSuccess, "\(form) ends \(call.disposition)")
      }
    }
  }

  private func date(_ text: String) throws -> CivilDate {
    try #require(CivilDate(text))
  }

  @Test func `nothing changes for any line but 12345 before the cutover`() throws {
    for decision in try SampleCity.decisions where decision.line.id != "12345" {
      if decision.line.id.contains("@") { continue }
      let call = try trace(decision.line.number.text, "2021-11-25 01:59")
      #expect(call.disposition == .leftUntouched, "\(decision.line.id)")
    }
    #expect(try trace("12345", "2021-11-25 01:59").disposition == .answeredBy12345)
  }

  @Test func `a merged number is forwarded, then announced, then cancelled to the minute`() throws {
    let number = "0757-82100001"
    let ends: [(String, CallDisposition)] = [
      ("2021-11-25 01:59", .leftUntouched), ("2021-11-25 02:00", .answeredBy12345),
      ("2022-02-22 23:59", .answeredBy12345), ("2022-02-23 00:00", .announcedThenForwarded),
      ("2027-06-29 23:59", .announcedThenForwarded), ("2027-06-30 00:00", .announcedThenReleased),
    ]
    for (at, disposition) in ends {
      #expect(try trace(number, at).disposition == disposition, "\(at)")
    }
    // No retire means never: the announcement goes on without end.
    #expect(try trace("12318", "2099-01-01 00:00").disposition == .announcedThenForwarded)
  }

  @Test func `own desks answer in their hours on a make-up Saturday, else 12345`() throws {
    #expect(table.findings.isEmpty)
    let cases: [(String, CallDisposition)] = [
      ("2022-01-29 08:29", .answeredBy12345), ("2022-01-29 08:30", .answeredByDepartment),
      ("2022-01-29 11:59", .answeredByDepartment), ("2022-01-29 12:00", .answeredBy12345),
      ("2022-01-29 17:29", .answeredByDepartment), ("2022-01-29 17:30", .answeredBy12345),
      ("2022-01-31 09:00", .answeredBy12345), ("2022-01-22 09:00", .answeredBy12345),
    ]
    for (at, disposition) in cases {
      #expect(try trace("12333", at).disposition == disposition, "\(at)")
    }
  }

  @Test func `12345 takes over when a sub-center's desks are down`() throws {
    let well = try trace("12366", "2022-03-01 10:00")
    #expect(well.disposition == .answeredBySubCenter)
    #expect(well.set == "S-12366")
    let down = try trace("12366", "2022-03-01 10:00", down: ["S-12366"])
    #expect(down.disposition == .answeredBy12345)
    #expect(down.set == "Q-12345")
    #expect(
      try trace("12366", "2022-03-01 10:00", down: ["S-12366", "Q-12345"]).disposition
        == .queueUndefined)
  }

  @Test func `a bare short code from outside the area reaches the caller's own area`() throws {
    for number in ["12345", "12329", "96119", "82100001"] {
      let call = try trace(number, "2022-03-01 10:00", .outside)
      #expect(call.disposition == .noRoute)
      guard case .reachesCallersArea = try #require(call.hops.first) else {
        Issue.record("\(number): \(call.hops)")
        continue
      }
    }
    #expect(try trace("0757-12345", "2022-03-01 10:00", .outside).disposition == .answeredBy12345)
    #expect(
      try trace("+86 757 12329", "2022-03-01 10:00", .outside).disposition == .answeredBy12345)
    #expect(try trace("110", "2022-03-01 10:00", .outside).disposition == .leftUntouched)
  }

  @Test func `a linked line is transferred by hand and keeps its route`() throws {
    let call = try trace("96968", "2022-03-01 10:00")
    #expect(call.hops.suffix(2) == [.linkage, .presentRoute])
    #expect(call.disposition == .leftUntouched)
    #expect(table.route(try HotlineNumber(parsing: "96968", home: table.home)) == nil)
  }

  @Test func `what no register knows has no route`() throws {
    for number in ["12399", "020-12345", "82100009", "hello", ""] {
      #expect(try trace(number, "2022-03-01 10:00").disposition == .noRoute, "\(number)")
    }
  }

  @Test func `no rule of a re-issued number outlives its old line`() throws {
    #expect(try trace("12356", "2024-12-31 23:59").disposition == .announcedThenForwarded)
    #expect(try trace("12356", "2025-01-01 00:00").disposition == .leftUntouched)
    let number = try HotlineNumber(parsing: "12356", home: SampleCity.home)
    let phases = try #require(table.route(number)).phases
    #expect(phases.map(\.kind) == [.untouched, .forwarding, .announcing, .untouched])
    #expect(phases.last?.line == "12356@2025-01-01")
  }

  @Test func `a year outside the calendar is refused, never guessed`() throws {
    #expect(throws: Unusable.self) { try trace("12333", "2027-03-01 10:00") }
    #expect(try trace("12345", "2027-03-01 10:00").disposition == .answeredBy12345)
  }

  @Test func `every hop and disposition has words in both languages`() throws {
    for disposition in CallDisposition.allCases {
      let names = Language.allCases.map { disposition.name(in: $0) }
      #expect(Set(names).count == 2 && !names.contains(""))
    }
    for call in try [trace("12366", "2022-03-01 10:00"), trace("12318", "2022-03-01 10:00")] {
      for hop in call.hops {
        #expect(hop.label(in: .english) != hop.label(in: .chinese))
        #expect(hop.text(in: .english) != hop.text(in: .chinese))
      }
    }
  }
}
