import Bytes
import Charsets
import Findings
import HotlineModel
import Reports
import TestSupport
import Testing
import Tickets

@testable import RecordReaders

@Suite struct `A file that nobody has described` {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func sniff(_ bytes: [UInt8], _ name: String = "a.csv") throws -> FileSniffer {
    try FileSniffer(folder.file(name, bytes)) { ["编号", "电话", "内容"].contains($0) }
  }

  private func dialect(_ sniffed: FileSniffer) throws -> FileLayout.Separated {
    guard case .separated(let dialect) = sniffed.layout else { throw NoDialect() }
    return dialect
  }

  private struct NoDialect: Error {}

  @Test(arguments: [(",", "comma"), ("\t", "tab"), (";", "semicolon"), ("|", "pipe")])
  func `tells its delimiter by how well the rows agree`(mark: String, name: String) throws {
    var text = ["编号", "电话", "内容"].joined(separator: mark) + "\n"
    for index in 0..<9 {
      // Every other delimiter stands in the text, in some rows.
      text += "A\(index)\(mark)1380000\(mark)甲\(index.isMultiple(of: 2) ? "，；:" : "、/")乙\n"
    }
    let sniffed = try sniff(Array(text.utf8))
    #expect(try dialect(sniffed).syntax.delimiterName == name)
    #expect(sniffed.header == ["编号", "电话", "内容"])
  }

  @Test(arguments: 0..<5) func `finds its header under any number of title rows`(titles: Int) throws
  {
    let above = (0..<titles).map { "统计表第\($0)页,,\n" }.joined()
    let sniffed = try sniff(Array((above + "编号,电话,内容\nA1,138,甲\nA2,139,乙\n").utf8))
    #expect(try dialect(sniffed).titleRows == titles)
    var records: [[String]] = []
    try sniffed.forEachRecord { records.append($0.fields) }
    #expect(records == [["A1", "138", "甲"], ["A2", "139", "乙"]])
  }

  @Test func `counts the four-byte and private-use characters of GB18030`() throws {
    // 编号,内容 / A1,㙍㙍 and one character of the private-use area (AAA1 = U+E000).
    let head: [UInt8] = [0xB1, 0xE0, 0xBA, 0xC5, 0x2C, 0xC4, 0xDA, 0xC8, 0xDD, 0x0A]
    let row: [UInt8] = [
      0x41, 0x31, 0x2C, 0x82, 0x30, 0xAB, 0x33, 0x82, 0x30, 0xAB, 0x33, 0xAA, 0xA1, 0x0A,
    ]
    let found = try sniff(head + row)
    #expect(found.file.charset == .gb18030)
    #expect(found.evidence.fourByteCharacters == 2)
    #expect(found.evidence.twoByteCharacters == 5)
    #expect(found.evidence.privateUse == 1)
    #expect(found.evidence.gb18030Faults == 0)
    #expect(found.header == ["编号", "内容"])
  }

  @Test func `counts whole and broken UTF-8, and the mark in front`() throws {
    var bytes: [UInt8] = [0xEF, 0xBB, 0xBF] + Array("编号,内容\n".utf8)
    for index in 0..<60 { bytes += Array("A\(index),甲乙丙丁\u{E001}\n".utf8) }
    bytes.replaceSubrange((bytes.count - 4)..<(bytes.count - 2), with: [0xFF, 0xFF])
    let evidence = try sniff(bytes).evidence
    #expect(evidence.hasByteOrderMark)
    #expect(evidence.utf8Faults > 0)
    #expect(evidence.utf8Share > 0.98 && evidence.utf8Share < 1)
    #expect(evidence.privateUse == 59)
  }

  @Test func `tells the element that is one record of XML`() throws {
    let record = "<job id=\"1\"><who><name>甲</name></who><t>a &lt; b</t></job>"
    let text =
      "<?xml version=\"1.0\"?><root><!-- <job> --><head><at>x</at></head><list>\(record)\(record)\(record)</list></root>"
    let sniffed = try sniff(Array(text.utf8), "a.xml")
    #expect(sniffed.layout == .xml(record: "job"))
    var count = 0
    try sniffed.forEachRecord { record in
      count += 1
      #expect(record.header == ["@id", "who/name", "t"])
    }
    #expect(count == 3)
  }

  @Test(arguments: SyntaxPropertyTests.syntaxes)
  func `tells its syntax, whatever its texts hold`(syntax: CSVSyntax) throws {
    guard syntax.quote != .none || syntax.escape == .none else { return }
    // Nothing can be told apart that a file does not use.
    guard syntax.escape != .none || syntax.quote == .none else { return }
    let mark = String(decoding: syntax.delimiterBytes, as: UTF8.self)
    let mayQuote = syntax.quote != .none
    var rows = [["编号", "时间", "电话", "内容"]]
    for index in 0..<20 {
      let text = mayQuote ? "甲\(mark)乙 \"停电\" it's\n第\(index)行" : "\"急\" 5\" 管，甲；乙"
      rows.append(["A\(index)", "2021-02-0\(index % 9 + 1)", "1380000\(1000 + index)", text])
    }
    let text = rows.map { syntax.row($0) + "\n" }.joined()
    let found = try dialect(sniff(Array(text.utf8)))
    #expect(found.syntax == syntax, "\(text)")
    #expect(found.consistency == 1)
    #expect(found.titleRows == 0 && found.headerRows == 1)
  }

  private func findings(_ text: String) throws -> [FindingCode] {
    try sniff(Array(text.utf8)).forEachRecord { _ in }.map(\.code)
  }

  @Test func `names that are joined over two and three rows are drafted as they are read`() throws {
    let two = "标题行,,,,\n工单,,来电人,,状态\n编号,时间,姓名,电话,\nA1,2021-01-02,张三,1380000,办结\n"
    let sniffed = try sniff(Array(two.utf8))
    #expect(try dialect(sniffed).headerRows == 2)
    #expect(try dialect(sniffed).titleRows == 1)
    #expect(sniffed.header == ["工单/编号", "工单/时间", "来电人/姓名", "来电人/电话", "状态"])
    var records: [[String]] = []
    try sniffed.forEachRecord { records.append($0.fields) }
    #expect(records == [["A1", "2021-01-02", "张三", "1380000", "办结"]])
    let three = "编号,工单,,,\n,甲组,,乙组,\n,时间,姓名,电话,内容\nA1,2021-01-02,张三,138,x\nA2,2021-01-03,李四,139,y\n"
    #expect(try dialect(sniff(Array(three.utf8))).headerRows == 3)
    let doubled = "编号,来电人,来电人,状态\n编号,姓名,电话,状态\nA1,张三,138,x\nA2,李四,139,y\n"
    #expect(try dialect(sniff(Array(doubled.utf8))).headerRows == 2)
  }

  @Test(
    arguments: [
      // A record of words below a column without a name, a title with two cells, a row of signs.
      "编号,内容,标题,\n甲一,停电,电,水务局\n甲二,停水,水,城管局\n",
      "编号,内容,标题,\n甲一,停电,电,水务局\n",
      "=====,=====,=====,=====\n编号,内容,标题,电话\nA1,x,y,138\nA2,x,y,139\n",
      "制表单位：城管局,,制表人：张三,\n编号,内容,标题,电话\nA1,x,y,138\nA2,x,y,139\n",
    ])
  func `names in one row are not taken for several`(text: String) throws {
    #expect(try dialect(sniff(Array(text.utf8))).headerRows == 1)
  }

  @Test func `a file without names is refused with what its first row is`() throws {
    let text = (1...9).map { "A\($0),路灯,2021-02-0\($0) 10:00,办结\n" }.joined()
    let refusal = #expect(throws: Unusable.self) { try sniff(Array(text.utf8)) }
    #expect(refusal?.findings.map(\.code) == [.headerNotFound, .headerIsRecord])
    let words = (1...9).map { "路灯,噪声\($0 % 2 == 0 ? "大" : "小"),已办结\n" }.joined()
    #expect(throws: Unusable.self) { try sniff(Array(words.utf8)) }
  }

  @Test func `what speaks against a structure is reported`() throws {
    #expect(try findings("编号,内容\n") == [.recordsMissing])
    #expect(try findings("编号,内容\nA1,x\nA2\nA3,y\n") == [.widthsDiffer])
    #expect(try findings("编号\nA1\nA2\n") == [.columnSingle])
    #expect(
      try findings("编号,内容;电话\nA1,x;1\nA2,y;2\n") == [.syntaxDoubtful, .headerNameTwice]
        || findings("编号,内容;电话\nA1,x;1\nA2,y;2\n") == [.syntaxDoubtful])
    #expect(try findings("编号,内容\nA1,\"x\\\ny\"\nA2,C:\\a\n") == [.escapeKept])
    let comma = "编号,标题,内容\n" + (0..<9).map { "A\($0),灯;井;水,灯;井;水;\n" }.joined()
    #expect(try dialect(sniff(Array(comma.utf8))).syntax == CSVSyntax())
  }

  @Test(
    arguments: [
      ("<meta charset=\"utf-8\"><table>", FileKind.html), ("<!-- x --><html>", .html),
      ("<?xml version=\"1.0\"?>\n<!DOCTYPE html>", .html), ("\u{FEFF} <HTML>", .html),
      ("MIME-Version: 1.0\n", .webArchive), ("<?xml version=\"1.0\"?><records>", .xml),
      ("<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>", .xmlWorkbook),
      (
        "<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">", .xmlWorkbook
      ), ("<workbook>", .xml), ("编号\n", .text),
    ])
  func `a page or a workbook is named as what it is`(text: String, kind: FileKind) throws {
    for charset in [Charset.utf8, .utf16LittleEndian] {
      let bytes = try #require(charset.encode(text))
      #expect(FileKind.of(bytes, name: "a.xls", charset: charset) == kind)
    }
    #expect(FileKind.of([0x1F, 0x8B, 8, 0], name: "a.csv.gz") == .gzip)
    #expect(FileKind.of([0xD0, 0xCF, 0x11, 0xE0], name: "a.xls") == .oldWorkbook)
    #expect(FileKind.of(Array("a,b\n".utf8) + [0, 0, 0], name: "a.csv") == .text)
  }

  @Test func `the rows of a file say which setting is wrong`() throws {
    func refusal(_ bytes: [UInt8], _ dialect: CSVDialect, _ charset: Charset?) throws -> [Finding] {
      let file = try DeliveredFile(
        folder.file("o.csv", bytes), expected: .text, declared: charset)
      let unusable = #expect(throws: Unusable.self) {
        let reader = try CSVReader.open(file, dialect: dialect) { $0.contains("编号") }
        _ = consume reader
      }
      return unusable?.findings ?? []
    }
    let rows = "编号;内容\nA1;x\nA2;y\n"
    let delimiter = try refusal(Array(rows.utf8), CSVDialect(CSVSyntax()), nil)
    #expect(delimiter.map(\.code) == [.syntaxOther])
    let quoted = (0..<9).map { "'A\($0)','x,y'\n" }.joined()
    let quote = try refusal(
      Array(("'编号','内容'\n" + quoted).utf8), CSVDialect(CSVSyntax()), nil)
    #expect(quote.map(\.code) == [.syntaxOther])
    let charset = try refusal(
      Array("编号,内容\nA1,停电\n".utf8), CSVDialect(CSVSyntax()), .gb18030)
    #expect(charset.map(\.code) == [.syntaxOther])
    let names = try refusal(Array("号;内容\nA1;x\n".utf8), CSVDialect(CSVSyntax()), nil)
    #expect(names.map(\.code) == [.headerNotFound, .syntaxOther])
    let none = try refusal(Array("号,内容\nA1,x\n".utf8), CSVDialect(CSVSyntax()), nil)
    #expect(none.map(\.code) == [.headerNotFound])
  }

  @Test func `is refused where it is a page or holds nothing`() throws {
    #expect(throws: Unusable.self) { try sniff([]) }
    #expect(throws: Unusable.self) { try sniff(Array("<!DOCTYPE html><html></html>".utf8)) }
    #expect(throws: Unusable.self) { try sniff(Array("1,2,3\n4,5,6\n".utf8)) }
  }
}

@Suite struct `A record read again from its stored bytes` {
  private func reader(_ header: String = "编号,内容\r\n") throws -> StoredRecordReader {
    try #require(
      StoredRecordReader(
        header: Array(header.utf8), charset: "utf-8", syntax: CSVSyntax()))
  }

  private let place = SourceLocation(file: "a.csv", line: 7, record: 6)

  @Test(
    arguments: [
      ("A,甲", ["A", "甲"]), ("A,\"甲,\"\"乙\"\"\n丙\"\r\n", ["A", "甲,\"乙\"\n丙"]), ("A,", ["A", ""]),
      (",", ["", ""]), ("A,甲,多", ["A", "甲", "多"]), ("A\"B,甲", ["A\"B", "甲"]),
    ])
  func `has the fields its bytes say`(text: String, fields: [String]) throws {
    let record = try reader().record(Array(text.utf8), at: place)
    #expect(record.damage == nil)
    #expect(record.fields == fields)
    #expect(record.raw == Array(text.utf8))
    #expect(record.place == place)
  }

  @Test func `is still damaged where its marks do not close or its bytes stand for nothing`() throws
  {
    let reader = try reader()
    #expect(reader.record(Array("A,\"甲".utf8), at: place).damage?.code == .quoteNeverClosed)
    #expect(reader.record(Array("A,\"甲\"乙".utf8), at: place).damage?.code == .textAfterQuote)
    #expect(reader.record([0x41, 0x2C, 0xFF], at: place).damage?.code == .bytesUndecodable)
  }

  @Test func `GB18030 text that we add is read back as it was written`() throws {
    let text = "记录有 22 个字段，表头有 21 个（佛山喆）"
    let bytes = try #require(Charset.gb18030.encode(text))
    #expect(Charset.gb18030.decode(bytes[...]) == .text(text))
    #expect(Charset.gb18030.encode("㙍") == [0x82, 0x30, 0xAB, 0x33])
    #expect(Charset.gb18030.encode("\u{E5E5}") == nil)
  }
}
