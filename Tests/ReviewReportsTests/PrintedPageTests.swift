import Bytes
import Foundation
import HotlineModel
import MergerRuns
import Reports
import ReviewReports
import TestSupport
import Testing

/// Pages as Debian's Chromium prints them; the pictures stay in `build/reports`.
@Suite(.serialized) struct `Printed reports` {
  private static let canPrint =
    ["chromium", "pdfinfo", "pdftotext", "pdftoppm"].allSatisfy(Shell.has)
    && FileManager.default.fileExists(atPath: "/usr/share/fonts/opentype/noto")

  /// Prints a page and takes its picture.
  private func printed(_ html: String, _ name: String, _ script: String) throws -> String {
    let folder = Shell.root + "/build/reports"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try html.write(toFile: folder + "/\(name).html", atomically: true, encoding: .utf8)
    let home = try TemporaryFolder()
    let result = try Shell.run(
      """
      export HOME='\(home.path)'
      rm -f \(name).pdf \(name)-*.png
      chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer \\
        --print-to-pdf=\(name).pdf "file://$PWD/\(name).html" > "$HOME/log" 2>&1
      pdftoppm -r 90 -png \(name).pdf \(name)
      \(script.replacing("PDF", with: "\(name).pdf"))
      """, in: folder)
    try #require(result.code == 0, "\(result.errors)")
    let pictures = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasPrefix(name + "-") && $0.hasSuffix(".png") }.sorted()
    #expect(!pictures.isEmpty)
    for picture in pictures { print("picture: \(folder)/\(picture)") }
    return result.output
  }

  private static let size = "pdfinfo PDF | sed -n 's/^Pages: *//p; s/^Page size: *//p'"

  @Test(.enabled(if: canPrint, "chromium, poppler-utils or fonts-noto-cjk is not installed"))
  func `the progress page is one sheet of A4`() async throws {
    let report = try await ReportCity.shared().report
    let text = try printed(
      ProgressPage(report).html, "progress", Self.size + "; pdftotext -layout PDF -")
    #expect(text.split(separator: "\n")[0].trimmingCharacters(in: .whitespaces) == "1")
    #expect(text.contains("(A4)"))
    // A table that is too wide would make Chromium shrink the page, or be cut at its edge.
    let boxes = try Shell.run(
      "pdftotext -bbox '\(Shell.root)/build/reports/progress.pdf' -", in: Shell.root
    ).output.matches(of: #/xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)"/#)
    let (lefts, rights) = (
      boxes.compactMap { Double($0.1) }, boxes.compactMap { Double($0.2) }
    )
    let margin = 13 * 72 / 25.4
    #expect(abs((lefts.min() ?? 0) - margin) < 2, "\(lefts.min() ?? 0)")
    #expect((rights.max() ?? 600) < 595 - margin + 2, "\(rights.max() ?? 600)")
    // The last line of the page is on the sheet.
    #expect(text.contains("不公布指数") && text.contains("按时办结率"))
  }

  @Test(
    .enabled(if: canPrint, "chromium, poppler-utils or fonts-noto-cjk is not installed"),
    arguments: ["monthly", "plan", "acceptance"])
  func `the other pages are printed on A4`(name: String) async throws {
    let shared = try await ReportCity.shared()
    let record = try #require(shared.records["12318"])
    let html =
      switch name {
      case "monthly":
        MonthlyPage(
          try await MonthlyRun(shared.city.workspace).report(of: "2020-03", asOf: ReportCity.day)
            .report
        ).html
      case "plan": PlanPaper(record).html
      default: AcceptancePaper(record).html
      }
    let text = try printed(html, name, Self.size + "; pdftotext -f 1 -l 1 PDF -")
    #expect(text.contains("(A4)"))
    #expect(text.contains("未完成") == (name == "acceptance"))
  }

  /// GB/T 9704-2012, 5.2: 22 lines of 28 characters in a text of 156 × 225 mm, 37 mm from the top and
  /// 28 mm from the left.
  @Test(.enabled(if: canPrint, "chromium, poppler-utils or fonts-noto-cjk is not installed"))
  func `a page of a paper has 22 lines of 28 characters where the standard wants them`() throws {
    let body = String(repeating: "政务服务便民热线归并方案", count: 110)
    let page = Page(title: "版心", .paper, body: "<p class=\"plain\">\(body)</p>")
    let text = try printed(page.html, "grid", "pdftotext -f 1 -l 1 -bbox PDF -")
    let words = text.matches(
      of: #/<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>/#
    ).filter { $0.5.contains("政") || $0.5.contains("归") || $0.5.count > 20 }
    #expect(words.count == 22)
    for word in words { #expect(word.5.count == 28, "\(word.5)") }
    let millimetre = 72 / 25.4
    let first = try #require(words.first), last = try #require(words.last)
    let (left, right) = (Double(first.1) ?? 0, Double(first.3) ?? 0)
    #expect(abs(left / millimetre - 28) < 0.5, "\(left / millimetre)")
    #expect(abs((right - left) / millimetre - 156) < 1, "\((right - left) / millimetre)")
    // The boxes of characters are lower than the lines that hold them.
    let pitch = ((Double(last.2) ?? 0) - (Double(first.2) ?? 0)) / 21
    #expect(abs(pitch * 22 / millimetre - 225) < 1.5, "\(pitch)")
    let middle = ((Double(first.2) ?? 0) + (Double(first.4) ?? 0)) / 2
    #expect(abs(middle - pitch / 2 - 37 * millimetre) < 6, "\(middle)")
  }
}
