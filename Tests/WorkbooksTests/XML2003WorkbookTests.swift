import Charsets
import Findings
import TestSupport
import Testing

@testable import Workbooks

@Suite struct `Workbooks in XML of 2003` {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  static let head = """
    <?xml version="1.0"?>
    <?mso-application progid="Excel.Sheet"?>
    <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" \
    xmlns:o="urn:schemas-microsoft-com:office:office" \
    xmlns:x="urn:schemas-microsoft-com:office:excel" \
    xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:html="http://www.w3.org/TR/REC-html40">
    """

  static let styles = """
    <Styles><Style ss:ID="Default" ss:Name="Normal"><NumberFormat/></Style>
    <Style ss:ID="day"><NumberFormat ss:Format="yyyy\\-mm\\-dd"/></Style>
    <Style ss:ID="moment"><NumberFormat ss:Format="yyyy\\-mm\\-dd\\ hh:mm:ss"/></Style>
    <Style ss:ID="short"><NumberFormat ss:Format="Short Date"/></Style>
    <Style ss:ID="time"><NumberFormat ss:Format="h:mm"/></Style>
    <Style ss:ID="code"><NumberFormat ss:Format="000000"/></Style>
    <Style ss:ID="child" ss:Parent="code"><Font/></Style></Styles>
    """

  static func book(_ table: String, head: String = head) -> String {
    head + styles + "<Worksheet ss:Name=\"工单\"><Table>" + table + "</Table></Worksheet></Workbook>"
  }

  private func outcome(_ text: String, charset: Charset? = nil, pieceSize: Int = 1 << 16) throws
    -> WorkbookOutcome
  {
    let path = try folder.file("book.xls", text)
    return try WorkbookOutcome {
      try XML2003Workbook(path, charset: charset ?? .delivered(path), pieceSize: pieceSize)
    }
  }

  private func content(_ table: String, pieceSize: Int = 1 << 16) throws -> SheetContent {
    guard case .sheets(_, let contents) = try outcome(Self.book(table), pieceSize: pieceSize) else {
      Issue.record("refused")
      throw CancellationError()
    }
    return contents[0]
  }

  private func cell(_ type: String, _ text: String, _ attributes: String = "") -> String {
    "<Cell \(attributes)><Data ss:Type=\"\(type)\">\(text)</Data></Cell>"
  }

  @Test func `places of rows and cells are those that the workbook gives`() throws {
    let content = try content(
      """
      <Row><Cell><Data ss:Type="String">编号</Data></Cell><Cell><Data ss:Type="String">标题</Data></Cell></Row>
      <Row><Cell><Data ss:Type="String">A2</Data></Cell><Cell ss:Index="4"><Data ss:Type="String">x</Data></Cell></Row>
      <Row ss:Index="9" ss:Span="2"/>
      <Row><Cell/><Cell><Data ss:Type="Number">1.3800001236E10</Data></Cell><Cell/></Row>
      """)
    #expect(
      content.rows == [
        .init(number: 1, texts: ["编号", "标题"]), .init(number: 2, texts: ["A2", "", "", "x"]),
        .init(number: 9, texts: []), .init(number: 12, texts: ["", "13800001236", ""]),
      ])
  }

  @Test func `values are text by type and format`() throws {
    let cells = [
      cell("String", " 路灯&#10;不亮 &amp; &lt;坏&gt; "), cell("Number", "12.50"),
      cell("Number", "44525", "ss:StyleID=\"day\""), cell("Number", "37", "ss:StyleID=\"code\""),
      cell("Number", "37", "ss:StyleID=\"child\""), cell("Number", "0757"),
      cell("DateTime", "2021-11-25T00:00:00.000", "ss:StyleID=\"short\""),
      cell("DateTime", "2021-11-25T08:30:00.250", "ss:StyleID=\"day\""),
      cell("DateTime", "2021-11-25T00:00:00.000", "ss:StyleID=\"moment\""),
      cell("DateTime", "1899-12-31T08:30:00.000", "ss:StyleID=\"time\""),
      cell("DateTime", "2021-11-25T23:59:59.9999", "ss:StyleID=\"moment\""),
      cell("Boolean", "1"), cell("Boolean", "0"), cell("Number", "440106199001011264"),
      cell("String", "440106199001011234"),
    ]
    #expect(
      try content("<Row>\(cells.joined())</Row>").texts == [
        [
          " 路灯\n不亮 & <坏> ", "12.5", "2021-11-25", "000037", "000037", "0757", "2021-11-25",
          "2021-11-25 08:30:00.250", "2021-11-25 00:00:00", "08:30:00", "2021-11-25 23:59:59.999",
          "TRUE",
          "FALSE", "4.40106199001011264E+17", "440106199001011234",
        ]
      ])
  }

  @Test func `formats are those of the cell, else of its row, else of its column`() throws {
    let content = try content(
      """
      <Column ss:StyleID="code" ss:Span="1"/><Column ss:Index="4" ss:Hidden="1" ss:StyleID="day"/>
      <Row>\(cell("Number", "1"))\(cell("Number", "2"))\(cell("Number", "3"))\(cell("Number", "44525"))</Row>
      <Row ss:StyleID="day">\(cell("Number", "44525"))\(cell("Number", "1", "ss:StyleID=\"code\""))</Row>
      """)
    #expect(content.texts == [["000001", "000002", "3", "2021-11-25"], ["2021-11-25", "000001"]])
    #expect(content.notes.hiddenColumns == [3])
  }

  @Test func `what cannot be known is a fault of its cell`() throws {
    let content = try content(
      """
      <Row>\(cell("Error", "#REF!"))<Cell ss:Formula="=R1C2"/>\(cell("Number", "5", "ss:Formula=\"=1+4\""))</Row>
      <Row><Cell/>\(cell("Number", "0", "ss:StyleID=\"day\""))\(cell("DateTime", "1900-01-01T00:00:00.000"))</Row>
      """)
    #expect(content.texts == [["#REF!", "", "5"], ["", "0", "1900-01-01T00:00:00.000"]])
    #expect(
      content.faults == [
        "1A: error", "1B: formulaWithoutValue", "2B: dateUncertain", "2C: dateUncertain",
      ])
  }

  @Test func `text of several parts is one, comments and phonetic text are not in it`() throws {
    let content = try content(
      """
      <Row><Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40">路<B>灯<Font html:Color="#FF0000">不</Font></B>亮</ss:Data>\
      <Comment ss:Author="某"><ss:Data xmlns="http://www.w3.org/TR/REC-html40"><B>批注</B></ss:Data></Comment>\
      <PhoneticText xmlns="urn:schemas-microsoft-com:office:excel">lùdēng</PhoneticText></Cell>\
      <Cell><Data ss:Type="String"><![CDATA[a<b]]>&#x4E00;</Data></Cell></Row>
      """)
    #expect(content.texts == [["路灯不亮", "a<b一"]])
  }

  @Test func `merged cells have their value in the first, and are noted`() throws {
    let content = try content(
      """
      <Row>\(cell("String", "甲", "ss:MergeAcross=\"2\" ss:MergeDown=\"1\""))\(cell("String", "乙"))</Row>
      <Row>\(cell("String", "丙", "ss:Index=\"4\""))</Row>
      """)
    #expect(content.texts == [["甲", "", "", "乙"], ["", "", "", "丙"]])
    #expect(content.notes.mergedRanges == ["A1:C2"])
  }

  @Test func `hidden rows and sheets are known`() throws {
    let text =
      Self.head
        + """
        <Worksheet ss:Name="一"><Table><Row ss:Hidden="1"><Cell><Data ss:Type="String">a</Data></Cell></Row>
        <Row ss:Hidden="1"/></Table><WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel">
        <Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>
        <Worksheet ss:Name="二&amp;三"><Table><Row><Cell><Data ss:Type="String">b</Data></Cell></Row></Table>
        </Worksheet><Worksheet ss:Name="空"/></Workbook>
        """
    guard case .sheets(let sheets, let contents) = try outcome(text) else {
      Issue.record("refused")
      return
    }
    #expect(
      sheets == [
        .init(name: "一", position: 1, isHidden: true), .init(name: "二&三", position: 2),
        .init(name: "空", position: 3),
      ])
    #expect(contents.map(\.texts) == [[["a"], []], [["b"]], []])
    #expect(contents[0].rows.map(\.isHidden) == [true, true])
  }

  @Test(arguments: [
    (
      "<!DOCTYPE a [<!ENTITY b \"c\">]><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>",
      FindingCode.xmlDoctypeRefused
    ),
    (Self.book("<Row><Cell><Data ss:Type=\"String\">a & b</Data></Cell></Row>"), .xmlNotWellFormed),
    (
      String(Self.book("<Row><Cell><Data ss:Type=\"String\">a</Data></Cell></Row>").dropLast(40)),
      .xmlCutOff
    ),
    (
      String(Self.book("<Row><Cell><Data ss:Type=\"String\">a</Data></Cell></Row>").dropLast(1)),
      .xmlCutOff
    ),
    (Self.book("<Row ss:Index=\"2\"/><Row ss:Index=\"1\"/>"), .sheetContradictory),
    (Self.book("<Row><Cell ss:Index=\"2\"/><Cell ss:Index=\"2\"/></Row>"), .sheetContradictory),
    (Self.book("<Row><Cell ss:Index=\"0\"/></Row>"), .sheetContradictory),
    (Self.book("<Row><Cell ss:MergeAcross=\"-1\"/></Row>"), .sheetContradictory),
    (Self.book("<Cell/>"), .sheetContradictory),
    (Self.book(String(repeating: "<a>", count: 65)), .sheetContradictory),
    (Self.book("<Row><Data ss:Type=\"String\">a</Data></Row>"), .sheetContradictory),
    (Self.book("<Row><Cell><Data>a</Data><Data>b</Data></Cell></Row>"), .sheetContradictory),
    (Self.book("<Row ss:Index=\"1048577\"/>"), .sheetTooLarge),
    (Self.book("<Row><Cell ss:Index=\"16385\"/></Row>"), .sheetTooLarge),
    (
      Self.book(
        "<Row><Cell ss:Index=\"9223372036854775807\" ss:MergeAcross=\"9223372036854775807\"/></Row>"
      ), .sheetTooLarge
    ),
    (
      Self.book(
        "<Row><Cell><Data ss:Type=\"String\">\(String(repeating: "长", count: 350_000))</Data></Cell></Row>"
      ), .sheetTooLarge
    ),
    (
      Self.book("<Row \((0..<600).map { "a\($0)=\"\"" }.joined(separator: " "))/>"),
      .xmlNotWellFormed
    ),
    (
      Self.head
        + "<ExcelWorkbook xmlns=\"urn:schemas-microsoft-com:office:excel\"><SupBook><Path>b.xls</Path></SupBook></ExcelWorkbook></Workbook>",
      .sheetContradictory
    ),
    ("", .fileEmpty),
  ])
  func `what cannot be read is refused`(_ text: String, code: FindingCode) throws {
    #expect(try outcome(text) == .refused([code]))
  }

  @Test func `an encoding that is not read is refused`() throws {
    let text = Array("<?xml version=\"1.0\" encoding=\"Big5\"?>".utf8) + [0xA4, 0xA4, 0xA4, 0xE5]
    let path = try folder.file("book.xls", text)
    let outcome = try WorkbookOutcome { try XML2003Workbook(path, charset: .delivered(path)) }
    #expect(outcome == .refused([.encodingForeign]))
  }

  @Test(arguments: ["utf-8", "gb18030", "utf-16le", "utf-16be"])
  func `charsets are found, whatever is declared`(_ name: String) throws {
    let text = Self.book(cell("String", "滘喆㐀𠀀工单").replacing("<Cell", with: "<Row><Cell") + "</Row>")
      .replacing("version=\"1.0\"", with: "version=\"1.0\" encoding=\"gb2312\"")
    let expected = try outcome(text, charset: .utf8)
    var bytes = Array(text.utf8)
    switch name {
    case "gb18030":
      bytes = try #require(Charset.gb18030.encode(text))
    case "utf-16le":
      bytes = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    case "utf-16be":
      bytes = [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    default: bytes = Charset.byteOrderMark + bytes
    }
    let path = try folder.file("book.xls", bytes)
    for size in pieceSizes {
      #expect(
        try WorkbookOutcome {
          try XML2003Workbook(path, charset: .delivered(path), pieceSize: size)
        } == expected
      )
    }
  }

  @Test func `bytes that stand for no character are a fault of their cell`() throws {
    let text = Self.book(
      "<Row>\(cell("String", "甲"))\(cell("String", "乙丙丁"))\(cell("Number", "12"))</Row>")
    var bytes = Array(text.utf8)
    let place = try #require(bytes.firstRange(of: Array("丙".utf8)))
    bytes[place.lowerBound + 1] = 0xFF
    let path = try folder.file("book.xls", bytes)
    for size in pieceSizes {
      let workbook = try XML2003Workbook(path, charset: .delivered(path), pieceSize: size)
      let content = try SheetContent(workbook.sheets[0], of: workbook)
      #expect(content.faults == ["1B: undecodable"])
      #expect(content.texts[0][0] == "甲")
      #expect(content.texts[0][1].hasPrefix("乙\u{FFFD}"))
      #expect(content.texts[0][1].hasSuffix("丁"))
      #expect(content.texts[0][2] == "12")
    }
  }

  @Test func `what comes out does not depend on how much is read at once`() throws {
    let text = Self.book(
      """
      <Column ss:Hidden="1"/><Row>\(cell("String", "编号 &amp; &#x4E00;"))\(cell("String", "标题", "ss:MergeDown=\"2\""))</Row>
      <Row ss:Hidden="1">\(cell("Number", "44525.5", "ss:StyleID=\"moment\""))\(cell("Error", "#N/A"))</Row><!-- a<b -->
      <Row ss:Index="7">\(cell("String", "<![CDATA[一<二>]]>"))<Cell ss:Index="9"/></Row>
      """)
    let expected = try outcome(text)
    guard case .sheets = expected else {
      Issue.record("refused")
      return
    }
    for size in pieceSizes {
      #expect(try outcome(text, pieceSize: size) == expected)
    }
  }

  @Test func `many rows come in batches that are bounded`() throws {
    let row =
      "<Row>\(cell("String", String(repeating: "长", count: 200)))\(cell("Number", "1"))</Row>"
    let path = try folder.file("book.xls", Self.book(String(repeating: row, count: 5000)))
    let workbook = try XML2003Workbook(path, charset: .delivered(path))
    let source = try workbook.rows(of: workbook.sheets[0])
    var count = 0
    while let batch = try source.next() {
      #expect(batch.bytes.count < 1 << 20)
      for row in batch.rows {
        count += 1
        #expect(row.number == count)
        #expect(batch.texts(of: row)[1] == "1")
      }
    }
    #expect(count == 5000)
    let wide = String(repeating: "<Row><Cell ss:Index=\"16384\"/></Row>", count: 2000)
    let second = try XML2003Workbook(folder.file("wide.xls", Self.book(wide)), charset: .utf8)
    let rows = try second.rows(of: second.sheets[0])
    while let batch = try rows.next() { #expect(batch.cells.count < 1 << 22) }
  }

  /// Bytes changed, left out, repeated or cut off: there are rows or a reason, the same for all pieces.
  @Test(arguments: 0..<8) func `damage never crashes`(_ seed: Int) throws {
    var random = SeededRandom(state: UInt64(seed))
    let text = Self.book(
      """
      <Row ss:Index="2">\(cell("String", "编号 &amp;&#10;", "ss:MergeAcross=\"1\""))\(cell("DateTime", "2021-11-25T08:30:00.000"))</Row>
      <Row>\(cell("Number", "1.5E3", "ss:StyleID=\"day\""))<Cell ss:Index="9"/><Cell><Data ss:Type="Boolean">1</Data></Cell></Row>
      """)
    for _ in 0..<60 {
      let bytes = Mutation.damaged(Array(text.utf8), by: &random)
      let path = try folder.file("damaged.xls", bytes)
      let whole = try WorkbookOutcome { try XML2003Workbook(path, charset: .delivered(path)) }
      let size = pieceSizes.randomElement(using: &random) ?? 1
      let pieces = try WorkbookOutcome {
        try XML2003Workbook(path, charset: .delivered(path), pieceSize: size)
      }
      #expect(
        whole == pieces, "\(seed), pieces of \(size): \(String(decoding: bytes, as: UTF8.self))")
    }
  }
}
