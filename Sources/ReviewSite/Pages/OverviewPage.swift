import Bytes
import Checklists
import Console
import Findings
import HotlineModel
import Listings
import MergerRuns
import Reports
import ReviewReports
import ReviewRuns

/// The first page: how far the merger is, what is late, and what waits for whoever looks.
enum OverviewPage {
  static let routes = [PageRoute(.get, "/", .users(.look)) { try $0.overview() }]

  /// How many items of a kind are listed; the others are counted.
  fileprivate static let shown = 8
}

extension PageContext {
  fileprivate func overview() throws -> SiteResponse {
    let user = try user()
    // All but the next cut-overs is as it is until somebody changes something.
    let piece = try user.facts.piece(user.name("overview", in: language)) { try standing(user) }
    return page(
      words("Overview", "总览"),
      body: """
        \(piece)
        <h2>\(words("Next cut-overs", "近期割接"))</h2>
        \(try nextCutovers(user))
        """)
  }

  private func standing(_ user: Visitor) throws -> Markup {
    let lists = try user.lists()
    let rows = try user.itemRows()
    let late = try user.items(rows.filter(\.isLate))
      .sorted { ($1.item.status.daysLate ?? 0) < ($0.item.status.daysLate ?? 0) }
    let done = rows.count { $0.state.isDone }
    let lines = lists.filter { $0.checklist.line != nil }
    let open = lines.count { $0.checklist.mode == .person }
    let quarantined = try user.facts.intake().quarantine
      .count { $0.state == "open" && user.sees($0.line) }
    let answers = lines.flatMap { list in
      list.status.items.flatMap(\.answers).filter { $0.check == .countsAgree }.prefix(1)
    }
    let differing = answers.count { $0.outcome == .no }
    return """
      <ul class="figures">
      <li>\(words("Lines decided", "已定归并方式"))<b>\(lines.count - open) / \(lines.count)</b></li>
      <li>\(words("Items signed", "已签认事项"))<b>\(done) / \(rows.count)</b></li>
      <li>\(words("Items late", "逾期事项"))<b class="\(late.isEmpty ? "good" : "bad")">\(late.count)</b></li>
      <li>\(words("Quarantined", "隔离区待处理"))<b class="\(quarantined == 0 ? "good" : "look")">\(Listing.grouped(quarantined))</b></li>
      <li>\(words("Counts that differ", "交接数量不一致"))<b class="\(differing == 0 ? "good" : "bad")">\(differing)</b></li>
      </ul>
      <h2>\(words("Waiting for you", "待您办理"))</h2>
      \(table(of: try user.items(try rows.filter(user.isWaiting)), words("Items that wait for you", "待您办理的事项"), all: "/checklists?waiting=me"))
      <h2>\(words("Late", "逾期"))</h2>
      \(table(of: late, words("Late items", "逾期事项"), all: "/checklists?state=late"))
      <div class="side"><section><h2>\(words("By kind of merger", "按归并方式"))</h2>
      \(bars(lists))</section>
      <section><h2>\(words("Signed over time", "签认进度"))</h2>
      \(try progress(user.items(rows.filter(\.state.isDone)).map(\.item), of: rows.count))</section></div>
      """
  }

  private func table(
    of items: [(list: Checklist, item: SignedItem)], _ caption: String, all: String
  ) -> Markup {
    let shown = items.prefix(OverviewPage.shown).map { ($0.list, $0.item.status) }
    let rest = items.count - shown.count
    let more: Markup =
      rest > 0
      ? "<p>\(link(all, "\(words("\(rest) more", "另有 \(rest) 项"))"))</p>" : ""
    var table = ListingTable(ChecklistListing.items(Array(shown), schema: ""))
    table.link = ItemPages.link
    table.hidden = ItemPages.hidden
    return "\(table.markup(caption, in: self))\(more)"
  }

  private func bars(_ lists: [MergerFacts.SignedList]) -> Markup {
    let states: [ItemState] = [
      .signed, .notApplicable, .needsSignature, .needsNewSignature, .needsEvidence, .underWay,
      .notStarted, .blocked, .failed,
    ]
    let groups = Dictionary(grouping: lists) { $0.checklist.kind }
    let order = MergeMode.allCases.map(\.rawValue) + [Checklist.cityCode]
    let bars = order.compactMap { kind -> (name: String, parts: [Charts.Part])? in
      guard let group = groups[kind], let first = group.first else { return nil }
      let counts = Dictionary(
        group.flatMap { $0.items.map { ($0.status.state, 1) } }, uniquingKeysWith: +)
      return (
        language == .chinese ? first.checklist.kindName : kind,
        states.map {
          Charts.Part(style: $0.rawValue, name: words($0.words), count: counts[$0] ?? 0)
        }
      )
    }
    let used = states.filter { state in
      bars.contains { $0.parts.contains { $0.style == state.rawValue && $0.count > 0 } }
    }
    let title = words("Items by kind of merger and state", "各归并方式的事项状态")
    let heads = used.map { "<th scope=\"col\" class=\"number\">\(words($0.words))</th>" as Markup }
    let rows = bars.map { bar -> Markup in
      let cells = used.map { state -> Markup in
        "<td class=\"number\">\(bar.parts.first { $0.style == state.rawValue }?.count ?? 0)</td>"
      }
      return "<tr><th scope=\"row\">\(bar.name)</th>\(cells)</tr>"
    }
    return """
      <div class="chart">\(Charts.bars(title, bars))</div>
      <div class="table" role="region" aria-label="\(title)" tabindex="0"><table><caption>\(title)</caption><thead><tr>\
      <th scope="col">\(words("Kind", "方式"))</th>\(heads)</tr></thead><tbody>\(Markup(lines: rows))</tbody></table></div>
      """
  }

  /// Done items at the end of each day on which one was signed.
  private func progress(_ items: [SignedItem], of whole: Int) throws -> Markup {
    let days = items.compactMap { item in
      item.signOff.standing.compactMap { CivilInstant($0.at)?.date }.max()
    }
    var count = 0
    let points = Dictionary(days.map { ($0, 1) }, uniquingKeysWith: +)
      .sorted { $0.key < $1.key }.map { day, signed in
        count += signed
        return (day: day, count: count)
      }
    guard let first = points.first else {
      return "<p>\(words("Nothing is signed yet.", "尚无签认。"))</p>"
    }
    let title = words("Signed items", "已签认事项")
    let chart = Charts.burnUp(
      title, [(day: first.day.adding(days: -1), count: 0)] + points, of: whole, in: language)
    let rows = points.suffix(5).map { point -> Markup in
      "<tr><th scope=\"row\">\("\(point.day)")</th><td class=\"number\">\(point.count)</td></tr>"
    }
    return """
      <div class="chart">\(chart)</div>
      <table><caption>\(title)</caption><thead><tr><th scope="col">\(words("Day", "日期"))</th>\
      <th scope="col" class="number">\(words("Signed so far", "累计签认"))</th></tr></thead><tbody>\(Markup(lines: rows))</tbody></table>
      """
  }

  private func nextCutovers(_ user: Visitor) throws -> Markup {
    let coming = try user.numbers().filter { entry in entry.cutover.map { $0 >= now } ?? false }
      .sorted { ($0.cutover ?? now, $0.line.id) < ($1.cutover ?? now, $1.line.id) }
    guard !coming.isEmpty else { return "<p>\(words("None is planned.", "暂无计划。"))</p>" }
    let rows = try coming.prefix(3).map { entry -> Markup in
      let obstacles = try user.facts.list(entry.line.id)?.status.obstacles
      let readiness: Markup =
        switch obstacles?.count {
        case 0: "<b class=\"good\">\(words("ready", "具备"))</b>"
        case .some(let count):
          "<b class=\"look\">\(words("\(count) items are missing", "差 \(count) 项"))</b>"
        case nil: "—"
        }
      return """
        <tr><th scope="row" class="id">\(link(Self.path("numbers", entry.line.id), "\(entry.line.id)"))</th>\
        <td>\(data(entry.line.name))</td><td class="id">\(entry.cutover?.description ?? "")</td><td>\(readiness)</td></tr>
        """
    }
    return """
      <table><caption>\(words("The next three", "最近三次"))</caption><thead><tr><th scope="col">\(words("Number", "号码"))</th>\
      <th scope="col">\(words("Name", "热线名称"))</th><th scope="col">\(words("Cut-over", "割接时间"))</th>\
      <th scope="col">\(words("Condition", "割接条件"))</th></tr></thead><tbody>\(Markup(lines: rows))</tbody></table>
      """
  }
}

extension PageContext.Visitor {
  /// What the user's signature of an item would be.
  func signature(of item: SignedItem, as role: UserRole) -> Signature {
    Signature(
      subject: Signature.subject(ofItem: item.content.item), content: item.hash,
      text: item.content.text, kind: .sign, role: role, account: account.name,
      person: account.person, unit: account.unit, because: "", at: "")
  }
}
