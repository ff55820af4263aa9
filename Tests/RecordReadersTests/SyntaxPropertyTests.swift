import Bytes
import Charsets
import Findings
import HotlineModel
import LocalFiles
import TestSupport
import Testing
import Tickets

@testable import RecordReaders

/// Every delimiter, quotation mark and escape that `source.csv` allows; the seeds are fixed.
@Suite("Files of any syntax") struct SyntaxPropertyTests {
  static let syntaxes: [CSVSyntax] = ["comma", "tab", "pipe", "^", "0x01", "||", ";;", "~|", "^~"]
    .compactMap { CSVSyntax.delimiter(named: $0) }
    .flatMap { delimiter in
      CSVSyntax.Quote.allCases.flatMap { quote in
        CSVSyntax.Escape.allCases.map { escape in
          CSVSyntax(
            delimiter: delimiter.first, second: delimiter.second, quote: quote, escape: escape)
        }
      }
    }

  private static let header = ["编号", "标题", "内容"]

  private static func text(_ syntax: CSVSyntax, _ random: inout SeededRandom) -> String {
    var parts = [
      "佛山", "滘", "㙍", "亅", "乗", "a", "N", "n", "é", "東", "，", " ", "x", "～", "\u{E000}",
    ]
    if syntax.escape == .backslash {
      parts += ["\\", "\"", "'", "\n", "\r\n", "\r", "\t"]
      parts += syntax.delimiterBytes.map { String(decoding: [$0], as: UTF8.self) }
    } else if syntax.quote != .none {
      parts += ["\n", "\r\n", "\r", "\\ "]
      parts += syntax.delimiterBytes.map { String(decoding: [$0], as: UTF8.self) }
      parts += syntax.escape == .doubled ? ["\"", "'"] : [syntax.quote == .double ? "'" : "\""]
    }
    return (0..<Int.random(in: 0...6, using: &random)).map { _ in
      parts.randomElement(using: &random) ?? ""
    }.joined()
  }

  static func read(
    _ bytes: [UInt8], _ syntax: CSVSyntax, _ charset: Charset, pieces: Int,
    in folder: TemporaryFolder
  ) throws -> [LegacyRecord] {
    let file = try DeliveredFile(
      folder.file("f.csv", bytes), expected: .text, declared: charset)
    var reader = try CSVReader.open(
      file, dialect: CSVDialect(syntax), pieceSize: pieces, isHeader: { $0.first == header[0] })
    var records: [LegacyRecord] = []
    while let record = try reader.next() { records.append(record) }
    return records
  }

  @Test(arguments: syntaxes)
  func `written and read is the same, however the file is cut`(syntax: CSVSyntax) throws {
    var random = SeededRandom(state: UInt64(syntax.code))
    let folder = try TemporaryFolder()
    for charset in [Charset.utf8, .gb18030, .utf16LittleEndian] {
      for _ in 0..<3 {
        let rows = (0..<Int.random(in: 1...6, using: &random)).map { row in
          ["R\(row)", Self.text(syntax, &random), Self.text(syntax, &random)]
        }
        let text = ([Self.header] + rows).map { syntax.row($0) + "\r\n" }.joined()
        let bytes = try #require(charset.encode(text))
        for pieces in [1, Int.random(in: 2...9, using: &random), 1 << 16] {
          let records = try Self.read(bytes, syntax, charset, pieces: pieces, in: folder)
          #expect(
            records.map(\.fields) == rows, "\(charset) \(text.debugDescription) in \(pieces)")
          #expect(records.allSatisfy { $0.damage == nil })
        }
        let stored = try #require(
          StoredRecordReader(
            header: charset.kept.encode(syntax.row(Self.header)) ?? [],
            charset: charset.kept.rawValue, syntax: syntax))
        for row in rows {
          let raw = try #require(charset.kept.encode(syntax.row(row) + "\r\n"))
          let record = stored.record(raw, at: SourceLocation(file: "f.csv"))
          #expect(record.fields == row, "\(syntax.row(row).debugDescription)")
        }
      }
    }
  }

  @Test(arguments: 0..<8)
  func `the reading of any syntax agrees with the fast one on plain files`(seed: UInt64) {
    var random = SeededRandom(state: 900 + seed)
    let parts: [[UInt8]] = [
      [0x22], [0x22, 0x22], [0x2C], [0x0A], [0x0D], [0x0D, 0x0A], [0x20], [0x61], [0x5C],
      [0x81, 0x7C], [0x81, 0x5C], [0xFF], [0x81], [0x81, 0x30, 0x81, 0x30], [0xE4, 0xBD, 0x9B],
      [0x7C],
    ]
    for delimiter in [UInt8(0x2C), 0x7C] {
      for isGB18030 in [false, true] {
        let tokeniser = CSVTokeniser(CSVSyntax(delimiter: delimiter), isGB18030: isGB18030)
        for _ in 0..<400 {
          let bytes = (0..<Int.random(in: 0...24, using: &random)).flatMap { _ in
            parts.randomElement(using: &random) ?? []
          }
          let isAtEnd = Bool.random(using: &random)
          var scanner = SeparatorScanner(delimiter: delimiter)
          var fast: [CSVTokeniser.Field] = []
          var general: [CSVTokeniser.Field] = []
          let first = tokeniser.record(
            in: bytes.span, &scanner, from: 0, isAtEnd: isAtEnd, into: &fast)
          let second = tokeniser.generalRecord(
            in: bytes.span, from: 0, isAtEnd: isAtEnd, into: &general)
          #expect(first == second, "\(bytes) \(isAtEnd)")
          if case .record = first { #expect(fast == general, "\(bytes)") }
        }
      }
    }
  }

  @Test(arguments: syntaxes.filter { $0.escape != .none || $0.quote != .none })
  func `damage to one record costs no other`(syntax: CSVSyntax) throws {
    var random = SeededRandom(state: 7 + UInt64(syntax.code))
    let folder = try TemporaryFolder()
    for charset in [Charset.utf8, .gb18030] {
      let rows = (0..<12).map { ["R\($0)", "标题\($0)", "滘心路\($0)号，一段较长的话"] }
      let hit = Int.random(in: 0..<rows.count, using: &random)
      let mark = String(decoding: syntax.delimiterBytes, as: UTF8.self)
      var lines = try ([Self.header] + rows).map {
        try #require(charset.encode($0.joined(separator: mark) + "\n"))
      }
      let wrong: [[UInt8]] = [[0xFF], [0x22], [0x27], syntax.delimiterBytes, [0x84]]
      lines[hit + 1].insert(
        contentsOf: wrong.randomElement(using: &random) ?? [],
        at: Int.random(in: 0..<lines[hit + 1].count - 1, using: &random))
      let whole = try Self.read(
        Array(lines.joined()), syntax, charset, pieces: 1 << 16, in: folder)
      let cut = try Self.read(Array(lines.joined()), syntax, charset, pieces: 3, in: folder)
      #expect(whole.map(\.fields) == cut.map(\.fields))
      #expect(whole.map(\.damage) == cut.map(\.damage))
      let alive = Set(whole.filter { $0.damage == nil }.map(\.fields))
      for (index, row) in rows.enumerated() where index != hit {
        #expect(alive.contains(row), "row \(index) with \(lines[hit + 1]) in row \(hit)")
      }
    }
  }

  @Test func `a backslash is read as LOAD DATA reads it`() throws {
    let syntax = CSVSyntax(escape: .backslash)
    let text =
      "编号,标题,内容\nA1,\"说\\\"停电\\\"三次\",\\N\nA2,\"第一行\\\n第二行\",\"\\N\"\nA3,C:\\\\a\\tb\\n,a\\,b\\\nc\n"
    let records = try Self.read(
      Array(text.utf8), syntax, .utf8, pieces: 1, in: try TemporaryFolder())
    #expect(
      records.map(\.fields) == [
        ["A1", "说\"停电\"三次", "\\N"], ["A2", "第一行\n第二行", "\\N"],
        ["A3", "C:\\a\tb\n", "a,b\nc"],
      ])
    #expect(records.map { $0.place.line } == [2, 3, 5])
  }

  @Test func `an escape that the syntax does not know is counted, part of a character is none`()
    throws
  {
    let text = "编号,标题,内容\nA1,\"第一行\\\n第二行\",x\nA2,\"C:\\a\",\"乗\"\nA3,\"C:\\\",乗\nA4,x,y\\\n"
    let folder = try TemporaryFolder()
    for charset in [Charset.utf8, .gb18030] {
      let path = try folder.file("f.csv", charset.encode(text) ?? [])
      let file = try DeliveredFile(path, expected: .text, declared: charset)
      var reader = try CSVReader.open(
        file, dialect: CSVDialect(CSVSyntax()), isHeader: { $0.first == "编号" })
      while try reader.next() != nil {}
      #expect(reader.keptEscapes.count == 3)
      #expect(reader.keptEscapes.places.map(\.line) == [2, 5, 6])
    }
  }

  @Test(arguments: syntaxes) func `a syntax is kept as a number`(syntax: CSVSyntax) {
    #expect(CSVSyntax(code: syntax.code) == syntax)
    #expect(CSVSyntax(code: Int(syntax.delimiter)) == CSVSyntax(delimiter: syntax.delimiter))
    #expect(CSVSyntax(code: 0) == nil)
  }
}
