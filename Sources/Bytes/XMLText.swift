/// Text as XML writes it.
package enum XMLText {
  /// Appends a text so that every reader gives it back as it was, from an attribute or from
  /// between tags.
  package static func append(_ text: ArraySlice<UInt8>, to out: inout [UInt8]) {
    append(text, to: &out, isContent: false)
  }

  /// A text for an attribute, or for between tags.
  package static func escaped(_ text: String) -> String { written(text, isContent: false) }

  /// A text for between tags alone, where quotation marks, tabs and line ends stay as people read
  /// them.
  package static func content(_ text: String) -> String { written(text, isContent: true) }

  private static func written(_ text: String, isContent: Bool) -> String {
    var out: [UInt8] = []
    append(Array(text.utf8)[...], to: &out, isContent: isContent)
    return String(decoding: out, as: UTF8.self)
  }

  private static func append(
    _ text: ArraySlice<UInt8>, to out: inout [UInt8], isContent: Bool
  ) {
    var start = text.startIndex
    for index in text.indices where text[index] <= UInt8(ascii: ">") {
      guard let escape = escape(text[index], isContent: isContent) else { continue }
      out.append(contentsOf: text[start..<index])
      out.append(contentsOf: escape.utf8)
      start = index + 1
    }
    out.append(contentsOf: text[start...])
  }

  private static func escape(_ byte: UInt8, isContent: Bool) -> String? {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    // A reader makes LF of a CR that stands as it is.
    case 0x0D: "&#13;"
    case UInt8(ascii: "\""): isContent ? nil : "&quot;"
    case 0x09: isContent ? nil : "&#9;"
    case 0x0A: isContent ? nil : "&#10;"
    default: nil
    }
  }

  /// Whether XML 1.0 can say every character.
  package static func canSay(_ text: ArraySlice<UInt8>) -> Bool {
    for (index, byte) in zip(text.indices, text) {
      if byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D { return false }
      // U+FFFE and U+FFFF.
      if byte == 0xEF, index + 2 < text.endIndex, text[index + 1] == 0xBF, text[index + 2] >= 0xBE {
        return false
      }
    }
    return true
  }
}
