import Findings
import Foundation
import HotlineModel
import MergerRuns
import Reports
import ReviewReports
import SampleCity
import TestSupport
import Testing

/// The page for the head of the office against the listings of the same day.
@Suite struct `The progress page` {
  /// The shared city, its report, and the page of it.
  private func shown() async throws -> (ReportCity, ProgressReport, PageReader) {
    let shared = try await ReportCity.shared()
    return (shared.city, shared.report, PageReader(html: ProgressPage(shared.report).html))
  }

  @Test func `items, lines and units are those of checklist list`() async throws {
    let (city, report, page) = try await shown()
    let listed = try city.listing("checklist list --as-of \(ReportCity.day)")
    #expect(listed.count > 200 && report.items == listed.count)
    let rows = page.rows("各归并方式的热线与事项")
    for mode in MergeMode.allCases.map({ $0.rawValue }) + [nil] {
      let own = listed.filter { $0["mode"] as? String == mode }
      let name = mode.flatMap(MergeMode.init)?.chineseName ?? "市级任务"
      let row = try #require(rows.first { $0["归并方式"] == name }, "\(name)")
      #expect(row["热线"] == "\(Set(own.compactMap { $0["line"] as? String }).count)")
      #expect(row["事项"] == "\(own.count)")
      #expect(row["逾期"] == "\(own.count { $0["isLate"] as? Bool == true })", "\(name)")
      for state in ItemState.allCases {
        let count = own.count { $0["state"] as? String == state.rawValue }
        #expect(
          PageReader.number(row[state.words.chinese] ?? "0") == "\(count)", "\(name) \(state)")
      }
    }
    #expect(rows.last?["归并方式"] == "合计" && rows.last?["事项"] == "\(listed.count)")
    let late = listed.filter { $0["isLate"] as? Bool == true }
    #expect(report.late == late.count && late.count > 10)
    let units = page.rows("逾期事项（按责任单位）")
    #expect(units.count == 7 && units.last?["责任单位"]?.hasPrefix("其余") == true)
    for row in units.dropLast() {
      let unit = try #require(row["责任单位"])
      let own = late.filter { entry in
        (entry["owner"] as? String)?.split(separator: "、").contains(Substring(unit)) == true
      }
      #expect(row["逾期"] == "\(own.count)", "\(unit)")
      let worst = own.compactMap { $0["daysLate"] as? Int }.max()
      #expect(row["最长（工作日）"] == worst.map { "\($0)" }, "\(unit)")
    }
    let whole = ProgressTables(report).units(isWhole: true)
    #expect(whole.rows.count == report.units.count && whole.rows.count > units.count)
  }

  @Test func `cut-overs are those of number list`() async throws {
    let (city, report, page) = try await shown()
    let planned = try city.listing("number list --as-of \(ReportCity.day)").filter {
      $0["cutover"] is String
    }
    #expect(report.cutovers.count == planned.count && planned.count > 5)
    let rows = page.rows("割接与公告期")
    #expect(rows.count == 7)
    for row in rows {
      let entry = try #require(planned.first { $0["number"] as? String == row["号码"] })
      let at = (entry["cutover"] as? String).map { String($0.prefix(16)) }
      #expect(row["割接时间"] == at?.replacing("T", with: " "))
      #expect(row["热线名称"] == entry["name"] as? String)
    }
    let whole = ProgressTables(report).cutovers(isWhole: true).rows.map { $0.map(\.shown) }
    #expect(whole.filter { $0.last == "具备" }.map { $0[0] } == ["12318", "12329"])
  }

  @Test func `rates are those of measure list`() async throws {
    let (city, _, page) = try await shown()
    let listed = try city.listing("measure list --by total --as-of \(ReportCity.day)")
    let rows = page.rows("办理效能")
    #expect(rows.count == 5 && listed.count == 5)
    try expectSame(rows, listed, groups: [:])
  }

  @Test func `what was handed over is that of batch list and quarantine list`() async throws {
    let (city, _, page) = try await shown()
    let batches = try city.listing("batch list").filter { $0["state"] as? String == "closed" }
    let open = try city.listing("quarantine list --where state=open")
    let found = Dictionary(
      page.table("数据移交").dropFirst().map { ($0[0], PageReader.number($0[1])) }
    ) { first, _ in first }
    #expect(found["已完成的导入批次（个）"] == "\(batches.count)" && batches.count > 1)
    #expect(found["隔离区待处理的记录（条）"] == "\(open.count)")
    #expect(found["已导入工单的热线（条）"] == "2")
    #expect(found["交接数量不一致的热线（条）"] == "1")
  }

  @Test func `each chart has a table of its figures beside it`() async throws {
    let html = try await shown().2.html
    let sides = html.components(separatedBy: "<div class=\"side").dropFirst()
    let withCharts = sides.filter { $0.contains("<svg") }
    #expect(withCharts.count == 3 && html.components(separatedBy: "<svg").count == 4)
    for side in withCharts {
      let end = try #require(side.range(of: "</div></div>"))
      #expect(side[..<end.lowerBound].contains("<table"))
    }
    // Colour is never alone: every colour of a bar has its word in the legend.
    for bar in html.matches(of: #/<rect class="([a-z-]+)"/#) where bar.1 != "window" {
      #expect(html.contains("<i class=\"\(bar.1)\"></i>"), "\(bar.1)")
    }
  }

  @Test func `a name is shown as it is written, whatever is in it`() async throws {
    let sample = try SampleWorkspace()
    let register = sample.folder.path + "/w/register.csv"
    let text = try String(contentsOfFile: register, encoding: .utf8)
    let name = "顺德<script>alert(1)</script>&'热线"
    try text.replacing("顺德区政务服务热线", with: name)
      .write(toFile: register, atomically: true, encoding: .utf8)
    let workspace = sample.workspace
    let record = try LineRecord("0757-22100003", in: workspace, on: ReportCity.day)
    let report = try await ProgressRun(workspace, on: ReportCity.day).report().report
    #expect(record.line.name == name)
    for html in [
      ProgressPage(report).html, PlanPaper(record).html, AcceptancePaper(record).html,
    ] {
      #expect(html.contains("顺德&lt;script&gt;alert(1)&lt;/script&gt;&amp;'热线"))
      for foreign in ["<script", "http", "src=", "<link", "@import", "url("] {
        #expect(!html.contains(foreign), "\(foreign)")
      }
      #expect(html.contains("<html lang=\"zh-Hans-CN\">"))
    }
  }

  @Test func `a city without cut-overs, tickets and signatures has words in their place`()
    async throws
  {
    let sample = try SampleWorkspace()
    try FileManager.default.removeItem(atPath: sample.folder.path + "/w/Mappings/routing")
    let (report, findings) = try await ProgressRun(sample.workspace, on: ReportCity.day).report()
    let html = ProgressPage(report).html
    #expect(findings.isEmpty)
    for words in ["还没有安排割接。", "还没有事项签认完毕", "没有可以统计的工单。", "台账尚无记录"] {
      #expect(html.contains(words), "\(words)")
    }
    #expect(html.components(separatedBy: "<svg").count == 2)
  }
}

/// Rows of rates against those of `measure list`, with every number behind them.
func expectSame(
  _ rows: [[String: String]], _ listed: [[String: Any]], groups: [String: String]
) throws {
  #expect(rows.count == listed.count)
  let keys = [
    ("数值", "value"), ("分子", "numerator"), ("分母", "denominator"), ("剔除", "excluded"),
    ("不明", "unknown"), ("不涉及", "outside"), ("工单", "tickets"), ("定义", "definition"),
  ]
  for (row, entry) in zip(rows, listed) {
    for (title, key) in keys {
      let value = entry[key].map { "\($0)" } ?? "-"
      #expect(
        PageReader.number(row[title]) == value.replacing("<null>", with: "-"), "\(title) \(row)")
    }
    for (title, key) in groups { #expect(row[title] == entry[key] as? String) }
  }
}
