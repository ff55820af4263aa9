import Bytes
import Charsets
import Findings
import HotlineModel
import LocalFiles
import TestSupport
import Testing
import Tickets

@testable import RecordReaders

/// Random files, written by rule and read back.
@Suite struct `Separated values` {
  static let header = ["编号", "标题", "内容"]

  /// Reads a file as records, in pieces of a size.
  static func read(
    _ bytes: [UInt8], delimiter: UInt8 = 0x2C, charset: Charset = .utf8, pieces: Int = 1 << 20
  ) throws -> [LegacyRecord] {
    let folder = try TemporaryFolder()
    let path = try folder.file("f.csv", bytes)
    let file = try DeliveredFile(path, expected: .text, declared: charset)
    var reader = try CSVReader.open(
      file, dialect: CSVDialect(CSVSyntax(delimiter: delimiter)), pieceSize: pieces
    ) { $0.first == "编号" || $0.first == "id" }
    var records: [LegacyRecord] = []
    while let record = try reader.next() { records.append(record) }
    return records
  }

  private static func field(_ random: inout SeededRandom) -> String {
    let parts = [
      "佛山", "滘", "a", "\"", ",", ";", "|", "\t", "\n", "\r\n", "\r", " ", "，", "\\", "x",
      "\u{0}", "é", "东",
    ]
    return (0..<Int.random(in: 0...6, using: &random)).map { _ in
      parts[Int.random(in: 0..<parts.count, using: &random)]
    }.joined()
  }

  private static func written(
    _ rows: [[String]], _ delimiter: String, _ lineEnd: (Int) -> String,
    alwaysQuoted: Bool
  ) -> String {
    rows.enumerated().map { number, row in
      row.map { cell in
        let mustQuote =
          alwaysQuoted || cell.contains(delimiter) || cell.contains("\"")
          || cell.unicodeScalars.contains { $0 == "\n" || $0 == "\r" }
        return mustQuote ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
      }.joined(separator: delimiter) + lineEnd(number)
    }.joined()
  }

  @Test(arguments: [",", ";", "\t", "|"])
  func `what is written is what is read, in every dialect and however it is cut`(
    delimiter: String
  ) throws {
    var random = SeededRandom(state: 53)
    for round in 0..<60 {
      let rows = (0..<Int.random(in: 1...8, using: &random)).map { row in
        ["R\(row)"] + (0..<2).map { _ in Self.field(&random) }
      }
      let ends = (0...rows.count).map { _ in
        ["\n", "\r\n", "\r"][Int.random(in: 0..<3, using: &random)]
      }
      let text = Self.written(
        [Self.header] + rows, delimiter, { ends[$0] }, alwaysQuoted: round.isMultiple(of: 2))
      let byte = try #require(delimiter.utf8.first)
      for pieces in [1, 2, 3, 7, 64, 4096] {
        let records = try Self.read(Array(text.utf8), delimiter: byte, pieces: pieces)
        #expect(records.map(\.fields) == rows, "\(text.debugDescription) in pieces of \(pieces)")
        #expect(records.allSatisfy { $0.damage == nil })
        #expect(records.compactMap(\.place.record) == Array(1...rows.count))
      }
    }
  }

  @Test func `a pipe inside a GB18030 character does not split it`() throws {
    // 亅 is 81 7C; 乗 is 81 5C; a four-byte character stands between them.
    let row: [UInt8] = [0x31, 0x7C, 0x81, 0x7C, 0x81, 0x5C, 0x81, 0x30, 0x81, 0x30, 0x7C, 0x32]
    let bytes = Array("id|b|c\n".utf8) + row + [0x0A]
    for pieces in [1, 2, 3, 5, 1024] {
      let records = try Self.read(bytes, delimiter: 0x7C, charset: .gb18030, pieces: pieces)
      #expect(records.map(\.fields) == [["1", "亅乗\u{80}", "2"]])
    }
  }

  @Test func `damage to one record leaves all others alive`() throws {
    var random = SeededRandom(state: 7)
    let rows = (0..<40).map { ["R\($0)", "标题\($0)", "内容\($0)，很长的一段话"] }
    for _ in 0..<200 {
      let hit = Int.random(in: 0..<rows.count, using: &random)
      var lines = [Self.header.joined(separator: ",")] + rows.map { $0.joined(separator: ",") }
      var broken = Array(lines[hit + 1].utf8)
      let place = Int.random(in: 0..<broken.count, using: &random)
      let damage: [[UInt8]] = [[0xFF], [0x22], [0xE4], [0x00], [0x22, 0x22, 0x22], [0x2C]]
      broken.insert(
        contentsOf: damage[Int.random(in: 0..<damage.count, using: &random)], at: place)
      lines[hit + 1] = ""
      let bytes =
        Array(lines[...hit].joined(separator: "\n").utf8) + [0x0A] + broken + [0x0A]
        + Array(lines[(hit + 2)...].joined(separator: "\n").utf8)
      let records = try Self.read(bytes)
      let alive = Set(records.filter { $0.damage == nil }.map(\.fields))
      for (index, row) in rows.enumerated() where index != hit {
        #expect(alive.contains(row), "row \(index) after \(broken) in row \(hit)")
      }
      #expect(records.count == rows.count)
    }
  }

  @Test func `line numbers and places are those of the file`() throws {
    let text = "\u{FEFF}id,b\r\n1,\"x\ny\"\n\n2,z\r3,\"q\r\nr\"\r\n"
    for pieces in [1, 5, 4096] {
      let records = try Self.read(Array(text.utf8), pieces: pieces)
      #expect(records.map(\.fields) == [["1", "x\ny"], ["2", "z"], ["3", "q\r\nr"]])
      #expect(records.map { $0.place.line ?? 0 } == [2, 5, 6])
      for record in records {
        let offset = try #require(record.place.offset)
        #expect(Array(Array(text.utf8)[offset...].prefix(record.raw.count)) == record.raw)
      }
    }
  }

  @Test func `a line longer than any record costs itself alone, and little memory`() throws {
    let long = [UInt8](repeating: 0x61, count: 40 << 20)
    let bytes = Array("id,b\n1,x\n2,\"".utf8) + long + Array("\n3,y\n".utf8)
    let records = try Self.read(bytes)
    #expect(records.map { $0.place.line ?? 0 } == [2, 3, 4])
    #expect(records[0].fields == ["1", "x"])
    #expect(records[1].damage?.code == .recordTooLong)
    #expect(records[1].raw.count == CSVReader.longestRecord)
    #expect(records[2].fields == ["3", "y"])
  }

  @Test func `a byte that stands for no character is told with its place`() throws {
    let bytes = Array("id,b\n1,ok\n2,".utf8) + [0x61, 0xFF, 0x62] + Array("\n3,ok\n".utf8)
    for charset in [Charset.utf8, .gb18030] {
      let records = try Self.read(bytes, charset: charset)
      #expect(records.map { $0.damage?.code } == [nil, .bytesUndecodable, nil])
      #expect(records[1].damage?.places.first?.offset == 13)
      #expect(records[1].damage?.places.first?.column == 2)
    }
  }
}
