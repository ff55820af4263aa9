import Bytes
import Checklists
import Console
import Findings
import HotlineModel
import Listings
import LocalFiles
import MergerRuns
import MergerStore
import Reports
import ReviewRuns

/// One item of a checklist: what is asked, what was entered, the files, and who signed.
enum ItemPages {
  static let routes = [
    PageRoute(.get, "/items/{item}", .users(.look)) { try $0.item() },
    PageRoute(.post, "/items/{item}/enter", .users(.fill), form: .upload) { try $0.enterItem() },
    PageRoute(.post, "/items/{item}/except", .users(.approve)) { try $0.exceptItem() },
    PageRoute(.post, "/items/{item}/sign", .users(.sign)) { try $0.signItem() },
    PageRoute(.post, "/items/{item}/withdraw", .users(.sign)) { try $0.withdrawItem() },
    PageRoute(.get, "/items/{item}/files/{file}", .users(.fill)) { try $0.evidence() },
  ]

  /// Where the cells of a list of items lead to.
  static func link(_ key: String, _ value: String) -> String? {
    switch key {
    case "item": PageContext.path("items", value)
    case "line" where value != Checklist.cityCode: PageContext.path("numbers", value)
    default: nil
    }
  }

  /// What a list of items leaves to the item's own page.
  static let hidden: Set<String> = ["mode", "after", "evidence", "entered"]
}

extension PageContext {
  /// An item, with what kept a form from being entered above it.
  fileprivate func item(_ found: [Finding] = []) throws -> SiteResponse {
    let user = try user()
    guard let item = try user.facts.item(self["item"]) else { throw PageRefusal.missing }
    let (status, list) = (item.status, item.list)
    let code =
      list.line.map { link(Self.path("numbers", $0), "\($0)") } ?? "\(words(list.kindWords))"
    var known: [(name: String, value: Markup)] = [
      (words("Line", "热线"), "\(code) \(data(list.name))"),
      (
        words("State", "状态"),
        "<b class=\"\(status.state == .failed || status.isLate ? "bad" : "plain")\">\(words(status.state.words))</b>"
      ),
      (words("Responsible", "责任单位"), data(item.item.owner)),
      (words("Due", "期限"), data(list.due(of: item.item))),
      (words("Evidence asked for", "应交材料"), data(item.item.evidence)),
      (words("Basis", "依据"), data(item.item.source)),
    ]
    if let days = status.daysLate {
      known.append((words("Late", "逾期"), "\(words("\(days) working days", "\(days) 个工作日"))"))
    }
    if !item.item.dependsOn.isEmpty {
      let links = item.item.dependsOn.map { id in
        let isOpen = status.waitsFor.contains(id)
        return "\(link(Self.path("items", id), "\(id)"))\(isOpen ? words(" (open)", "（未完成）") : "") "
          as Markup
      }
      known.append((words("After", "前置项"), "\(links)"))
    }
    return page(
      "\(self["item"]) \(item.item.task)", status: found.isEmpty ? 200 : 422,
      body: """
        \(findings(found, title: words("Nothing was entered", "未登记")))\(facts(known))
        \(answers(of: status))\(findings(status.findings))
        <h2>\(words("What is entered", "登记内容"))</h2>
        \(try entries(of: item, user))
        \(entryForm(item, user))
        <h2>\(words("Signatures", "签认"))</h2>
        \(signatures(of: item.signed))
        \(try signForm(item, user))
        """)
  }

  private func answers(of status: ItemStatus) -> Markup {
    if status.answers.isEmpty { return "" }
    let rows = status.answers.map { answer -> Markup in
      let tone = answer.outcome == .yes ? "good" : answer.outcome == .no ? "bad" : "look"
      return """
        <tr><th scope="row">\(words(answer.check.words))</th><td><b class="\(tone)">\(words(answer.outcome.words))</b></td>\
        <td>\(data(words(answer.reason)))</td></tr>
        """
    }
    let title = words("What the toolkit finds itself", "系统自动核对")
    return """
      <table><caption>\(title)</caption><thead><tr><th scope="col">\(words("Question", "核对"))</th>\
      <th scope="col">\(words("Answer", "结果"))</th><th scope="col">\(words("Because", "依据"))</th></tr></thead>\
      <tbody>\(Markup(lines: rows))</tbody></table>
      """
  }

  /// Everything that was entered, the newest first: conclusions, exceptions and their withdrawals.
  private func entries(of item: MergerFacts.Item, _ user: Visitor) throws -> Markup {
    let entries = try user.state.workspace.ledger().itemEntries(of: self["item"])
    if entries.isEmpty { return "<p>\(words("Nothing yet.", "尚未登记。"))</p>" }
    let rows = entries.reversed().map { dated -> Markup in
      let entry = dated.entry
      let files = entry.files.map { file -> Markup in
        let address = Self.path("items", self["item"], "files", file.sha256)
        let name = user.may(.fill) ? link(address, data(file.name)) : data(file.name)
        return
          "<br>\(name) <span class=\"note id\">SHA-256 \(String(file.sha256.prefix(16)))</span>"
      }
      let what =
        entry.conclusion.map { words($0.words) }
        ?? (entry.kind == .exception
          ? words("exception", "例外") : words("exception withdrawn", "撤销例外"))
      return """
        <tr><th scope="row" class="id">\(CivilInstant(dated.at)?.description ?? dated.at)</th><td>\(what)</td>\
        <td>\(data(entry.evidence))\(files)</td><td>\(data(entry.remark))</td><td>\(data(entry.filledBy))</td><td>\(data(entry.who))</td></tr>
        """
    }
    return """
      <div class="table" role="region" aria-label="\(words("Entries", "登记记录"))" tabindex="0"><table><caption>\(words("Entries, the newest first", "登记记录，最新的在前"))</caption>\
      <thead><tr><th scope="col">\(words("At", "时间"))</th><th scope="col">\(words("Conclusion", "结论"))</th>\
      <th scope="col">\(words("Evidence", "证据"))</th><th scope="col">\(words("Comment", "意见"))</th>\
      <th scope="col">\(words("Filled in by", "填写人"))</th><th scope="col">\(words("Entered by", "登记人"))</th></tr></thead>\
      <tbody>\(Markup(lines: rows))</tbody></table></div>
      """
  }

  private func entryForm(_ item: MergerFacts.Item, _ user: Visitor) -> Markup {
    guard user.may(.fill) else { return "" }
    let controls = FormControls(context: self)
    let entry = item.status.entry?.entry
    func typed(_ name: String, else value: String?) -> String {
      user.fields.pairs.isEmpty ? value ?? "" : user.fields[name]
    }
    let form = controls.post(
      Self.path("items", self["item"], "enter"), isUpload: true,
      button: words("Enter", "登记"),
      [
        "<input type=\"hidden\" name=\"revision\" value=\"\(item.status.revision)\">",
        controls.choice(
          "conclusion", words("Conclusion", "结论"),
          ItemConclusion.allCases.map { ($0.rawValue, words($0.words)) },
          chosen: typed("conclusion", else: entry?.conclusion?.rawValue)),
        controls.text(
          "evidence", words("Paper that proves it", "证据（文件名称、文号）"),
          value: typed("evidence", else: entry?.evidence)),
        controls.file(
          "file", words("File that proves it", "证据文件"),
          accept: ".pdf,.png,.jpg,.jpeg,.docx,.xlsx,.csv,.txt,.wav,.mp3",
          hint: words(
            "at most 20 MiB; it is copied, its SHA-256 is signed", "不超过 20 MiB；存入副本，签认时含其 SHA-256")),
        controls.text(
          "remark", words("Comment", "意见"), value: typed("remark", else: entry?.remark)),
      ])
    let exception: Markup =
      !user.may(.approve) || item.status.answers.isEmpty
      ? ""
      : """
      <h2>\(words("Exception", "例外"))</h2>
      <p>\(words("An exception counts as if the toolkit's own answers were yes.", "准予例外后，系统自动核对的结果视为“是”。"))</p>
      \(controls.post(Self.path("items", self["item"], "except"), button: words("Grant", "准予例外"), [
          controls.text("because", words("Why", "理由"), isRequired: true)
        ]))
      """
    return "<h2>\(words("Enter", "登记"))</h2>\n\(form)\(exception)"
  }

  private func signatures(of item: SignedItem) -> Markup {
    let state = words(item.signOff.state.words)
    let rows = item.signOff.standing.map { signature -> Markup in
      let isCurrent = signature.content == item.hash
      return """
        <tr><th scope="row">\(data(signature.person))</th><td>\(data(signature.unit))</td><td>\(words(signature.role.words))</td>\
        <td class="id">\(CivilInstant(signature.at)?.description ?? signature.at)</td>\
        <td>\(isCurrent ? words("as it is now", "与现在一致") : words("changed since", "此后有变动"))</td></tr>
        """
    }
    let table: Markup =
      rows.isEmpty
      ? ""
      : """
      <table><caption>\(words("Signatures", "签认"))</caption><thead><tr><th scope="col">\(words("Person", "签认人"))</th>\
      <th scope="col">\(words("Unit", "单位"))</th><th scope="col">\(words("Role", "角色"))</th>\
      <th scope="col">\(words("At", "时间"))</th><th scope="col">\(words("Content", "内容"))</th></tr></thead>\
      <tbody>\(Markup(lines: rows))</tbody></table>
      """
    let changes = item.changes.filter { !$0.part.value.isEmpty }.map { change -> Markup in
      let value = change.part.words.map { words($0) } ?? change.part.value
      let mark = change.isNew ? words("now: ", "现为：") : words("was: ", "原为：")
      return "<li>\(words(change.part.key.words))　\(mark)\(data(value))</li>"
    }
    let changed: Markup =
      changes.isEmpty
      ? "" : "<p>\(words("Changed since it was signed:", "签认之后的变动："))</p><ul>\(changes)</ul>"
    return "<p><b>\(state)</b></p>\(table)\(changed)"
  }

  /// What exactly is signed, and the form; signing asks for the password again.
  private func signForm(_ item: MergerFacts.Item, _ user: Visitor) throws -> Markup {
    let controls = FormControls(context: self)
    let roles = UserRole.allCases.filter(
      user.account.roles.intersection(UserAction.signing).contains)
    let can = roles.filter {
      item.signed.signOff.refusal(of: user.signature(of: item.signed, as: $0)) == nil
    }
    let own = item.signed.signOff.standing.contains { $0.account == user.account.name }
    let withdraw: Markup =
      !own
      ? ""
      : """
      <h2>\(words("Withdraw your signature", "撤回本人的签认"))</h2>
      \(controls.post(Self.path("items", self["item"], "withdraw"), button: words("Withdraw", "撤回"), [
          controls.text("because", words("Why", "理由"), isRequired: true),
          controls.password("password", words("Your password", "您的密码"), of: user.account.name),
        ]))
      """
    guard item.status.canBeSigned, !can.isEmpty else {
      let missing = item.status.missing
      let reason: Markup =
        roles.isEmpty || missing.isEmpty || language == .chinese
        ? "" : "<ul>\(missing.map { "<li>\(data($0))</li>" as Markup })</ul>"
      return "\(reason)\(withdraw)"
    }
    let content = item.signed.content.parts.filter { !$0.value.isEmpty }.map { part -> Markup in
      "\(words(part.key.words))：\(data(part.words.map { words($0) } ?? part.value))\n"
    }
    return """
      <h2>\(words("Sign", "签认"))</h2><div class="sign">
      <p>\(words("This is what you sign:", "您签认的内容："))</p>
      <pre class="content" tabindex="0">\(content)SHA-256 \(item.signed.hash)</pre>
      \(controls.post(Self.path("items", self["item"], "sign"), button: words("Sign", "签认"), [
        "<input type=\"hidden\" name=\"content\" value=\"\(item.signed.hash)\">",
        controls.choice("role", words("As", "签认角色"), can.map { ($0.rawValue, words($0.words)) }),
        controls.text("because", words("Remark", "备注")),
        controls.password("password", words("Your password", "您的密码"), of: user.account.name),
      ]))</div>\(withdraw)
      """
  }

  // MARK: Forms

  private func done(_ what: String) -> SiteResponse {
    SiteResponse(seeOther: Self.path("items", self["item"]) + "?done=\(what)")
  }

  /// Enters something; what keeps it from being entered is shown above the form, with what was typed.
  private func entering(
    _ what: String, _ body: (Visitor) throws -> Void
  ) throws -> SiteResponse {
    let user = try user()
    guard try user.facts.item(self["item"]) != nil else { throw PageRefusal.missing }
    do {
      try body(user)
      return done(what)
    } catch let unusable as Unusable {
      return try item(unusable.findings)
    }
  }

  fileprivate func enterItem() throws -> SiteResponse {
    try entering("entered") { user in
      let fields = user.fields
      // Two browsers: whoever has not seen the newest entry enters nothing over it.
      let seen = [self["item"]: Int(fields["revision"]) ?? 0]
      let entry = ItemEntry(
        item: self["item"], conclusion: ItemConclusion(rawValue: fields["conclusion"]),
        evidence: fields["evidence"], remark: fields["remark"], filledBy: user.account.person,
        day: now.date, source: "", who: user.account.person)
      let run = try ChecklistEntryRun(user.state.workspace)
      guard let file = user.files.first(where: { $0.field == "file" }) else {
        return try run.enter([entry], seen: seen, at: now)
      }
      try file.inTemporaryFolder { path in
        try run.enter([entry], files: .init(adding: [path]), seen: seen, at: now)
      }
    }
  }

  fileprivate func exceptItem() throws -> SiteResponse {
    try entering("excepted") { user in
      let entry = ItemEntry(
        item: self["item"], kind: .exception, conclusion: nil, evidence: "",
        remark: user.fields["because"], filledBy: "", day: nil, source: "",
        who: user.account.person)
      try ChecklistEntryRun(user.state.workspace).enter([entry], at: now)
    }
  }

  fileprivate func signItem() throws -> SiteResponse {
    try entering("signed") { user in
      guard let role = UserRole(rawValue: user.fields["role"]),
        UserAction.signing.contains(role)
      else { throw PageRefusal.unreadable }
      let seen = user.fields["content"]
      var shown: [SignedItem] = []
      let password = PasswordSource([Password(user.fields.asTyped("password"))]) {
        // What is signed is what the page showed.
        guard shown.allSatisfy({ $0.hash == seen }) else {
          throw Unusable(
            .signedContentChanged(item: self["item"]), at: SourceLocation(file: self["item"]))
        }
      }
      _ = try SignRun(user.state.workspace, by: actor()).sign(
        [self["item"]], as: role, because: user.fields["because"], passwords: password
      ) { shown = $0 }
    }
  }

  fileprivate func withdrawItem() throws -> SiteResponse {
    try entering("withdrawn") { user in
      _ = try SignRun(user.state.workspace, by: actor()).withdraw(
        [self["item"]], because: user.fields["because"],
        passwords: PasswordSource([Password(user.fields.asTyped("password"))])
      ) { _ in }
    }
  }

  /// A file of evidence, for those who fill in checklists.
  fileprivate func evidence() throws -> SiteResponse {
    let user = try user()
    let files = try user.state.workspace.ledger().itemEntries(of: self["item"])
      .flatMap(\.entry.files)
    guard let file = files.first(where: { $0.sha256 == self["file"] }) else {
      throw PageRefusal.missing
    }
    let folder = EvidenceFolder(ofWorkspace: user.state.workspace.folder)
    if let finding = folder.findings(of: [NamedEvidence(file, of: self["item"])]).first {
      throw Unusable([finding])
    }
    return SiteResponse(
      file: file.name, type: "application/octet-stream",
      try InputFile.bytes(of: folder.path(of: file)))
  }
}

extension MultipartForm.File {
  /// Runs something with the file in a folder of its own, which is gone afterwards.
  func inTemporaryFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let folder = try Folder.makeTemporary()
    defer { Folder.remove(folder) }
    let path = "\(folder)/\(name == "." || name == ".." ? "file" : name)"
    var output = try OutputFile(path, mode: 0o600)
    try output.write(Array(bytes))
    _ = try output.commit()
    return try body(path)
  }
}
