package import Findings
import HotlineModel

/// Records that stand one after the other in an export, cut into fields; nothing is interpreted.
///
/// One array of bytes holds the records as they stand in the file and, behind them, the text of
/// fields that had to be decoded; a field is a range of it, in UTF-8. So a field costs eight bytes
/// and no allocation, however many there are.
package struct RecordBatch: Sendable {
  /// Where the text of a field stands.
  package struct Field: Hashable, Sendable {
    /// The first byte.
    @usableFromInline package var start: UInt32
    /// The byte behind the last.
    @usableFromInline package var end: UInt32

    /// A field at a place.
    package init(start: Int, end: Int) {
      self.start = UInt32(truncatingIfNeeded: start)
      self.end = UInt32(truncatingIfNeeded: end)
    }

    /// The place.
    @inlinable package var range: Range<Int> { Int(start)..<Int(end) }
  }

  /// One record.
  package struct Record: Sendable {
    /// Which of the batch's fields are its own.
    package var fields: Range<Int>
    /// Its bytes as they stand in the file.
    package var raw: Range<Int>
    /// The physical line on which it begins, from 1.
    package var line: Int
    /// Its number in the file, from 1.
    package var number: Int
    /// Bytes of the file before it, where they are not those before its raw bytes in the batch.
    package var offset: Int?
    /// The names of its fields: an index into the batch's headers.
    package var header = 0
    /// What the reader found wrong with it: an index into the batch's damages.
    package var damage: Int?
    /// Whether it was found within what a damaged record before it would have taken for its own.
    package var isRecovered = false

    /// A record.
    package init(fields: Range<Int>, raw: Range<Int>, line: Int, number: Int) {
      self.fields = fields
      self.raw = raw
      self.line = line
      self.number = number
    }
  }

  /// The file, as the user named it.
  package let file: String
  /// Bytes of the file before the first one of `bytes`.
  package let offset: Int
  /// The sheet of a workbook that the records are from; there, bytes have no place in the file.
  package var sheet: String?
  /// The names of fields; one list for all records of a file of separated values.
  package var headers: [[String]]
  /// The bytes of the records, and the decoded text of fields behind them.
  package var bytes: [UInt8]
  /// Where the text of fields begins that had to be decoded; 0 where the bytes are UTF-8 as they
  /// stand in the file.
  package var textStart = 0
  /// Whether something may be in the bytes that a program before us has garbled.
  package var mayBeGarbled = true
  /// The fields of all records, one after the other.
  package var fields: [Field] = []
  /// The records.
  package var records: [Record] = []
  /// What the reader found wrong.
  package var damages: [Finding] = []

  /// A batch without records yet.
  package init(file: String, offset: Int, headers: [[String]], bytes: [UInt8]) {
    self.file = file
    self.offset = offset
    self.headers = headers
    self.bytes = bytes
  }

  /// A batch of one record that was read as texts.
  package init(_ record: LegacyRecord) {
    self.init(file: record.place.file, offset: 0, headers: [], bytes: [])
    sheet = record.place.sheet
    append(record)
  }

  /// Adds a record that was read as texts.
  package mutating func append(_ legacy: LegacyRecord) {
    let start = fields.count
    for text in legacy.fields {
      let first = bytes.count
      bytes.append(contentsOf: text.utf8)
      fields.append(Field(start: first, end: bytes.count))
    }
    let first = bytes.count
    bytes.append(contentsOf: legacy.raw)
    var record = Record(
      fields: start..<fields.count, raw: first..<bytes.count, line: legacy.place.line ?? 0,
      number: legacy.place.record ?? 0)
    record.offset = legacy.place.offset
    record.isRecovered = legacy.isRecovered
    if let known = headers.firstIndex(of: legacy.header) {
      record.header = known
    } else {
      record.header = headers.count
      headers.append(legacy.header)
    }
    if let damage = legacy.damage {
      record.damage = damages.count
      damages.append(damage)
    }
    records.append(record)
  }

  /// Where a record begins.
  package func place(of record: Record) -> SourceLocation {
    SourceLocation(
      file: file, sheet: sheet, line: record.line, record: record.number,
      offset: sheet == nil ? record.offset ?? offset + record.raw.lowerBound : nil)
  }

  /// A record as texts, for all that need not be fast.
  package func legacyRecord(_ index: Int) -> LegacyRecord {
    let record = records[index]
    return LegacyRecord(
      header: headers[record.header],
      fields: fields[record.fields].map { String(decoding: bytes[$0.range], as: UTF8.self) },
      place: place(of: record), raw: Array(bytes[record.raw]),
      damage: record.damage.map { damages[$0] },
      isRecovered: record.isRecovered)
  }
}
