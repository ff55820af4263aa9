import Bytes
import CallRouting
import Console
import CutoverRuns
import Findings
import HotlineModel
import Listings
import MergerRuns
import Reports
import ReviewReports
import ReviewRuns

/// When numbers are cut over, what is frozen, whether lines are ready, and what was done to switches.
enum CutoverPage {
  static let routes = [PageRoute(.get, "/cutovers", .users(.look)) { try $0.cutovers() }]

  /// How many lines the chart has room for.
  fileprivate static let mostBars = 40
}

extension PageContext {
  fileprivate func cutovers() throws -> SiteResponse {
    let user = try user()
    return page(
      words("Cut-overs", "割接日历"),
      body: """
        \(try section { try gantt(user) })
        <h2>\(words("Ready or not", "割接条件"))</h2>\(try section { try readiness(user) })
        <h2>\(words("In time order", "按时间"))</h2>\(try section { try calendar(user) })
        <h2>\(words("Done to switches", "交换机操作记录"))</h2>\(try section { try journal(user) })
        """)
  }

  private func planned(_ user: Visitor) throws -> [NumberEntry] {
    try user.numbers().filter { $0.cutover != nil }
      .sorted { ($0.cutover ?? now, $0.line.id) < ($1.cutover ?? now, $1.line.id) }
  }

  private func gantt(_ user: Visitor) throws -> Markup {
    let entries = try planned(user)
    guard !entries.isEmpty else { return "<p>\(words("None is planned.", "暂无计划。"))</p>" }
    let recent = entries.filter { ($0.windowEnd ?? $0.cutover?.date ?? now.date) >= now.date }
    let shown = (recent.isEmpty ? entries : recent).prefix(CutoverPage.mostBars)
    let spans = shown.map { entry in
      Charts.Span(
        name: entry.line.id, begins: entry.cutover?.date ?? now.date, ends: entry.windowEnd)
    }
    let freezes = try FreezeRun(user.state.workspace).freezes()
    let days = freezes.compactMap { freeze -> Range<CivilDate>? in
      guard let from = freeze.period.from?.date, let until = freeze.period.until?.date else {
        return nil
      }
      return from..<max(until, from.adding(days: 1))
    }
    let frozen = freezes.map { freeze -> Markup in
      let (from, until) = (
        freeze.period.from?.description ?? "", freeze.period.until?.description ?? ""
      )
      return
        "<tr><th scope=\"row\" class=\"id\">\(from)</th><td class=\"id\">\(until)</td><td>\(data(freeze.reason))</td></tr>"
    }
    let freezeTable: Markup =
      frozen.isEmpty
      ? ""
      : """
      <table><caption>\(words("Freezes", "封网期"))</caption><thead><tr><th scope="col">\(words("From", "起"))</th>\
      <th scope="col">\(words("Until", "止"))</th><th scope="col">\(words("Why", "原因"))</th></tr></thead><tbody>\(Markup(lines: frozen))</tbody></table>
      """
    let title = words("Cut-overs and announcements", "割接与公告期")
    return """
      <div class="chart">\(Charts.gantt(title, Array(spans), today: now.date, freezes: days, in: language))</div>\(freezeTable)
      """
  }

  private func readiness(_ user: Visitor) throws -> Markup {
    let entries = try planned(user)
    let rows = RowPage(of: entries.count, request)
    let cells = try entries[rows.range].map { entry -> Markup in
      let obstacles = try user.facts.list(entry.line.id)?.status.obstacles
      let word: Markup =
        switch obstacles?.count {
        case 0: "<b class=\"good\">\(words("go", "具备"))</b>"
        case .some: "<b class=\"bad\">\(words("no go", "不具备"))</b>"
        case nil: "—"
        }
      let missing = (obstacles ?? []).prefix(4).map { status in
        "\(link(Self.path("items", status.item.id), "\(words(status.obstacle))")) " as Markup
      }
      return """
        <tr><th scope="row" class="id">\(link(Self.path("numbers", entry.line.id), "\(entry.line.id)"))</th><td>\(data(entry.line.name))</td>\
        <td class="id">\(entry.cutover?.description ?? "")</td><td class="id">\(entry.windowEnd?.description ?? "—")</td><td>\(word)</td><td>\(missing)</td></tr>
        """
    }
    let title = words("Lines with a cut-over", "已定割接时间的热线")
    return """
      <div class="table" role="region" aria-label="\(title)" tabindex="0"><table><caption>\(title)</caption><thead><tr>\
      <th scope="col">\(words("Number", "号码"))</th><th scope="col">\(words("Name", "热线名称"))</th>\
      <th scope="col">\(words("Cut-over", "割接时间"))</th><th scope="col">\(words("Announced until", "公告期满"))</th>\
      <th scope="col">\(words("Condition", "条件"))</th><th scope="col">\(words("Missing", "尚缺"))</th></tr></thead>\
      <tbody>\(Markup(lines: cells))</tbody></table></div>\(rows.markup(in: self))
      """
  }

  private func calendar(_ user: Visitor) throws -> Markup {
    let run = try user.facts.routes()
    let events = run.cutoverCalendar.filter { $0.line.isEmpty || user.sees($0.line) }
    let coming = events.filter { $0.at >= now }
    let rows = RowPage(of: coming.count, request)
    var table = ListingTable(CutoverListing.calendar(Array(coming[rows.range])))
    table.link = { key, value in key == "line" && !value.isEmpty ? Self.path("numbers", value) : nil
    }
    table.empty = words("Nothing comes.", "此后没有事项。")
    return "\(table.markup(words("From now on", "此后的事项"), in: self))\(rows.markup(in: self))"
  }

  private func journal(_ user: Visitor) throws -> Markup {
    let entries = try CutoverJournal(user.state.workspace).entries().filter { dated in
      user.scope == .city || dated.entry.lines.contains(where: user.sees)
    }
    var table = ListingTable(CutoverListing.journal(Array(entries.suffix(RowPage.size).reversed())))
    table.empty = words("Nothing was done yet.", "尚无操作。")
    return table.markup(words("Journal, the newest first", "操作记录，最新的在前"), in: self)
  }
}
