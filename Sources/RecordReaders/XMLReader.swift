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
  private let records: XMLRecords
  private var context: xmlParserCtxtPtr?
  /// Bytes at the end of a piece that are not a whole character yet.
  private var cut: [UInt8] = []
  private var isAtEnd = false

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
    records = XMLRecords(path: file.path, record: record)
    var handlers = unsafe XMLRecords.handlers
    let user = unsafe Unmanaged.passUnretained(records).toOpaque()
    unsafe context = xmlCreatePushParserCtxt(&handlers, user, nil, 0, nil)
    let options =
      XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
      | XML_PARSE_IGNORE_ENC.rawValue
    unsafe xmlCtxtUseOptions(context, Int32(options))
    unsafe records.context = context
  }

  deinit {
    unsafe xmlFreeParserCtxt(context)
  }

  /// The next record.
  ///
  /// - Throws: `Unusable`: `HL1501` where the XML breaks off, `HL1502` a DOCTYPE, `HL1503` no
  ///   element of the record's name in the whole file.
  package mutating func next() throws -> LegacyRecord? {
    while records.isEmpty {
      if isAtEnd {
        guard records.found > 0 else {
          throw Unusable(
            .xmlRecordMissing, at: SourceLocation(file: path, line: 1),
            ["expected": records.record])
        }
        return nil
      }
      try feed()
    }
    return records.take()
  }

  /// The next records, some hundreds at once; `nil` behind the last one.
  package mutating func nextRecords() throws -> RecordBatch? {
    var batch = RecordBatch(file: path, offset: 0, headers: [], bytes: [])
    while batch.records.count < 512, let record = try next() { batch.append(record) }
    return batch.records.isEmpty ? nil : batch
  }

  /// Reads a piece, decodes it and hands it to the parser.
  private mutating func feed() throws {
    let piece = try file.read(upTo: 1 << 16)
    isAtEnd = piece.isEmpty
    var bytes = cut + piece
    if records.isAtStart, bytes.starts(with: Charset.byteOrderMark) { bytes.removeFirst(3) }
    let text = decoded(bytes)
    records.fed(text)
    let status = unsafe text.withUnsafeBytes { buffer in
      unsafe xmlParseChunk(
        context, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count),
        isAtEnd ? 1 : 0)
    }
    if records.hasDoctype {
      throw Unusable(.xmlDoctypeRefused, at: SourceLocation(file: path, line: records.line))
    }
    if status != 0 { throw broken() }
  }

  /// The piece as UTF-8; bytes that do not decode become U+FFFD and are remembered as damage.
  private mutating func decoded(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    var rest = bytes[...]
    cut = []
    while let fault = charset.decode(rest, into: &text) {
      if charset == .utf8 { text += rest[..<fault] }
      if !isAtEnd, bytes.count - fault < 4 {
        cut = Array(bytes[fault...])
        // A UTF-8 fault is told at the last byte of a cut character: take the whole back.
        if charset == .utf8 { takeBackCutCharacter(&text) }
        break
      }
      records.damaged(at: text.count, byte: bytes[fault])
      text += [0xEF, 0xBF, 0xBD]
      rest = bytes[(fault + 1)...]
    }
    return text
  }

  private mutating func takeBackCutCharacter(_ text: inout [UInt8]) {
    while let last = text.last, last & 0xC0 == 0x80 {
      cut.insert(text.removeLast(), at: 0)
    }
    if let last = text.last, last >= 0xC0 { cut.insert(text.removeLast(), at: 0) }
  }

  private func broken() -> Unusable {
    var line = records.line
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
