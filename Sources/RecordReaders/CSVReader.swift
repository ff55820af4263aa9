import Charsets
package import HotlineModel
import LocalFiles

/// Reads separated values: quotes, embedded line breaks, title rows, mixed line ends.
///
/// A quotation mark that is never closed costs its own physical line and nothing behind it: the
/// line is handed out with its damage, and reading goes on at the next line.
package struct CSVReader: RecordReader, ~Copyable {
  /// The names of the columns.
  package private(set) var header: [String] = []
  /// Rows without anything in them; they are no records.
  package private(set) var blankRows = 0
  /// Rows above the header.
  package private(set) var titleRows = 0

  private var file: TextInput
  private let delivered: DeliveredFile
  private let tokeniser: CSVTokeniser
  private var buffer: [UInt8] = []
  private var position = 0
  private var isAtEnd = false
  /// Bytes of the file before `buffer`.
  private var bufferOffset = 0
  private var lineNumber = 1
  private var recordNumber = 0
  /// The fields of the row under way; kept so that its memory is.
  private var fields: [CSVTokeniser.Field] = []
  /// What `next()` hands out one by one.
  private var handedOut: (batch: RecordBatch, next: Int)?

  /// A record longer than this is taken for a quotation mark that was never closed.
  static let longestRecord = 1 << 20
  /// Of a physical line longer than this only the beginning is kept.
  static let longestLine = 16 << 20
  /// Rows in which the header is looked for.
  private static let headerSearch = 20
  /// How much is read at once.
  private let pieceSize: Int

  /// Opens a file and reads it up to its header.
  ///
  /// - Parameters:
  ///   - file: the file, looked at before.
  ///   - dialect: how it is written.
  ///   - pieceSize: how many bytes are read at once; what comes out does not depend on it.
  ///   - isHeader: whether a row's cells are the names of the columns; where the dialect has
  ///     several header rows, whether the names that they make together are.
  /// - Returns: the reader, with the header behind it.
  /// - Throws: `Unusable` with `HL1004` where no row of the first twenty is the header.
  package static func open(
    _ file: DeliveredFile, dialect: CSVDialect, pieceSize: Int = 1 << 19,
    isHeader: ([String]) -> Bool
  ) throws -> CSVReader {
    var tokeniser = CSVTokeniser(delimiter: dialect.delimiter)
    tokeniser.stepsOverCharacters = file.charset.edition != nil && dialect.isPartOfCharacters
    var reader = CSVReader(
      file: try TextInput(file.path, charset: file.charset), delivered: file, tokeniser: tokeniser,
      pieceSize: pieceSize)
    try reader.findHeader(rows: dialect.headerRows, isHeader)
    return reader
  }

  private init(
    file: consuming TextInput, delivered: DeliveredFile, tokeniser: CSVTokeniser, pieceSize: Int
  ) {
    self.file = file
    self.delivered = delivered
    self.tokeniser = tokeniser
    self.pieceSize = pieceSize
  }

  private mutating func findHeader(rows: Int, _ isHeader: ([String]) -> Bool) throws {
    try fill()
    while buffer.count < 3, !isAtEnd { try fill() }
    if buffer.starts(with: Charset.byteOrderMark) { position = 3 }
    var above: [LegacyRecord] = []
    for _ in 0..<Self.headerSearch {
      guard let batch = try nextRecords(atMost: 1)?.decoded() else { break }
      above.append(batch.legacyRecord(0))
      titleRows = above.count - rows
      guard titleRows >= 0 else { continue }
      let names = HeaderRows.joined(above.suffix(rows).map(\.fields))
      if isHeader(names) {
        try refuseRecords(above.dropLast(rows), above: names)
        header = names
        recordNumber = 0
        return
      }
    }
    let notFound = Finding(
      .headerNotFound, at: SourceLocation(file: delivered.path, line: 1),
      ["searched": "\(Self.headerSearch)"])
    // Names that do not decode are no names: the bytes say why there is no header.
    throw Unusable([notFound] + above.compactMap(\.damage).prefix(1))
  }

  /// A title has its words in one or two cells; a row as wide as the header and as full is a
  /// record, that a sort has put above the names of its columns.
  private func refuseRecords(_ rows: ArraySlice<LegacyRecord>, above header: [String]) throws {
    let names = header.count { !$0.isEmpty }
    for row in rows where row.fields.count == header.count {
      if row.fields.count(where: { !$0.isEmpty }) * 2 > names, names > 2 {
        throw Unusable(.recordsAboveHeader, at: row.place)
      }
    }
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
  /// - Throws: `Unusable`: `HL1001` unreadable, `HL1006` where the file was changed meanwhile.
  package mutating func nextRecords() throws -> UndecodedRecords? {
    try nextRecords(atMost: .max)
  }

  private mutating func nextRecords(atMost limit: Int) throws -> UndecodedRecords? {
    while true {
      var records = UndecodedRecords(
        file: delivered.path, offset: bufferOffset, header: header, charset: delivered.charset,
        isProven: delivered.isProven)
      let isWhole = try cut(into: &records, atMost: limit)
      if !records.isEmpty {
        records.take(buffer)
        if isWhole { try fill() }
        return records
      }
      if position >= buffer.count, isAtEnd {
        guard file.state == delivered.state else {
          throw Unusable(.fileChanged, at: SourceLocation(file: delivered.path))
        }
        return nil
      }
      if isWhole, let damaged = try longLine() { return damaged }
    }
  }

  /// Cuts the records out of the buffer; returns whether more must be read to go on.
  private mutating func cut(
    into records: inout UndecodedRecords, atMost limit: Int
  ) throws -> Bool {
    let bytes = buffer
    let span = bytes.span
    var scanner = SeparatorScanner(delimiter: tokeniser.delimiter)
    while records.count < limit, position < bytes.count {
      let token = tokeniser.record(
        in: span, &scanner, from: position, isAtEnd: isAtEnd, into: &fields)
      switch token {
      case .incomplete:
        guard isAtEnd || bytes.count - position > Self.longestRecord else { return true }
        guard addDamagedLine(tooLong(in: span), of: span, to: &records) else { return true }
      case .textAfterQuote(let place):
        let isOneLine = CSVTokeniser.lineEnds(in: span, position..<place) == 0
        let code = isOneLine ? FindingCode.textAfterQuote : .quoteNeverClosed
        guard addDamagedLine(code, of: span, to: &records) else { return true }
      case .record(let next, _) where next - position > Self.longestRecord:
        guard addDamagedLine(tooLong(in: span), of: span, to: &records) else { return true }
      case .record(let next, let lines):
        if lines > 1, swallowedRecords(in: span, next: next) {
          guard addDamagedLine(.quoteNeverClosed, of: span, to: &records) else { return true }
          continue
        }
        if fields.allSatisfy({ $0.range.isEmpty }) {
          blankRows += 1
        } else {
          recordNumber += 1
          records.add(fields, raw: position..<next, line: lineNumber, number: recordNumber)
        }
        lineNumber += lines
        position = next
      }
    }
    return !isAtEnd && position >= bytes.count
  }

  /// Whether a record of several lines has a good record inside: then its quotation mark was never
  /// closed, and the closing mark was that of another record.
  ///
  /// In a narrow file a line of prose may look like a record; there only the wrong width tells.
  private func swallowedRecords(in bytes: Span<UInt8>, next: Int) -> Bool {
    guard !header.isEmpty, fields.count != header.count || header.count >= 5,
      let second = CSVTokeniser.nextLine(in: bytes, from: position, isAtEnd: isAtEnd),
      second < next,
      // Nearly all text of several lines has not the delimiters that a record needs.
      CSVTokeniser.count(tokeniser.delimiter, in: bytes, second..<next) >= header.count - 1
    else { return false }
    var strict = tokeniser
    strict.isStrict = true
    var scanner = SeparatorScanner(delimiter: tokeniser.delimiter)
    var inner: [CSVTokeniser.Field] = []
    var start = position
    while let line = CSVTokeniser.nextLine(in: bytes, from: start, isAtEnd: isAtEnd), line < next {
      start = line
      if case .record(let end, _) = strict.record(
        in: bytes, &scanner, from: line, isAtEnd: isAtEnd, into: &inner),
        end <= next, inner.count == header.count
      {
        return true
      }
    }
    return false
  }

  /// Why the record at the position is longer than any, or not whole at the end of the file: more
  /// lines than one mean a mark that is never closed.
  private func tooLong(in bytes: Span<UInt8>) -> FindingCode {
    guard bytes.count - position > Self.longestRecord else { return .quoteNeverClosed }
    let line = CSVTokeniser.nextLine(in: bytes, from: position, isAtEnd: true) ?? bytes.count
    return line - position < Self.longestRecord ? .quoteNeverClosed : .recordTooLong
  }

  /// Adds the physical line at the position as damaged, and goes on behind it; `false` where the
  /// line's end is not read yet.
  private mutating func addDamagedLine(
    _ code: FindingCode, of bytes: Span<UInt8>, to records: inout UndecodedRecords
  ) -> Bool {
    guard let next = CSVTokeniser.nextLine(in: bytes, from: position, isAtEnd: isAtEnd) else {
      return false
    }
    recordNumber += 1
    let end = next - position > Self.longestLine ? position + Self.longestRecord : next
    records.addDamaged(
      raw: position..<end, line: lineNumber, number: recordNumber,
      finding(code, offset: sourceOffset(of: position)))
    lineNumber += CSVTokeniser.lineEnds(in: bytes, position..<next)
    position = next
    return true
  }

  private func finding(_ code: FindingCode, offset: Int) -> Finding {
    Finding(
      code,
      at: SourceLocation(
        file: delivered.path, line: lineNumber, record: recordNumber, offset: offset),
      ["limit": "\(Self.longestRecord)"])
  }

  /// Reads on; a physical line that is longer than any record is stepped over in pieces, so that
  /// memory does not grow with it, and handed out with its beginning.
  private mutating func longLine() throws -> UndecodedRecords? {
    guard buffer.count - position > Self.longestLine else {
      try fill()
      return nil
    }
    recordNumber += 1
    let offset = sourceOffset(of: position)
    let kept = Array(buffer[position...].prefix(Self.longestRecord))
    let damage = finding(.recordTooLong, offset: offset)
    var records = UndecodedRecords(
      file: delivered.path, offset: offset, header: header, charset: delivered.charset,
      isProven: delivered.isProven)
    records.addDamaged(raw: 0..<kept.count, line: lineNumber, number: recordNumber, damage)
    records.take(kept)
    lineNumber += 1
    while true {
      let bytes = buffer
      if let next = CSVTokeniser.nextLine(in: bytes.span, from: position, isAtEnd: isAtEnd) {
        position = next
        return records
      }
      // A CR at the very end may have its LF in the next piece.
      position = max(position, buffer.count - 1)
      try fill()
    }
  }

  /// Where in the file a byte of the buffer stands.
  private func sourceOffset(of position: Int) -> Int {
    bufferOffset + file.sourceLength(of: buffer[..<position])
  }

  /// Reads on: what is behind the position is kept, what is before it is let go.
  private mutating func fill() throws {
    let kept = buffer.count - position
    let next = try file.read(upTo: pieceSize, behind: buffer[position...])
    bufferOffset = sourceOffset(of: position)
    position = 0
    isAtEnd = next.count == kept
    buffer = next
  }
}
