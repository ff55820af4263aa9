import Findings
package import LocalFiles
import Tickets

/// A range of an export that begins and ends between records, and is read by itself: the records of
/// all ranges of a file, one behind the other, are those of the file.
package struct FileRange: Hashable, Sendable, Codable {
  /// The first byte of the range in the file.
  package let from: Int
  /// The byte behind its last one.
  package internal(set) var to: Int
  /// The physical line of the file on which it begins, from 1.
  package let line: Int
  /// How many records of the file stand before it.
  package let record: Int
  /// How many bytes of UTF-8 the text before it has; of XML, whose places are told in decoded text.
  package let decoded: Int
  /// The elements around the records, the outermost first; none but in XML.
  package let ancestors: [String]
  /// The content hash of its bytes, as `RangeSum` has it.
  package internal(set) var sum: String

  /// Its bytes.
  package var bytes: Range<Int> { from..<max(from, to) }
}

/// Where a range is read from.
package struct RangeInput {
  /// The file, as it is shown.
  let path: String
  /// The range of it.
  package let range: FileRange
  /// Whether its bytes, and nothing else, are piped into the program.
  let isPiped: Bool
  /// Takes the bytes that are read.
  package let sum = RangeSum()

  /// A range of a file.
  package init(_ path: String, _ range: FileRange, isPiped: Bool = false) {
    self.path = path
    self.range = range
    self.isPiped = isPiped
  }
}

/// Where reading may begin anew.
struct FileCut {
  let offset: Int
  let line: Int
  let record: Int
  var decoded = 0
  var ancestors: [String] = []
}

/// By what a record is known in whatever piece of a file it was read.
struct RecordMark: Hashable {
  let number: Int
  let line: Int
  let size: Int
  let damage: FindingCode?
  let isRecovered: Bool
}

extension RecordBatch {
  /// By what the records are known.
  var marks: [RecordMark] {
    records.map { record in
      RecordMark(
        number: record.number, line: record.line, size: record.raw.count,
        damage: record.damage.map { damages[$0].code }, isRecovered: record.isRecovered)
    }
  }
}

/// Collects the ranges of a file while it is read from front to back.
package struct RangeList: ~Copyable {
  private var ranges: [FileRange] = []
  private let file: InputFile
  private let size: Int

  /// No range yet.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - size: how many bytes a range has at least, where the file has as many.
  /// - Throws: `Unusable` with `HL1001` where the file cannot be read.
  package init(of path: String, size: Int) throws {
    file = try InputFile(path)
    self.size = size
  }

  /// Begins the first range.
  mutating func begin(at cut: FileCut) {
    ranges.append(
      FileRange(
        from: cut.offset, to: cut.offset, line: cut.line, record: cut.record,
        decoded: cut.decoded, ancestors: cut.ancestors, sum: ""))
  }

  /// Whether a range that ends at a place is long enough.
  func isDue(at offset: Int) -> Bool { offset - (ranges.last?.from ?? 0) >= size }

  /// Ends the last range and begins the next.
  mutating func add(_ cut: FileCut) throws {
    try end(at: cut.offset)
    begin(at: cut)
  }

  /// The ranges, the last of which ends with the file.
  package consuming func finished() throws -> [FileRange] {
    try end(at: file.state.size)
    return ranges
  }

  private mutating func end(at offset: Int) throws {
    guard let last = ranges.indices.last else { return }
    ranges[last].to = offset
    ranges[last].sum = try RangeSum.of(file, in: ranges[last].bytes)
  }
}
