package import Charsets
import Findings
import HotlineModel
import LocalFiles
package import Tickets

/// Reads separated values: quotes, embedded line breaks, title rows, mixed line ends.
///
/// A record is what the strict reading says: a quoted field that closes and gives a record of the
/// header's width is that record, whatever its text looks like. Where the strict reading comes to
/// nothing, the record is damaged and costs itself alone (`DamagedRecord`).
package struct CSVReader: RecordReader, ~Copyable {
  /// The names of the columns.
  package internal(set) var header: [String] = []
  /// The row of names with its line end, in the charset that records are kept in; where the names
  /// stand in several rows, one row of them.
  package internal(set) var headerBytes: [UInt8] = []
  /// Rows without anything in them; they are no records.
  package internal(set) var blankRows = 0
  /// Rows above the header.
  package internal(set) var titleRows = 0
  /// Records found within what a damaged record would have taken for its own.
  package internal(set) var recovered = PlaceCount()
  /// Records with a field that ends in a quotation mark it never opened.
  package internal(set) var strayMarks = PlaceCount()
  /// Records with a quoted line that would be a record by itself: a quotation, or a closing mark
  /// that was lost and found again in another record.
  package internal(set) var recordLines = PlaceCount()
  /// Records that keep a backslash before a quotation mark or a line end: it seems to be an escape.
  package internal(set) var keptEscapes = PlaceCount()
  /// The columns that have no name, each with the records that have a value in it.
  package internal(set) var unnamedColumns: [UnnamedColumn] = []
  /// How much the fields of a line behind damage look like those of a record; `nil` where nobody
  /// knows.
  package var likeness: ((LegacyRecord) -> RecordLikeness)?

  private var file: TextInput
  let delivered: DeliveredFile
  var tokeniser: CSVTokeniser
  /// Cuts most records; `nil` for a syntax that needs `tokeniser` for all of them, before the header is
  /// known, and while it is at work.
  var cutter: RecordCutter?
  var buffer: [UInt8] = []
  var position = 0
  var isAtEnd = false
  /// Bytes of the file before `buffer`.
  private var bufferOffset = 0
  var lineNumber = 1
  var recordNumber = 0
  /// Whether no record was read yet, sound or damaged.
  package var isWithoutRecords: Bool { recordNumber == 0 }
  /// The fields of the row under way; kept so that its memory is.
  private var fields: [CSVTokeniser.Field] = []
  /// Where in the buffer the strict reading of damaged records ended: what is found before is
  /// recovered.
  var swallowedEnd = 0
  /// How far in the file was looked to tell what damage costs.
  var seenEnd = 0
  /// Whether the record at the position is sound, and so is the one before it.
  private(set) var isBeforeSound = false
  /// Whether the first record quotes its first field, as all do then.
  var quotesFirstField = false
  /// The last record of the batch under way, where nothing was wrong with it.
  var last: LastRecord?
  /// Bytes of the buffer that are known to hold no quotation mark.
  var markless = 0..<0
  /// Whether the position is within a physical line that is longer than any record.
  private var isInLongLine = false
  /// Bytes of the buffer up to here were looked at, or are when their records are decoded.
  private var examinedEnd = 0
  /// What the bytes show that no records were cut out of; of files in UTF-8 that is not proven.
  package private(set) var evidence = UTF8Evidence()
  /// What `next()` hands out one by one.
  private var handedOut: (batch: RecordBatch, next: Int)?

  /// A record longer than this is taken for a quotation mark that was never closed.
  static let longestRecord = 1 << 20
  /// So far behind the beginning of a damaged record is looked for what follows it.
  static let damageWindow = 2 * longestRecord
  /// Of a physical line longer than this only the beginning is kept.
  static let longestLine = 16 << 20
  /// How much is read at once.
  private let pieceSize: Int

  /// Opens a file and reads it up to its header.
  ///
  /// - Parameters:
  ///   - file: the file, looked at before.
  ///   - dialect: how it is written.
  ///   - pieceSize: how many bytes are read at once; what comes out does not depend on it.
  ///   - fingerprint: takes the file's bytes as they are read.
  ///   - isHeader: whether a row's cells are the names of the columns; where the dialect has
  ///     several header rows, whether the names that they make together are.
  /// - Returns: the reader, with the header behind it.
  /// - Throws: `Unusable` with `HL1004` where no row of the first twenty is the header.
  static func opened(
    _ file: DeliveredFile, dialect: CSVDialect, pieceSize: Int = 1 << 19,
    fingerprint: SharedFingerprint? = nil, isHeader: ([String]) -> Bool
  ) throws -> CSVReader {
    let tokeniser = CSVTokeniser(dialect.syntax, isGB18030: file.charset.edition != nil)
    var reader = CSVReader(
      file: try TextInput(file.path, charset: file.charset, fingerprint: fingerprint),
      delivered: file, tokeniser: tokeniser, pieceSize: pieceSize)
    try reader.findHeader(rows: dialect.headerRows, isHeader)
    if dialect.ignoresTrailing { reader.tokeniser.trailingWidth = reader.header.count }
    reader.cutter = RecordCutter(reader.tokeniser, width: reader.header.count)
    return reader
  }

  init(
    file: consuming TextInput, delivered: DeliveredFile, tokeniser: CSVTokeniser, pieceSize: Int
  ) {
    self.file = file
    self.delivered = delivered
    self.tokeniser = tokeniser
    self.pieceSize = pieceSize
  }

  /// Begins at a range, as if what stands before it had been read.
  mutating func begin(_ range: FileRange, _ start: CSVStart) {
    header = start.header
    quotesFirstField = start.quotesFirstField
    unnamedColumns = ColumnNames.unnamed(in: header).map { UnnamedColumn(position: $0) }
    bufferOffset = range.from
    lineNumber = range.line
    recordNumber = range.record
  }

  /// The next record that is not blank.
  package mutating func next() throws -> LegacyRecord? {
    while true {
      if let (batch, next) = handedOut, next < batch.records.count {
        handedOut?.next += 1
        return batch.legacyRecord(next)
      }
      guard let batch = try nextRecords()?.decoded() else { return nil }
      handedOut = (batch, 0)
    }
  }

  /// The next records, as many as stand in what is read at once; `nil` behind the last one.
  ///
  /// There may be none in what was read: so the caller is asked again and again whether to go on
  /// while a line without end is stepped over.
  ///
  /// - Throws: `Unusable`: `HL1001` unreadable, `HL1006` where the file was changed meanwhile.
  package mutating func nextRecords() throws -> UndecodedRecords? {
    try nextRecords(atMost: .max)
  }

  mutating func nextRecords(atMost limit: Int) throws -> UndecodedRecords? {
    while true {
      var records = UndecodedRecords(
        file: delivered.path, offset: bufferOffset, header: header, charset: delivered.charset,
        syntax: tokeniser.syntax, isProven: delivered.isProven)
      last = nil
      isBeforeSound = false
      if isInLongLine {
        try skipLongLine()
        return records
      }
      let isWhole = cut(into: &records, atMost: limit)
      if !records.isEmpty {
        records.take(buffer)
        records.examined = examined()
        if isWhole { try fill() }
        return records
      }
      if position >= buffer.count, isAtEnd {
        guard !file.isWhole || file.state == delivered.state else {
          throw Unusable(.fileChanged, at: SourceLocation(file: delivered.path))
        }
        examineRest()
        return nil
      }
      if isWhole, let damaged = try longLine() { return damaged }
    }
  }

  /// Cuts the records out of the buffer; returns whether more must be read to go on.
  private mutating func cut(into records: inout UndecodedRecords, atMost limit: Int) -> Bool {
    let bytes = buffer
    let span = bytes.span
    var scanner = SeparatorScanner(delimiter: tokeniser.delimiter)
    while records.count < limit, position < bytes.count {
      if limit == .max {
        addPlain(in: bytes, to: &records)
        if position >= bytes.count { break }
      }
      let token = tokeniser.record(
        in: span, &scanner, from: position, isAtEnd: isAtEnd, into: &fields)
      switch token {
      case .incomplete where !isAtEnd && bytes.count - position <= Self.longestRecord:
        holdLastBack(&records)
        return true
      case .record(let next, let lines, let oddities)
      where next - position <= Self.longestRecord && (fields.count == header.count || isBlankRow):
        add(
          fields, upTo: next, oddities,
          holdsRecord: lines > 1 && holdsRecordLine(before: next, in: bytes), in: span,
          to: &records)
        lineNumber += lines
        position = next
      case .record, .incomplete, .textAfterQuote:
        guard addDamaged(token, fields, in: bytes, to: &records) else {
          holdLastBack(&records)
          return true
        }
      }
    }
    guard !isAtEnd, position >= bytes.count else { return false }
    holdLastBack(&records)
    return true
  }

  /// Whether the row under way is looked at for the header, or has nothing in it.
  private var isBlankRow: Bool {
    header.isEmpty || fields.allSatisfy { $0.range.isEmpty }
  }

  /// Adds a row that can be read, unless nothing is in it.
  private mutating func add(
    _ fields: [CSVTokeniser.Field], upTo next: Int, _ oddities: CSVTokeniser.Oddities,
    holdsRecord: Bool, in bytes: Span<UInt8>, to records: inout UndecodedRecords
  ) {
    guard !fields.allSatisfy({ $0.range.isEmpty }) else {
      blankRows += 1
      return
    }
    let quote = tokeniser.quote
    let hasStray =
      oddities.contains(.strayMark) && fields.contains { $0.endsInStrayMark(quote, in: bytes) }
    let keepsEscape =
      oddities.contains(.keptEscape) && tokeniser.keepsEscape(in: bytes, position..<next)
    if recordNumber == 0, !header.isEmpty { quotesFirstField = fields[0].isQuoted }
    enter(
      records.addFields(fields),
      LastRecord(
        position: position, end: next, line: lineNumber, blankRows: blankRows, hasStray: hasStray,
        holdsRecord: holdsRecord, keepsEscape: keepsEscape,
        unnamed: unnamed { $0 < fields.count && !fields[$0].range.isEmpty }),
      to: &records)
  }

  /// Enters a record whose fields were added, and counts what is unusual in it.
  mutating func enter(
    _ fields: Range<Int>, _ record: LastRecord, to records: inout UndecodedRecords
  ) {
    recordNumber += 1
    last = record
    let isRecovered = record.position < swallowedEnd
    records.add(
      fields: fields, raw: record.position..<record.end, line: record.line, number: recordNumber,
      isRecovered: isRecovered)
    if isRecovered { recovered.add(recovered.namesPlace ? here : nil) }
    if record.hasStray { strayMarks.add(strayMarks.namesPlace ? here : nil) }
    if record.holdsRecord { recordLines.add(recordLines.namesPlace ? here : nil) }
    if record.keepsEscape { keptEscapes.add(keptEscapes.namesPlace ? here : nil) }
    for index in record.unnamed {
      unnamedColumns[index].values.add(unnamedColumns[index].values.namesPlace ? here : nil)
    }
  }

  /// The columns without a name in which a record has a value, as it is told of a column's position.
  func unnamed(where hasValue: (Int) -> Bool) -> [Int] {
    if unnamedColumns.isEmpty { return [] }
    return unnamedColumns.indices.filter { hasValue(unnamedColumns[$0].position) }
  }

  /// Holds the last record back until what follows it is known.
  ///
  /// It may turn out to be the beginning of a damaged one. A line that is longer than any record is
  /// not part of one.
  private mutating func holdLastBack(_ records: inout UndecodedRecords) {
    guard !isAtEnd, let last, buffer.count - position <= Self.damageWindow else { return }
    takeBack(last, of: &records)
    position = last.position
    isBeforeSound = true
  }

  /// Reads on; a physical line that is longer than any record is handed out with its beginning, and
  /// then stepped over in pieces, so that memory does not grow with it.
  private mutating func longLine() throws -> UndecodedRecords? {
    guard buffer.count - position > Self.longestLine else {
      try fill()
      return nil
    }
    recordNumber += 1
    let kept = Array(buffer[position...].prefix(Self.longestRecord))
    var records = UndecodedRecords(
      file: delivered.path, offset: sourceOffset(of: position), header: header,
      charset: delivered.charset, syntax: tokeniser.syntax, isProven: delivered.isProven)
    records.addDamaged(
      raw: 0..<kept.count, line: lineNumber, number: recordNumber,
      Finding(.recordTooLong(limit: Self.longestRecord), at: here))
    records.take(kept)
    lineNumber += 1
    isInLongLine = true
    seenEnd = .max
    return records
  }

  /// Steps over one more piece of a physical line that is longer than any record.
  private mutating func skipLongLine() throws {
    let bytes = buffer
    if let next = CSVTokeniser.nextLine(in: bytes.span, from: position, isAtEnd: isAtEnd) {
      position = next
      isInLongLine = false
      seenEnd = sourceOffset(of: buffer.count)
      return
    }
    // A CR at the very end may have its LF in the next piece, a character its other bytes.
    var end = buffer.count - 1
    while end > position, buffer.count - end < 4, buffer[end] & 0xC0 == 0x80 { end -= 1 }
    position = max(position, end)
    try fill()
  }

  /// Where in the file a byte of the buffer stands.
  func sourceOffset(of position: Int) -> Int {
    bufferOffset + file.sourceLength(of: buffer[..<position])
  }

  /// The bytes up to the position that were not looked at yet, to be looked at with the records of
  /// them; `nil` where there is no need.
  private mutating func examined() -> Range<Int>? {
    guard let range = unexamined() else { return nil }
    // No character runs over a byte of ASCII, as line ends are.
    if buffer[position - 1] >= 0x80, position < buffer.count { evidence.add(.open) }
    return range
  }

  /// Looks at bytes that no records were cut out of.
  private mutating func examineRest() {
    guard let range = unexamined() else { return }
    let found = UTF8Evidence(buffer.span.extracting(range))
    evidence.add(found)
    // A character may go on behind them.
    if position < buffer.count, found.isCut || buffer[position] & 0xC0 == 0x80 {
      evidence.add(.open)
    }
  }

  /// Takes the bytes up to the position out of those that are still to be looked at.
  private mutating func unexamined() -> Range<Int>? {
    guard delivered.charset == .utf8, !delivered.isProven, examinedEnd < position else {
      return nil
    }
    defer { examinedEnd = position }
    return examinedEnd..<position
  }

  /// Notes what the bytes of records show that were decoded here.
  mutating func add(_ found: UTF8Evidence) { evidence.add(found) }

  /// Reads on: what is behind the position is kept, what is before it is let go.
  mutating func fill() throws {
    examineRest()
    examinedEnd = 0
    let kept = buffer.count - position
    // The text of decoded fields, and of those without their escapes, comes behind the bytes.
    let room = kept > pieceSize ? 0 : pieceSize * (delivered.charset.edition == nil ? 1 : 3)
    let next = try file.read(upTo: pieceSize, behind: buffer[position...], leaving: room)
    bufferOffset = sourceOffset(of: position)
    swallowedEnd = max(0, swallowedEnd - position)
    markless = max(0, markless.lowerBound - position)..<max(0, markless.upperBound - position)
    position = 0
    isAtEnd = next.count == kept
    buffer = next
  }
}
