import Bytes
import Findings
import HotlineModel
import LocalFiles
import MergerRuns
import Reports
import ReviewReports
import ReviewRuns

/// Papers and reports to open, print and file.
enum ReportPage {
  static let routes = [
    PageRoute(.get, "/reports", .users(.look)) { try $0.reports() },
    PageRoute(.get, "/reports/progress", .users(.look), isOfCity: true) {
      try await $0.progressReport()
    },
    PageRoute(.get, "/reports/monthly", .users(.look), isOfCity: true) {
      try await $0.monthlyReport()
    },
    PageRoute(.get, "/reports/plan/{line}", .users(.look)) { try $0.planPaper() },
    PageRoute(.get, "/reports/acceptance/{line}", .users(.look)) { try $0.acceptancePaper() },
  ]
}

extension PageContext {
  fileprivate func reports() throws -> SiteResponse {
    let user = try user()
    let controls = FormControls(context: self)
    let city: Markup =
      user.scope != .city
      ? ""
      : """
      <h2>\(words("Of the city", "全市"))</h2>
      <ul><li>\(link("/reports/progress", "\(words("Progress, one page", "归并进展（一页）"))"))</li></ul>
      \(controls.filter("/reports/monthly", [
          controls.text("month", words("Monthly report of", "月度通报，月份"), value: String("\(now.date)".prefix(7)), isRequired: true)
        ]))
      """
    let lines = try user.lists().filter { $0.checklist.line != nil }
    let rows = RowPage(of: lines.count, request)
    let cells = lines[rows.range].map { list -> Markup in
      let code = list.checklist.code
      return """
        <tr><th scope="row" class="id">\(link(Self.path("numbers", code), "\(code)"))</th><td>\(data(list.checklist.name))</td>\
        <td>\(link(Self.path("reports", "plan", code), "\(words("Plan", "归并方案"))"))</td>\
        <td>\(link(Self.path("reports", "acceptance", code), "\(words("Acceptance", "验收单"))"))</td></tr>
        """
    }
    let title = words("Papers of each line", "各热线的材料")
    return page(
      words("Reports", "报表"),
      body: """
        <p>\(words("They are in Chinese, to print on A4; papers follow GB/T 9704.", "供打印（A4），公文材料按 GB/T 9704 排版。证据包用 hotline report evidence 导出。"))</p>\(city)
        <h2>\(title)</h2><table><caption>\(title)</caption><thead><tr><th scope="col">\(words("Number", "号码"))</th><th scope="col">\(words("Name", "热线名称"))</th>\
        <th scope="col">\(words("Plan", "归并方案"))</th><th scope="col">\(words("Acceptance", "验收单"))</th></tr></thead>\
        <tbody>\(Markup(lines: cells))</tbody></table>\(rows.markup(in: self))
        """)
  }

  fileprivate func progressReport() async throws -> SiteResponse {
    let run = ProgressRun(try user().state.workspace, on: now.date)
    return try await report(run.report().report) { ProgressPage($0).html }
  }

  fileprivate func monthlyReport() async throws -> SiteResponse {
    let month = request.query["month"]
    let run = try MonthlyRun(try user().state.workspace)
    return try await report(run.report(of: month, asOf: now.date).report) { MonthlyPage($0).html }
  }

  private func report<Report>(_ report: Report, _ html: (Report) -> String) throws -> SiteResponse {
    Self.standAlone(html(report))
  }

  fileprivate func planPaper() throws -> SiteResponse {
    Self.standAlone(PlanPaper(try record()).html)
  }

  fileprivate func acceptancePaper() throws -> SiteResponse {
    Self.standAlone(AcceptancePaper(try record()).html)
  }

  private func record() throws -> LineRecord {
    let user = try user()
    guard let line = user.facts.linesByID[self["line"]] else { throw PageRefusal.missing }
    return try LineRecord(line.id, in: user.state.workspace, on: now.date)
  }

  /// A page that carries its own style, which is allowed by its hash alone.
  private static func standAlone(_ html: String) -> SiteResponse {
    var response = SiteResponse(type: "text/html; charset=utf-8", Array(html.utf8))
    response.ownStyle = html.range(between: "<style>", and: "</style>").map {
      SHA256Text.base64(of: String($0))
    }
    return response
  }
}

extension String {
  /// What stands between two texts for the first time.
  fileprivate func range(between start: String, and end: String) -> Substring? {
    guard let from = firstRange(of: start)?.upperBound,
      let to = self[from...].firstRange(of: end)?.lowerBound
    else { return nil }
    return self[from..<to]
  }
}

/// The hash of a style sheet, as a security policy names it.
enum SHA256Text {
  private static let digits = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")

  /// SHA-256 of a text in base 64.
  static func base64(of text: String) -> String {
    let hex = Array(Fingerprint.hex(of: text.utf8).utf8)
    let bytes = stride(from: 0, to: hex.count, by: 2).map {
      Int(String(decoding: hex[$0..<$0 + 2], as: UTF8.self), radix: 16) ?? 0
    }
    var result = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let word = (group + [0, 0]).prefix(3).reduce(0) { $0 << 8 | $1 }
      for index in 0..<4 {
        result += index <= group.count ? String(digits[word >> (18 - 6 * index) & 63]) : "="
      }
    }
    return result
  }
}
