import Charsets
import CXML
import Findings
import HotlineModel
import LocalFiles

/// The push parser of libxml2 over a workbook in XML of 2003.
@safe final class XML2003Parser {
  let scan: XML2003Scan
  private let path: String
  private let context: xmlParserCtxtPtr?
  private var input: DecodedInput
  private var tags = TagGuard()
  /// The last bytes of the text, to know whether it ends with the end of the workbook.
  private var tail: [UInt8] = []
  /// Text that was read and is not parsed yet.
  private var rest: ArraySlice<UInt8> = []
  private(set) var isAtEnd = false

  /// So many bytes are parsed at once.
  private static let step = 1 << 12

  init(_ path: String, charset: Charset, pieceSize: Int, wanted: Int?) throws {
    self.path = path
    input = try DecodedInput(path, charset: charset, pieceSize: pieceSize)
    scan = XML2003Scan(path: path, wanted: wanted)
    var handlers = unsafe Self.handlers
    unsafe context = xmlCreatePushParserCtxt(
      &handlers, Unmanaged.passUnretained(scan).toOpaque(), nil, 0, nil)
    let options =
      XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
      | XML_PARSE_IGNORE_ENC.rawValue
      // Else `&` in the value of an attribute would come as `&#38;`.
      | XML_PARSE_NOENT.rawValue
    unsafe xmlCtxtUseOptions(context, Int32(options))
    unsafe scan.context = context
  }

  deinit { unsafe xmlFreeParserCtxt(context) }

  var bytesRead: Int { input.bytesRead }
  var state: FileState { input.state }

  /// Reads a piece and parses it.
  ///
  /// - Throws: `Unusable`: `HL1001`, `HL1006`, `HL1501` not well-formed, `HL1502` a DOCTYPE, `HL1506`
  ///   cut off, `HL1061` contradictory, `HL1062` too large.
  func parseNext() throws {
    if rest.isEmpty {
      let text = try input.next()
      isAtEnd = text.isEmpty
      rest = text[...]
      tail = (tail + text.suffix(64)).suffix(64)
    }
    // A tag of a few bytes can be a row of thousands of cells.
    var end = min(rest.startIndex + Self.step, rest.endIndex)
    while end < rest.endIndex, rest[end] & 0xC0 == 0x80 { end += 1 }
    let text = Array(rest[..<end])
    rest = rest[end...]
    if let reason = tags.refusal(of: text) {
      throw Unusable(
        .xmlNotWellFormed(reason: reason), at: SourceLocation(file: path, line: scan.line))
    }
    _ = unsafe text.withUnsafeBytes { buffer in
      unsafe xmlParseChunk(
        context, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count),
        isAtEnd ? 1 : 0)
    }
    if let failure = scan.failure { throw failure }
    guard unsafe context?.pointee.wellFormed == 1 else { throw broken }
  }

  private var broken: Unusable {
    let error = unsafe xmlCtxtGetLastError(UnsafeMutableRawPointer(context))
    let message = unsafe error?.pointee.message.map { unsafe String(cString: $0) } ?? ""
    let reason = message.filter { $0 != "\n" }
    let line = unsafe error.map { unsafe Int($0.pointee.line) } ?? scan.line
    let ending = String(decoding: tail, as: UTF8.self).filter { !$0.isWhitespace }
    return Unusable(
      isAtEnd && !ending.hasSuffix("Workbook>")
        ? .xmlCutOff(reason: reason, count: scan.wholeRows) : .xmlNotWellFormed(reason: reason),
      at: SourceLocation(file: path, line: line))
  }

  private static var handlers: xmlSAXHandler {
    var handlers = unsafe xmlSAXHandler()
    unsafe handlers.initialized = XML_SAX2_MAGIC
    unsafe handlers.startElementNs = { user, name, _, namespace, _, _, count, _, attributes in
      guard let name = unsafe name else { return }
      unsafe XML2003Parser.scan(user)?.begin(
        name, namespace: namespace, attributes, count: Int(count))
    }
    unsafe handlers.endElementNs = { user, _, _, _ in unsafe XML2003Parser.scan(user)?.end() }
    unsafe handlers.characters = { user, bytes, count in
      unsafe XML2003Parser.scan(user)?.add(UnsafeBufferPointer(start: bytes, count: Int(count)))
    }
    unsafe handlers.cdataBlock = { user, bytes, count in
      unsafe XML2003Parser.scan(user)?.add(UnsafeBufferPointer(start: bytes, count: Int(count)))
    }
    unsafe handlers.internalSubset = { user, _, _, _ in
      unsafe XML2003Parser.scan(user)?.refuseDoctype()
    }
    return unsafe handlers
  }

  private static func scan(_ user: UnsafeMutableRawPointer?) -> XML2003Scan? {
    guard let user = unsafe user else { return nil }
    return unsafe Unmanaged<XML2003Scan>.fromOpaque(user).takeUnretainedValue()
  }
}
