import Bytes
import Findings
import HotlineModel
import Listings
import LocalFiles
import Reports
import ReviewRuns

/// The users, and what each role may do.
enum UserPages {
  static let routes = [
    PageRoute(.get, "/users", .users(.look), isOfCity: true) { try $0.users() },
    PageRoute(.post, "/users/add", .users(.administer), isOfCity: true) { try $0.addUser() },
    PageRoute(.post, "/users/{account}/set", .users(.administer), isOfCity: true) {
      try $0.setUser()
    },
    PageRoute(.post, "/users/{account}/reset", .users(.administer), isOfCity: true) {
      try $0.resetPassword()
    },
    PageRoute(.post, "/users/{account}/close", .users(.administer), isOfCity: true) {
      try $0.closeUser()
    },
    PageRoute(.get, "/users/{account}", .users(.administer), isOfCity: true) { try $0.userForm() },
  ]
}

extension PageContext {
  fileprivate func users(_ found: [Finding] = []) throws -> SiteResponse {
    let user = try user()
    var table = ListingTable(UserListing.users(user.state.accounts, at: now))
    if user.may(.administer) {
      table.link = { key, value in key == "account" ? Self.path("users", value) : nil }
    }
    let controls = FormControls(context: self)
    let add: Markup =
      user.may(.administer)
      ? """
      <h2>\(words("Enter a user", "登记用户"))</h2>
      \(controls.post("/users/add", button: words("Enter", "登记"), [
        controls.text("account", words("Account", "账户"), isRequired: true),
        controls.text("person", words("Name", "姓名"), isRequired: true),
        controls.text("unit", words("Unit", "单位"), isRequired: true),
        controls.text("roles", words("Roles, with commas between", "角色，用逗号分隔"), isRequired: true,
          hint: UserRole.allCases.map { "\($0.rawValue) \($0.chineseName)" }.joined(separator: words(", ", "、"))),
        ownPassword(controls),
      ]))
      """ : ""
    return page(
      words("Users", "用户"), status: found.isEmpty ? 200 : 422,
      body: """
        \(findings(found, title: words("Not changed", "未变更")))\(table.markup(words("Users", "用户"), in: self))\(add)
        <h2>\(words("What each role may do", "各角色的权限"))</h2>
        \(ListingTable(UserListing.roles).markup(words("Rights", "权限"), in: self))
        """)
  }

  private func ownPassword(_ controls: FormControls) -> Markup {
    controls.password(
      "password", words("Your own password", "您本人的密码"), of: visitor?.account.name ?? "")
  }

  fileprivate func userForm() throws -> SiteResponse {
    let user = try user()
    guard let account = user.state.accounts.first(where: { $0.name == self["account"] }) else {
      throw PageRefusal.missing
    }
    let controls = FormControls(context: self)
    return page(
      "\(account.person)（\(account.name)）",
      body: """
        \(facts([
          (words("Unit", "单位"), data(account.unit)), (words("Roles", "角色"), "\(words(account.roles.words))"),
          (words("State", "状态"), "\(words(account.state(at: now).words))"),
        ]))
        <h2>\(words("Change", "变更"))</h2>
        \(controls.post(Self.path("users", account.name, "set"), button: words("Change", "变更"), [
          controls.text("person", words("Name", "姓名"), value: account.person),
          controls.text("unit", words("Unit", "单位"), value: account.unit),
          controls.text("roles", words("Roles, with commas between", "角色，用逗号分隔"), value: UserRole.text(of: account.roles)),
          ownPassword(controls),
        ]))
        <h2>\(words("Have the password set anew", "重设密码"))</h2>
        \(controls.post(Self.path("users", account.name, "reset"), button: words("Remove the password", "清除密码"), [ownPassword(controls)]))
        <h2>\(words("Close", "停用"))</h2>
        \(controls.post(Self.path("users", account.name, "close"), button: words("Close", "停用"), [
          controls.text("because", words("Why", "理由"), isRequired: true), ownPassword(controls),
        ]))
        """)
  }

  /// Changes a user; one who has no password then gets a link to set it.
  private func changing(
    _ body: (UserRun, PasswordSource, FormFields) throws -> Account
  ) throws -> SiteResponse {
    let user = try user()
    let run = UserRun(user.state.workspace, by: try actor())
    let passwords = PasswordSource([Password(user.fields.asTyped("password"))])
    do {
      let account = try body(run, passwords, user.fields)
      // Rights and passwords of before end with the browsers that were logged in.
      if account.name != user.account.name { site.sessions.endAll(of: account.name) }
      if account.state(at: now) == .passwordMissing { return invitation(of: account) }
    } catch let unusable as Unusable {
      return try users(unusable.findings)
    }
    return SiteResponse(seeOther: "/users?done=user")
  }

  /// The link for a user without a password, which is shown once.
  private func invitation(of account: Account) -> SiteResponse {
    let path = Self.path("welcome", site.invitations.invite(account.name, at: now))
    let origin = request.headers["origin"] ?? ""
    return page(
      words("A link for \(account.person)", "给\(account.person)的链接"),
      body: """
        <p>\(words("Give this link to nobody else: whoever opens it sets the password of \(account.name). It holds for a day, for one password, until the server is restarted, and is not shown again.", "请只交给本人：打开此链接即可设置 \(account.name) 的密码。一天内有效，只能使用一次，服务器重启后失效，不再显示。"))</p>
        <p class="id">\(origin)\(path)</p>
        <p>\(words("Whoever has an account on the server can use `hotline user password` instead.", "在服务器上有系统账户的，也可以用 hotline user password 设置。"))</p>
        """)
  }

  private func roles(_ text: String) throws -> Set<UserRole> {
    guard let roles = UserRole.roles(in: text.filter { !$0.isWhitespace }) else {
      throw Unusable(
        .sheetValueMalformed(
          found: text, expected: UserRole.list(of: Set(UserRole.allCases)), example: "viewer"),
        at: SourceLocation(file: "roles"))
    }
    return roles
  }

  fileprivate func addUser() throws -> SiteResponse {
    try changing { run, passwords, fields in
      try run.add(
        fields["account"], person: fields["person"], unit: fields["unit"],
        roles: roles(fields["roles"]), passwords: passwords)
    }
  }

  fileprivate func setUser() throws -> SiteResponse {
    try changing { run, passwords, fields in
      try run.set(
        self["account"], person: fields["person"], unit: fields["unit"],
        roles: roles(fields["roles"]), passwords: passwords)
    }
  }

  fileprivate func resetPassword() throws -> SiteResponse {
    guard self["account"] != (try user().account.name) else {
      return SiteResponse(seeOther: "/password")
    }
    return try changing { run, passwords, _ in
      try run.setPassword(of: self["account"], passwords: passwords)
    }
  }

  fileprivate func closeUser() throws -> SiteResponse {
    try changing { run, passwords, fields in
      try run.close(self["account"], because: fields["because"], passwords: passwords)
    }
  }
}
