import Findings
import TestSupport
import Testing

@testable import Workbooks

/// Workbooks that Python writes, read back.
@Suite struct `Workbooks of Office Open XML` {
  /// The rows of all sheets, `row: cell | cell`, of a workbook that a script writes to `book.xlsx`.
  static func rows(_ script: String) throws -> [String] {
    let folder = try TemporaryFolder()
    try write(script, in: folder.path)
    let book = try XLSXWorkbook(folder.path + "/book.xlsx")
    return try book.sheets.flatMap { try lines(of: $0, in: book) }
  }

  static func write(_ script: String, in folder: String) throws {
    let result = try Shell.run("/usr/bin/python3 - <<'EOF'\n\(script)\nEOF", in: folder)
    try #require(result.code == 0, "\(result.errors)")
  }

  static func lines(of sheet: WorkbookSheet, in book: XLSXWorkbook) throws -> [String] {
    let source = try book.rows(of: sheet)
    var lines: [String] = []
    while let rows = try source.next() {
      for (index, row) in rows.rows.enumerated() {
        let faults = rows.faults.filter { $0.row == index }.map { " !\($0.column) \($0.kind)" }
        lines.append(
          "\(row.number): " + rows.texts(of: row).joined(separator: "|") + faults.joined())
      }
    }
    return lines
  }

  @Test func `texts, numbers, truth values and dates`() throws {
    let rows = try Self.rows(
      """
      import openpyxl, datetime
      b = openpyxl.Workbook(); s = b.active
      s.append(["编号", "来电号码", "受理时间", "日期", "时刻", "是否"])
      s.append(["00123", 13800138000, datetime.datetime(2021,11,25,8,30), datetime.date(2021,11,25), datetime.time(8,30), True])
      s.append(["a\\nb", 1.5, None, None, None, False])
      s["A5"] = "x"; s["C5"] = 0.1 + 0.2
      b.save("book.xlsx")
      """)
    #expect(
      rows == [
        "1: 编号|来电号码|受理时间|日期|时刻|是否",
        "2: 00123|13800138000|2021-11-25 08:30:00|2021-11-25|08:30:00|TRUE",
        "3: a\nb|1.5||||FALSE", "5: x||0.3",
      ])
  }
}
