import TestSupport

/// The tickets of a random export as XML, written in the ways that XML allows.
struct RandomDocument {
  private let export: RandomExport

  init(_ export: RandomExport) {
    self.export = export
  }

  /// The names of the fields, as the reader names them: the number is an attribute.
  var header: [String] {
    ["@id"] + export.header.indices.dropFirst().map { "f\($0)" }
  }

  static let opening = "<?xml version=\"1.0\"?>\n<list>\n"
  static let closing = "</list>\n"

  /// One record with what stands behind it.
  func record(_ row: [String], _ random: inout SeededRandom) -> String {
    var text = "<record id=\"\(Self.attribute(row[0]))\">"
    for (index, field) in row.enumerated().dropFirst() {
      text += ["", " ", "\n", Self.aside(&random)].randomElement(using: &random) ?? ""
      text +=
        field.isEmpty && .random(using: &random)
        ? "<f\(index)/>" : "<f\(index)>\(Self.content(field, &random))</f\(index)>"
    }
    return text + "</record>" + (["", "\n", "\r\n"].randomElement(using: &random) ?? "")
  }

  /// What is no record, although it may look like one.
  static func aside(_ random: inout SeededRandom) -> String {
    let texts = ["<record id=\"R9\"><f1>无人提交</f1></record>", "x", "</record>", "<record>", "&"]
    let text = texts.randomElement(using: &random) ?? ""
    return .random(using: &random) ? "<!-- \(text) -->" : "<?note \(text) ?>"
  }

  private static func attribute(_ text: String) -> String {
    escaped(text).replacing("\"", with: "&quot;").replacing("\n", with: "&#10;")
      .replacing("\t", with: "&#9;")
  }

  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\r": escaped += "&#13;"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// Text with its marks escaped, or in CDATA; a carriage return cannot stand there.
  private static func content(_ text: String, _ random: inout SeededRandom) -> String {
    guard .random(using: &random), !text.unicodeScalars.contains("\r") else { return escaped(text) }
    return "<![CDATA[\(text.replacing("]]>", with: "]]]]><![CDATA[>"))]]>"
  }
}
