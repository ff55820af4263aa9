import CXML

/// Reads XML by libxml2 without network, entities or DOCTYPE.
enum XMLDocument {
  /// The root of a document; the file's name is the one that complaints carry.
  static func root(of file: ModelFile) throws(ModelUnusable) -> XMLElement {
    guard file.bytes.count <= 256 << 20 else {
      throw ModelUnusable(.tooLarge(bytes: file.bytes.count), file: file.path, line: 1)
    }
    if let line = doctypeLine(file.bytes) {
      throw ModelUnusable(.doctypeRefused, file: file.path, line: line)
    }
    let options =
      XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
      | XML_PARSE_NOCDATA.rawValue | XML_PARSE_BIG_LINES.rawValue
    let context = unsafe xmlNewParserCtxt()
    defer { unsafe xmlFreeParserCtxt(context) }
    let document = unsafe file.bytes.withUnsafeBytes { buffer in
      unsafe xmlCtxtReadMemory(
        context, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count),
        nil, nil, Int32(options))
    }
    guard let document = unsafe document else { throw unsafe broken(context, file) }
    defer { unsafe xmlFreeDoc(document) }
    guard unsafe document.pointee.intSubset == nil else {
      throw ModelUnusable(.doctypeRefused, file: file.path, line: 1)
    }
    guard let root = unsafe xmlDocGetRootElement(document) else {
      throw unsafe broken(context, file)
    }
    guard let element = unsafe element(root, depth: 0) else {
      throw ModelUnusable(.tooDeep, file: file.path, line: 1)
    }
    return element
  }

  private static func broken(_ context: xmlParserCtxtPtr?, _ file: ModelFile) -> ModelUnusable {
    var line = 1
    var reason = "no reason given"
    if let error = unsafe xmlCtxtGetLastError(UnsafeMutableRawPointer(context)) {
      unsafe line = Int(error.pointee.line)
      if let message = unsafe error.pointee.message {
        reason = unsafe String(cString: message).filter { $0 != "\n" }
      }
    }
    return ModelUnusable(.notWellFormed(reason), file: file.path, line: max(line, 1))
  }

  /// The line of a DOCTYPE before the first element, looked for before libxml2 sees the text.
  private static func doctypeLine(_ bytes: [UInt8]) -> Int? {
    let mark = Array("<!DOCTYPE".utf8)
    var line = 1
    for index in bytes.indices {
      if bytes[index] == 10 { line += 1 }
      guard bytes[index] == 60, index + 1 < bytes.count else { continue }
      if bytes[index...].starts(with: mark) { return line }
      let next = bytes[index + 1]
      // The first element ends the prolog.
      if next != 33, next != 63, next != 0 { return nil }
    }
    return nil
  }

  private static func element(_ node: xmlNodePtr, depth: Int) -> XMLElement? {
    guard depth < 200 else { return nil }
    var children: [XMLElement] = []
    var text = ""
    var child = unsafe node.pointee.children
    while let current = unsafe child {
      switch unsafe current.pointee.type {
      case XML_ELEMENT_NODE:
        guard let element = unsafe element(current, depth: depth + 1) else { return nil }
        children.append(element)
      case XML_TEXT_NODE, XML_CDATA_SECTION_NODE:
        text += unsafe string(current.pointee.content)
      default: break
      }
      unsafe child = current.pointee.next
    }
    return XMLElement(
      name: unsafe string(node.pointee.name),
      namespace: unsafe string(node.pointee.ns?.pointee.href),
      attributes: unsafe attributes(node), children: children, text: text,
      line: unsafe Int(xmlGetLineNo(node)))
  }

  private static func attributes(_ node: xmlNodePtr) -> [String: String] {
    var attributes: [String: String] = [:]
    var attribute = unsafe node.pointee.properties
    while let current = unsafe attribute {
      let name = unsafe string(current.pointee.name)
      // An attribute of another namespace never hides one of the model's own.
      if unsafe current.pointee.ns == nil || attributes[name] == nil {
        unsafe attributes[name] = string(current.pointee.children?.pointee.content)
      }
      unsafe attribute = current.pointee.next
    }
    return attributes
  }

  private static func string(_ text: UnsafePointer<xmlChar>?) -> String {
    guard let text = unsafe text else { return "" }
    return unsafe String(cString: text)
  }

  private static func string(_ text: UnsafeMutablePointer<xmlChar>?) -> String {
    unsafe string(UnsafePointer(text))
  }
}
