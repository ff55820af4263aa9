import Bytes
import Findings
import HotlineModel
import LocalFiles
import Reports
import ReviewRuns

/// Logging in and out, and one's own password.
enum LoginPage {
  static let routes = [
    PageRoute(.get, "/login", .anybody) { try $0.loginForm() },
    PageRoute(.post, "/login", .anybody) { try $0.logIn() },
    PageRoute(.post, "/logout", .users(.look)) { try $0.logOut() },
    PageRoute(.get, "/welcome/{code}", .anybody) { try $0.welcomeForm() },
    PageRoute(.post, "/welcome/{code}", .anybody) { try $0.setFirstPassword() },
    PageRoute(.get, "/password", .users(.look)) { $0.passwordForm() },
    PageRoute(.post, "/password", .users(.look)) { try $0.changePassword() },
  ]

  /// The name of the cookie by which a login form is known.
  fileprivate static let cookie = "hotline-login"
}

extension PageContext {
  fileprivate func loginForm(
    status: Int = 200, error: String? = nil, account: String = ""
  ) throws -> SiteResponse {
    let known = request.cookie(LoginPage.cookie) ?? RandomToken.make()
    let controls = FormControls(context: self)
    let complaint: Markup =
      error.map {
        """
        <div class="errors" role="alert" aria-labelledby="errors"><h2 id="errors">\(words("Not logged in", "未登录"))</h2>
        <ul><li>\(link("#field-account", "\($0)"))</li></ul></div>
        """
      } ?? ""
    let next = request.method == .get ? request.query["next"] : loginFields["next"]
    var response = page(
      words("Log in", "登录"), status: status,
      body: """
        \(complaint)<form method="post" action="/login">
        <input type="hidden" name="token" value="\(RandomToken.code(of: known, key: site.loginKey))">
        <input type="hidden" name="next" value="\(next)">
        \(controls.text("account", words("Account", "账户"), value: account, isRequired: true, completion: "username"))
        \(controls.text("password", words("Password", "密码"), type: "password", isRequired: true, completion: "current-password"))
        <p><button>\(words("Log in", "登录"))</button></p></form>
        <p class="note">\(words("You are logged out after 30 minutes without use, and after 10 hours. An admin enters new users, who set their password with `hotline user password`.", "30 分钟不操作或满 10 小时自动退出。新用户由管理员登记，用 hotline user password 设置密码。"))</p>
        """)
    response.add("Set-Cookie", cookie(LoginPage.cookie, known, path: "/login"))
    return response
  }

  /// A cookie that scripts cannot read and other sites cannot send; behind TLS for TLS alone.
  private func cookie(_ name: String, _ value: String, path: String) -> String {
    "\(name)=\(value); Path=\(path); HttpOnly; SameSite=Strict\(request.isSecure ? "; Secure" : "")"
  }

  private var loginFields: FormFields {
    FormFields(String(decoding: request.body.prefix(8 << 10), as: UTF8.self))
  }

  fileprivate func logIn() throws -> SiteResponse {
    let fields = loginFields
    guard let known = request.cookie(LoginPage.cookie),
      RandomToken.isSame(fields["token"], RandomToken.code(of: known, key: site.loginKey))
    else { throw PageRefusal.tokenWrong }
    let name = fields["account"]
    // While the ledger cannot count wrong passwords, they count by the account here.
    let tries = [request.address, "account \(name)"]
    guard !tries.contains(where: { site.throttle.isClosed(to: $0, at: now) }) else {
      return try loginForm(
        status: 429,
        error: words(
          "Too many wrong passwords came from your address, or for this account; wait 15 minutes.",
          "来自您的地址或对该账户的错误密码过多，请 15 分钟后再试。"), account: name)
    }
    let user: Account
    do {
      let clock = site.clock
      user = try LoginRun(site.state().workspace, by: Actor(account: name) { clock() })
        .user(Password(fields.asTyped("password")))
    } catch let unusable as Unusable {
      let isLocked = unusable.findings.first?.code == .ledgerLocked
      for key in isLocked ? tries : [request.address] { site.throttle.fail(key, at: now) }
      if isLocked { throw unusable }
      site.note(
        unusable.findings.map(\.code.rawValue).joined(separator: " "), in: self, account: name)
      // Nobody learns here which accounts there are, or which of them are locked.
      return try loginForm(
        status: 401,
        error: words(
          "Account or password is wrong, or the account cannot be used at present.",
          "账户或密码不正确，或该账户目前不能使用。"), account: name)
    }
    let id = site.sessions.begin(user.name, at: now)
    let next = fields["next"]
    let isOwn =
      next.hasPrefix("/") && !next.hasPrefix("//") && !next.contains("\\")
      && !next.unicodeScalars.contains { $0.value < 0x21 }
    var response = SiteResponse(seeOther: isOwn ? next : "/")
    response.add("Set-Cookie", cookie(Site.cookie, id, path: "/"))
    return response
  }

  fileprivate func logOut() throws -> SiteResponse {
    site.sessions.end(try user().sessionID)
    var response = SiteResponse(seeOther: "/login")
    response.add("Set-Cookie", "\(Site.cookie)=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0")
    return response
  }

  /// The account of the link that the path holds.
  private func invited() throws -> String {
    guard let account = site.invitations.account(of: self["code"], at: now) else {
      throw PageRefusal.missing
    }
    return account
  }

  fileprivate func welcomeForm(_ found: [Finding] = []) throws -> SiteResponse {
    let account = try invited()
    let controls = FormControls(context: self)
    return page(
      words("Set your password", "设置密码"), status: found.isEmpty ? 200 : 422,
      body: """
        \(findings(found, title: words("Not set", "未设置")))\
        \(facts([(words("Account", "账户"), "\(account)")]))
        \(controls.post(Self.path("welcome", self["code"]), button: words("Set", "设置"), [
          controls.password("new", words("New password", "新密码"), of: account, completion: "new-password", hint: words("12 characters or more", "12 个字符以上")),
          controls.text("again", words("New password again", "再次输入新密码"), type: "password", isRequired: true, completion: "new-password"),
        ]))
        """)
  }

  fileprivate func setFirstPassword() throws -> SiteResponse {
    let account = try invited()
    let fields = loginFields
    do {
      guard fields.asTyped("new") == fields.asTyped("again") else {
        throw Unusable(
          .passwordWeak(reason: "the two entries differ"), at: SourceLocation(file: "password"))
      }
      let clock = site.clock
      _ = try UserRun(site.state().workspace, by: Actor(account: account) { clock() }).setPassword(
        of: account, passwords: PasswordSource([Password(fields.asTyped("new"))]))
    } catch let unusable as Unusable {
      return try welcomeForm(unusable.findings)
    }
    site.invitations.end(self["code"])
    return SiteResponse(seeOther: "/login?done=set")
  }

  fileprivate func passwordForm(_ found: [Finding] = []) -> SiteResponse {
    let controls = FormControls(context: self)
    return page(
      words("Change your password", "修改密码"), status: found.isEmpty ? 200 : 422,
      body: """
        \(findings(found, title: words("Not changed", "未修改")))\(controls.post("/password", button: words("Change", "修改"), [
          controls.password("old", words("Present password", "现密码"), of: visitor?.account.name ?? ""),
          controls.text("new", words("New password", "新密码"), type: "password", isRequired: true,
            hint: words("12 characters or more", "12 个字符以上"), completion: "new-password"),
          controls.text("again", words("New password again", "再次输入新密码"), type: "password", isRequired: true, completion: "new-password"),
        ]))
        """)
  }

  fileprivate func changePassword() throws -> SiteResponse {
    let user = try user()
    let (old, new) = (user.fields.asTyped("old"), user.fields.asTyped("new"))
    do {
      guard new == user.fields.asTyped("again") else {
        throw Unusable(
          .passwordWeak(reason: "the two entries differ"), at: SourceLocation(file: "password"))
      }
      _ = try UserRun(user.state.workspace, by: actor()).setPassword(
        of: user.account.name, passwords: PasswordSource([Password(old), Password(new)]))
    } catch let unusable as Unusable {
      return passwordForm(unusable.findings)
    }
    // Whoever has another browser open proves that he knows the new one.
    site.sessions.endAll(of: user.account.name)
    let id = site.sessions.begin(user.account.name, at: now)
    var response = SiteResponse(seeOther: "/password?done=password")
    response.add("Set-Cookie", cookie(Site.cookie, id, path: "/"))
    return response
  }
}
