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

  private let file: InputFile
  private let path: String
  private let charset: Charset
  private let tokeniser: CSVTokeniser
  private var buffer: [UInt8] = []
  private var position = 0
  private var isAtEnd = false
  /// Bytes of the file before `buffer`.
  private var bufferOffset = 0
  private var lineNumber = 1
  private var recordNumber = 0

  /// A record longer than this is taken for a quotation mark that was never closed.
  private static let longestRecord = 1 << 20
  /// Rows in which the header is looked for.
  private static let headerSearch = 20

  /// Opens a file and reads it up to its header.
  ///
  /// - Parameters:
  ///   - file: the file, looked at before.
  ///   - dialect: how it is written.
  ///   - isHeader: whether a row's cells are the names of the columns.
  /// - Returns: the reader, with the header behind it.
  /// - Throws: `Unusable` with `HL1004` where no row of the first twenty is the header.
  package static func open(
    _ file: DeliveredFile, dialect: CSVDialect, isHeader: ([String]) -> Bool
  ) throws -> CSVReader {
    var reader = CSVReader(
      file: try InputFile(file.path), path: file.path, charset: file.charset,
      tokeniser: CSVTokeniser(delimiter: dialect.delimiter))
    try reader.findHeader(isHeader)
    return reader
  }

  private init(file: consuming InputFile, path: String, charset: Charset, tokeniser: CSVTokeniser) {
    self.file = file
    self.path = path
    self.charset = charset
    self.tokeniser = tokeniser
  }

  private mutating func findHeader(_ isHeader: ([String]) -> Bool) throws {
    try fill()
    if buffer.starts(with: Charset.byteOrderMark) { position = 3 }
    for _ in 0..<Self.headerSearch {
      guard let row = try nextRow() else { break }
      if isHeader(row.fields) {
        header = row.fields
        return
      }
      titleRows += 1
    }
    throw Unusable(
      .headerNotFound, at: SourceLocation(file: path, line: 1),
      ["searched": "\(Self.headerSearch)"])
  }

  /// The next record that is not blank.
  package mutating func next() throws -> LegacyRecord? {
    guard let row = try nextRow() else { return nil }
    recordNumber += 1
    return LegacyRecord(
      header: header, fields: row.fields,
      place: SourceLocation(
        file: path, line: row.line, record: recordNumber, offset: row.offset),
      raw: row.raw, damage: row.damage)
  }

  private struct Row {
    var fields: [String] = []
    let raw: [UInt8]
    let line: Int
    let offset: Int
    var damage: Finding?
  }

  /// The next row that is not blank, header or not.
  private mutating func nextRow() throws -> Row? {
    while true {
      guard position < buffer.count || !isAtEnd else { return nil }
      switch tokeniser.record(in: buffer, from: position, isAtEnd: isAtEnd) {
      case .incomplete(let inQuotes):
        if isAtEnd || buffer.count - position > Self.longestRecord {
          return try damagedLine(isAtEnd || inQuotes ? .quoteNeverClosed : .recordTooLong)
        }
        try fill()
      case .textAfterQuote(let place):
        let isOneLine = CSVTokeniser.lineEnds(in: buffer, position..<place) == 0
        return try damagedLine(isOneLine ? .textAfterQuote : .quoteNeverClosed)
      case .record(let fields, let next):
        if swallowedRecords(fields, next: next) { return try damagedLine(.quoteNeverClosed) }
        let isBlank = fields.allSatisfy { $0.range.isEmpty }
        let row = isBlank ? nil : decoded(fields, next: next)
        advance(to: next)
        if let row { return row }
        blankRows += 1
      }
    }
  }

  /// Whether a record of several lines and the wrong width has a good record inside: then its
  /// quotation mark was never closed, and closing marks were those of other records.
  private func swallowedRecords(_ fields: [CSVTokeniser.Field], next: Int) -> Bool {
    guard !header.isEmpty, fields.count != header.count else { return false }
    var strict = tokeniser
    strict.isStrict = true
    var start = position
    while let line = CSVTokeniser.nextLine(in: buffer, from: start, isAtEnd: isAtEnd), line < next {
      start = line
      if case .record(let inner, _) = strict.record(in: buffer, from: line, isAtEnd: isAtEnd),
        inner.count == header.count
      {
        return true
      }
    }
    return false
  }

  /// Hands out the physical line at the position as damaged, and goes on behind it.
  private mutating func damagedLine(_ code: FindingCode) throws -> Row {
    while true {
      if let next = CSVTokeniser.nextLine(in: buffer, from: position, isAtEnd: isAtEnd) {
        let place = SourceLocation(
          file: path, line: lineNumber, record: recordNumber + 1,
          offset: bufferOffset + position)
        let row = Row(
          raw: Array(buffer[position..<next]), line: lineNumber, offset: bufferOffset + position,
          damage: Finding(code, at: place, ["limit": "\(Self.longestRecord)"]))
        advance(to: next)
        return row
      }
      try fill()
    }
  }

  private func decoded(_ fields: [CSVTokeniser.Field], next: Int) -> Row {
    var row = Row(
      raw: Array(buffer[position..<next]), line: lineNumber, offset: bufferOffset + position)
    for (index, field) in fields.enumerated() {
      var bytes = buffer[field.range]
      if field.hasDoubledQuotes { bytes = Self.singleQuotes(bytes)[...] }
      switch charset.decode(bytes) {
      case .text(let text): row.fields.append(text)
      case .undecodable(let fault):
        row.fields.append("")
        let offset = bufferOffset + field.range.lowerBound + fault - bytes.startIndex
        let place = SourceLocation(
          file: path, line: lineNumber, column: index + 1, record: recordNumber + 1,
          field: header.indices.contains(index) ? header[index] : nil, offset: offset)
        row.damage =
          row.damage
          ?? Finding(
            .bytesUndecodable, at: place,
            [
              "found": Fingerprint.hex(bytes[fault...].prefix(2)), "offset": "\(offset)",
              "charset": charset.rawValue,
            ])
      }
    }
    return row
  }

  private static func singleQuotes(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var single: [UInt8] = []
    single.reserveCapacity(bytes.count)
    var isSecond = false
    for byte in bytes {
      isSecond = byte == UInt8(ascii: "\"") && !isSecond
      if byte != UInt8(ascii: "\"") || isSecond { single.append(byte) }
    }
    return single
  }

  private mutating func advance(to next: Int) {
    lineNumber += CSVTokeniser.lineEnds(in: buffer, position..<next)
    position = next
  }

  /// Reads on: what is behind the position is kept, what is before it is let go.
  private mutating func fill() throws {
    bufferOffset += position
    buffer.removeFirst(position)
    position = 0
    let piece = try file.read(upTo: 1 << 20)
    isAtEnd = piece.isEmpty
    buffer += piece
  }
}
