import Bytes
import Charsets
import HotlineModel
import LocalFiles
import TestSupport
import Testing
import Tickets

@testable import RecordReaders

/// Random records in random dialects and charsets, and random damage; the seeds are fixed.
@Suite struct `Random files` {
  struct Dialect: Sendable {
    let delimiter: Character
    let charset: Charset
    let isMarked: Bool
    let titles: Int
    let isAlwaysQuoted: Bool

    static func random(_ random: inout SeededRandom) -> Dialect {
      let charset = Charset.allCases.randomElement(using: &random) ?? .utf8
      return Dialect(
        delimiter: SeparatedText.delimiters.randomElement(using: &random) ?? ",", charset: charset,
        isMarked: SeparatedText.isMarked(charset, &random),
        titles: Int.random(in: 0...2, using: &random), isAlwaysQuoted: .random(using: &random))
    }

    func written(_ rows: [[String]], _ random: inout SeededRandom) -> String {
      let titles = (0..<titles).map { ["第\($0)页统计"] }
      return (isMarked ? "\u{FEFF}" : "")
        + (titles + rows).map { row in
          row.map(cell).joined(separator: String(delimiter))
            + (["\n", "\r\n", "\r"].randomElement(using: &random) ?? "\n")
        }.joined()
    }

    private func cell(_ text: String) -> String {
      SeparatedText.cell(text, delimiter: delimiter, isAlwaysQuoted: isAlwaysQuoted)
    }
  }

  private static let header = ["编号", "标题", "内容"]

  private static func text(_ random: inout SeededRandom) -> String {
    let parts = [
      "佛山", "滘", "喆", "㙍", "𠀀", "a", "\"", ",", ";", "|", "^", "\t", "\n", "\r\n", "\r", " ",
      "　", "，", "\\", "\u{0}", "é", "東", "亅", "乗", "\u{FFFD}", "\u{E000}", "👍🏽", "～", "#",
    ]
    return (0..<Int.random(in: 0...6, using: &random)).map { _ in
      parts.randomElement(using: &random) ?? ""
    }.joined()
  }

  private static func records(_ random: inout SeededRandom) -> [[String]] {
    (0..<Int.random(in: 1...8, using: &random)).map { row in
      ["R\(row)", text(&random), text(&random)]
    }
  }

  private static func read(
    _ bytes: [UInt8], _ dialect: Dialect, pieces: Int = 1 << 16, in folder: TemporaryFolder
  ) throws -> [LegacyRecord] {
    let path = try folder.file("f.csv", bytes)
    let file = try DeliveredFile(path, expected: .text, declared: dialect.charset)
    let byte = try #require(dialect.delimiter.asciiValue)
    var reader = try CSVReader.open(
      file, dialect: CSVDialect(CSVSyntax(delimiter: byte)), pieceSize: pieces,
      isHeader: { $0 == header })
    var records: [LegacyRecord] = []
    while let record = try reader.next() { records.append(record) }
    return records
  }

  @Test(arguments: 0..<8)
  func `written and read is the same, however the file is cut`(seed: UInt64) throws {
    var random = SeededRandom(state: seed)
    let folder = try TemporaryFolder()
    for _ in 0..<40 {
      let dialect = Dialect.random(&random)
      let rows = Self.records(&random)
      let text = dialect.written([Self.header] + rows, &random)
      let bytes = try #require(dialect.charset.encode(text))
      for pieces in [1, Int.random(in: 2...9, using: &random), 1 << 16] {
        let records = try Self.read(bytes, dialect, pieces: pieces, in: folder)
        #expect(records.map(\.fields) == rows, "\(dialect) \(text.debugDescription) in \(pieces)")
        #expect(records.allSatisfy { $0.damage == nil })
      }
    }
  }

  @Test(arguments: 0..<6)
  func `damage to one record costs no other`(seed: UInt64) throws {
    var random = SeededRandom(state: 100 + seed)
    let folder = try TemporaryFolder()
    for _ in 0..<40 {
      let dialect = Dialect.random(&random)
      let mark = String(dialect.delimiter)
      let rows = (0..<20).map { ["R\($0)", "标题\($0)", "滘心路\($0)号，一段较长的话"] }
      let hit = Int.random(in: 0..<rows.count, using: &random)
      let head = (dialect.isMarked ? "\u{FEFF}" : "") + Self.header.joined(separator: mark) + "\n"
      let lines = rows.map { $0.joined(separator: mark) + "\n" }
      let before = try #require(dialect.charset.encode(head + lines[..<hit].joined()))
      var broken = try #require(dialect.charset.encode(String(lines[hit].dropLast())))
      let after = try #require(dialect.charset.encode("\n" + lines[(hit + 1)...].joined()))
      Self.damage(&broken, unit: dialect.charset.transcoder == nil ? 1 : 2, &random)
      let records = try Self.read(before + broken + after, dialect, in: folder)
      let alive = Set(records.filter { $0.damage == nil }.map(\.fields))
      for (index, row) in rows.enumerated() where index != hit {
        #expect(alive.contains(row), "row \(index) after \(broken) in row \(hit), \(dialect)")
      }
    }
  }

  /// Puts something wrong into the bytes of a record: units of UTF-16 stay whole, as a damaged
  /// medium leaves them; a lost byte would shift all that follows.
  private static func damage(_ bytes: inout [UInt8], unit: Int, _ random: inout SeededRandom) {
    let place = Int.random(in: 0...(bytes.count / unit), using: &random) * unit
    let wrong: [[UInt8]] =
      unit == 1
      ? [[0xFF], [0x22], [0xE4], [0x00], [0x22, 0x22, 0x22], [0x84], [0x81, 0x30]]
      : [[0x00, 0xD8], [0xDC, 0x00], [0x22, 0x00], [0x00, 0x22], [0x00, 0x00]]
    bytes.insert(contentsOf: wrong.randomElement(using: &random) ?? [], at: place)
  }

  @Test func `names in two rows are joined, and the rows between stay records`() throws {
    let text = "来访登记表,,,\n编号,来电人,,诉求\n,姓名,电话,\n1,张三,138,占道\n\n2,李四,139,噪音\n"
    let folder = try TemporaryFolder()
    let file = try DeliveredFile(
      folder.file("f.csv", text), expected: .text, declared: nil)
    var reader = try CSVReader.open(
      file, dialect: CSVDialect(CSVSyntax(delimiter: 0x2C), headerRows: 2),
      isHeader: { $0.contains("来电人/电话") })
    #expect(reader.header == ["编号", "来电人/姓名", "来电人/电话", "诉求"])
    var records: [[String]] = []
    while let record = try reader.next() { records.append(record.fields) }
    #expect(records == [["1", "张三", "138", "占道"], ["2", "李四", "139", "噪音"]])
    #expect(reader.blankRows == 1)
    #expect(reader.titleRows == 1)
  }
}
