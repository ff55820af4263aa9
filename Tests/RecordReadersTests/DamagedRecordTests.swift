import Bytes
import Charsets
import Findings
import HotlineModel
import LocalFiles
import TestSupport
import Testing
import Tickets

@testable import RecordReaders

/// What is a record, and where a damaged one ends.
@Suite struct `Damaged records` {
  private static let header = "number,time,title,content,votes"

  private struct Reading {
    var records: [LegacyRecord] = []
    var recovered = 0
    var strays = 0
    var quoting = 0

    /// The numbers of the tickets that come of the records.
    var tickets: [String] {
      records.filter {
        $0.damage == nil && $0.fields.count == 5 && RandomExport.isRecord($0.fields)
      }.map { $0.fields[0] }
    }

    /// The records that come to quarantine: their code, `nil` where only the width is wrong, and
    /// their lines.
    var quarantined: [Entry] {
      records.filter { $0.damage != nil || $0.fields.count != 5 }.map { record in
        Entry(
          code: record.damage?.code, line: record.place.line ?? 0,
          lines: record.raw.split { $0 == 0x0A || $0 == 0x0D }.count)
      }
    }
  }

  struct Entry: Hashable {
    let code: FindingCode?
    let line: Int
    let lines: Int
  }

  private static func read(
    _ text: String, pieces: Int = 1 << 19, charset: Charset = .utf8
  ) throws -> Reading {
    let folder = try TemporaryFolder()
    let path = try folder.file("f.csv", charset.file(header + "\n" + text))
    let file = try DeliveredFile(path, expected: .text, declared: charset)
    var reader = try CSVReader.open(
      file, dialect: CSVDialect(CSVSyntax(delimiter: 0x2C)), pieceSize: pieces,
      isHeader: { $0.first == "number" })
    reader.likeness = { RandomExport.isRecord($0.fields) ? .record : .text }
    var reading = Reading()
    while let record = try reader.next() { reading.records.append(record) }
    reading.recovered = reader.recovered.count
    reading.strays = reader.strayMarks.count
    reading.quoting = reader.recordLines.count
    return reading
  }

  private static func time(_ minute: Int) -> String { "2021-03-01 09:0\(minute):00" }
  private static let first = "1,\(time(1)),first,\"plain\",0\n"
  private static let third = "3,\(time(3)),third,\"plain\",1\n4,\(time(4)),fourth,\"plain\",1\n"
  /// A line that a text quotes; nobody filed it.
  private static let quoted = "777,2021-03-02 10:00:00,made up,never filed,9\n"

  @Test func `a quoted field that closes is a field, whatever lines it holds`() throws {
    let texts = [
      "the row was\n\(Self.quoted)please correct it", "\(Self.quoted)",
      "red,green,blue,white,black\nlast", "\n,,,,\n,,,,body\n,,,,", "<record>\n</record>,\r\n",
    ]
    for text in texts {
      let file = Self.first + "2,\(Self.time(2)),second,\"\(text)\",3\n" + Self.third
      for pieces in [1, 7, 64, 1 << 19] {
        let reading = try Self.read(file, pieces: pieces)
        #expect(reading.tickets == ["1", "2", "3", "4"])
        #expect(reading.records[1].fields[3] == text)
        #expect(reading.quarantined.isEmpty)
        #expect(reading.recovered == 0)
        #expect(reading.quoting == (text.contains("\n777") ? 1 : 0))
      }
    }
  }

  @Test(arguments: [
    // The closing mark lost, before a delimiter and at the end; another mark in the text, or two.
    ("second,\"the row was\n\(quoted)please correct it,3\n", FindingCode.quoteNeverClosed, 3),
    ("second,\"ok\",\"one\ntwo\n", .quoteNeverClosed, 2),
    ("second,\"the \"row was\n\(quoted)please correct it\",3\n", .textAfterQuote, 3),
    ("second,\"the \"row\" was\n\(quoted)please correct it\",3\n", .textAfterQuote, 3),
    ("second,\"one\n\(quoted)the \"row\" was\n\(quoted)end\",3\n", .quoteNeverClosed, 5),
    // The opening mark lost: with it a delimiter, and where the first line is as wide as a record.
    ("second,the row was\n\(quoted)please correct it\",3\n", .quoteNeverOpened, 3),
    ("second,3,the row was\nplease correct it\"\n", .quoteNeverOpened, 2),
    // A delimiter lost, and one too many, around a text of several lines.
    ("second\"the row was\n\(quoted)please correct it\",3\n", .quoteNeverOpened, 3),
    ("second,,\"the row was\n\(quoted)please correct it\",3\n", nil, 3),
    // Cut off within a text, and a line end lost.
    ("second,\"the row w\n", .quoteNeverClosed, 1),
    ("second,\"a\",35,\(time(5)),x,\"b\",1\n", nil, 1),
    // Another width without a line break.
    ("second,\"text\"\n", nil, 1), ("second,\"text\",3,4\n", nil, 1), ("second\n", nil, 1),
  ])
  func `a damaged record is one entry, and costs no other`(
    rest: String, code: FindingCode?, lines: Int
  ) throws {
    let file = Self.first + "2,\(Self.time(2)),\(rest)" + Self.third
    for charset in Charset.allCases {
      for end in ["\n", "\r\n", "\r"] {
        let text = file.replacing("\n", with: end)
        for pieces in [1, 61, 1 << 19] {
          let reading = try Self.read(text, pieces: pieces, charset: charset)
          #expect(reading.tickets == ["1", "3", "4"], "\(rest) \(charset) \(end.debugDescription)")
          #expect(reading.quarantined == [Entry(code: code, line: 3, lines: lines)], "\(rest)")
        }
      }
    }
  }

  @Test func `what the strict reading ran over is counted as recovered`() throws {
    let unclosed = "2,\(Self.time(2)),second,\"text,3\n"
    let plain = (5...9).map { "\($0),\(Self.time($0)),plain,text,1\n" }.joined()
    for pieces in [1, 64, 1 << 19] {
      let near = try Self.read(Self.first + unclosed + Self.third, pieces: pieces)
      #expect(near.records.map(\.isRecovered) == [false, false, true, false])
      #expect(near.recovered == 1)
      let far = try Self.read(unclosed + plain + Self.third, pieces: pieces)
      #expect(far.recovered == 6)
      let end = try Self.read(unclosed + plain, pieces: pieces)
      #expect(end.recovered == 5)
      #expect(end.tickets == ["5", "6", "7", "8", "9"])
      let stray = try Self.read("2,\(Self.time(2)),\"a\"b,text,3\n" + plain, pieces: pieces)
      #expect(stray.recovered == 0)
    }
  }

  @Test func `records damaged one behind the other are entries of their own`() throws {
    let kinds = ["\"he said \"yes\" twice\"", "\"unclosed", "un\"opened\",", "a,b"]
    let lines = (0..<40).map { number in
      "\(number),\(Self.time(number % 10)),\(kinds[number % 4]),text,1\n"
    }
    let reading = try Self.read(lines.joined() + Self.third)
    #expect(reading.quarantined.count == 40)
    #expect(reading.quarantined.allSatisfy { $0.lines == 1 })
    #expect(reading.tickets == ["3", "4"])
    let short = (0..<3000).map { "\($0),\(Self.time($0 % 10)),a,b\n" }.joined()
    #expect(try Self.read(short).quarantined.count == 3000)
  }

  @Test func `a record that is longer than any costs itself alone`() throws {
    let text = String(
      repeating: String(repeating: "很长", count: 900) + "\n",
      count: CSVReader.longestRecord / 5401 + 10)
    let file = Self.first + "2,\(Self.time(2)),second,\"\(text)\",3\n" + Self.third
    for pieces in [1 << 17, 1 << 19, 1 << 22] {
      let reading = try Self.read(file, pieces: pieces)
      #expect(reading.tickets == ["1", "3", "4"])
      #expect(reading.quarantined.first?.line == 3)
    }
    let line = String(repeating: "长", count: CSVReader.damageWindow)
    let long = try Self.read(Self.first + "2,\(Self.time(2)),\"\(line)\n" + Self.third)
    #expect(long.quarantined == [Entry(code: .recordTooLong, line: 3, lines: 1)])
    #expect(long.tickets == ["1", "3", "4"])
  }

  @Test func `a field that ends in a mark it never opened is counted`() throws {
    let lost = "1,\(Self.time(1)),lamp broken\"in the street, at night\",3\n"
    let sound =
      "2,\(Self.time(2)),lamp,\"in the street, at night\",3\n3,\(Self.time(3)),a \"b\" c,\"\",1\n"
    for pieces in [1, 64, 1 << 19] {
      let reading = try Self.read(lost + sound, pieces: pieces)
      #expect(reading.tickets == ["1", "2", "3"])
      #expect(reading.strays == 1)
    }
  }
}
