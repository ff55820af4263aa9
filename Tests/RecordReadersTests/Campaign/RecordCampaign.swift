import Bytes
import Charsets
import Findings
import HotlineModel
import LocalFiles
import TestSupport
import Testing
import Tickets

@testable import RecordReaders

/// Sound records of every kind are read back exactly; one damaged record costs itself alone.
///
/// `HOTLINE_CAMPAIGN_SIZE` is the number of sound records of separated values, and a hundredth of
/// it that of files with a damaged record; `HOTLINE_CAMPAIGN_SEED` is where the numbers begin.
@Suite struct `Campaign records` {
  static var size: Int { CampaignSettings.size(or: 6000) }

  static func random(_ part: UInt64) -> SeededRandom {
    SeededRandom(state: CampaignSettings.seed(or: 11) &* 1000 &+ part)
  }

  /// What came of a file of separated values.
  private struct Reading {
    var records: [LegacyRecord] = []
    var recovered = 0

    init(
      _ bytes: [UInt8], _ dialect: RandomExport.Dialect, header: [String],
      in folder: TemporaryFolder
    ) throws {
      let path = try folder.file("f.csv", bytes)
      let file = try DeliveredFile(path, expected: .text, declared: dialect.charset)
      var reader = try CSVReader.open(
        file, dialect: CSVDialect(CSVSyntax(delimiter: try #require(dialect.delimiter.asciiValue))),
        pieceSize: dialect.pieces, isHeader: { $0 == header })
      reader.likeness = { RandomExport.isRecord($0.fields) ? .record : .text }
      while let record = try reader.next() { records.append(record) }
      recovered = reader.recovered.count
    }
  }

  @Test func `any text in any field of separated values is read back exactly`() throws {
    var random = Self.random(1)
    let folder = try TemporaryFolder()
    var count = 0
    while count < Self.size {
      let dialect = RandomExport.Dialect.random(&random)
      let export = RandomExport(
        Int.random(in: 1...400, using: &random), delimiter: dialect.delimiter, quotesEnd: true,
        &random)
      let text = Self.text(of: [export.header] + export.rows, dialect)
      let reading = try Reading(
        #require(dialect.charset.encode(text)), dialect, header: export.header, in: folder)
      #expect(reading.records.map(\.fields) == export.rows, "\(dialect)")
      #expect(reading.records.allSatisfy { $0.damage == nil }, "\(dialect)")
      #expect(reading.recovered == 0)
      count += export.rows.count
    }
    print("campaign records: \(count) records of separated values read back")
  }

  @Test func `a damaged record of separated values costs itself alone`() throws {
    var random = Self.random(2)
    let folder = try TemporaryFolder()
    var (files, untold) = (0, 0)
    while files < max(200, Self.size / 100) {
      let dialect = RandomExport.Dialect.random(&random)
      let export = RandomExport(
        Int.random(in: 4...14, using: &random), delimiter: dialect.delimiter, quotesEnd: false,
        &random)
      let lines = export.rows.map(dialect.line)
      let hit = Int.random(in: 0..<lines.count, using: &random)
      let kind = Damage.allCases.randomElement(using: &random) ?? .markLost
      guard
        let broken = kind.applied(to: lines[hit], delimiter: dialect.delimiter, &random),
        !broken.allSatisfy({ $0 == "\n" || $0 == "\r" || $0 == "\r\n" })
      else { continue }
      let rest = broken + dialect.lineEnd + Self.text(of: Array(export.rows[(hit + 1)...]), dialect)
      if Self.isUntold(broken, rest, dialect, width: export.header.count) {
        untold += 1
        continue
      }
      let before = Self.text(of: [export.header] + export.rows[..<hit], dialect)
      let text = before + rest
      let reading = try Reading(
        #require(dialect.charset.encode(text)), dialect, header: export.header, in: folder)
      let others = Set(export.rows[..<hit] + export.rows[(hit + 1)...])
      let tickets = reading.records.filter {
        $0.damage == nil && $0.fields.count == export.header.count
          && RandomExport.isRecord($0.fields)
      }
      let lost = others.subtracting(tickets.map(\.fields))
      // The damaged record may still be one, with other text.
      let own = before.count { $0 == "\n" || $0 == "\r" || $0 == "\r\n" } + 1
      let invented = tickets.filter { !others.contains($0.fields) && $0.place.line != own }
      #expect(lost.isEmpty, "\(kind) \(dialect) lost \(lost) of \(text.debugDescription)")
      #expect(
        invented.isEmpty,
        "\(kind) \(dialect) invented \(invented.map(\.fields)) in \(text.debugDescription)")
      files += 1
    }
    print(
      "campaign records: \(files) files with a damaged record, \(untold) that nobody could tell")
  }

  /// Whether the damaged record is another one by the letter, or ends in what is a record by the
  /// letter: then nothing in the file tells it from the records behind.
  private static func isUntold(
    _ broken: String, _ rest: String, _ dialect: RandomExport.Dialect, width: Int
  ) -> Bool {
    guard let mark = dialect.delimiter.unicodeScalars.first else { return true }
    let strict = StrictReading(delimiter: mark)
    let scalars = Array(rest.unicodeScalars)
    let end = broken.unicodeScalars.count
    if let letter = strict.record(in: scalars), letter.fields.count == width {
      return letter.end != end
    }
    return (1..<end).contains { line in
      guard scalars[line - 1] == "\n" || scalars[line - 1] == "\r" else { return false }
      var place = line
      while place < end, let record = strict.record(in: scalars, at: place),
        record.fields.count == width, RandomExport.isRecord(record.fields)
      {
        place = record.end
        while place < end, scalars[place] == "\n" || scalars[place] == "\r" { place += 1 }
      }
      return place == end && place > line
    }
  }

  private static func text(
    of rows: some Sequence<[String]>, _ dialect: RandomExport.Dialect
  ) -> String {
    rows.map { dialect.line($0) + dialect.lineEnd }.joined()
  }
}
