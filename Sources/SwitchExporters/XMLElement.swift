/// An element of XML of our own making: its name, its attributes, the elements within it.
struct XMLElement: Hashable, Sendable {
  let name: String
  var attributes: [String: String] = [:]
  var children: [XMLElement] = []

  /// The children of a name.
  func all(_ name: String) -> [XMLElement] { children.filter { $0.name == name } }
  /// The first child of a name.
  func first(_ name: String) -> XMLElement? { children.first { $0.name == name } }

  /// Reads elements and attributes; comments, declarations and text are passed over.
  ///
  /// - Returns: the root; `nil` where tags are not closed in order or anything cannot be read.
  static func root(of text: String) -> XMLElement? {
    var open: [XMLElement] = []
    var rest = text[...]
    while let start = rest.firstIndex(of: "<") {
      rest = rest[start...].dropFirst()
      if rest.hasPrefix("!--") {
        guard let end = rest.firstRange(of: "-->") else { return nil }
        rest = rest[end.upperBound...]
        continue
      }
      guard let end = rest.firstIndex(of: ">") else { return nil }
      let tag = rest[..<end]
      rest = rest[end...].dropFirst()
      if tag.hasPrefix("?") { continue }
      if !tag.hasPrefix("/") {
        guard let element = element(of: tag) else { return nil }
        open.append(element)
      }
      guard tag.hasPrefix("/") || tag.hasSuffix("/") else { continue }
      guard let closed = open.popLast(), tag.hasSuffix("/") || closed.name == tag.dropFirst()
      else { return nil }
      if open.isEmpty { return closed }
      open[open.count - 1].children.append(closed)
    }
    return nil
  }

  private static func element(of tag: Substring) -> XMLElement? {
    var rest = tag.hasSuffix("/") ? tag.dropLast() : tag
    let name = rest.prefix { !$0.isWhitespace }
    var element = XMLElement(name: String(name))
    rest = rest.dropFirst(name.count).drop { $0.isWhitespace }
    while !rest.isEmpty {
      guard let equals = rest.firstIndex(of: "=") else { return nil }
      let key = String(rest[..<equals])
      rest = rest[equals...].dropFirst()
      guard rest.first == "\"", let end = rest.dropFirst().firstIndex(of: "\"") else { return nil }
      element.attributes[key] = plain(rest[..<end].dropFirst())
      rest = rest[end...].dropFirst().drop { $0.isWhitespace }
    }
    return element
  }

  private static func plain(_ text: Substring) -> String {
    guard text.contains("&") else { return String(text) }
    return [
      ("&#9;", "\t"), ("&#10;", "\n"), ("&#13;", "\r"), ("&quot;", "\""), ("&gt;", ">"),
      ("&lt;", "<"), ("&amp;", "&"),
    ].reduce(String(text)) { $0.replacing($1.0, with: $1.1) }
  }
}
