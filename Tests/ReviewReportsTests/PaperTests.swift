import Findings
import Foundation
import HotlineModel
import MergerRuns
import Reports
import ReviewReports
import ReviewRuns
import SampleCity
import TestSupport
import Testing

/// The papers of a line, and the folder with its evidence.
@Suite struct `Papers of a line` {
  private func record(_ line: String) async throws -> LineRecord {
    let shared = try await ReportCity.shared()
    return try shared.records[line]
      ?? LineRecord(line, in: shared.city.workspace, on: ReportCity.day)
  }

  @Test func `the acceptance form of a line with open items is marked with every reason`()
    async throws
  {
    let record = try await record("12318")
    let paper = AcceptancePaper(record)
    let open = record.status.items.filter { !$0.state.isDone }
    #expect(open.count == 6 && paper.reasons.count == 8)
    #expect(
      paper.reasons.suffix(2) == [
        "割接日是 2021-11-25，尚未割接", "号码台账中该号码的状态是“在用”，尚未销号或改作办公电话",
      ])
    #expect(paper.html.contains("<b>未完成</b>") && paper.html.contains("不作为验收依据"))
    #expect(!paper.html.contains("负责人（盖章）") && !paper.html.contains("验收完成"))
    for status in open { #expect(paper.html.contains("<li>\(status.item.id)　")) }
    let rows = PageReader(html: paper.html).rows("表二　核对事项")
    #expect(rows.map { $0["状态"] } == record.status.items.map(\.state.words.chinese))
    let signed = PageReader(html: paper.html).rows("表三　签认")
    #expect(signed.count == 9 && signed.allSatisfy { $0["签认人"] == "周明" })
  }

  @Test func `the form of a line whose items are all signed is not marked`() async throws {
    let early = AcceptancePaper(try await record("12329"))
    #expect(early.reasons == ["割接日是 2021-11-25，尚未割接"] && !early.html.contains("验收完成"))
    let record = try LineRecord(
      "12329", in: try await ReportCity.shared().city.workspace, on: Self.afterCutover)
    let html = AcceptancePaper(record).html
    #expect(record.open.isEmpty)
    #expect(!html.contains("未完成</b>") && html.contains("全部核对事项已经签认，验收完成。"))
    let signed = PageReader(html: html).rows("表三　签认")
    #expect(signed.filter { $0["编号"] == "11" }.map { $0["签认人"] } == ["周明", "吴勇"])
  }

  @Test func `the form has boxes to sign once only the acceptance and what follows it is open`()
    async throws
  {
    let city = try await ReportCity.copy()
    let items = try ChecklistRun(city.workspace).status(of: ["12329"], on: ReportCity.day)[0].items
    let paper = {
      AcceptancePaper(try LineRecord("12329", in: city.workspace, on: Self.afterCutover))
    }
    try city.enter(items.filter { $0.item.id == "12329-14" }, remark: "改动", at: "2021-11-12 10:00")
    #expect(try paper().reasons.count == 1)
    #expect(try paper().html.contains("<b>未完成</b>") && paper().html.contains("负责人（盖章）"))
    // What was signed and has changed is open again, and its signature is not one of what there is.
    try city.enter(items.filter { $0.item.id == "12329-03" }, remark: "改动", at: "2021-11-12 10:00")
    let later = try paper()
    #expect(later.reasons.contains { $0.contains("12329-03") && $0.contains("需重签") })
    #expect(later.html.contains("内容已改，需重签") && !later.html.contains("负责人（盖章）"))
  }

  private static var afterCutover: CivilDate { ReportCity.day.adding(days: 14) }

  @Test func `the plan names each component with the clause behind it`() async throws {
    let record = try await record("12318")
    let html = PlanPaper(record).html
    let rows = PageReader(html: html).rows("表一　各项安排及依据")
    #expect(rows.map { $0["安排"] }.first == "归并方式" && rows.count == 8)
    #expect(rows[0]["内容"] == "整体并入" && rows[1]["内容"] == "取消号码")
    #expect(rows.allSatisfy { $0["依据"]?.isEmpty == false && $0["依据"] != "—" })
    #expect(PageReader(html: html).rows("表二　实施事项").count == 14)
    #expect(!html.contains("<b>未批准</b>") && html.contains("签认人：周明"))
    let other = PlanPaper(try await self.record("12366")).html
    #expect(other.contains("<b>未批准</b>") && other.contains("尚无签认"))
  }

  @Test func `papers and evidence show nobody's telephone`() async throws {
    let city = try await ReportCity.shared().city
    let folder = try TemporaryFolder()
    let target = folder.path + "/12366"
    _ = try EvidenceReport("12366", in: city.workspace, on: ReportCity.day).write(to: target)
    let result = try Shell.run(
      "cat 12366/*.csv 12366/*.html; grep -rl 82101234 . | wc -l", in: folder.path)
    #expect(result.output.contains("联调未通过"))
    #expect(result.output.hasSuffix("\n0\n"), "\(result.output.suffix(20))")
  }

  @Test func `a line of which nothing was entered has its papers`() throws {
    let sample = try SampleWorkspace()
    try FileManager.default.removeItem(atPath: sample.folder.path + "/w/Mappings/routing")
    for line in ["110", "0757-88100005"] {
      let record = try LineRecord(line, in: sample.workspace, on: ReportCity.day)
      #expect(AcceptancePaper(record).html.contains("<b>未完成</b>"), "\(line)")
      #expect(PlanPaper(record).html.contains("归并方案"), "\(line)")
    }
    #expect(throws: Unusable.self) {
      try LineRecord("99999", in: sample.workspace, on: ReportCity.day)
    }
  }
}
