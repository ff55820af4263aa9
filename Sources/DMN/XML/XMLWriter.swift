import Bytes

/// Writes XML: nested elements, two spaces a level, attributes in the order given.
struct XMLWriter {
  private(set) var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  private var depth = 0

  private mutating func open(_ name: String, _ attributes: KeyValuePairs<String, String>) {
    text += String(repeating: "  ", count: depth) + "<" + name
    for (key, value) in attributes {
      text += " \(key)=\"\(XMLText.escaped(value))\""
    }
  }

  /// An element with others within.
  mutating func element(
    _ name: String, _ attributes: KeyValuePairs<String, String> = [:],
    _ body: (inout XMLWriter) -> Void
  ) {
    open(name, attributes)
    text += ">\n"
    depth += 1
    body(&self)
    depth -= 1
    text += String(repeating: "  ", count: depth) + "</\(name)>\n"
  }

  /// An element with text, or with nothing, within.
  mutating func leaf(
    _ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ content: String? = nil
  ) {
    open(name, attributes)
    guard let content else {
      text += "/>\n"
      return
    }
    text += ">" + XMLText.content(content) + "</\(name)>\n"
  }
}
