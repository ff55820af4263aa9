import Findings
import HotlineModel
import LocalFiles
import TestSupport
import Testing

@testable import Workbooks

/// Workbooks as they are written, read back with openpyxl and LibreOffice.
@Suite(
  .enabled(if: Shell.hasPythonModule("openpyxl"), "python3-openpyxl is not installed"))
struct `Written workbooks` {
  /// A workbook to fill in with everything that the writer can do.
  static let draft: WorkbookDraft = {
    var form = SheetDraft(
      name: "摸底/登记表",
      columns: [
        ColumnDraft("编号"),
        ColumnDraft("号码", note: "热线号码，保留前面的 0", isOpen: true),
        ColumnDraft("方式", width: 12, isOpen: true, check: .choices(["整体并入", "双号并行", "未知"])),
        ColumnDraft(
          "区县", isOpen: true, check: .choices((1...60).map { "示例市第\($0)街道办事处" })),
        ColumnDraft(
          "割接日", .date, note: "未定的填“未知”", isOpen: true,
          check: .dates(
            from: CivilDate("2021-01-01"), to: CivilDate("2021-12-31"), orWords: ["未知"])),
        ColumnDraft(
          "月话务量", .number, isOpen: true, check: .counts(0...10_000_000, orWords: ["未知"])),
        ColumnDraft(
          "停用日", .date, isOpen: true,
          check: .formula("{停用日}>={割接日}", explanation: "停用日不得早于割接日。")),
        ColumnDraft("更新", .dateTime),
      ],
      rows: [
        [
          .text("L001"), .text("075712345678"), .text("双号并行"), .empty,
          day("2021-11-25"), .count(41_300), .empty,
          instant("2021-11-25 02:00"),
        ],
        [
          .text("L002"), .text("=1+1"), .text("一行\n又一行"), .text(""),
          day("1900-02-28"), .count(1_234_567_890_123_456), .number(0.5),
          instant("2021-11-25 02:00:15"),
        ],
      ],
      preamble: [[.text("请填写黄色表头的各列")]])
    form.blankRows = 2
    form.isProtected = true
    form.hasFilter = true
    form.frozenColumns = 1
    form.highlights = [
      Highlight(
        columns: ["割接日", "编号"], where: #"AND(ISNUMBER({割接日}),{割接日}<TODAY())"#, .red, word: "逾期")
    ]
    var meta = SheetDraft(
      name: "_meta", columns: [ColumnDraft("key"), ColumnDraft("value")],
      rows: [[.text("revision"), .text("0017")]])
    meta.isHidden = true
    return WorkbookDraft(
      title: "示例市 R&D 热线摸底", author: "示例市 12345", created: CivilInstant(unixSeconds: 1_633_739_400),
      sheets: [meta, form])
  }()

  private static func day(_ text: String) -> CellDraft {
    CivilDate(text).map { .date($0) } ?? .empty
  }

  private static func instant(_ text: String) -> CellDraft {
    CivilInstant(text).map { .dateTime($0) } ?? .empty
  }

  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func python(_ script: String) throws -> [String] {
    let file = try folder.file("read.py", script)
    let result = try Shell.run("python3 -W error '\(file)'", in: folder.path)
    #expect(result.errors.isEmpty)
    return result.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      .dropLast()
  }

  @Test func `values, formats and locks are those of the draft`() throws {
    try Self.draft.write(to: folder.path + "/form.xlsx")
    let lines = try python(
      """
      import openpyxl
      sheet = openpyxl.load_workbook('form.xlsx')['摸底_登记表']
      for row in sheet.iter_rows():
        for cell in row:
          if cell.value is not None or cell.row == 7 and cell.column < 3:
            print(cell.coordinate, cell.data_type, repr(cell.value), cell.number_format,
              'locked' if cell.protection.locked else 'open')
      """)
    #expect(
      lines == [
        "A1 s '摸底/登记表' @ locked",
        "A2 s '请填写黄色表头的各列' @ locked",
        "B3 s '热线号码，保留前面的 0' @ locked",
        "E3 s '未定的填“未知”' @ locked",
        "A4 s '编号' @ locked",
        "B4 s '号码' @ locked",
        "C4 s '方式' @ locked",
        "D4 s '区县' @ locked",
        "E4 s '割接日' @ locked",
        "F4 s '月话务量' @ locked",
        "G4 s '停用日' @ locked",
        "H4 s '更新' @ locked",
        "A5 s 'L001' @ locked",
        "B5 s '075712345678' @ open",
        "C5 s '双号并行' @ open",
        "E5 d datetime.datetime(2021, 11, 25, 0, 0) yyyy-mm-dd open",
        "F5 n 41300 #,##0 open",
        "H5 d datetime.datetime(2021, 11, 25, 2, 0) yyyy-mm-dd hh:mm locked",
        "A6 s 'L002' @ locked",
        "B6 s '=1+1' @ open",
        #"C6 s '一行\n又一行' @ open"#,
        "E6 s '1900-02-28' @ open",
        "F6 s '1234567890123456' @ open",
        "G6 n 0.5 General open",
        "H6 d datetime.datetime(2021, 11, 25, 2, 0, 15) yyyy-mm-dd hh:mm:ss locked",
        "A7 n None @ locked",
        "B7 n None @ open",
      ])
  }

  @Test func `checks, highlights and protection hold for rows to fill as well`() throws {
    try Self.draft.write(to: folder.path + "/form.xlsx")
    let lines = try python(
      """
      import openpyxl
      book = openpyxl.load_workbook('form.xlsx')
      sheet = book['摸底_登记表']
      print('protected', sheet.protection.sheet, sheet.protection.password, sheet.protection.autoFilter)
      for check in sheet.data_validations.dataValidation:
        print(check.sqref, check.type, check.formula1, check.error, check.prompt)
      for place, rules in sheet.conditional_formatting._cf_rules.items():
        for rule in rules:
          print(place.sqref, rule.type, rule.formula, rule.dxf.fill.bgColor.rgb,
            rule.dxf.numFmt and rule.dxf.numFmt.formatCode)
      print([cell.value for cell in book['_lists']['A']][-1], book['_lists'].max_row)
      """)
    #expect(
      lines == [
        "protected True None False",
        "B5:B8 None None None 热线号码，保留前面的 0",
        "C5:C8 list \"整体并入,双号并行,未知\" 请从下拉列表中选择。 None",
        "D5:D8 list '_lists'!$A$1:$A$60 请从下拉列表中选择。 None",
        "E5:E8 custom OR(E5=\"未知\",AND(ISNUMBER(E5),E5>=44197,E5<44562))"
          + " 请填写日期，如 2021-11-25，不早于 2021-01-01，不晚于 2021-12-31，或填写“未知”。 未定的填“未知”",
        "F5:F8 custom OR(F5=\"未知\",AND(ISNUMBER(F5),F5=INT(F5),F5>=0,F5<=10000000))"
          + " 请填写 0 至 10000000 的整数，或填写“未知”。 None",
        "G5:G8 custom $G5>=$E5 停用日不得早于割接日。 None",
        "A5:A8 expression ['AND(ISNUMBER($E5),$E5<TODAY())'] FFFFC7CE None",
        "E5:E8 expression ['AND(ISNUMBER($E5),$E5<TODAY())'] FFFFC7CE yyyy-mm-dd\"（逾期）\"",
        "示例市第60街道办事处 60",
      ])
  }

  @Test func `the sheet is printed on A4 across with its header on every page`() throws {
    try Self.draft.write(to: folder.path + "/form.xlsx")
    let lines = try python(
      """
      import openpyxl
      book = openpyxl.load_workbook('form.xlsx')
      sheet = book['摸底_登记表']
      print(sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight,
        sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.print_title_rows)
      print(sheet.oddHeader.left.text, sheet.oddHeader.right.text, sheet.oddFooter.center.text)
      print(sheet.freeze_panes, sheet.auto_filter.ref, sheet.column_dimensions['C'].width)
      print([(each.title, each.sheet_state) for each in book], book.active.title)
      print(book.properties.title, book.properties.creator, book.properties.created)
      """)
    #expect(
      lines == [
        "landscape 9 0 True $4:$4",
        "示例市 R&&D 热线摸底 &A 第 &P 页，共 &N 页",
        "B5 A4:H8 14.7109375",
        "[('_meta', 'hidden'), ('摸底_登记表', 'visible'), ('_lists', 'hidden')] 摸底_登记表",
        "示例市 R&D 热线摸底 示例市 12345 2021-10-09 00:30:00",
      ])
  }

  @Test(arguments: [
    "a_x0041_b", "_x005F_", "\u{1}\u{1F}", "一行\r\n又一行\t", "\u{FFFE}\u{FFFF}\0", "  两边有空格  ", "_",
    "😀<&>\"'", "=1+1", "'0757", "",
  ])
  func `texts are read back as they were, whatever is in them`(text: String) throws {
    for isStreamed in [false, true] {
      let stream = try WorkbookStream(Self.draft, isStreamed: isStreamed)
      try stream.begin(
        SheetDraft(name: "a", columns: [ColumnDraft("列")], rows: [[.text(text), .text("末")]]))
      try stream.finish(to: folder.path + "/text.xlsx")
      let book = try XLSXWorkbook(folder.path + "/text.xlsx")
      let rows = try #require(try book.rows(of: book.sheets[0]).next())
      #expect(rows.rows.map { rows.texts(of: $0) } == [["列"], [text, "末"]])
    }
  }

  @Test func `rows are as high as their texts, and columns as wide as what is in them`() throws {
    var sheet = SheetDraft(
      name: "a",
      columns: [ColumnDraft("事项", width: 10), ColumnDraft("期限", .date), ColumnDraft("号码")],
      rows: [
        [.text("一二三四五六"), Self.day("2021-11-25"), .text("075712345678")],
        [.text("一\n二\n三"), .empty, .empty], [.text("一二三四五"), .empty, .empty],
        [.text(String(repeating: "长", count: 1000)), .empty, .empty],
      ])
    sheet.highlights = [Highlight(columns: ["期限"], where: "TRUE", .red, word: "逾期")]
    try WorkbookDraft(title: "", created: CivilDate(dayNumber: 18_956).start, sheets: [sheet])
      .write(to: folder.path + "/heights.xlsx")
    let lines = try python(
      """
      import openpyxl
      sheet = openpyxl.load_workbook('heights.xlsx').active
      print([sheet.row_dimensions[row].height for row in range(1, 6)])
      print([round(sheet.column_dimensions[column].width) for column in 'ABC'])
      """)
    #expect(lines == ["[None, 30.0, 45.0, None, 409.0]", "[13, 21, 15]"])
  }

  @Test func `the same draft gives the same bytes`() throws {
    let first = try Self.draft.write(to: folder.path + "/1.xlsx")
    let second = try Self.draft.write(to: folder.path + "/2.xlsx")
    #expect(first.sha256 == second.sha256)
    #expect(first.size > 4096)
  }

  @Test func `rows that are streamed have the same values as rows of a draft`() throws {
    try Self.draft.write(to: folder.path + "/draft.xlsx")
    let stream = try WorkbookStream(Self.draft)
    for var sheet in Self.draft.sheets {
      let rows = sheet.rows
      sheet.rows = []
      try stream.begin(sheet)
      for row in rows { try stream.append(row) }
    }
    try stream.finish(to: folder.path + "/stream.xlsx")
    let lines = try python(
      """
      import openpyxl
      def cells(path):
        return [(sheet.title, cell.coordinate, cell.data_type, cell.value, cell.number_format,
          cell.protection.locked) for sheet in openpyxl.load_workbook(path)
          for row in sheet.iter_rows() for cell in row]
      left, right = cells('draft.xlsx'), cells('stream.xlsx')
      print(len(left), [pair for pair in zip(left, right) if pair[0] != pair[1]])
      """)
    #expect(lines == ["128 []"])
  }

  @Test func `a text longer than a cell is refused, and nothing is left`() throws {
    var draft = Self.draft
    draft.sheets[1].rows[1][2] = .text(String(repeating: "诉", count: 32_767))
    try draft.write(to: folder.path + "/form.xlsx")
    draft.sheets[1].rows[1][2] = .text(String(repeating: "诉", count: 32_768))
    let unusable = #expect(throws: Unusable.self) {
      try draft.write(to: folder.path + "/long.xlsx")
    }
    #expect(unusable?.findings.map(\.code) == [.cellTooLong])
    #expect(unusable?.findings[0].facts["found"] == "摸底_登记表!C6")
    #expect(Folder.names(in: folder.path, withHidden: true) == ["form.xlsx"])
  }

  @Test func `more columns than a sheet can have are refused`() throws {
    let columns = Array(repeating: ColumnDraft("列"), count: 16_385)
    let draft = WorkbookDraft(
      title: "", created: CivilDate(dayNumber: 0).start,
      sheets: [SheetDraft(name: "宽", columns: columns)])
    let unusable = #expect(throws: Unusable.self) {
      try draft.write(to: folder.path + "/wide.xlsx")
    }
    #expect(unusable?.findings.map(\.code) == [.sheetTooWide])
  }

  @Test(.enabled(if: Shell.has("soffice"), "libreoffice-calc-nogui is not installed"))
  func `LibreOffice opens it and keeps values, checks and protection`() throws {
    try Self.draft.write(to: folder.path + "/form.xlsx")
    let result = try Shell.run(
      """
      soffice -env:UserInstallation=file://$PWD/profile --headless --convert-to xlsx:'Calc MS Excel 2007 XML' \
        --outdir out form.xlsx > /dev/null
      """, in: folder.path)
    #expect(result.code == 0)
    let lines = try python(
      """
      import openpyxl
      def facts(path):
        book = openpyxl.load_workbook(path)
        sheet = book['摸底_登记表']
        checks = sorted((str(each.sqref), each.type or 'none') for each in sheet.data_validations.dataValidation)
        return ([[cell.value for cell in row] for row in sheet.iter_rows(max_col=8)], checks,
          sheet.protection.sheet, sheet.page_setup.orientation, sheet.print_title_rows,
          [each.sheet_state for each in book])
      for left, right in zip(facts('form.xlsx'), facts('out/form.xlsx')):
        print(left == right, (left, right) if left != right else '')
      """)
    #expect(lines == Array(repeating: "True ", count: 6))
  }
}
