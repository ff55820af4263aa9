import Foundation
import HotlineModel
import MergerRuns
import MergerStore
import Reports
import TestSupport
import Testing

@testable import ReviewSite

/// Forms, sessions and logins.
@Suite struct `The pages are safe` {
  @Test func `no form is taken without its token, from elsewhere, or without an origin`()
    async throws
  {
    let city = try SiteCity()
    let head = try city.site.state().head
    var forms = 0
    for route in Site.routes where route.method == .post {
      let path = AuthorisationPaths.path(route.pattern)
      let action: UserAction =
        if case .users(let action) = route.leave { action } else { .look }
      let role = try #require(UserRole.allCases.first { action.roles.contains($0) })
      for (origin, token) in [
        (SiteCity.origin, ""), (SiteCity.origin, "0"), ("http://evil.example", nil), (nil, nil),
        ("null", nil), ("http://pages.example.evil.example", nil),
      ] as [(String?, String?)] {
        let browser = Browser(city, as: "\(role.rawValue)-city")
        browser.origin = origin
        let status =
          route.form == .upload && token == nil
          ? await browser.upload(path) : await browser.post(path, token: token)
        // A form for a file that has only fields is no form either.
        let isRefused =
          status == 403 || route.form == .upload && status == 413
          || route.pattern.hasPrefix("/welcome") && status == 404
        #expect(isRefused, "\(route.pattern) \(origin ?? "-") \(token ?? "right"): \(status)")
        forms += 1
      }
    }
    print("forms refused: \(forms)")
    #expect(forms > 80)
    // A wrong token of the login form is refused, too, and nothing of all that was entered.
    #expect(try city.site.state().head == head)
  }

  @Test func `somebody logs in, is told apart by a cookie, and logs out`() async throws {
    let city = try SiteCity()
    let browser = Browser(city)
    #expect(await browser.get("/numbers?mode=full-merge") == 303)
    #expect(browser.header("Location") == "/login?next=%2Fnumbers%3Fmode%3Dfull-merge")
    #expect(await browser.logIn("reviewer-city") == 303)
    #expect(browser.header("Location") == "/numbers")
    let cookie = try #require(
      browser.last.headers.first { $0.value.hasPrefix(Site.cookie + "=") }?.value)
    #expect(cookie.contains("; HttpOnly; SameSite=Strict"))
    #expect(cookie.split(separator: ";")[0].split(separator: "=")[1].utf8.count == 64)
    #expect(await browser.get("/numbers") == 200)
    #expect(await browser.post("/logout") == 303)
    #expect(await browser.get("/numbers") == 303)
  }

  @Test(arguments: ["//evil.example", "https://evil.example", "/\\evil.example", "x", "/a\nb", ""])
  func `a login leads nowhere else`(next: String) async throws {
    let city = try SiteCity()
    let browser = Browser(city)
    await browser.get("/login")
    await browser.post(
      "/login",
      [("account", "viewer-city"), ("password", SiteCity.password), ("next", next)],
      token: browser.hidden("token") ?? "")
    #expect(browser.header("Location") == "/")
  }

  @Test func `a wrong password tells nothing, and an address that tries many must wait`()
    async throws
  {
    let city = try SiteCity()
    let browser = Browser(city)
    #expect(await browser.logIn("viewer-city", password: "wrong") == 401)
    let known = browser.text.replacing("viewer-city", with: "")
    #expect(await browser.logIn("nobody-there", password: "wrong") == 401)
    let strip = { (text: String) in
      text.replacing(/value="[0-9a-f]{64}"/, with: "").replacing(
        "nobody-there", with: "")
    }
    #expect(strip(known) == strip(browser.text))
    for number in 0..<8 { await browser.logIn("nobody-\(number)", password: "wrong") }
    #expect(await browser.logIn("viewer-city") == 429)
    // Others are not kept out, and after a quarter of an hour it is open again.
    let other = Browser(city)
    other.address = "192.0.2.11"
    #expect(await other.logIn("viewer-city") == 303)
    city.wait(seconds: LoginThrottle.seconds + 1)
    #expect(await browser.logIn("viewer-city") == 303)
    let reasons = city.logged.map(\.reason)
    #expect(reasons.contains("HL4209") && reasons.contains("HL4201"))
    #expect(!city.logged.contains { "\($0)".contains("wrong") })
  }

  @Test func `five wrong passwords lock an account, whatever address they come from`() async throws
  {
    let city = try SiteCity()
    for number in 0..<5 {
      let browser = Browser(city)
      browser.address = "192.0.2.\(number)"
      #expect(await browser.logIn("approver-city", password: "wrong") == 401)
    }
    let browser = Browser(city)
    #expect(await browser.logIn("approver-city") == 401)
    city.wait(seconds: Account.lockSeconds + 1)
    #expect(await browser.logIn("approver-city") == 303)
  }

  @Test func `while an import has the ledger people log in, and few tries are left`() async throws {
    let city = try SiteCity()
    let lock = try city.workspace().ledger().lock()
    #expect(await Browser(city).logIn("viewer-city") == 303)
    for number in 0..<LoginThrottle.most {
      let browser = Browser(city)
      browser.address = "192.0.2.\(number)"
      #expect(await browser.logIn("viewer-city", password: "wrong") == 503)
      #expect(browser.text.contains("HL6001"))
    }
    let browser = Browser(city)
    browser.address = "192.0.2.99"
    #expect(await browser.logIn("viewer-city") == 429)
    _ = consume lock
  }

  @Test func `a session ends when it is not used, and after ten hours`() async throws {
    let city = try SiteCity()
    let browser = Browser(city, as: "viewer-city")
    for _ in 0..<25 {
      city.wait(seconds: Sessions.idleSeconds - 1)
      if await browser.get("/password") != 200 { break }
    }
    #expect(city.now >= SampleTime.start.adding(seconds: Sessions.wholeSeconds))
    let idle = Browser(city, as: "viewer-city")
    city.wait(seconds: Sessions.idleSeconds)
    #expect(await idle.get("/password") == 303)
    // A form that comes too late says so, and enters nothing.
    #expect(await idle.post("/items/12329-01/enter", token: "x") == 401)
  }

  @Test func `a user has five browsers at most, and a new password ends the others`() async throws {
    let city = try SiteCity()
    let browsers = (0..<6).map { _ in
      city.wait(seconds: 1)
      return Browser(city, as: "viewer-city")
    }
    #expect(await browsers[0].get("/password") == 303)
    #expect(await browsers[1].get("/password") == 200)
    #expect(
      await browsers[1].post(
        "/password",
        [("old", SiteCity.password), ("new", "another good one"), ("again", "another good one")])
        == 303)
    #expect(await browsers[1].get("/password") == 200)
    for other in browsers[2...] { #expect(await other.get("/password") == 303) }
    #expect(await Browser(city).logIn("viewer-city", password: "another good one") == 303)
  }

  @Test func `an admin's link sets one password, once`() async throws {
    let city = try SiteCity()
    let admin = Browser(city, as: "admin-city")
    let fields = [
      ("account", "newcomer"), ("person", "新人"), ("unit", "市政务服务数据管理局"),
      ("roles", "viewer"), ("password", SiteCity.password),
    ]
    #expect(await admin.post("/users/add", fields) == 200)
    let link = try #require(
      admin.text.firstMatch(of: /http:\/\/pages\.example(\/welcome\/[0-9a-f]{64})/)?.output.1)
    let browser = Browser(city)
    #expect(await browser.get(String(link)) == 200)
    let new = [("new", "a new password"), ("again", "a new password")]
    #expect(await browser.post(String(link), [("new", "short"), ("again", "short")]) == 422)
    #expect(await browser.post(String(link), new) == 303)
    #expect(await browser.post(String(link), new) == 404)
    #expect(await browser.logIn("newcomer", password: "a new password") == 303)
    #expect(!city.logged.contains { $0.path.contains(String(link)) })
    // A link that nobody used holds for a day.
    #expect(
      await admin.post("/users/newcomer/reset", [("password", SiteCity.password)]) == 200)
    let second = try #require(admin.text.firstMatch(of: /\/welcome\/[0-9a-f]{64}/)?.output)
    #expect(await browser.get("/numbers") == 303)
    city.wait(seconds: Invitations.seconds)
    #expect(await browser.get(String(second)) == 404)
  }

  @Test func `every response forbids scripts, frames and what comes from elsewhere`() async throws {
    let city = try SiteCity()
    let browser = Browser(city, as: "admin-city")
    for path in ["/", "/login", "/style.css", "/healthz", "/nothing", "/reports/plan/12329"] {
      await browser.get(path)
      let policy = try #require(browser.header("Content-Security-Policy"))
      #expect(policy.hasPrefix("default-src 'none'; style-src 'self'"))
      #expect(!policy.contains("unsafe") && !policy.contains("script-src"))
      #expect(browser.header("X-Content-Type-Options") == "nosniff")
      #expect(!browser.text.contains("<script"))
      #expect(!browser.text.contains(" style=\""), "\(path)")
    }
    #expect(browser.header("Content-Security-Policy")?.contains("'sha256-") == true)
  }

  @Test func `what people type is text on every page`() async throws {
    let city = try SiteCity()
    let browser = Browser(city, as: "reviewer-city")
    let bad = "<b>&\"'</b>"
    let encoded = FormFields.encoded(bad)
    for path in [
      "/numbers?q=", "/quarantine?code=", "/routes?dial=", "/routes?at=", "/checklists?q=",
    ] {
      await browser.get(path + encoded)
      #expect(!browser.text.contains("<b>&"), "\(path)")
    }
    await browser.upload(
      "/items/12329-01/enter",
      [("revision", "0"), ("conclusion", "pending"), ("remark", bad), ("evidence", bad)])
    await browser.get("/items/12329-01")
    #expect(!browser.text.contains("<b>&"))
    #expect(browser.text.contains("&lt;b&gt;&amp;"))
  }
}

/// Paths with values in their gaps.
enum AuthorisationPaths {
  static func path(_ pattern: String) -> String {
    `Who may see and do what on the pages`.path(pattern)
  }
}

/// When the clock of a site under test begins.
enum SampleTime {
  static let start = SiteClock().now
}
