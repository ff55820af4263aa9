import Findings
import Foundation
import HotlineModel
import LocalFiles
import MergerRuns
import MergerStore
import Reports
import ReviewRuns
import SampleCity
import Synchronization
import TestSupport
import Testing

@testable import ReviewSite

/// The sample city with its pages, and users of every role in the city and in two districts.
final class SiteCity: Sendable {
  let folder: TemporaryFolder
  let site: Site
  private let time = Mutex(SampleWorkspace.now)
  private let entries = LogEntries()

  static let password = "correct horse battery"
  /// The units: of the city, of the district that has the line 0757-82100001, and of another one.
  static let units = ["city": "市政务服务数据管理局", "own": "禅城区数据局", "other": "南海区数据局"]
  static let origin = "http://pages.example"

  /// The city is made once, with two deliveries and all users; each test gets a copy.
  private static let template = Result { () throws -> TemporaryFolder in
    let sample = try SampleWorkspace()
    let result = try Shell.run(
      """
      cd w/Mappings/policy/foshan-2021 && rm signatures.csv
      sed -i '2,$d' invariants.csv cases.csv && hotline policy sign . \(SignedPolicy.signature)
      cd ../../.. && for line in 12329 0757-82100001; do
        mapping=$(sed -n "s/^.*,\\([0-9a-z-]*\\),$line\\$/\\1/p" '\(SampleWorkspace.sample)/deliveries.csv' | head -1)
        hotline -q import '\(SampleWorkspace.sample)'/exports/$line/* -m $mapping --line $line || test $? -le 2
      done
      mkdir Mappings/access
      { echo unit,division,note; echo 市政务服务数据管理局,,; echo 禅城区数据局,440604,; echo 南海区数据局,440605,; } > Mappings/access/districts.csv
      """, in: sample.folder.path)
    try #require(result.code == 0, "\(result.output) \(result.errors)")
    let hash = try Password(password).hash()
    let ledger = try Workspace(sample.workspace.folder, today: SampleWorkspace.now.date).ledger()
    for (place, unit) in units.sorted(by: { $0.key < $1.key }) {
      for role in UserRole.allCases {
        for kind in [AccountEvent.Kind.added, .password] {
          try ledger.add(
            AccountEvent(
              account: "\(role.rawValue)-\(place)", kind: kind,
              person: "\(role.chineseName)\(place)",
              unit: unit, roles: [role], passwordHash: hash, who: "admin-city"),
            at: SampleWorkspace.now)
        }
      }
    }
    // Whoever runs the tests may run commands beside the pages.
    try ledger.add(
      AccountEvent(
        account: NSUserName(), kind: .added, person: "测试", unit: units["city"] ?? "",
        roles: [.viewer], who: "admin-city"), at: SampleWorkspace.now)
    return sample.folder
  }

  init() throws {
    folder = try TemporaryFolder()
    let result = try Shell.run(
      "cp -a '\(try Self.template.get().path)/w' w", in: folder.path)
    try #require(result.code == 0, "\(result.errors)")
    let box = SiteClock()
    site = Site(
      Site.Settings(folder: folder.path + "/w", keys: .none, program: "hotline test"),
      clock: { box.now }
    ) { [entries] in entries.add($0) }
    clock = box
  }

  private let clock: SiteClock

  /// Lets time pass.
  func wait(seconds: Int) { clock.wait(seconds) }

  var now: CivilInstant { clock.now }

  /// Everything that was logged.
  var logged: [Site.LogEntry] { entries.all }

  func workspace() throws -> Workspace { try Workspace(folder.path + "/w", today: now.date) }
}

/// The clock of a site under test.
final class SiteClock: Sendable {
  private let time = Mutex(SampleWorkspace.now.adding(seconds: 3600))
  var now: CivilInstant { time.withLock { $0 } }
  func wait(_ seconds: Int) { time.withLock { $0 = $0.adding(seconds: seconds) } }
}

private final class LogEntries: Sendable {
  private let entries = Mutex<[Site.LogEntry]>([])
  var all: [Site.LogEntry] { entries.withLock { $0 } }
  func add(_ entry: Site.LogEntry) { entries.withLock { $0.append(entry) } }
}

/// A browser: it keeps cookies, names its origin, and sends the tokens of the pages that it sees.
final class Browser {
  let city: SiteCity
  private(set) var cookies: [String: String] = [:]
  private(set) var last = SiteResponse(type: "", [])
  var origin: String? = SiteCity.origin
  var address = "192.0.2.10"

  init(_ city: SiteCity) { self.city = city }

  /// A browser in which somebody has logged in.
  init(_ city: SiteCity, as account: String) {
    self.city = city
    cookies[Site.cookie] = city.site.sessions.begin(account, at: city.now)
  }

  var text: String { String(decoding: last.body, as: UTF8.self) }
  func header(_ name: String) -> String? { last.headers.first { $0.name == name }?.value }

  private var headers: [String: String] {
    var headers = ["host": "pages.example"]
    headers["origin"] = origin
    if !cookies.isEmpty {
      headers["cookie"] = cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
    }
    return headers
  }

  @discardableResult
  func get(_ target: String) async -> Int {
    await send(SiteRequest(.get, target, headers: headers, address: address))
  }

  /// Sends a form of fields.
  @discardableResult
  func post(_ target: String, _ fields: [(String, String)] = [], token: String? = nil) async -> Int
  {
    let all = [("token", token ?? self.token)] + fields
    let body = all.map { "\(FormFields.encoded($0.0))=\(FormFields.encoded($0.1))" }
      .joined(separator: "&")
    var headers = headers
    headers["content-type"] = "application/x-www-form-urlencoded"
    return await send(
      SiteRequest(.post, target, headers: headers, body: Array(body.utf8), address: address))
  }

  /// Sends a form with a file.
  @discardableResult
  func upload(
    _ target: String, _ fields: [(String, String)] = [],
    file: (field: String, name: String, bytes: [UInt8])? = nil
  ) async -> Int {
    var body: [UInt8] = []
    for (name, value) in [("token", token)] + fields {
      body += Array(
        "--x\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
    }
    if let file {
      body += Array(
        "--x\r\nContent-Disposition: form-data; name=\"\(file.field)\"; filename=\"\(file.name)\"\r\nContent-Type: application/octet-stream\r\n\r\n"
          .utf8)
      body += file.bytes + Array("\r\n".utf8)
    }
    body += Array("--x--\r\n".utf8)
    var headers = headers
    headers["content-type"] = "multipart/form-data; boundary=x"
    return await send(SiteRequest(.post, target, headers: headers, body: body, address: address))
  }

  /// The token of the session.
  var token: String {
    cookies[Site.cookie].flatMap { city.site.sessions.session($0, at: city.now)?.token } ?? ""
  }

  /// A hidden field of the page that is shown.
  func hidden(_ name: String) -> String? {
    let mark = "name=\"\(name)\" value=\""
    guard let start = text.range(of: mark)?.upperBound else { return nil }
    return String(text[start...].prefix { $0 != "\"" })
  }

  private func send(_ request: SiteRequest) async -> Int {
    last = await city.site.respond(to: request)
    for (name, value) in last.headers where name == "Set-Cookie" {
      let pair = value.split(separator: ";")[0].split(separator: "=", maxSplits: 1)
      cookies[String(pair[0])] = pair.count > 1 ? String(pair[1]) : nil
    }
    return last.status
  }

  /// Logs in by the form.
  @discardableResult
  func logIn(_ account: String, password: String = SiteCity.password) async -> Int {
    await get("/login")
    return await post(
      "/login", [("account", account), ("password", password), ("next", "/numbers")],
      token: hidden("token") ?? "")
  }
}
