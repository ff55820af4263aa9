import Bytes
import Checklists
import Console
import Findings
import HotlineModel
import Listings
import LocalFiles
import MergerRuns
import Reports
import ReviewRuns

/// All items of all checklists, to filter, print, take away and bring back filled in.
enum ChecklistPages {
  static let routes = [
    PageRoute(.get, "/checklists", .users(.look)) { try $0.checklists() },
    PageRoute(.get, "/checklists.csv", .users(.look)) { try $0.checklistsFile(asWorkbook: false) },
    PageRoute(.get, "/checklists.xlsx", .users(.look), isOfCity: true) {
      try $0.checklistWorkbook()
    },
    PageRoute(.post, "/checklists/upload", .users(.fill), form: .upload) { try $0.planUpload() },
    PageRoute(.post, "/checklists/enter", .users(.fill)) { try $0.enterUpload() },
  ]
}

extension PageContext {
  /// The items that a filter leaves.
  private func filteredItems() throws -> [MergerFacts.ItemRow] {
    let (query, user) = (request.query, try user())
    let wanted = query["q"].lowercased()
    let (mode, state, owner) = (query["mode"], query["state"], query["owner"])
    let isMine = !query["waiting"].isEmpty
    return try user.itemRows(ofLists: { mode.isEmpty || $0.kind == mode }) { row in
      let isState =
        state.isEmpty || (state == "late" ? row.isLate : row.state.rawValue == state)
      guard isState, owner.isEmpty || row.owners.contains(owner),
        wanted.isEmpty || row.text.contains(wanted)
      else { return false }
      return isMine ? try user.isWaiting(row) : true
    }
  }

  /// Rows with their items, as listings take them.
  private func listed(
    _ rows: some Sequence<MergerFacts.ItemRow>
  ) throws -> [(Checklist, ItemStatus)] {
    try user().items(rows).map { ($0.list, $0.item.status) }
  }

  fileprivate func checklists() throws -> SiteResponse {
    let user = try user()
    let found = try filteredItems()
    let rows = RowPage(of: found.count, request)
    var table = ListingTable(ChecklistListing.items(try listed(found[rows.range]), schema: ""))
    table.link = ItemPages.link
    table.hidden = ItemPages.hidden
    let files = request.query.encoded(replacing: ["page": ""])
    let upload: Markup =
      user.may(.fill)
      ? """
      <h2>\(words("Bring a filled-in workbook back", "上传填好的工作簿"))</h2>
      \(FormControls(context: self).post("/checklists/upload", isUpload: true, button: words("Show what would change", "查看将有的变化"), [
        FormControls(context: self).file("workbook", words("Workbook", "工作簿"), accept: ".xlsx")
      ]))
      """ : ""
    return page(
      words("Checklists", "核对清单"),
      body: """
        \(try checklistFilter(user))\(table.markup(words("Items", "事项"), in: self))\(rows.markup(in: self))
        <p>\(link("/checklists.csv?" + files, "CSV")) \(user.scope == .city ? link("/checklists.xlsx", "\(words("Workbook to fill in (all items)", "可填写的工作簿（全部事项）"))") : "")</p>
        \(upload)
        """)
  }

  private func checklistFilter(_ user: Visitor) throws -> Markup {
    let controls = FormControls(context: self)
    let query = request.query
    let all = [("", words("all", "全部"))]
    let owners = try user.facts.owners("\(user.scope)") { try user.itemRows().flatMap(\.owners) }
    return controls.filter(
      "/checklists",
      [
        controls.text("q", words("Item, task or name", "编号、事项或名称"), value: query["q"]),
        controls.choice(
          "mode", words("Kind", "归并方式"),
          all + MergeMode.allCases.map { ($0.rawValue, words($0.words)) }
            + [(Checklist.cityCode, words("city", "市级任务"))], chosen: query["mode"]),
        controls.choice(
          "state", words("State", "状态"),
          all + [("late", words("late", "逾期"))]
            + ItemState.allCases.map { ($0.rawValue, words($0.words)) }, chosen: query["state"]),
        controls.choice(
          "owner", words("Unit", "责任单位"), all + owners.map { ($0, $0) },
          chosen: query["owner"]),
        controls.choice(
          "waiting", words("Waiting for", "待办"), all + [("me", words("me", "待我办理"))],
          chosen: query["waiting"]),
      ])
  }

  fileprivate func checklistsFile(asWorkbook isWorkbook: Bool) throws -> SiteResponse {
    try file(
      ChecklistListing.items(listed(filteredItems()), schema: ""), named: "checklists",
      title: words("Checklists", "核对清单"), isWorkbook)
  }

  /// The workbook that can be filled in and brought back; it has the items of the whole city.
  fileprivate func checklistWorkbook() throws -> SiteResponse {
    let user = try user()
    guard user.scope == .city else { throw PageRefusal.otherDistrict }
    let folder = try Folder.makeTemporary()
    defer { Folder.remove(folder) }
    let path = "\(folder)/checklists.xlsx"
    _ = try ChecklistRun(user.state.workspace).exportWorkbook(
      to: path, replacing: false, created: now)
    return SiteResponse(
      file: "\(user.state.workspace.city)-\(now.date).xlsx",
      type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      try InputFile.bytes(of: path))
  }

  // MARK: Bringing back

  /// What a workbook would change; nothing is entered yet.
  ///
  /// The plan travels in the form that confirms it: each row with what it says and what it had seen.
  fileprivate func planUpload() throws -> SiteResponse {
    let user = try user()
    guard let file = user.files.first(where: { $0.field == "workbook" }) else {
      throw PageRefusal.unreadable
    }
    let run = try ChecklistImportRun(user.state.workspace)
    let all = try file.inTemporaryFolder { try run.plan($0, by: user.account.person) }
    let changes = try all.changes.filter { change in
      try user.facts.item(change.entry.item).map { user.sees($0.list.code) } ?? false
    }
    let foreign = all.changes.count - changes.count
    let rows = changes.map { change -> Markup in
      let entry = change.entry
      let row = UploadedRow(change).text
      return """
        <tr><th scope="row" class="id">\(entry.item)<input type="hidden" name="row" value="\(row)" form="plan"></th>\
        <td>\(change.before?.conclusion.map { words($0.words) } ?? "—")</td><td>\(entry.conclusion.map { words($0.words) } ?? "—")</td>\
        <td>\(data(entry.evidence))</td><td>\(data(entry.remark))</td><td>\(data(entry.filledBy))</td></tr>
        """
    }
    let refused: Markup =
      foreign > 0
      ? "<p class=\"attention\">\(words("\(foreign) rows belong to other districts and are left out.", "有 \(foreign) 行属于其他区，不予登记。"))</p>"
      : ""
    let table: Markup =
      rows.isEmpty
      ? "<p>\(words("Nothing would change.", "没有变化。"))</p>"
      : """
      <div class="table" role="region" aria-label="\(words("Changes", "变化"))" tabindex="0"><table><caption>\(words("\(rows.count) items would change", "将改动 \(rows.count) 项"))</caption>\
      <thead><tr><th scope="col">\(words("Item", "编号"))</th><th scope="col">\(words("Entered", "已登记"))</th>\
      <th scope="col">\(words("Filled in", "填写"))</th><th scope="col">\(words("Evidence", "证据"))</th>\
      <th scope="col">\(words("Comment", "意见"))</th><th scope="col">\(words("By", "填写人"))</th></tr></thead>\
      <tbody>\(Markup(lines: rows))</tbody></table></div>
      <form method="post" action="/checklists/enter" id="plan">\(token)<p><button>\(words("Enter them", "登记"))</button></p></form>
      """
    return page(
      words("What the workbook would change", "工作簿将有的变化"),
      body:
        "\(findings(all.findings, title: words("Rows that are refused", "拒收的行")))\(refused)\(table)"
    )
  }

  fileprivate func enterUpload() throws -> SiteResponse {
    let user = try user()
    let rows = user.fields.all("row").map { UploadedRow($0) }
    guard !rows.isEmpty, !rows.contains(nil) else { throw PageRefusal.unreadable }
    let entered = rows.compactMap(\.self)
    for row in entered {
      guard let item = try user.facts.item(row.item) else { throw PageRefusal.missing }
      guard user.sees(item.list.code) else { throw PageRefusal.otherDistrict }
    }
    let changes = entered.map { row in
      ItemEntry(
        item: row.item, conclusion: ItemConclusion(rawValue: row.conclusion),
        evidence: row.evidence, remark: row.remark, filledBy: row.filledBy,
        day: CivilDate(row.day), source: row.source, who: user.account.person)
    }
    try ChecklistEntryRun(user.state.workspace).enter(
      changes, seen: Dictionary(entered.map { ($0.item, $0.seen) }) { first, _ in first }, at: now)
    return SiteResponse(seeOther: "/checklists?done=entered")
  }
}

/// A row of a workbook on its way through the page that confirms it.
struct UploadedRow: Hashable {
  let item: String
  let conclusion: String
  let evidence: String
  let remark: String
  let filledBy: String
  let day: String
  let source: String
  let seen: Int

  init(_ change: ChecklistImportRun.Change) {
    let entry = change.entry
    item = entry.item
    conclusion = entry.conclusion?.rawValue ?? ""
    (evidence, remark, filledBy) = (entry.evidence, entry.remark, entry.filledBy)
    day = entry.day?.description ?? ""
    source = entry.source
    seen = change.seen
  }

  /// The row as a field of a form: its parts as a query has them.
  var text: String {
    FormFields([
      ("item", item), ("conclusion", conclusion), ("evidence", evidence), ("remark", remark),
      ("by", filledBy), ("day", day), ("source", source), ("seen", "\(seen)"),
    ]).encoded()
  }

  /// Reads what `text` wrote; `nil` for anything else.
  init?(_ text: String) {
    let fields = FormFields(text)
    guard let seen = Int(fields["seen"]), !fields["item"].isEmpty else { return nil }
    item = fields["item"]
    conclusion = fields["conclusion"]
    (evidence, remark, filledBy) = (fields["evidence"], fields["remark"], fields["by"])
    day = fields["day"]
    source = fields["source"]
    self.seen = seen
  }
}
