import Bytes
import Charsets
import Findings
import HotlineModel
import RecordReaders
import Reports
import TestSupport
import Testing
import Tickets

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
    #expect(found.file.export.charset == "gb18030")
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
