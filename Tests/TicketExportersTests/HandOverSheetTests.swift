import Foundation
import HotlineModel
import Reports
import TestSupport
import Testing
import TicketExporters

/// What is printed and signed when tickets are handed over.
@Suite struct `The hand-over sheet` {
  /// A sheet of so many lines with long names.
  static func sheet(lines: Int) throws -> HandOverSheet {
    HandOverSheet(
      city: "示例市", date: try #require(CivilDate("2021-11-25")), purpose: .platform, format: "csv",
      base: "",
      head: "hotline-ledger:1:7309532eb62b439fdfb8c5d664f5fc45:16:"
        + String(repeating: "a", count: 64),
      canonical: String(repeating: "b", count: 64),
      lines: (0..<lines).map {
        HandOverSheet.Line(
          line: "0757-\(82_100_000 + $0)", name: "人力资源和社会保障服务热线", owner: "市人力资源和社会保障局<信息中心>",
          tickets: 128_560, quarantined: 22, waived: 1, duplicates: 15)
      },
      totals: [], withheld: 2, tombstones: 1,
      batches: ["B0001", "B0024"].map {
        Batch(
          name: $0, label: "首批", line: "12329", mapping: "12329-gjj@b9e3ab",
          started: $0 == "B0001" ? "2021-10-09T02:00:00+08:00" : "2021-10-11T02:00:00+08:00",
          state: "closed", files: [])
      },
      files: [], privacy: PrivacyCounts(), formulas: (3, false))
  }

  @Test func `the totals and the boxes to sign stand before the annexes`() throws {
    let html = try Self.sheet(lines: 24).html
    let first = try #require(html.range(of: "<section class=\"first\">")?.lowerBound)
    for words in [
      "各热线", "合计", "移交单位", "接收单位", "日期", "2 个（B0001 至 B0024），导入日期 2021-10-09 至 2021-10-11",
    ] {
      #expect(html[..<first].contains(words), "\(words)")
    }
    #expect(html[first...].contains("附件四&emsp;控制总数"))
    #expect(html[..<first].contains("市人力资源和社会保障局&lt;信息中心&gt;"))
    #expect(!html.contains("<script") && !html.contains("http"))
  }

  @Test func `the books of more lines than one page holds are the first annex`() throws {
    let html = try Self.sheet(lines: 25).html
    let first = try #require(html.range(of: "<section class=\"first\">")?.lowerBound)
    #expect(html[..<first].contains("共 25 条热线，各热线的数量见附件一。"))
    #expect(html[..<first].contains("移交单位") && !html[..<first].contains("0757-82100000"))
    #expect(html[first...].contains("0757-82100000"))
  }

  private static let canPrint =
    ["chromium", "pdftotext"].allSatisfy(Shell.has)
    && FileManager.default.fileExists(atPath: "/usr/share/fonts/opentype/noto")

  @Test(
    .enabled(if: canPrint, "chromium, poppler-utils or fonts-noto-cjk is not installed"),
    arguments: [1, 24, 60])
  func `the signatures are on the first printed page`(lines: Int) throws {
    let folder = try TemporaryFolder()
    _ = try folder.file("sheet.html", try Self.sheet(lines: lines).html)
    let result = try Shell.run(
      """
      export HOME=$PWD
      chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer \\
        --print-to-pdf=sheet.pdf "file://$PWD/sheet.html" > log 2>&1
      pdftotext -layout -f 1 -l 1 sheet.pdf - && pdftotext -layout -f 2 sheet.pdf rest.txt
      """, in: folder.path)
    try #require(result.code == 0, "\(result.errors)")
    for words in ["工单历史数据交接单", "移交单位", "接收单位", "负责人"] {
      #expect(result.output.contains(words), "\(words)")
    }
    #expect(result.output.contains("合计") == (lines <= 24))
    let rest = try String(contentsOfFile: folder.path + "/rest.txt", encoding: .utf8)
    #expect(rest.contains("附件一") && !rest.contains("负责人"))
  }
}
