import Bytes
import CallRouting
import Checklists
import Console
import Findings
import HotlineModel
import Listings
import LocalFiles
import MergerRuns
import Reports
import ReviewRuns
import Workbooks

/// The number ledger, and everything that is known of one line.
enum NumberPages {
  static let routes = [
    PageRoute(.get, "/numbers", .users(.look)) { try $0.numbers() },
    PageRoute(.get, "/numbers.csv", .users(.look)) { try $0.numbersFile(asWorkbook: false) },
    PageRoute(.get, "/numbers.xlsx", .users(.look)) { try $0.numbersFile(asWorkbook: true) },
    PageRoute(.get, "/numbers/{line}", .users(.look)) { try $0.number() },
  ]

  static func link(_ key: String, _ value: String) -> String? {
    key == "number" || key == "line" ? PageContext.path("numbers", value) : nil
  }
}

extension PageContext {
  /// The numbers that a filter leaves.
  private func filteredNumbers() throws -> [NumberEntry] {
    let query = request.query
    let wanted = query["q"].lowercased()
    return try user().numbers().filter { entry in
      let line = entry.line
      return (query["division"].isEmpty || line.division.hasPrefix(query["division"]))
        && (query["owner"].isEmpty || line.owner == query["owner"])
        && (query["mode"].isEmpty || entry.mode?.rawValue == query["mode"])
        && (query["status"].isEmpty || entry.status.rawValue == query["status"])
        && (wanted.isEmpty || line.id.contains(wanted) || line.name.lowercased().contains(wanted))
    }
  }

  fileprivate func numbers() throws -> SiteResponse {
    let user = try user()
    let all = try user.numbers()
    let found = try filteredNumbers()
    let query = request.query
    let rows = RowPage(of: found.count, request)
    var table = ListingTable(NumberListing.entries(Array(found[rows.range])))
    table.link = NumberPages.link
    // Who entered it, and when, is in the history of the line.
    table.hidden = ["who", "since"]
    let controls = FormControls(context: self)
    func options(_ values: [String], _ name: (String) -> String = { $0 }) -> [(String, String)] {
      [("", words("all", "全部"))]
        + Set(values).filter { !$0.isEmpty }.sorted().map { ($0, name($0)) }
    }
    let filter = controls.filter(
      "/numbers",
      [
        controls.text("q", words("Number or name", "号码或名称"), value: query["q"]),
        controls.choice(
          "division", words("Division", "行政区划"), options(all.map(\.line.division)),
          chosen: query["division"]),
        controls.choice(
          "owner", words("Unit", "责任单位"), options(all.map(\.line.owner)), chosen: query["owner"]),
        controls.choice(
          "mode", words("Kind", "归并方式"),
          [("", words("all", "全部"))] + MergeMode.allCases.map { ($0.rawValue, words($0.words)) },
          chosen: query["mode"]),
        controls.choice(
          "status", words("Status", "状态"),
          [("", words("all", "全部"))] + NumberStatus.allCases.map { ($0.rawValue, words($0.words)) },
          chosen: query["status"]),
      ])
    let files = request.query.encoded(replacing: ["page": ""])
    return page(
      words("Number ledger", "号码台账"),
      body: """
        \(filter)\(findings(user.scope == .city ? try user.facts.numbers().findings : []))
        \(table.markup(words("Numbers", "号码"), in: self))\(rows.markup(in: self))
        <p>\(link("/numbers.csv?" + files, "CSV")) \(link("/numbers.xlsx?" + files, "XLSX"))</p>
        """)
  }

  fileprivate func numbersFile(asWorkbook isWorkbook: Bool) throws -> SiteResponse {
    let listing = NumberListing.entries(try filteredNumbers())
    return try file(listing, named: "numbers", title: words("Number ledger", "号码台账"), isWorkbook)
  }

  /// A listing as a file for WPS and Excel.
  func file(
    _ listing: Listing, named name: String, title: String, _ isWorkbook: Bool
  ) throws -> SiteResponse {
    guard isWorkbook else {
      return SiteResponse(
        file: "\(name).csv", type: "text/csv; charset=utf-8",
        Array(("\u{FEFF}" + listing.csvText(in: language)).utf8))
    }
    let folder = try Folder.makeTemporary()
    defer { Folder.remove(folder) }
    let path = "\(folder)/\(name).xlsx"
    try listing.writeWorkbook(
      to: path, title: title, author: site.settings.program, created: now, in: language)
    return SiteResponse(
      file: "\(name).xlsx",
      type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      try InputFile.bytes(of: path))
  }

  // MARK: One line

  fileprivate func number() throws -> SiteResponse {
    let user = try user()
    guard let line = user.facts.linesByID[self["line"]],
      let entry = try user.numbers().first(where: { $0.line.id == line.id })
    else { throw PageRefusal.missing }
    return page(
      "\(line.id) \(line.name)",
      body: """
        \(facts([
          (words("Responsible", "责任单位"), data(line.owner)),
          (words("Division", "行政区划"), "\(line.division.isEmpty ? words("city", "市级") : line.division)"),
          (words("Status", "号码状态"), "\(words(entry.status.words))"),
          (words("Cut-over", "割接时间"), "\(entry.cutover?.description ?? "—")"),
          (words("Announcement ends", "公告期满"), "\(entry.windowEnd?.description ?? "—")"),
          (words("Calls a month", "月话务量"), "\(line.monthlyCalls.map { Listing.grouped($0) } ?? "—")"),
          (words("Seats", "座席"), "\(line.seats.map(String.init) ?? "—")"),
        ]))
        <h2>\(words("Decision", "归并决定"))</h2>\(try decision(on: line, user))
        <h2>\(words("Tasks", "任务"))</h2>\(try tasks(of: line, user))
        <h2>\(words("Tickets", "工单"))</h2>\(try tickets(of: line, user))
        <h2>\(words("Route", "路由"))</h2>\(try route(of: line, user))
        <h2>\(words("History", "历史"))</h2>\(try history(of: line, user))
        """)
  }

  /// The components of the decision, each with the rule and the clause behind it.
  private func decision(on line: LegacyHotline, _ user: Visitor) throws -> Markup {
    let explanation: PolicyExplanation
    do {
      explanation = try user.facts.explanation(of: line.id)
    } catch let unusable as Unusable {
      return findings(unusable.findings)
    }
    let decision = explanation.decision
    let reason = words(user.facts.reasons[decision.reason])
    let components: [(String, Words)] = [
      (words("Number", "号码"), decision.number.words), (words("Seats", "座席"), decision.seats.words),
      (words("Calls", "来电"), decision.callPath.words),
      (words("Tickets", "工单"), decision.tickets.words),
      (words("Knowledge", "知识库"), decision.knowledge.words),
      (words("Round the clock", "7×24 小时"), decision.roundTheClock.words),
    ]
    let question: Markup =
      explanation.question.map {
        "<p><b class=\"attention\">\(words("A person must answer: ", "须由人回答："))</b>\(data(words($0.words)))（\(data($0.decidedBy))）</p>"
      } ?? ""
    let hits = decision.path.map { hit -> Markup in
      "<tr><th scope=\"row\" class=\"id\">\(hit.rule)</th><td>\(data(hit.clause))</td><td>\(words(hit.certainty.words))</td></tr>"
    }
    return """
      <p><b>\(words(decision.mode.words))</b>　\(data(reason))　\(words(decision.certainty.words))</p>\(question)
      \(facts(components.map { ($0.0, "\(words($0.1))") } + [(words("Deadline", "期限"), data(decision.deadline))]))
      <div class="table" role="region" aria-label="\(words("Rules", "规则"))" tabindex="0"><table><caption>\(words("Rules on the way to it", "依据的规则"))</caption><thead><tr><th scope="col">\(words("Rule", "规则"))</th>\
      <th scope="col">\(words("Clause", "条款"))</th><th scope="col">\(words("Certainty", "把握"))</th></tr></thead>\
      <tbody>\(Markup(lines: hits))</tbody></table></div>
      """
  }

  private func tasks(of line: LegacyHotline, _ user: Visitor) throws -> Markup {
    guard let list = try user.facts.list(line.id) else { return "<p>—</p>" }
    var table = ListingTable(
      ChecklistListing.items(list.items.map { (list.checklist, $0.status) }, schema: ""))
    table.link = ItemPages.link
    table.hidden = ItemPages.hidden.union(["line"])
    let ready: Markup =
      switch list.status.obstacles?.count {
      case 0: "<p><b class=\"good\">\(words("Ready for its cut-over.", "具备割接条件。"))</b></p>"
      case .some(let count):
        "<p><b class=\"look\">\(words("\(count) items keep it from its cut-over.", "割接还差 \(count) 项。"))</b></p>"
      case nil: ""
      }
    let signed = list.items.count { $0.signOff.state == .signed }
    return """
      \(ready)<p>\(words("\(signed) of \(list.items.count) items are signed.", "共 \(list.items.count) 项，已签认 \(signed) 项。"))</p>
      \(table.markup(words("Items", "事项"), in: self))
      """
  }

  /// What was imported, and whether its books balance.
  private func tickets(of line: LegacyHotline, _ user: Visitor) throws -> Markup {
    let intake = try user.facts.intake()
    let batches = intake.batches.filter { $0.line == line.id }
    let open = intake.quarantine.count { $0.line == line.id && $0.state == "open" }
    let totals =
      try user.facts.totals().counts(by: [.line])
      .first { $0.0.first == line.id }?.1 ?? 0
    let answer = try user.facts.list(line.id)?.status.items.flatMap(\.answers)
      .first { $0.check == .countsAgree }
    let balance: Markup =
      answer.map { "\(words($0.outcome.words))（\(data(words($0.reason)))）" } ?? "—"
    var table = ListingTable(BatchListing.batches(batches))
    table.link = IntakePages.link
    table.empty = words("Nothing was imported.", "尚未导入。")
    return """
      \(facts([
        (words("Tickets", "工单"), "\(Listing.grouped(totals))"),
        (words("Quarantined", "隔离区待处理"), "\(Listing.grouped(open))"),
        (words("Counts agree", "交接数量一致"), balance),
      ]))
      \(table.markup(words("Batches", "批次"), in: self))
      """
  }

  /// The route now and after the last of its stages, and a form to follow a call.
  private func route(of line: LegacyHotline, _ user: Visitor) throws -> Markup {
    do {
      let run = try user.facts.routes()
      let number = line.number
      let stages =
        run.routes.first { $0.number == number }?.phases.filter { $0.line == line.id } ?? []
      let last = stages.compactMap(\.period.from).max()
      func call(_ at: CivilInstant) throws -> Markup {
        "\(data(try callEnd(line.id, at: at, run)))"
      }
      let after: Markup = try last.map { "\($0.description)　\(try call($0))" } ?? "—"
      let controls = FormControls(context: self)
      return """
        \(facts([
          (words("Now", "现在"), try call(now)),
          (words("After its last stage", "最后一个阶段起"), after),
        ]))
        \(controls.filter("/routes", [
          controls.text("dial", words("Dialled", "所拨号码"), value: line.id),
          controls.text("at", words("At", "时间"), value: "\(now)"),
        ]))
        """
    } catch let unusable as Unusable {
      return findings(unusable.findings)
    }
  }

  /// How a call ends, in one line.
  private func callEnd(_ dialled: String, at: CivilInstant, _ run: RouteRun) throws -> String {
    do {
      let trace = try run.trace(dialled, at: at, from: .mobile)
      return trace.disposition.name(in: language) + (trace.set.map { "（\($0)）" } ?? "")
    } catch let unusable as Unusable {
      return unusable.findings.first?.message(in: language) ?? ""
    }
  }

  private func history(of line: LegacyHotline, _ user: Visitor) throws -> Markup {
    let (decisions, events) = try user.facts.history(of: line.id)
    var table = ListingTable(
      NumberListing.history(decisions, events, reasons: user.facts.reasons))
    table.empty = words("Nothing is recorded yet.", "尚无记录。")
    table.hidden = ["certainty", "policy"]
    return table.markup(words("Decisions and changes", "决定与变更"), in: self)
  }
}
