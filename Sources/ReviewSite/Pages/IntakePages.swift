import Bytes
import Console
import Findings
import HotlineModel
import Listings
import MergerRuns
import Reports

/// What was imported, and what was quarantined.
enum IntakePages {
  static let routes = [
    PageRoute(.get, "/batches", .users(.look)) { try $0.batches() },
    PageRoute(.get, "/batches/{batch}", .users(.look)) { try $0.batch() },
    PageRoute(.get, "/quarantine", .users(.look)) { try $0.quarantine() },
    PageRoute(.get, "/quarantine/{record}", .users(.look)) { try $0.record() },
    PageRoute(.post, "/quarantine/{record}/clear", .users(.unmask)) { try $0.clearRecord() },
    PageRoute(.post, "/quarantine/{record}/waive", .users(.approve)) { try $0.waive() },
  ]

  static func link(_ key: String, _ value: String) -> String? {
    switch key {
    case "batch": PageContext.path("batches", value)
    case "id": PageContext.path("quarantine", value)
    case "line": PageContext.path("numbers", value)
    default: nil
    }
  }
}

extension PageContext {
  fileprivate func batches() throws -> SiteResponse {
    let user = try user()
    let all = Array(try user.facts.intake().batches.filter { user.sees($0.line) }.reversed())
    let rows = RowPage(of: all.count, request)
    var table = ListingTable(BatchListing.batches(Array(all[rows.range])))
    table.link = IntakePages.link
    return page(
      words("Imports", "导入批次"),
      body:
        "\(table.markup(words("Batches, the newest first", "批次，最新的在前"), in: self))\(rows.markup(in: self))"
    )
  }

  fileprivate func batch() throws -> SiteResponse {
    let user = try user()
    guard try user.facts.intake().batches.contains(where: { $0.name == self["batch"] }) else {
      throw PageRefusal.missing
    }
    let detail = try BatchRuns(user.state.workspace).show(self["batch"])
    let batch = detail.batch
    let files = batch.files.map { file -> Markup in
      "<li class=\"id\">\(data(file.file.name))　SHA-256 \(file.file.sha256)</li>"
    }
    let reasons = detail.quarantine.map { kept -> Markup in
      let title = FindingCode(rawValue: kept.code)?.entry.message.filled(in: language) ?? ""
      return """
        <tr><th scope="row" class="id">\(kept.code)</th><td class="number">\(Listing.grouped(kept.count))</td>\
        <td>\(words(QuarantineState.words(of: kept.state)))</td><td>\(title)</td></tr>
        """
    }
    let quarantine: Markup =
      reasons.isEmpty
      ? "<p>\(words("Nothing was quarantined.", "没有隔离记录。"))</p>"
      : """
      <table><caption>\(words("By code", "按代码"))</caption><thead><tr><th scope="col">\(words("Code", "代码"))</th>\
      <th scope="col" class="number">\(words("Records", "记录"))</th><th scope="col">\(words("State", "状态"))</th>\
      <th scope="col">\(words("Reason", "原因"))</th></tr></thead><tbody>\(Markup(lines: reasons))</tbody></table>
      """
    return page(
      "\(batch.name) \(batch.label)",
      body: """
        \(facts([
          (words("Line", "热线"), link(Self.path("numbers", batch.line), "\(batch.line)")),
          (words("State", "状态"), "\(words(batch.stateWords))"),
          (words("Begun", "开始"), "\(CivilInstant(batch.started)?.description ?? batch.started)"),
          (words("Mapping", "映射"), "\(batch.mapping)"),
        ]))
        <h2>\(words("Reconciliation", "对账"))</h2>
        \(ListingTable(ImportListing.books(batch.files)).markup(words("Books of each file", "各文件的账"), in: self))
        <h2>\(words("Files", "文件"))</h2><ul>\(files)</ul>
        <h2>\(words("Quarantined", "隔离"))</h2>\(quarantine)
        """)
  }

  fileprivate func quarantine() throws -> SiteResponse {
    let user = try user()
    let query = request.query
    let seen = try user.facts.intake().quarantine.filter { user.sees($0.line) }
    let groups = Dictionary(grouping: seen.filter { $0.state == "open" }, by: \.code)
      .sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
    let summary = groups.map { code, records -> Markup in
      let title = FindingCode(rawValue: code)?.entry.message.filled(in: language) ?? ""
      return """
        <tr><th scope="row" class="id">\(link("/quarantine?code=\(code)", "\(code)"))</th>\
        <td class="number">\(Listing.grouped(records.count))</td><td>\(title)</td></tr>
        """
    }
    let found = seen.filter { record in
      (query["code"].isEmpty || record.code == query["code"])
        && (query["line"].isEmpty || record.line == query["line"])
        && (query["state"].isEmpty ? record.state == "open" : record.state == query["state"])
    }
    let rows = RowPage(of: found.count, request)
    var table = ListingTable(BatchListing.quarantine(Array(found[rows.range])))
    table.link = IntakePages.link
    let controls = FormControls(context: self)
    let filter = controls.filter(
      "/quarantine",
      [
        controls.text("code", words("Code", "代码"), value: query["code"]),
        controls.text("line", words("Line", "热线"), value: query["line"]),
        controls.choice(
          "state", words("State", "状态"),
          ["open", "waived", "resolved"].map { ($0, words(QuarantineState.words(of: $0))) },
          chosen: query["state"].isEmpty ? "open" : query["state"]),
      ])
    let grouped: Markup =
      summary.isEmpty
      ? "<p>\(words("Nothing is open.", "没有待处理的记录。"))</p>"
      : """
      <table><caption>\(words("Open records by code", "待处理记录，按代码"))</caption><thead><tr><th scope="col">\(words("Code", "代码"))</th>\
      <th scope="col" class="number">\(words("Records", "记录"))</th><th scope="col">\(words("Reason", "原因"))</th></tr></thead>\
      <tbody>\(Markup(lines: summary))</tbody></table>
      """
    return page(
      words("Quarantine", "隔离区"),
      body: """
        \(grouped)\(filter)
        \(table.markup(words("Records", "记录"), in: self))\(rows.markup(in: self))
        """)
  }

  /// A record with what kept a form from being entered; with a purpose its fields are in clear.
  fileprivate func record(
    clear: ClearView? = nil, _ found: [Finding] = []
  ) throws -> SiteResponse {
    let user = try user()
    guard try user.facts.intake().quarantineByName[self["record"]] != nil else {
      throw PageRefusal.missing
    }
    let shown = try QuarantineRuns(user.state.workspace).show(self["record"], clear: clear)
    let (entry, record) = (shown.entry, shown.entry.record)
    let reasons = entry.reasons.map { reason -> Markup in
      let message = FindingCode(rawValue: reason.code)?.entry.message
      let column = reason.column.map { "\($0)\(words(": ", "："))" } ?? ""
      return
        "<li><b>\(reason.code)</b> \(data(column + (message?.rewritten(reason.message, in: language) ?? reason.message)))</li>"
    }
    let fields = shown.fields.map { column, value -> Markup in
      "<tr><th scope=\"row\">\(data(column))</th><td>\(data(value))</td></tr>"
    }
    let title =
      clear == nil ? words("Fields, masked", "字段（已脱敏）") : words("Fields in clear", "字段（明文）")
    let waiver: Markup =
      entry.waiver.map {
        "<p>\(words("Waived by ", "豁免人："))\(data($0.signer))　\($0.at)　\(data($0.reason))</p>"
      } ?? ""
    return page(
      "\(record.name)", status: found.isEmpty ? 200 : 422,
      body: """
        \(findings(found, title: words("Not done", "未完成")))\(facts([
          (words("Line", "热线"), link(Self.path("numbers", record.line), "\(record.line)")),
          (words("File", "文件"), "\(data(record.file))"),
          (words("Record", "记录"), "\(record.record)"),
          (words("State", "状态"), "\(words(record.stateWords))"),
          (words("Batch", "批次"), link(Self.path("batches", entry.firstBatch), "\(entry.firstBatch)")),
        ]))
        <h2>\(words("Why", "原因"))</h2><ul>\(reasons)</ul>\(waiver)
        <table><caption>\(title)</caption><thead><tr><th scope="col">\(words("Column", "列"))</th>\
        <th scope="col">\(words("Value", "值"))</th></tr></thead><tbody>\(Markup(lines: fields))</tbody></table>
        \(recordForms(user, isOpen: record.state == "open"))
        """)
  }

  private func recordForms(_ user: Visitor, isOpen: Bool) -> Markup {
    let controls = FormControls(context: self)
    let because = controls.text("because", words("Why", "理由"), isRequired: true)
    let clear: Markup =
      user.may(.unmask)
      ? """
      <h2>\(words("See it in clear", "查看明文"))</h2>
      <p>\(words("That you look, and why, goes into the audit trail.", "查看人和理由记入操作日志。"))</p>
      \(controls.post(Self.path("quarantine", self["record"], "clear"), button: words("Show", "查看"), [because]))
      """ : ""
    let waive: Markup =
      user.may(.approve) && isOpen
      ? """
      <h2>\(words("Leave it out", "豁免"))</h2>
      \(controls.post(Self.path("quarantine", self["record"], "waive"), button: words("Waive", "豁免"), [
        controls.text("reason", words("Why it is left out", "豁免理由"), isRequired: true)
      ]))
      """ : ""
    return "\(clear)\(waive)"
  }

  fileprivate func clearRecord() throws -> SiteResponse {
    let user = try user()
    do {
      return try record(
        clear: ClearView(
          signer: user.account.person, purpose: user.fields["because"], at: now))
    } catch let unusable as Unusable {
      return try record(unusable.findings)
    }
  }

  fileprivate func waive() throws -> SiteResponse {
    let user = try user()
    do {
      try QuarantineRuns(user.state.workspace).waive(
        [self["record"]], because: user.fields["reason"], by: user.account.person, now: now)
    } catch let unusable as Unusable {
      return try record(unusable.findings)
    }
    return SiteResponse(seeOther: Self.path("quarantine", self["record"]) + "?done=waived")
  }
}
