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

  /// The rows of a sheet whose XML is given, in an otherwise plain workbook.
  static func rows(ofSheet data: String, workbook: String = "") throws -> [String] {
    try rows(
      """
      import io, openpyxl, zipfile
      made = io.BytesIO(); openpyxl.Workbook().save(made)
      with zipfile.ZipFile(made) as old, zipfile.ZipFile("book.xlsx", "w", zipfile.ZIP_DEFLATED) as new:
          for name in old.namelist():
              part = old.read(name)
              if name == "xl/worksheets/sheet1.xml":
                  part = '''<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">\(data)</worksheet>'''.encode()
              if name == "xl/workbook.xml":
                  part = part.replace(b"<workbookPr/>", b"<workbookPr \(workbook)/>")
              new.writestr(name, part)
      """)
  }

  @Test func `names of sheets and formats are those that people see`() throws {
    let folder = try TemporaryFolder()
    try Self.write(
      """
      import openpyxl, datetime
      b = openpyxl.Workbook(); s = b.active; s.title = 'A&B <"甲">'
      s.append([datetime.datetime(2021, 11, 25, 8, 30)])
      s["A1"].number_format = 'yyyy"年"m"月"d"日 & "h:mm'
      b.create_sheet("h").sheet_state = "hidden"
      b.save("book.xlsx")
      """, in: folder.path)
    let book = try XLSXWorkbook(folder.path + "/book.xlsx")
    #expect(
      book.sheets == [
        WorkbookSheet(name: "A&B <\"甲\">", position: 1),
        WorkbookSheet(name: "h", position: 2, isHidden: true),
      ])
    #expect(try Self.lines(of: book.sheets[0], in: book) == ["1: 2021-11-25 08:30:00"])
  }

  @Test func `cells without a place, out of order, and with extensions`() throws {
    let rows = try Self.rows(
      ofSheet: """
        <sheetData><row><c><v>1</v></c><c t="inlineStr"><is><t>甲</t></is></c></row>
        <row r="4"><c r="D4"><v>4</v><extLst><ext><v>9</v></ext></extLst></c><c r="B4"><v>2</v></c></row>
        <row><c t="inlineStr"><is><r><t>半</t></r><r><t>段</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is></c></row>
        <row r="9"/></sheetData>
        """)
    #expect(rows == ["1: 1|甲", "4: |2||4", "5: 半段"])
  }

  @Test func `values that cannot be known are faults`() throws {
    let rows = try Self.rows(
      ofSheet: """
        <sheetData><row r="1"><c r="A1" t="e"><v>#REF!</v></c><c r="B1"><f>1+1</f></c>
        <c r="C1"><f>1+1</f><v></v></c><c r="D1" t="str"><f>T(A9)</f><v></v></c>
        <c r="E1" t="str"><f>1&amp;1</f><v>11</v></c><c r="F1" t="b"><v>0</v></c></row></sheetData>
        """)
    #expect(rows == ["1: #REF!||||11|FALSE !0 error !1 formulaWithoutValue !2 formulaWithoutValue"])
  }

  @Test(arguments: [
    ("<sheetData><row r='2'/><row r='1'/></sheetData>", "row 1 comes after row 2"),
    ("<sheetData><row r='1'><c r='A2'><v>1</v></c></row></sheetData>", "has no place"),
    ("<sheetData><row r='1'><c r='A1' t='s'><v>7</v></c></row></sheetData>", "names a text"),
    ("<sheetData><row r='1'><c r='XFE1'><v>1</v></c></row></sheetData>", "has no place"),
    ("<sheetData><c r='A1'><v>1</v></c></sheetData>", "has no place"),
    ("<sheetData><row r='1048577'/></sheetData>", "comes after"), ("<sheetData>", "line"),
    (Self.row(attributes: 600), "more than 512 attributes"),
  ])
  func `a sheet that contradicts itself is damaged`(_ data: String, reason: String) throws {
    let failure = #expect(throws: Unusable.self) { try Self.rows(ofSheet: data) }
    let finding = try #require(failure?.findings.first)
    #expect(finding.code == .workbookDamaged)
    #expect(finding.message(in: .english).contains(reason))
  }

  @Test func `a tag of 500 long attributes is read`() throws {
    #expect(try Self.rows(ofSheet: Self.row(attributes: 500)) == ["1: 1"])
  }

  /// Attributes of 200 bytes each, so that the tag is longer than what is read at once.
  private static func row(attributes count: Int) -> String {
    let attributes = (0..<count).map { "a\($0)='\(String(repeating: ">", count: 200))'" }
    return "<sheetData><row \(attributes.joined(separator: " "))><c><v>1</v></c></row></sheetData>"
  }
}
