import Bytes
import Findings
import HotlineModel
import MergerRuns
import MergerStore
import Reports
import ReviewRuns

extension PageContext {
  /// The pages of the menu, and whether they concern the city as a whole.
  private static let menu: [(path: String, words: Words, isOfCity: Bool)] = [
    ("/", Words("Overview", "总览"), false),
    ("/numbers", Words("Numbers", "号码台账"), false),
    ("/checklists", Words("Checklists", "核对清单"), false),
    ("/batches", Words("Imports", "导入批次"), false),
    ("/quarantine", Words("Quarantine", "隔离区"), false),
    ("/policies", Words("Rules", "规则"), false),
    ("/routes", Words("Routes", "路由"), false),
    ("/cutovers", Words("Cut-overs", "割接日历"), false),
    ("/reports", Words("Reports", "报表"), false),
    ("/audit", Words("Audit trail", "操作日志"), true),
    ("/users", Words("Users", "用户"), true),
  ]

  /// A page of the site.
  ///
  /// - Parameters:
  ///   - title: what it is called, in the window and above its text.
  ///   - status: the status of the response.
  ///   - body: what is on it.
  /// - Returns: the response.
  func page(_ title: String, status: Int = 200, body: Markup) -> SiteResponse {
    let city = visitor?.state.workspace.city ?? ""
    let page: Markup = """
      <!DOCTYPE html>
      <html lang="\(language == .chinese ? "zh-Hans-CN" : "en")"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(title) - \(city.isEmpty ? "" : city + " - ")\(words("Hotline merger", "热线归并"))</title>
      <link rel="icon" href="/icon.svg" type="image/svg+xml">
      <link rel="stylesheet" href="/style.css?\(site.style.version)"></head><body>
      <a class="skip" href="#main">\(words("Skip to the content", "跳到正文"))</a>
      <header class="site"><p class="name">\(city)\(words(" hotline merger", "热线归并"))</p>\(account)</header>
      \(navigation)
      <main id="main" tabindex="-1"><h1>\(title)</h1>
      \(notice)\(body)
      </main>
      \(footer)
      </body></html>

      """
    return SiteResponse(status, page: page)
  }

  private var account: Markup {
    let other = language == .chinese ? Language.english : .chinese
    let query = request.query.encoded(replacing: ["lang": other.rawValue])
    let path = request.method == .get ? request.path : []
    let address = "/" + path.map(FormFields.encoded).joined(separator: "/") + "?" + query
    let name: Markup =
      language == .chinese
      ? "<a href=\"\(address)\" lang=\"en\" hreflang=\"en\">English</a>"
      : "<a href=\"\(address)\" lang=\"zh-Hans-CN\" hreflang=\"zh-Hans-CN\">中文</a>"
    guard let visitor else { return "<div class=\"account\">\(name)</div>" }
    let user = visitor.account
    return """
      <div class="account"><span>\(data(user.person))（\(data(user.unit))）</span>\
      <a href="/password">\(words("Password", "修改密码"))</a>\(name)\
      <form method="post" action="/logout">\(token)<button class="plain">\(words("Log out", "退出"))</button></form></div>
      """
  }

  private var navigation: Markup {
    guard let visitor else { return "" }
    let first = request.path.first ?? ""
    let items = Self.menu.filter { visitor.scope == .city || !$0.isOfCity }.map { item -> Markup in
      let isHere = item.path == "/" + (first == "items" ? "checklists" : first)
      let mark: Markup = isHere ? " aria-current=\"page\"" : ""
      return "<li><a href=\"\(item.path)\"\(mark)>\(words(item.words))</a></li>"
    }
    return "<nav aria-label=\"\(words("Pages", "页面"))\"><ul>\(items)</ul></nav>"
  }

  private var footer: Markup {
    guard let visitor else { return "" }
    let head = visitor.state.head
    let scope: String =
      switch visitor.scope {
      case .city: words("the whole city", "全市")
      case .district(let code): words("division \(code)", "区划 \(code)")
      case .unknown:
        words(
          "no lines: your unit is not in access/districts.csv",
          "无：本单位不在 access/districts.csv 中")
      }
    return """
      <footer><p>\(words("You see: ", "可见范围："))\(scope)</p>\
      <p>\(words("Ledger entry ", "台账记录第 "))\(head.sequence)\(words("", " 条"))　\
      <span class="id">\(String(head.hash.prefix(16)))</span></p>\
      <p class="screen">\(words("You are logged out at ", "如不操作，将于 "))\(visitor.session.ends.description)\
      \(words(" unless you open another page before.", " 自动退出；打开任一页面即可延长。"))</p></footer>
      """
  }

  /// What was done by the form that led here.
  private var notice: Markup {
    guard let words = Self.notices[request.query["done"]] else { return "" }
    return "<p class=\"notice\" role=\"status\">\(self.words(words))</p>\n"
  }

  private static let notices: [String: Words] = [
    "entered": Words("Entered.", "已登记。"), "signed": Words("Signed.", "已签认。"),
    "withdrawn": Words("Your signature is withdrawn.", "已撤回签认。"),
    "waived": Words("The record is waived.", "已豁免该记录。"),
    "password": Words(
      "Your password is changed; other browsers are logged out.", "密码已修改，其他浏览器均已退出。"),
    "set": Words("Your password is set; log in with it.", "密码已设置，请登录。"),
    "user": Words("The user is changed.", "用户已变更。"),
    "excepted": Words("The exception is granted.", "已准予例外。"),
    "status": Words("The number's status is entered.", "号码状态已登记。"),
  ]

  // MARK: Pieces

  /// The token that every form of the session carries.
  var token: Markup {
    "<input type=\"hidden\" name=\"token\" value=\"\(visitor?.session.token ?? "")\">"
  }

  /// Data that is Chinese whatever the language of the page.
  func data(_ text: String) -> Markup {
    let isHan = text.unicodeScalars.contains { (0x2E80...0x9FFF).contains($0.value) }
    return language == .english && isHan
      ? "<span lang=\"zh-Hans-CN\">\(text)</span>" : "\(text)"
  }

  /// Text without markup around it.
  func link(_ path: String, _ text: Markup) -> Markup { "<a href=\"\(path)\">\(text)</a>" }

  /// The path of something below a page.
  static func path(_ parts: String...) -> String {
    "/" + parts.map(FormFields.encoded).joined(separator: "/")
  }

  /// How many findings a page shows; the others are counted.
  private static let mostFindings = 20

  /// Findings, each with what to do.
  func findings(_ findings: [Finding], title: String? = nil) -> Markup {
    if findings.isEmpty { return "" }
    let items = findings.prefix(Self.mostFindings).map { finding -> Markup in
      let fix = finding.fix(in: language)
      return """
        <li><b>\(finding.code.rawValue)</b> \(finding.message(in: language))\
        \(fix.isEmpty ? "" : "<br><span class=\"note\">\(fix)</span>" as Markup)</li>
        """
    }
    let heading: Markup = title.map { "<h2 id=\"errors\">\($0)</h2>" } ?? ""
    let rest = findings.count - items.count
    let more: Markup =
      rest > 0
      ? "<p>\(words("\(rest) more; the command lists all.", "另有 \(rest) 条，命令行列出全部。"))</p>" : ""
    return """
      <div class="errors"\(title == nil ? "" : " role=\"alert\" aria-labelledby=\"errors\"" as Markup)>\
      \(heading)<ul>\(items)</ul>\(more)</div>

      """
  }

  /// Names and values, one below the other.
  func facts(_ facts: [(name: String, value: Markup)]) -> Markup {
    "<dl>\(facts.map { "<div><dt>\($0.name)</dt><dd>\($0.value)</dd></div>" as Markup })</dl>"
  }

  // MARK: Refusals

  /// The page of a refusal.
  func page(for refusal: PageRefusal) -> SiteResponse {
    switch refusal {
    case .loginNeeded, .accountClosed:
      guard request.method == .get else {
        return page(
          words("You are logged out", "已退出"), status: 401,
          body: """
            <p>\(words("Nothing was entered. Log in again, then repeat it.", "没有登记任何内容。请重新登录后再试。"))</p>
            <p>\(link("/login", "\(words("Log in", "登录"))"))</p>
            """)
      }
      let query = request.query.encoded()
      let here = request.name + (query.isEmpty ? "" : "?" + query)
      return SiteResponse(seeOther: "/login?next=\(FormFields.encoded(here))")
    case .missing:
      return refused(404, words("There is no such page", "没有此页"), "")
    case .tokenWrong:
      return refused(
        403, words("This form is too old", "此表单已过期"),
        words(
          "Nothing was entered: the form belongs to another login. Open the page again.",
          "没有登记任何内容：表单不属于本次登录。请重新打开页面。"))
    case .foreignOrigin:
      return refused(
        403, words("Not from here", "来源不符"),
        words("Nothing was entered: the form was sent from another site.", "没有登记任何内容：表单来自其他网站。"))
    case .roleMissing(let action):
      let roles = UserRole.allCases.filter(action.roles.contains)
        .map { self.words($0.words) }.joined(separator: words(", ", "、"))
      return refused(
        403, words("You may not do that", "没有权限"),
        words(
          "To \(self.words(action.words)) needs one of the roles: \(roles).",
          "“\(self.words(action.words))”需要以下角色之一：\(roles)。"))
    case .otherDistrict:
      return refused(
        403, words("Not your district", "不属于本区"),
        words(
          "It belongs to another district or to the city. Your unit's district is in access/districts.csv.",
          "该内容属于其他区或市级。本单位所属的区见 access/districts.csv。"))
    case .unreadable:
      return refused(
        413, words("That cannot be read", "无法读取"),
        words(
          "Nothing was entered: it is not a form of this site, or its file has more than 20 MiB. Larger files go in by `hotline checklist set --evidence-file`.",
          "没有登记任何内容：不是本站的表单，或文件超过 20 MiB。更大的文件请用 hotline checklist set --evidence-file 登记。"))
    }
  }

  private func refused(_ status: Int, _ title: String, _ text: String) -> SiteResponse {
    page(
      title, status: status,
      body: "<p>\(text)</p>\n<p>\(link("/", "\(words("Overview", "总览"))"))</p>")
  }

  /// The page of what made something impossible.
  func page(for found: [Finding]) -> SiteResponse {
    let isLocked = found.contains { $0.code == .ledgerLocked }
    let status = isLocked ? 503 : request.method == .post ? 422 : 500
    var response = page(
      words("That did not work", "未能完成"), status: status,
      body: findings(found, title: words("What is in the way", "原因")))
    if isLocked { response.add("Retry-After", "5") }
    return response
  }
}
