import CXML
import Findings

/// The push parser of libxml2 over one part of a workbook.
///
/// Whoever uses it gives handlers that write to memory of their own, which lives as long as the
/// parser does, and refuses a DOCTYPE.
@safe final class PartParser {
  private let path: String
  private let part: String
  private let context: xmlParserCtxtPtr?
  private var tags = TagGuard()

  init(path: String, part: String, handlers: xmlSAXHandler, user: UnsafeMutableRawPointer) {
    self.path = path
    self.part = part
    var handlers = unsafe handlers
    unsafe handlers.initialized = XML_SAX2_MAGIC
    unsafe context = xmlCreatePushParserCtxt(&handlers, user, nil, 0, nil)
    // NOENT: otherwise `&amp;` in an attribute comes as `&#38;`. There are no other entities.
    let options =
      XML_PARSE_NOENT.rawValue | XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue
      | XML_PARSE_NOWARNING.rawValue
    unsafe xmlCtxtUseOptions(context, Int32(options))
  }

  deinit { unsafe xmlFreeParserCtxt(context) }

  /// Hands text to the parser; none at the end of the part.
  ///
  /// - Throws: `Unusable` with `HL1031` where the part is not XML or has a start tag without end.
  func push(_ bytes: [UInt8]) throws {
    if let reason = tags.refusal(atEdgesOf: bytes) {
      throw ZipArchive.damaged("\(part): \(reason)", path)
    }
    _ = unsafe bytes.withUnsafeBytes { buffer in
      unsafe xmlParseChunk(
        context, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count),
        bytes.isEmpty ? 1 : 0)
    }
    guard unsafe context?.pointee.wellFormed == 1 else {
      let error = unsafe xmlCtxtGetLastError(UnsafeMutableRawPointer(context))
      let message = unsafe error?.pointee.message.map { unsafe String(cString: $0) } ?? ""
      let line = unsafe Int(error?.pointee.line ?? 0)
      throw ZipArchive.damaged(
        "\(part), line \(line): \(message.filter { $0 != "\n" })", path)
    }
  }
}

/// Calls a closure for each element of a small part, with its local name and its attributes by theirs.
enum SmallPart {
  /// What was found of one element.
  struct Element {
    let name: String
    /// The values by local name, those in a namespace of relationships as `r:name`.
    let attributes: [String: String]
  }

  /// So much text such a part may have: the styles of a workbook that was copied about for years.
  private static let mostText = 64 << 20

  static func forEachElement(
    of name: String, in archive: ZipArchive, _ body: (Element) -> Void
  ) throws {
    guard let entry = archive.entry(name) else { return }
    let part = try ZipPart(entry, in: archive)
    try withoutActuallyEscaping(body) { body in
      let found = Collector(body)
      try withExtendedLifetime(found) {
        let parser = unsafe PartParser(
          path: archive.path, part: name, handlers: Collector.handlers,
          user: unsafe Unmanaged.passUnretained(found).toOpaque())
        var count = 0
        while true {
          let bytes = try part.read(upTo: 1 << 15)
          try parser.push(bytes)
          if found.hasDoctype {
            throw Unusable(.xmlDoctypeRefused, at: SourceLocation(file: archive.path))
          }
          if bytes.isEmpty { break }
          count += bytes.count
          guard count <= mostText else {
            throw Unusable(
              .workbookTooLarge(reason: "\(name) has more than \(mostText >> 20) MiB"),
              at: SourceLocation(file: archive.path))
          }
        }
      }
    }
  }

  private final class Collector {
    let body: (Element) -> Void
    var hasDoctype = false

    init(_ body: @escaping (Element) -> Void) {
      self.body = body
    }

    static var handlers: xmlSAXHandler {
      var handlers = unsafe xmlSAXHandler()
      unsafe handlers.startElementNs = { user, name, _, _, _, _, count, _, attributes in
        guard let user = unsafe user, let name = unsafe name else { return }
        let found = unsafe Unmanaged<Collector>.fromOpaque(user).takeUnretainedValue()
        var values: [String: String] = [:]
        for index in 0..<Int(count) {
          guard let five = unsafe attributes?.advanced(by: index * 5),
            let name = unsafe five[0], let start = unsafe five[3], let end = unsafe five[4]
          else { continue }
          let value = unsafe UnsafeBufferPointer(start: start, count: end - start)
          let key = unsafe String(cString: name)
          values[unsafe five[1] == nil ? key : "r:\(key)"] = unsafe String(
            decoding: value, as: UTF8.self)
        }
        found.body(Element(name: unsafe String(cString: name), attributes: values))
      }
      unsafe handlers.internalSubset = { user, _, _, _ in
        guard let user = unsafe user else { return }
        unsafe Unmanaged<Collector>.fromOpaque(user).takeUnretainedValue().hasDoctype = true
      }
      return unsafe handlers
    }
  }
}
