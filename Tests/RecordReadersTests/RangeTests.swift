import Bytes
import Charsets
import Findings
import HotlineModel
import LocalFiles
import TestSupport
import Testing
import Tickets

@testable import RecordReaders

/// What is read range by range is what is read from front to back.
@Suite struct `Campaign ranges` {
  /// What is known of a record.
  private struct Entry: Equatable {
    let fields: [String]
    let line: Int?
    let number: Int?
    let offset: Int?
    let raw: [UInt8]
    let damage: FindingCode?
    let isRecovered: Bool

    init(_ record: LegacyRecord) {
      fields = record.fields
      line = record.place.line
      number = record.place.record
      offset = record.place.offset
      raw = record.raw
      damage = record.damage?.code
      isRecovered = record.isRecovered
    }
  }

  /// What was counted.
  private struct Counts {
    var ranges = 0
    var records = 0
    var damaged = 0
  }

  private static var files: Int { max(400, CampaignSettings.size(or: 6000) / 15) }

  private static func random(_ part: UInt64) -> SeededRandom {
    SeededRandom(state: CampaignSettings.seed(or: 12) &* 1000 &+ part)
  }

  /// A file as it is read elsewhere, where nothing is known of it but what was written down.
  private static func moved(_ file: DeliveredFile) -> DeliveredFile {
    DeliveredFile(
      file.path, kind: file.kind, charset: file.charset, isProven: file.isProven, size: file.size)
  }

  /// The first record that differs.
  private static func difference(_ parts: [Entry], _ whole: [Entry]) -> String? {
    if parts == whole { return nil }
    let index = zip(parts, whole).enumerated().first { $0.element.0 != $0.element.1 }?.offset
    guard let index else { return "\(parts.count) records for \(whole.count)" }
    return "\(index): \(parts[index]) for \(whole[index])"
  }

  /// Holds that the ranges of a file are all of it.
  private static func expectWhole(_ ranges: [FileRange], of file: DeliveredFile, from: Int) {
    #expect(ranges.first?.from == from && ranges.last?.to == file.size)
    #expect(zip(ranges, ranges.dropFirst()).allSatisfy { $0.to == $1.from && $0.from < $0.to })
  }

  @Test func `of separated values, sound or damaged, are read as the file is`() throws {
    var random = Self.random(1)
    let folder = try TemporaryFolder()
    var counts = Counts()
    for _ in 0..<Self.files {
      let dialect = RandomExport.Dialect.random(&random)
      let export = RandomExport(
        Int.random(in: 1...60, using: &random), delimiter: dialect.delimiter, quotesEnd: true,
        &random)
      let damage: Double = [0.0, 0.0, 0.03, 0.3].randomElement(using: &random) ?? 0
      var text = dialect.isMarked ? "\u{FEFF}" : ""
      text += dialect.line(export.header) + dialect.lineEnd
      for row in export.rows {
        var line = dialect.line(row)
        if Double.random(in: 0..<1, using: &random) < damage {
          let kind = Damage.allCases.randomElement(using: &random) ?? .markAdded
          line = kind.applied(to: line, delimiter: dialect.delimiter, &random) ?? line
        }
        text += line + dialect.lineEnd
        if Int.random(in: 0..<12, using: &random) == 0 { text += dialect.lineEnd }
      }
      guard let bytes = dialect.charset.encode(text) else { continue }
      let path = try folder.file("f.csv", bytes)
      guard let file = try? DeliveredFile(path, expected: .text, declared: dialect.charset) else {
        continue
      }
      try Self.compareSeparated(file, dialect, export.header, &counts, &random)
    }
    #expect(counts.ranges > Self.files * 2 && counts.damaged > Self.files / 2)
    print("campaign ranges: separated values: \(counts)")
  }

  private static func compareSeparated(
    _ file: DeliveredFile, _ dialect: RandomExport.Dialect, _ header: [String],
    _ counts: inout Counts, _ random: inout SeededRandom
  ) throws {
    let form = CSVDialect(CSVSyntax(delimiter: try #require(dialect.delimiter.asciiValue)))
    let pieces = [61, 200, 997, 1 << 16].randomElement(using: &random) ?? 997
    func opened() throws -> CSVReader {
      var reader = try CSVReader.open(
        file, dialect: form, pieceSize: pieces, isHeader: { $0 == header })
      reader.likeness = { RandomExport.isRecord($0.fields) ? .record : .text }
      return reader
    }
    var whole: [Entry] = []
    var reader = try opened()
    while let record = try reader.next() { whole.append(Entry(record)) }
    let blank = reader.blankRows

    var list = try RangeList(
      of: file.path, size: [1, 100, 1000].randomElement(using: &random) ?? 1)
    var splitter = try opened()
    try splitter.split(into: &list)
    let ranges = try list.finished()
    #expect(splitter.recordNumber == whole.count)
    expectWhole(ranges, of: file, from: ranges.first?.from ?? -1)
    var parts: [Entry] = []
    var blankInParts = 0
    for range in ranges {
      let input = RangeInput(file.path, range)
      var reader = try CSVReader.opened(
        input, of: moved(file), dialect: form, start: splitter.start,
        pieceSize: [61, 997, 1 << 16].randomElement(using: &random) ?? 61)
      reader.likeness = { RandomExport.isRecord($0.fields) ? .record : .text }
      while let record = try reader.next() { parts.append(Entry(record)) }
      #expect(input.sum.hex == range.sum)
      blankInParts += reader.blankRows
    }
    #expect(difference(parts, whole) == nil, "\(dialect) \(pieces) \(ranges.map(\.bytes))")
    #expect(blankInParts == blank)
    counts.ranges += ranges.count
    counts.records += whole.count
    counts.damaged += whole.count { $0.damage != nil }
  }

  @Test func `of XML, sound or damaged, are read as the file is`() throws {
    var random = Self.random(2)
    let folder = try TemporaryFolder()
    var counts = Counts()
    for _ in 0..<Self.files {
      var text = "<?xml version='1.0'?>\n<a>\n<列表>\n"
      let sample = (0..<Int.random(in: 1...8, using: &random)).map { _ in MarkupSample(&random) }
      for sample in sample {
        // The records of a sample, without the elements around them.
        let body = sample.text.split(separator: "l>", maxSplits: 1).last ?? ""
        text += body.replacing("</l>", with: "").replacing("</o:l>", with: "")
      }
      text += "</列表></a>\n"
      let charset = [Charset.utf8, .utf8, .gb18030].randomElement(using: &random) ?? .utf8
      let path = try folder.file("f.xml", sample[0].bytes(of: text, in: charset, &random))
      guard let file = try? DeliveredFile(path, expected: .xml, declared: charset) else {
        continue
      }
      try Self.compareXML(file, &counts, &random)
    }
    #expect(counts.ranges > Self.files && counts.damaged > Self.files / 20)
    print("campaign ranges: XML: \(counts)")
  }

  private static func compareXML(
    _ file: DeliveredFile, _ counts: inout Counts, _ random: inout SeededRandom
  ) throws {
    let pieces = [400, 2000, 8000].randomElement(using: &random) ?? 2000
    var whole: [Entry] = []
    var reader = try XMLReader(file, record: "r", pieceSize: pieces)
    do {
      while let batch = try reader.nextRecords() {
        whole += batch.records.indices.map { Entry(batch.legacyRecord($0)) }
      }
    } catch is Unusable {
      // What is no file is no file in ranges either: it is found when it is split.
      var list = try RangeList(of: file.path, size: 1)
      var splitter = try XMLReader(file, record: "r", pieceSize: pieces)
      #expect(throws: Unusable.self) { try splitter.split(into: &list) }
      return
    }
    var list = try RangeList(
      of: file.path, size: [1, 300, 2000].randomElement(using: &random) ?? 1)
    var splitter = try XMLReader(file, record: "r", pieceSize: pieces)
    try splitter.split(into: &list)
    let ranges = try list.finished()
    expectWhole(ranges, of: file, from: 0)
    var parts: [Entry] = []
    for (index, range) in ranges.enumerated() {
      let closing = index + 1 < ranges.count ? ranges[index + 1].ancestors : []
      let input = RangeInput(file.path, range)
      var reader = try XMLReader(input, of: moved(file), record: "r", closing: closing)
      while let batch = try reader.nextRecords() {
        parts += batch.records.indices.map { Entry(batch.legacyRecord($0)) }
      }
      #expect(input.sum.hex == range.sum)
    }
    #expect(difference(parts, whole) == nil, "\(file.charset) \(pieces) \(ranges.map(\.bytes))")
    counts.ranges += ranges.count
    counts.records += whole.count
    counts.damaged += whole.count { $0.damage != nil }
  }
}
