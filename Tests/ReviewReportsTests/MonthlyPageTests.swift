import Findings
import Foundation
import HotlineModel
import MergerRuns
import Reports
import ReviewReports
import SampleCity
import TestSupport
import Testing

/// The monthly report against `measure list` of the same month and day.
@Suite struct `The monthly report` {
  @Test func `has the figures of measure list`() async throws {
    let city = try await ReportCity.shared().city
    let (report, findings) = try await MonthlyRun(city.workspace).report(
      of: "2020-03", asOf: ReportCity.day)
    #expect(findings.map(\.code) == [.weightsUnsigned] && report.tickets > 100)
    let page = PageReader(html: MonthlyPage(report).html)
    func listed(_ by: String) throws -> [[String: Any]] {
      try city.listing(
        "measure list --by \(by) --from 2020-03 --until 2020-03 --as-of \(ReportCity.day)")
    }
    try expectSame(page.rows("全市"), listed("total"), groups: [:])
    try expectSame(page.rows("附表一　各热线指标明细"), listed("line"), groups: ["热线": "line"])
    try expectSame(page.rows("附表二　各承办单位指标明细"), listed("unit"), groups: ["承办单位": "unit"])
    let units = page.rows("各承办单位")
    for entry in try listed("unit") {
      let row = try #require(units.first { $0["承办单位"] == entry["unit"] as? String })
      #expect(PageReader.number(row["退单次数"]) == "\(entry["returns"] ?? "")")
      #expect(PageReader.number(row["延期次数"]) == "\(entry["extensions"] ?? "")")
      let label = ["closing": "办结率", "solving": "解决率"][entry["measure"] as? String ?? ""]
      if let label, let value = entry["value"] as? String {
        #expect(PageReader.number(row[label]) == value)
      }
    }
  }

  @Test func `prints no index before its weights are signed`() async throws {
    let city = try await ReportCity.copy()
    let run = { try await MonthlyRun(city.workspace).report(of: "2020-03", asOf: ReportCity.day) }
    let before = MonthlyPage(try await run().report).html
    #expect(before.contains("不公布办理效能指数") && !before.contains(">指数<"))
    let path = city.folder + "/w/Mappings/measures/weights.csv"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try text.replacing(#/,(\d+),,,,/#) { ",\($0.1),示例签字人甲,2021-10-11,示例文号〔2021〕3号," }
      .write(toFile: path, atomically: true, encoding: .utf8)
    let (report, findings) = try await run()
    let page = PageReader(html: MonthlyPage(report).html)
    #expect(findings.isEmpty && page.html.contains(">指数<"))
    let listed = try city.listing(
      "measure list --by line --from 2020-03 --until 2020-03 --as-of \(ReportCity.day)")
    try expectSame(page.rows("附表一　各热线指标明细"), listed, groups: ["热线": "line"])
  }

  @Test func `says of a month without tickets that there is none`() async throws {
    let city = try await ReportCity.shared().city
    let (report, findings) = try await MonthlyRun(city.workspace).report(
      of: "2035-01", asOf: ReportCity.day)
    #expect(findings.map(\.code) == [.weightsUnsigned, .reportMonthEmpty])
    let html = MonthlyPage(report).html
    #expect(html.contains("本月没有工单") && !html.contains("附表一"))
  }
}
