import Bytes
import CallRouting
import Console
import CutoverRuns
import Findings
import HotlineModel
import Listings
import MergerRuns
import Reports
import ReviewRuns

/// The routing table at a day, its checks, a call followed through it, and what differs from what is
/// loaded.
enum RoutePage {
  static let routes = [PageRoute(.get, "/routes", .users(.look)) { try $0.routes() }]
}

extension PageContext {
  fileprivate func routes() throws -> SiteResponse {
    let user = try user()
    let query = request.query
    let controls = FormControls(context: self)
    let at = query["at"].isEmpty ? now : CivilInstant(query["at"]) ?? CivilDate(query["at"])?.start
    guard let at else {
      return page(
        words("Routes", "路由"), status: 422,
        body: """
          <div class="errors" role="alert"><p>\(link("#field-at", "\(words("\(query["at"]) is not a time; write 2021-11-26 23:30.", "“\(query["at"])”不是时间，应写作 2021-11-26 23:30。"))"))</p></div>
          \(traceForm(controls, at: query["at"]))
          """)
    }
    return page(
      words("Routes", "路由"),
      body: """
        \(traceForm(controls, at: "\(at)"))\(query["dial"].isEmpty ? "" : try section { try trace(query["dial"], at: at, user) })
        <h2>\(words("What holds at \(at)", "\(at) 时生效的路由"))</h2>\(try section { try table(at: at, user) })
        <h2>\(words("Checks", "检查"))</h2>\(try section { try checks(user) })
        <h2>\(words("Beside what is loaded", "与已装载的比较"))</h2>\(try section { try difference(user) })
        """)
  }

  private func traceForm(_ controls: FormControls, at: String) -> Markup {
    let query = request.query
    return controls.filter(
      "/routes",
      [
        controls.text("at", words("At", "时间"), value: at),
        controls.text("dial", words("Follow a call to", "推演所拨号码"), value: query["dial"]),
        controls.choice(
          "from", words("From", "从哪里拨打"),
          CallTrace.Origin.allCases.map { ($0.rawValue, $0.name(in: language)) },
          chosen: query["from"]),
        controls.text(
          "down", words("Set that is down", "故障的目标集"), value: query["down"]),
      ])
  }

  private func trace(_ dialled: String, at: CivilInstant, _ user: Visitor) throws -> Markup {
    let origin = CallTrace.Origin(rawValue: request.query["from"]) ?? .mobile
    let down = request.query["down"].split(separator: " ").map(String.init)
    let trace = try user.facts.routes().trace(dialled, at: at, from: origin, down: down)
    let hops = trace.hops.map { hop -> Markup in
      "<li><b>\(hop.label(in: language))</b> \(data(hop.text(in: language)))</li>"
    }
    let end = trace.disposition
    return """
      <h2>\(words("A call to \(dialled)", "拨打 \(dialled)"))</h2><ol class="hops">\(hops)</ol>
      <p><b class="\(end.isSuccess ? "good" : "bad")">\(end.name(in: language))　\(end.isSuccess ? words("success", "成功") : words("failure", "失败"))</b></p>
      """
  }

  private func table(at: CivilInstant, _ user: Visitor) throws -> Markup {
    let run = try user.facts.routes()
    let all = run.routes.flatMap { route in
      route.phases.filter { user.sees($0.line) && $0.period.contains(at) }
        .map { (route.number, $0) }
    }
    let rows = RowPage(of: all.count, request)
    var table = ListingTable(RouteListing.phases(Array(all[rows.range])))
    table.link = { key, value in key == "line" ? Self.path("numbers", value) : nil }
    return
      "\(table.markup(words("Stages that hold", "生效的阶段"), in: self))\(rows.markup(in: self))\(try routeFindings("table", user) { $0.table })"
  }

  private func checks(_ user: Visitor) throws -> Markup {
    let reports = try user.facts.checks()
    return """
      \(ListingTable(RouteListing.checks(reports)).markup(words("Checks of the whole table", "全表检查"), in: self))
      \(try routeFindings("checks", user) { $0.checks })
      """
  }

  /// Findings on the whole table, for units of the city; the words of each take a while, and are
  /// made once.
  private func routeFindings(
    _ which: String, _ user: Visitor,
    _ part: ((table: [Finding], checks: [Finding])) -> [Finding]
  ) throws -> Markup {
    guard user.scope == .city else { return "" }
    return try user.facts.piece("route findings \(which) \(language.rawValue)") {
      findings(part(try user.facts.routeFindings()))
    }
  }

  /// What a switch has by the journal, else the table that was kept last.
  private func difference(_ user: Visitor) throws -> Markup {
    let run = try user.facts.routes()
    let journal = try CutoverJournal(user.state.workspace).entries()
    let live = journal.last { [.flipped, .returned].contains($0.entry.step) }?.entry.table
    guard let before = try live ?? run.newestSnapshot(), !before.isEmpty else {
      return "<p>\(words("No table was loaded or saved yet.", "尚未装载或保存过路由表。"))</p>"
    }
    let changes = try run.changes(from: before, to: nil).changes
    var table = ListingTable(RouteListing.changes(changes))
    table.empty = words("Calls end as they do there.", "来电去向没有不同。")
    let which = live == nil ? words("saved", "最近保存的") : words("live on the switch", "交换机上生效的")
    return """
      <p>\(which) <span class="id">\(String(before.prefix(12)))</span></p>
      \(table.markup(words("Calls that end otherwise now", "去向不同的来电"), in: self))
      """
  }
}
