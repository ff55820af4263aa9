/// Text as XML writes it, and XML of our own making read back.
package enum XMLText {
  /// Text between quotes or tags.
  package static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: { "&<>\"".utf8.contains($0) }) else { return text }
    return text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
      .replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
  }

  /// An element: its name, its attributes, the elements within it.
  package struct Element: Hashable, Sendable {
    /// Its name.
    package let name: String
    /// Its attributes by name, unescaped.
    package var attributes: [String: String] = [:]
    /// The elements within it, in order.
    package var children: [Element] = []

    /// The children of a name.
    package func all(_ name: String) -> [Element] { children.filter { $0.name == name } }
    /// The first child of a name.
    package func first(_ name: String) -> Element? { children.first { $0.name == name } }
  }

  /// Reads elements and attributes; comments, declarations and text are passed over.
  ///
  /// - Returns: the root; `nil` where tags are not closed in order or anything cannot be read.
  package static func root(of text: String) -> Element? {
    var open: [Element] = []
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

  private static func element(of tag: Substring) -> Element? {
    var rest = tag.hasSuffix("/") ? tag.dropLast() : tag
    let name = rest.prefix { !$0.isWhitespace }
    var element = Element(name: String(name))
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
    return String(text).replacing("&quot;", with: "\"").replacing("&gt;", with: ">")
      .replacing("&lt;", with: "<").replacing("&amp;", with: "&")
  }
}
