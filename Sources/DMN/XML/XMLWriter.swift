/// Writes XML: nested elements, two spaces a level, attributes in the order given.
struct XMLWriter {
  private(set) var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  private var depth = 0

  private static func escaped(_ text: String, inAttribute: Bool) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"" where inAttribute: result += "&quot;"
      case "\n" where inAttribute: result += "&#10;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private mutating func open(_ name: String, _ attributes: KeyValuePairs<String, String>) {
    text += String(repeating: "  ", count: depth) + "<" + name
    for (key, value) in attributes {
      text += " \(key)=\"\(Self.escaped(value, inAttribute: true))\""
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
    text += ">" + Self.escaped(content, inAttribute: false) + "</\(name)>\n"
  }
}
