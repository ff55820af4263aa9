import Charsets
import CXML
package import HotlineModel
import LocalFiles

/// Reads one record from each element of a given name, in streaming, by libxml2's SAX2 interface.
///
/// Fields are named by their path within the record: `title`, `caller/name`, `caller/@phone`,
/// `@id`. The charset is the one found out by `DeliveredFile`, never the declared one: files that
/// declare GB2312 or GBK hold characters of GB18030. A DOCTYPE is refused.
@safe package struct XMLReader: RecordReader, ~Copyable {
  private let file: InputFile
  private let path: String
  private let charset: Charset
  /// Whether every byte of the file was seen to be in that charset.
  private let isProven: Bool
  private let records: UnsafeMutablePointer<XMLRecords>
  private var context: xmlParserCtxtPtr?
  /// Bytes at the end of a piece that are not a whole character yet.
  private var cut: [UInt8] = []
  private var isAtEnd = false
  /// What `next()` hands out one by one.
  private var handedOut: (batch: RecordBatch, next: Int)?

  /// Bytes that a batch holds before it is handed out.
  private static let batchSize = 1 << 19

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - file: the file, looked at before.
  ///   - record: the local name of the element that is one record.
  /// - Throws: `Unusable` with `HL1001` where the file cannot be read.
  package init(_ file: DeliveredFile, record: String) throws {
    self.file = try InputFile(file.path)
    path = file.path
    charset = file.charset
    isProven = file.isProven
    unsafe records = .allocate(capacity: 1)
    unsafe records.initialize(to: XMLRecords(path: file.path, record: record))
    var handlers = unsafe XMLRecords.handlers
    unsafe context = xmlCreatePushParserCtxt(&handlers, records, nil, 0, nil)
    let options =
      XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
      | XML_PARSE_IGNORE_ENC.rawValue
    unsafe xmlCtxtUseOptions(context, Int32(options))
    unsafe records.pointee.context = context
  }

  deinit {
    unsafe xmlFreeParserCtxt(context)
    unsafe records.deinitialize(count: 1)
    unsafe records.deallocate()
  }

  /// The next record.
  ///
  /// - Throws: `Unusable`: `HL1501` where the XML breaks off, `HL1502` a DOCTYPE, `HL1503` no
  ///   element of the record's name in the whole file.
  package mutating func next() throws -> LegacyRecord? {
    while true {
      if let (batch, next) = handedOut, next < batch.records.count {
        handedOut?.next += 1
        return batch.legacyRecord(next)
      }
      guard let batch = try nextRecords() else { return nil }
      handedOut = (batch, 0)
    }
  }

  /// The next records, some hundreds at once; `nil` behind the last one.
  package mutating func nextRecords() throws -> RecordBatch? {
    while !isAtEnd, unsafe records.pointee.batch.bytes.count < Self.batchSize { try feed() }
    let batch = unsafe records.pointee.take()
    guard batch.records.isEmpty else { return batch }
    guard unsafe records.pointee.found > 0 else {
      throw Unusable(
        .xmlRecordMissing, at: SourceLocation(file: path, line: 1),
        ["expected": unsafe records.pointee.record])
    }
    return nil
  }

  /// Reads a piece, decodes it and hands it to the parser.
  private mutating func feed() throws {
    let piece = try file.read(upTo: 1 << 16, behind: cut[...])
    isAtEnd = piece.count == cut.count
    cut = []
    let isMarked =
      unsafe records.pointee.isAtStart && piece.starts(with: Charset.byteOrderMark)
    let text = decoded(isMarked ? Array(piece.dropFirst(3)) : piece)
    unsafe records.pointee.fed(text)
    let status = unsafe text.withUnsafeBytes { buffer in
      unsafe xmlParseChunk(
        context, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count),
        isAtEnd ? 1 : 0)
    }
    if unsafe records.pointee.hasDoctype {
      throw Unusable(.xmlDoctypeRefused, at: SourceLocation(file: path, line: line))
    }
    if status != 0 { throw broken() }
  }

  private var line: Int { unsafe records.pointee.line }

  /// The piece as UTF-8; bytes that do not decode become U+FFFD and are remembered as damage.
  private mutating func decoded(_ bytes: [UInt8]) -> [UInt8] {
    if isProven { return wholeCharacters(bytes) }
    var text: [UInt8] = []
    var rest = bytes[...]
    while let fault = charset.decode(rest, into: &text) {
      if charset == .utf8 { text += rest[..<fault] }
      if !isAtEnd, bytes.count - fault < 4 {
        cut = Array(bytes[fault...])
        // A UTF-8 fault is told at the last byte of a cut character: take the whole back.
        if charset == .utf8 { takeBackCutCharacter(&text) }
        break
      }
      unsafe records.pointee.damaged(at: text.count, byte: bytes[fault])
      text += [0xEF, 0xBF, 0xBD]
      rest = bytes[(fault + 1)...]
    }
    return text
  }

  /// UTF-8 without the beginning of a character that ends in the next piece.
  private mutating func wholeCharacters(_ bytes: [UInt8]) -> [UInt8] {
    guard !isAtEnd, let lead = bytes.lastIndex(where: { $0 & 0xC0 != 0x80 }),
      bytes[lead] >= 0xC0
    else { return bytes }
    let length = bytes[lead] >= 0xF0 ? 4 : (bytes[lead] >= 0xE0 ? 3 : 2)
    guard lead + length > bytes.count else { return bytes }
    cut = Array(bytes[lead...])
    return Array(bytes[..<lead])
  }

  private mutating func takeBackCutCharacter(_ text: inout [UInt8]) {
    while let last = text.last, last & 0xC0 == 0x80 {
      cut.insert(text.removeLast(), at: 0)
    }
    if let last = text.last, last >= 0xC0 { cut.insert(text.removeLast(), at: 0) }
  }

  private func broken() -> Unusable {
    var line = line
    var reason = "no reason given"
    if let error = unsafe xmlCtxtGetLastError(UnsafeMutableRawPointer(context)) {
      unsafe line = Int(error.pointee.line)
      if let message = unsafe error.pointee.message {
        reason = unsafe String(cString: message).filter { $0 != "\n" }
      }
    }
    return Unusable(
      .xmlNotWellFormed, at: SourceLocation(file: path, line: line), ["reason": reason])
  }
}
