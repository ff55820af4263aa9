import Bytes
import CCSV
import Charsets
import Findings
import HotlineModel
import LocalFiles
import Tickets

@testable import RecordReaders

/// Reads separated values by libcsv, its trimming off: a second opinion on our own tokeniser.
///
/// libcsv is given one physical line at a time, so that records have places, and an unclosed
/// quotation mark, which it takes for text to the end of the file, costs its own line alone.
struct LibCSVReader: RecordReader, ~Copyable {
  /// The names of the columns.
  private(set) var header: [String] = []

  private let delivered: DeliveredFile
  private let delimiter: UInt8
  private let pieceSize: Int
  private var input: TextInput
  private var buffer: [UInt8] = []
  /// Where the record under way begins, and how far libcsv was given the buffer.
  private var start = 0
  private var position = 0
  private var isAtEnd = false
  private var bufferOffset = 0
  private var startLine = 1
  private var lineNumber = 1
  private var recordNumber = 0
  private var parser: LibCSVParser

  /// Opens a file and reads it up to its header.
  ///
  /// - Parameters:
  ///   - file: the file, looked at before.
  ///   - dialect: how it is written.
  ///   - pieceSize: how many bytes are read at once; what comes out does not depend on it.
  ///   - isHeader: whether a row's cells are the names of the columns.
  /// - Returns: the reader, with the header behind it.
  /// - Throws: `Unusable` with `HL1004` where no row is the header.
  static func open(
    _ file: DeliveredFile, dialect: CSVDialect, pieceSize: Int = 1 << 16,
    isHeader: ([String]) -> Bool
  ) throws -> LibCSVReader {
    let input = try TextInput(file.path, charset: file.charset)
    let parser = try LibCSVParser(delimiter: dialect.syntax.delimiter, path: file.path)
    var reader = LibCSVReader(file, dialect, input: input, parser: parser, pieceSize: pieceSize)
    try reader.findHeader(isHeader)
    return reader
  }

  private init(
    _ file: DeliveredFile, _ dialect: CSVDialect, input: consuming TextInput,
    parser: LibCSVParser, pieceSize: Int
  ) {
    delivered = file
    delimiter = dialect.syntax.delimiter
    self.input = input
    self.parser = parser
    self.pieceSize = pieceSize
  }

  private mutating func findHeader(_ isHeader: ([String]) -> Bool) throws {
    repeat { try fill() } while buffer.count < 3 && !isAtEnd
    if buffer.starts(with: Charset.byteOrderMark) { (start, position) = (3, 3) }
    while let row = try next() {
      if isHeader(row.fields) {
        header = row.fields
        recordNumber = 0
        return
      }
    }
    throw Unusable(
      .headerNotFound(searched: "all"), at: SourceLocation(file: delivered.path, line: 1))
  }

  /// The next record that is not blank.
  mutating func next() throws -> LegacyRecord? {
    while true {
      let bytes = buffer
      guard
        let end = CSVTokeniser.nextLine(in: bytes.span, from: position, isAtEnd: isAtEnd),
        end > position || isAtEnd
      else {
        try fill()
        continue
      }
      if end == position { return try last() }
      parser.take(bytes[position..<end])
      lineNumber += 1
      position = end
      if let fields = parser.takeRow() {
        if let record = record(fields) { return record }
      } else if parser.isBetweenRows {
        begin()
      } else if position - start > CSVReader.longestRecord {
        return try damagedLine()
      }
    }
  }

  /// What is left at the end of the file: a row without a line end, or one that never closes.
  private mutating func last() throws -> LegacyRecord? {
    guard start < position else {
      guard input.state == delivered.state else {
        throw Unusable(.fileChanged, at: SourceLocation(file: delivered.path))
      }
      return nil
    }
    if parser.isInQuotes { return try damagedLine() }
    parser.finish()
    guard let fields = parser.takeRow() else {
      begin()
      return try last()
    }
    return try record(fields) ?? last()
  }

  private mutating func record(_ fields: [[UInt8]]) -> LegacyRecord? {
    defer { begin() }
    guard fields.contains(where: { !$0.isEmpty }) else { return nil }
    recordNumber += 1
    var texts: [String] = []
    var damage: Finding?
    for (column, field) in fields.enumerated() {
      switch delivered.charset.kept.decode(field[...]) {
      case .text(let text): texts.append(text)
      case .undecodable(let fault):
        texts.append("")
        let place = place(column: column + 1)
        damage =
          damage
          ?? Finding(
            .bytesUndecodable(
              found: Fingerprint.hex(field[fault...].prefix(2)), offset: "\(place.offset ?? 0)",
              charset: delivered.charset.kept.rawValue), at: place)
      }
    }
    return LegacyRecord(
      header: header, fields: texts, place: place(), raw: Array(buffer[start..<position]),
      damage: damage)
  }

  /// The first physical line of the record under way, damaged; reading goes on behind it.
  private mutating func damagedLine() throws -> LegacyRecord {
    let bytes = buffer
    let end = CSVTokeniser.nextLine(in: bytes.span, from: start, isAtEnd: true) ?? position
    recordNumber += 1
    let record = LegacyRecord(
      header: header, fields: [], place: place(), raw: Array(bytes[start..<end]),
      damage: Finding(.quoteNeverClosed, at: place()))
    parser = try LibCSVParser(delimiter: delimiter, path: delivered.path)
    lineNumber = startLine + 1
    position = end
    begin()
    return record
  }

  private func place(column: Int? = nil) -> SourceLocation {
    SourceLocation(
      file: delivered.path, line: startLine, column: column, record: recordNumber,
      offset: bufferOffset + input.sourceLength(of: buffer[..<start]))
  }

  private mutating func begin() {
    start = position
    startLine = lineNumber
  }

  private mutating func fill() throws {
    let kept = buffer.count - start
    let next = try input.read(upTo: pieceSize, behind: buffer[start...])
    bufferOffset += input.sourceLength(of: buffer[..<start])
    position -= start
    start = 0
    isAtEnd = next.count == kept
    buffer = next
  }
}

/// A parser of libcsv and the row it has read.
@safe final class LibCSVParser {
  private var parser = unsafe csv_parser()
  private var fields: [[UInt8]] = []
  private var row: [[UInt8]]?

  init(delimiter: UInt8, path: String) throws {
    guard unsafe csv_init(&parser, 0) == 0 else {
      throw Unusable(.unexpected(reason: "libcsv"), at: SourceLocation(file: path))
    }
    unsafe csv_set_delim(&parser, delimiter)
    // Blanks around a field are part of it.
    unsafe csv_set_space_func(&parser) { _ in 0 }
  }

  deinit {
    unsafe csv_free(&parser)
  }

  /// Whether neither a field nor a row is under way.
  var isBetweenRows: Bool { unsafe parser.pstate == 0 }

  /// Whether a quoted field is under way and was not closed.
  var isInQuotes: Bool { unsafe parser.quoted != 0 && parser.pstate == 2 }

  /// Gives libcsv one physical line.
  func take(_ line: ArraySlice<UInt8>) {
    let context = unsafe Unmanaged.passUnretained(self).toOpaque()
    _ = unsafe line.withUnsafeBytes { bytes in
      unsafe csv_parse(
        &parser, bytes.baseAddress, bytes.count, Self.addField, Self.endRow, context)
    }
  }

  /// Tells libcsv that nothing follows.
  func finish() {
    let context = unsafe Unmanaged.passUnretained(self).toOpaque()
    _ = unsafe csv_fini(&parser, Self.addField, Self.endRow, context)
  }

  /// The row that was read, if one was.
  func takeRow() -> [[UInt8]]? {
    defer { row = nil }
    return row
  }

  private static let addField:
    @convention(c) (UnsafeMutableRawPointer?, Int, UnsafeMutableRawPointer?) -> Void = {
      bytes, count, context in
      guard let context = unsafe context else { return }
      let own = unsafe Unmanaged<LibCSVParser>.fromOpaque(context).takeUnretainedValue()
      unsafe own.fields.append(Array(UnsafeRawBufferPointer(start: bytes, count: count)))
    }

  private static let endRow: @convention(c) (Int32, UnsafeMutableRawPointer?) -> Void = {
    _, context in
    guard let context = unsafe context else { return }
    let own = unsafe Unmanaged<LibCSVParser>.fromOpaque(context).takeUnretainedValue()
    own.row = own.fields
    own.fields = []
  }
}
