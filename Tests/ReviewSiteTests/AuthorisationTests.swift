import Foundation
import HotlineModel
import MergerRuns
import MergerStore
import Reports
import TestSupport
import Testing

@testable import ReviewSite

/// Every route for every role, in the city, in the district that a path is of and in another one, and
/// for nobody: as `Tests/Facts/page-roles.csv` has it.
@Suite struct `Who may see and do what on the pages` {
  /// A row of the table of rights.
  struct Row: CustomTestStringConvertible {
    let method: SiteRequest.Method
    let pattern: String
    let isOfCity: Bool
    let roles: Set<String>
    var testDescription: String { "\(method.rawValue) \(pattern)" }
  }

  static func rows() throws -> [Row] {
    let text = try String(
      contentsOfFile: Shell.root + "/Tests/Facts/page-roles.csv", encoding: .utf8)
    let lines = text.split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
    return try lines.dropFirst().map { cells in
      Row(
        method: try #require(SiteRequest.Method(rawValue: cells[0])), pattern: cells[1],
        isOfCity: cells[2] == "yes",
        roles: Set(zip(lines[0], cells).filter { $0.1 == "yes" }.map(\.0)).subtracting(["city"]))
    }
  }

  /// A path of a pattern: of the line that the own district has.
  static func path(_ pattern: String) -> String {
    pattern.replacing("{line}", with: "0757-82100001").replacing("{item}", with: "0757-82100001-01")
      .replacing("{batch}", with: "B0002").replacing("{record}", with: record)
      .replacing("{account}", with: "viewer-own").replacing("{file}", with: "none")
      .replacing("{code}", with: "none")
  }
  private static let record = "Q000001"

  @Test func `every route has its row`() throws {
    let known = try Self.rows().map { "\($0.method.rawValue) \($0.pattern)" }
    #expect(Set(known) == Set(Site.routes.map { "\($0.method.rawValue) \($0.pattern)" }))
    #expect(known.count == Site.routes.count)
  }

  @Test func `each is answered or refused as the table has it`() async throws {
    let city = try SiteCity()
    let state = try city.site.state()
    let batch = try #require(
      try state.facts.intake().batches.first { $0.line == "0757-82100001" }?.name)
    let record = try #require(
      try state.facts.intake().quarantine.first { $0.line == "0757-82100001" }?.name)
    var asked = 0
    var differing: [String] = []
    for row in try Self.rows() {
      let path = Self.path(row.pattern).replacing("B0002", with: batch)
        .replacing(Self.record, with: record)
      let isOpen = row.roles.contains("nobody")
      let stranger = Browser(city)
      let status = await Self.send(row, path, stranger)
      let isSentAway = status == 401 || stranger.header("Location")?.hasPrefix("/login") == true
      asked += 1
      // A form that needs no session is known by its own token.
      if isOpen == isSentAway && row.pattern != "/login" {
        differing.append("nobody \(row.testDescription): \(status)")
      }
      for place in ["city", "own", "other"] {
        for role in UserRole.allCases {
          let browser = Browser(city, as: "\(role.rawValue)-\(place)")
          let status = await Self.send(row, path, browser)
          asked += 1
          let named = row.pattern.contains("{") && !row.isOfCity && !isOpen
          let isOfPlace = place == "city" || !row.isOfCity && (place == "own" || !named)
          let isAllowed = isOpen || row.roles.contains(role.rawValue) && isOfPlace
          let isRefused = status == 403
          if isAllowed == isRefused, !(isOpen && row.method == .post) {
            differing.append("\(role.rawValue)-\(place) \(row.testDescription): \(status)")
          }
        }
      }
    }
    print("authorisation: \(asked) requests, \(differing.count) differ")
    #expect(differing.isEmpty, "\(differing)")
    #expect(asked > 700)
  }

  /// Sends what a form of the route would, with nothing that is accepted in it.
  private static func send(_ row: Row, _ path: String, _ browser: Browser) async -> Int {
    guard row.method == .post else { return await browser.get(path) }
    let isUpload = Site.routes.contains {
      $0.pattern == row.pattern && $0.method == .post && $0.form == .upload
    }
    return isUpload
      ? await browser.upload(path, [("remark", "\u{7}")]) : await browser.post(path)
  }

  @Test func `a unit without a row sees no line`() async throws {
    let city = try SiteCity()
    try Shell.run(
      "sed -i /南海/d w/Mappings/access/districts.csv", in: city.folder.path
    ).isFine()
    let browser = Browser(city, as: "viewer-other")
    #expect(await browser.get("/numbers") == 200)
    #expect(!browser.text.contains("12329"))
    #expect(await browser.get("/numbers/0757-86100002") == 403)
    #expect(browser.text.contains("access/districts.csv"))
  }

  @Test func `a district sees its lines in every list, and no other`() async throws {
    let city = try SiteCity()
    let browser = Browser(city, as: "reviewer-own")
    for page in [
      "/numbers", "/checklists", "/batches", "/quarantine", "/cutovers", "/reports", "/",
    ] {
      #expect(await browser.get(page) == 200)
      #expect(!browser.text.contains("/12329"), "\(page)")
      #expect(!browser.text.contains("12329-"), "\(page)")
    }
    await browser.get("/numbers.csv")
    #expect(browser.text.split(separator: "\n").count == 2)
    #expect(await browser.get("/items/12329-01") == 403)
    #expect(await browser.get("/routes?at=2022-02-01+03:00") == 200)
    #expect(!browser.text.contains("/numbers/12329"))
  }

  @Test func `roles are those of the moment, and a closed account is logged out`() async throws {
    let city = try SiteCity()
    let browser = Browser(city, as: "approver-city")
    #expect(await browser.get("/") == 200)
    let ledger = try city.workspace().ledger()
    let account = try #require(try ledger.accounts().first { $0.name == "approver-city" })
    try ledger.add(AccountEvent(account, .closed, because: "调离", who: "admin-city"), at: city.now)
    #expect(await browser.get("/") == 303)
    #expect(browser.header("Location")?.hasPrefix("/login") == true)
  }
}

extension ShellResult {
  /// Fails the test where the command failed.
  func isFine() { #expect(code == 0, "\(errors)") }
}
