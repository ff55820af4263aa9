import Bytes
package import Charsets
import Findings
import Glibc
import HotlineModel
import LocalFiles
package import Tickets

/// Records cut out of a file, their fields still in the file's charset.
///
/// Decoding is the larger part of reading, so it is done apart, on any core.
package struct UndecodedRecords: Sendable {
  private var batch: RecordBatch
  /// The fields that hold escapes, and whether quotation marks are around them.
  private var escaped: [(index: Int, isQuoted: Bool)] = []
  private let charset: Charset
  private let syntax: CSVSyntax
  /// Whether the whole file is known to be in its charset.
  private let isProven: Bool
  /// The bytes, those of all records among them, that are looked at as a whole before any field is: they
  /// begin and end between characters.
  var examined: Range<Int>?

  init(
    file: String, offset: Int, header: [String], charset: Charset, syntax: CSVSyntax,
    isProven: Bool
  ) {
    self.syntax = syntax
    batch = RecordBatch(file: file, offset: offset, headers: [header], bytes: [])
    self.charset = charset
    self.isProven = isProven
  }

  var isEmpty: Bool { batch.records.isEmpty }

  /// By what the records are known.
  var marks: [RecordMark] { batch.marks }

  /// The number of records.
  package var count: Int { batch.records.count }
  /// Bytes of the file up to the end of the last record.
  package var end: Int { batch.offset + (batch.records.last?.raw.upperBound ?? 0) }

  /// The bytes that the records' ranges are ranges of.
  mutating func take(_ bytes: [UInt8]) { batch.bytes = bytes }

  /// Adds the fields of a record; returns which they are.
  mutating func addFields(_ fields: [CSVTokeniser.Field]) -> Range<Int> {
    let start = batch.fields.count
    for field in fields {
      if field.hasEscapes { escaped.append((batch.fields.count, field.isQuoted)) }
      batch.fields.append(
        RecordBatch.Field(start: field.range.lowerBound, end: field.range.upperBound))
    }
    return start..<batch.fields.count
  }

  /// Adds the fields of records that were cut together, the first ones; returns where they begin.
  mutating func addFields(of cutter: RecordCutter, records: Int) -> Int {
    let start = batch.fields.count
    let end = cutter.fields(of: records).lowerBound
    for field in cutter.doubled(before: end) { escaped.append((start + Int(field), true)) }
    batch.fields.append(contentsOf: cutter.fields[..<end])
    return start
  }

  /// Adds a record whose fields were added.
  mutating func add(
    fields: Range<Int>, raw: Range<Int>, line: Int, number: Int, isRecovered: Bool = false
  ) {
    var record = RecordBatch.Record(fields: fields, raw: raw, line: line, number: number)
    record.isRecovered = isRecovered
    batch.records.append(record)
  }

  /// Takes the last record, which is sound, out again.
  mutating func removeLast() {
    guard let last = batch.records.popLast() else { return }
    batch.fields.removeSubrange(last.fields)
    while let last = escaped.last, last.index >= batch.fields.count { escaped.removeLast() }
  }

  mutating func addDamaged(raw: Range<Int>, line: Int, number: Int, _ finding: Finding) {
    let none = batch.fields.count..<batch.fields.count
    var record = RecordBatch.Record(fields: none, raw: raw, line: line, number: number)
    record.damage = batch.damages.count
    batch.damages.append(finding)
    batch.records.append(record)
  }

  /// The records in UTF-8, escapes replaced by what they stand for; a record with bytes that stand
  /// for no character carries the finding.
  package consuming func decoded() -> RecordBatch { decodedWithEvidence().records }

  /// The records in UTF-8, as `decoded` has them, and what their bytes show of whether the file is UTF-8,
  /// where that is still to be found out.
  package consuming func decodedWithEvidence() -> (records: RecordBatch, evidence: UTF8Evidence) {
    var evidence = UTF8Evidence()
    switch charset {
    case .utf8:
      if let examined {
        evidence = UTF8Evidence(batch.bytes.span.extracting(examined))
        batch.mayBeGarbled = evidence.mayBeGarbled
      }
      if !isProven, examined == nil || !evidence.isSound { check() }
    case .gb18030, .gb18030Edition2005, .windows936: decode(as: charset.edition ?? .of2022)
    case .utf16LittleEndian, .utf16BigEndian:
      placeInSource()
      check()
    }
    if !escaped.isEmpty { unescape() }
    return (batch, evidence)
  }

  /// Writes fields anew without their escapes, behind the bytes there are.
  private mutating func unescape() {
    let base = batch.bytes.count
    if syntax.escape == .doubled, let quote = syntax.quote.byte {
      let escaped = escaped
      var fields = takeFields()
      let room = escaped.reduce(0) { $0 + fields[$1.index].range.count }
      unsafe batch.bytes.append(behind: room) { bytes, out in
        var count = 0
        for (index, _) in escaped {
          let field = unsafe UnsafeBufferPointer(rebasing: bytes[fields[index].range])
          let written = unsafe Self.undouble(quote, of: field, to: out + count)
          fields[index] = RecordBatch.Field(start: base + count, end: base + count + written)
          count += written
        }
        return count
      }
      batch.fields = fields
      return
    }
    var text: [UInt8] = []
    for (index, isQuoted) in escaped {
      let start = base + text.count
      syntax.unescaped(
        batch.bytes.span, batch.fields[index].range, isQuoted: isQuoted, to: &text)
      batch.fields[index] = RecordBatch.Field(start: start, end: base + text.count)
    }
    batch.bytes.append(contentsOf: text)
  }

  /// Takes the fields out, to be put back changed.
  private mutating func takeFields() -> [RecordBatch.Field] {
    defer { batch.fields = [] }
    return batch.fields
  }

  /// Writes a field with one quotation mark for two; how many bytes that are.
  private static func undouble(
    _ quote: UInt8, of field: UnsafeBufferPointer<UInt8>, to out: UnsafeMutablePointer<UInt8>
  ) -> Int {
    guard let start = field.baseAddress else { return 0 }
    var (read, written) = (0, 0)
    // Every mark is the first of two.
    while read < field.count {
      var end = field.count
      if let mark = unsafe memchr(start + read, Int32(quote), field.count - read) {
        end = unsafe UnsafeRawPointer(mark) - UnsafeRawPointer(start) + 1
      }
      unsafe (out + written).update(from: start + read, count: end - read)
      written += end - read
      read = end + 1
    }
    return written
  }

  /// Says where in the file each record begins, which is not where its UTF-8 does.
  private mutating func placeInSource() {
    var offset = batch.offset
    var behind = 0
    for index in batch.records.indices {
      let start = batch.records[index].raw.lowerBound
      offset += UTF16Transcoder.sourceLength(of: batch.bytes[behind..<start])
      behind = start
      batch.records[index].offset = offset
    }
  }

  private mutating func check() {
    for record in batch.records.indices {
      for index in batch.records[record].fields {
        let part = batch.bytes[batch.fields[index].range]
        var check = UTF8Check()
        if let fault = check.firstFault(in: part) ?? check.faultAtEnd(of: part) {
          batch.markUndecodable(record, index, fault: fault, charset: charset)
        }
      }
    }
  }

  /// Notes that a record is in another charset than the file.
  private mutating func markForeign(_ index: Int, _ found: String) {
    let record = batch.records[index]
    guard record.damage == nil else { return }
    batch.records[index].damage = batch.damages.count
    batch.damages.append(
      Finding(.textForeign(found: found, charset: charset.rawValue), at: batch.place(of: record)))
  }

  private mutating func decode(as edition: GB18030.Edition) {
    let base = batch.bytes.count
    var faults: [(record: Int, field: Int, at: Int)] = []
    var foreign: [(record: Int, charset: String)] = []
    let records = batch.records
    var fields = takeFields()
    unsafe batch.bytes.append(behind: base * edition.mostBytesForTwo / 2 + 16) { source, start in
      var count = 0
      for record in records.indices {
        let raw = unsafe UnsafeBufferPointer(rebasing: source[records[record].raw])
        if let found = unsafe ForeignText.charset(ofRecord: raw) {
          foreign.append((record, found))
        }
        for index in records[record].fields {
          let range = fields[index].range
          let field = unsafe UnsafeBufferPointer(rebasing: source[range])
          if unsafe GB18030.isASCII(field) { continue }
          let (written, fault) = unsafe GB18030.decode(
            field, as: edition, to: start.advanced(by: count))
          if let fault {
            faults.append((record, index, range.lowerBound + fault))
          } else {
            fields[index] = RecordBatch.Field(start: base + count, end: base + count + written)
            count += written
          }
        }
      }
      return count
    }
    batch.fields = fields
    batch.textStart = base
    for (record, found) in foreign { markForeign(record, found) }
    for (record, field, place) in faults {
      batch.markUndecodable(record, field, fault: place, charset: charset)
    }
  }
}

extension [UInt8] {
  /// Appends bytes that are made of those there are, which stay where they are.
  ///
  /// - Parameters:
  ///   - room: how many there are at most.
  ///   - body: is lent the bytes and the place behind them, and returns how many it has written there.
  fileprivate mutating func append(
    behind room: Int,
    _ body: (_ bytes: UnsafeBufferPointer<UInt8>, _ out: UnsafeMutablePointer<UInt8>) -> Int
  ) {
    let count = count
    append(addingCapacity: room) { out in
      unsafe out.withUnsafeMutableBufferPointer { out, written in
        guard let end = out.baseAddress else { return }
        unsafe written = body(UnsafeBufferPointer(start: end - count, count: count), end)
      }
    }
  }
}

extension UndecodedRecords {
  /// Fields as a record, which need not be whole.
  static func record(
    _ fields: [CSVTokeniser.Field], of bytes: [UInt8], header: [String], syntax: CSVSyntax,
    charset: Charset, isProven: Bool = false, at place: SourceLocation
  ) -> LegacyRecord {
    guard let start = fields.first?.range.lowerBound, let end = fields.last?.range.upperBound
    else { return LegacyRecord(header: header, fields: [], place: place, raw: []) }
    var records = UndecodedRecords(
      file: place.file, offset: place.offset ?? 0, header: header, charset: charset, syntax: syntax,
      isProven: isProven)
    let moved = fields.map { field in
      var moved = field
      moved.range = (field.range.lowerBound - start)..<(field.range.upperBound - start)
      return moved
    }
    records.add(
      fields: records.addFields(moved), raw: 0..<(end - start), line: place.line ?? 0,
      number: place.record ?? 0)
    records.take(Array(bytes[start..<end]))
    return records.decoded().legacyRecord(0)
  }
}

extension RecordBatch {
  /// Notes that a byte of a field stands for no character; the first such byte of a record counts.
  fileprivate mutating func markUndecodable(
    _ index: Int, _ field: Int, fault: Int, charset: Charset
  ) {
    let record = records[index]
    let column = field - record.fields.lowerBound
    let range = fields[field].range
    fields[field].end = fields[field].start
    guard record.damage == nil else { return }
    let place = SourceLocation(
      file: file, line: record.line, column: column + 1, record: record.number,
      field: headers[0].indices.contains(column) ? headers[0][column] : nil,
      offset: sourceOffset(of: fault, in: record))
    records[index].damage = damages.count
    damages.append(
      Finding(
        .bytesUndecodable(
          found: Fingerprint.hex(bytes[fault..<range.upperBound].prefix(2)),
          offset: "\(place.offset ?? 0)", charset: charset.rawValue), at: place))
  }

  /// Where in the file a byte of a record stands.
  private func sourceOffset(of position: Int, in record: Record) -> Int {
    guard let start = record.offset else { return offset + position }
    return start + UTF16Transcoder.sourceOffset(of: position, in: bytes[record.raw.lowerBound...])
  }
}
