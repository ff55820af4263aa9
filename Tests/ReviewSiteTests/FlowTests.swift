import Foundation
import HotlineModel
import MergerRuns
import MergerStore
import Reports
import TestSupport
import Testing

@testable import ReviewSite

/// What people do on the pages, from the first entry to the signature.
@Suite struct `Work on the pages` {
  private static let pdf = Array("%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n".utf8)

  @Test func `an item is filled in with a file, signed, changed, and has to be signed again`()
    async throws
  {
    let city = try SiteCity()
    let reviewer = Browser(city, as: "reviewer-city")
    let item = "/items/12329-01"
    #expect(await reviewer.get(item) == 200)
    #expect(
      await reviewer.upload(
        item + "/enter",
        [
          ("revision", reviewer.hidden("revision") ?? ""), ("conclusion", "pass"),
          ("evidence", "摸底表"),
        ],
        file: ("file", "摸底.pdf", Self.pdf)) == 303)
    #expect(reviewer.header("Location") == "/items/12329-01?done=entered")
    let approver = Browser(city, as: "approver-city")
    #expect(await approver.post(item + "/except", [("because", "纸质摸底表已收")]) == 303)
    #expect(await approver.get(item) == 200)
    let content = try #require(approver.hidden("content"))
    let form = [("role", "approver"), ("content", content), ("because", "")]
    #expect(await approver.post(item + "/sign", form + [("password", "wrong")]) == 422)
    #expect(approver.text.contains("HL4209"))
    #expect(await approver.post(item + "/sign", form + [("password", SiteCity.password)]) == 303)
    #expect(await approver.get(item) == 200)
    #expect(approver.text.contains("已签认"))
    // The file can be opened by those who fill in, and by nobody else.
    let file = try #require(
      approver.text.firstMatch(of: /\/items\/12329-01\/files\/[0-9a-f]{64}/)?.output)
    #expect(await reviewer.get(String(file)) == 200)
    #expect(reviewer.last.body == Self.pdf)
    #expect(await Browser(city, as: "viewer-city").get(String(file)) == 403)
    // Whoever changes it then makes the signature one of another content.
    await reviewer.get(item)
    #expect(
      await reviewer.upload(
        item + "/enter",
        [
          ("revision", reviewer.hidden("revision") ?? ""), ("conclusion", "pass"),
          ("evidence", "摸底表"), ("remark", "补充"),
        ])
        == 303)
    await approver.get(item)
    #expect(approver.text.contains("需重签"))
    #expect(await approver.post(item + "/sign", form + [("password", SiteCity.password)]) == 422)
    #expect(approver.text.contains("HL4219"), "an old page signs nothing")
    #expect(
      await approver.post(
        item + "/withdraw", [("because", "内容有变"), ("password", SiteCity.password)]) == 303)
    #expect(try city.workspace().ledger().signatures().map(\.kind) == [.sign, .withdraw])
  }

  @Test func `of two browsers with one form the second is told who was faster`() async throws {
    let city = try SiteCity()
    let (first, second) = (Browser(city, as: "reviewer-city"), Browser(city, as: "importer-city"))
    for browser in [first, second] { await browser.get("/items/12329-02") }
    let fields = [("revision", "0"), ("conclusion", "pending"), ("evidence", ""), ("remark", "一")]
    #expect(await first.upload("/items/12329-02/enter", fields) == 303)
    #expect(await second.upload("/items/12329-02/enter", fields) == 422)
    #expect(second.text.contains("HL4032") && second.text.contains("核对city"))
    #expect(try city.workspace().ledger().itemEntries(of: "12329-02").count == 1)
  }

  @Test func `a file of another type under the right name is refused`() async throws {
    let city = try SiteCity()
    let browser = Browser(city, as: "reviewer-city")
    let fields = [("revision", "0"), ("conclusion", "pass"), ("evidence", "")]
    #expect(
      await browser.upload(
        "/items/12329-01/enter", fields, file: ("file", "批文.pdf", [0x7F, 0x45, 0x4C, 0x46, 0, 0]))
        == 422)
    #expect(browser.text.contains("HL4115"))
    #expect(try city.workspace().ledger().itemEntries(of: "12329-01").isEmpty)
    #expect(
      await browser.upload(
        "/checklists/upload", file: ("workbook", "清单.xlsx", Array("PK nothing".utf8))) == 422)
    #expect(await browser.upload("/checklists/upload") == 413)
  }

  @Test func `while an import has the ledger, pages are read and forms say who holds it`()
    async throws
  {
    let city = try SiteCity()
    let lock = try city.workspace().ledger().lock()
    let browser = Browser(city, as: "approver-city")
    #expect(await browser.get("/quarantine") == 200)
    let record = try #require(
      browser.text.firstMatch(of: /\/quarantine\/Q[0-9]+/)?.output)
    #expect(await browser.post(record + "/waive", [("reason", "重复")]) == 422)
    #expect(browser.text.contains("HL6001"))
    _ = consume lock
    #expect(await browser.post(record + "/waive", [("reason", "重复")]) == 303)
  }

  @Test func `values are masked, and seeing one in clear needs a reason and is audited`()
    async throws
  {
    let city = try SiteCity()
    let browser = Browser(city, as: "reviewer-city")
    await browser.get("/quarantine")
    let record = String(
      try #require(browser.text.firstMatch(of: /\/quarantine\/Q[0-9]+/)?.output))
    #expect(await browser.get(record) == 200)
    #expect(browser.text.contains("已脱敏"))
    #expect(await browser.post(record + "/clear", [("because", " ")]) == 422)
    #expect(await browser.post(record + "/clear", [("because", "核对来件")]) == 200)
    #expect(browser.text.contains("明文"))
    let newest = try #require(try city.workspace().ledger().newestAuditEntries(1).first)
    #expect(newest.action == "show-values" && newest.detail.contains("核对来件"))
    #expect(
      await Browser(city, as: "viewer-city").post(record + "/clear", [("because", "看")]) == 403)
  }

  @Test func `a sheet that was changed is seen, and one that cannot be used is said`() async throws
  {
    let city = try SiteCity()
    let browser = Browser(city, as: "viewer-city")
    await browser.get("/numbers")
    try Shell.run("sed -i s/住房公积金热线/公积金热线/ w/register.csv", in: city.folder.path).isFine()
    try await Task.sleep(for: .milliseconds(1_100))
    await browser.get("/numbers")
    #expect(browser.text.contains("公积金热线") && !browser.text.contains("住房公积金热线"))
    try Shell.run("printf 'a,b\\n1,2\\n' > w/register.csv", in: city.folder.path).isFine()
    try await Task.sleep(for: .milliseconds(1_100))
    #expect(await browser.get("/numbers") == 500)
    #expect(browser.text.contains("HL2"))
  }

  @Test func `a ledger that a newer program changed is neither read nor written`() async throws {
    let city = try SiteCity()
    let browser = Browser(city, as: "reviewer-city")
    #expect(await browser.get("/items/12329-01") == 200)
    try Shell.run(
      "sqlite3 w/.hotline/ledger.db \"INSERT INTO grdb_migrations VALUES ('of a later program')\"",
      in: city.folder.path
    ).isFine()
    let fields = [("revision", "0"), ("conclusion", "pending"), ("evidence", "")]
    #expect(await browser.upload("/items/12329-01/enter", fields) == 422)
    #expect(browser.text.contains("HL6006"))
    #expect(await browser.get("/numbers") == 500)
    #expect(browser.text.contains("HL6006"))
    #expect(await browser.get("/healthz") == 500)
    let count = try Shell.run(
      "sqlite3 w/.hotline/ledger.db 'SELECT count(*) FROM item_entry'", in: city.folder.path)
    #expect(count.output == "0\n", "\(count.errors)")
  }
}
