import Bytes
import Charsets
import Findings
import TestSupport
import Testing
import Tickets

@testable import RecordReaders

/// Text whose bytes can be read as GB18030 although it is in another charset.
@Suite struct `Foreign text` {
  private static func charset(ofRecord bytes: [UInt8]) -> String? {
    unsafe bytes.withUnsafeBufferPointer { unsafe ForeignText.charset(ofRecord: $0) }
  }

  private static func latin1(_ text: String) -> [UInt8] {
    text.unicodeScalars.map { UInt8($0.value) }
  }

  @Test(arguments: ["路灯不亮", "A1,1^2 号楼", "停电😀两天"])
  func `a record in UTF-8 is told from GB18030`(text: String) throws {
    #expect(Self.charset(ofRecord: Array(text.utf8)) == "UTF-8")
    let bytes = try #require(Charset.gb18030.encode(text))
    #expect(Self.charset(ofRecord: bytes) == nil)
  }

  @Test(arguments: ["a naïve plan", "façade", "1,São Paulo", "Núñez façade"])
  func `Latin letters with accents are told from GB18030`(text: String) {
    #expect(Self.charset(ofRecord: Self.latin1(text)) == "ISO-8859-1")
  }

  @Test(arguments: ["A镕B座", "plain", "B超报告，朱镕", "x瑠y 佛山", "é", "㙍村"])
  func `rare characters beside letters stay GB18030`(text: String) throws {
    let bytes = try #require(Charset.gb18030.encode(text))
    #expect(Self.charset(ofRecord: bytes) == nil)
    #expect(ForeignText.charset(ofFile: bytes) == nil)
  }

  @Test func `a file in Big5 is refused, one with traditional characters in GBK is not`() throws {
    // 路燈不亮請盡快來修理謝謝 in Big5.
    let big5: [UInt8] = [
      0xB8, 0xF4, 0xBF, 0x4F, 0xA4, 0xA3, 0xAB, 0x47, 0xBD, 0xD0, 0xBA, 0xC9, 0xA7, 0xD6, 0xA8,
      0xD3,
      0xAD, 0xD7, 0xB2, 0x7A, 0xC1, 0xC2, 0xC1, 0xC2,
    ]
    let folder = try TemporaryFolder()
    let file = try folder.file("a.csv", Array("id,text\n1,".utf8) + big5 + [0x0A])
    let refusal = #expect(throws: Unusable.self) {
      try DeliveredFile(file, expected: .text, declared: nil)
    }
    #expect(refusal?.findings.map(\.code) == [.textForeign])
    let traditional = try #require(Charset.gb18030.encode("路燈不亮請盡快來修理謝謝"))
    #expect(ForeignText.charset(ofFile: traditional) == nil)
  }

  @Test(arguments: [Charset.utf16LittleEndian, .utf16BigEndian])
  func `UTF-16 without a mark is told by the bytes 0 of its separators`(charset: Charset) throws {
    let text = "编号,标题一,时间\n1,路灯不亮,2021-05-06 10:00\n2,占道经营,2021-05-06 10:01\n"
    let bytes = try #require(charset.encode(text))
    #expect(Charset.utf16(toldBy: bytes) == charset)
    #expect(Charset.utf16(toldBy: Array(text.utf8)) == nil)
    #expect(Charset.utf16(toldBy: Array("1,a,\0\n2,b,\0\n3,c,\0\n4,d,\0\n".utf8)) == nil)
    #expect(Charset.utf16(toldBy: Array("1,\0,a\n2,\0,b\n3,\0,c\n4,\0,d\n".utf8)) == nil)
  }

  @Test func `the byte 80 is the sign of the euro where windows-936 is declared`() throws {
    let bytes: [UInt8] = [0x80, 0x35, 0xB7, 0xF0] + [UInt8](repeating: 0x80, count: 40)
    #expect(
      Charset.windows936.decode(bytes[...]) == .text("€5佛" + String(repeating: "€", count: 40)))
    #expect(Charset.gb18030.decode(bytes[...]) == .undecodable(at: 0))
    let folder = try TemporaryFolder()
    let file = try folder.file("a.csv", Array("id,text\n1,".utf8) + bytes + [0x0A])
    let delivered = try DeliveredFile(file, expected: .text, declared: .windows936)
    var reader = try CSVReader.open(delivered, dialect: CSVDialect(CSVSyntax())) { _ in true }
    #expect(try reader.next()?.fields == ["1", "€5佛" + String(repeating: "€", count: 40)])
  }

  @Test func `a cell of U+0000 and a filled-up end make no binary file`() {
    let cells = Array("编号,坐席\n".utf8) + Array("1,\0\n2,\0\n3,\0\n4,\0\n".utf8)
    #expect(FileKind.of(cells, name: "a.csv") == .text)
    #expect(
      FileKind.of(cells + [UInt8](repeating: 0, count: 500), name: "a.csv") == .text)
    #expect(FileKind.of([1, 0, 0, 0, 7, 0, 0, 0, 3, 0, 0, 0], name: "a.csv") == .binary)
  }
}
