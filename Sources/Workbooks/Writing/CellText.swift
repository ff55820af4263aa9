/// Text as a cell of a workbook can hold it.
enum CellText {
  /// How long the text of a cell may be, in units of UTF-16.
  static let longest = 32_767

  /// The text with what XML cannot hold written as `_x0001_`, and what looks like such an escape
  /// written so that it is read back as it was.
  static func escaped(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 != UInt8(ascii: "_") && $0 != 0xEF }
    if isPlain { return text }
    var escaped = ""
    var rest = text.unicodeScalars[...]
    while let scalar = rest.first {
      switch scalar.value {
      case 0x09, 0x0A: escaped.unicodeScalars.append(scalar)
      case 0..<0x20, 0xFFFE, 0xFFFF: escaped += escape(scalar.value)
      case 0x5F where isEscape(rest): escaped += escape(0x5F)
      default: escaped.unicodeScalars.append(scalar)
      }
      rest = rest.dropFirst()
    }
    return escaped
  }

  private static func escape(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return "_x" + String(repeating: "0", count: 4 - digits.count) + digits + "_"
  }

  /// Whether a text begins as escapes do: `_x0041_`.
  private static func isEscape(_ text: Substring.UnicodeScalarView) -> Bool {
    let start = Array(text.prefix(7))
    return start.count == 7 && start[1] == "x" && start[6] == "_"
      && start[2..<6].allSatisfy { $0.isASCII && Character($0).isHexDigit }
  }

  /// How many lines a text takes in a column.
  static func lines(of text: String, width: Int) -> Int {
    // Bytes are never fewer than half the cells of a screen.
    guard text.utf8.count > width || text.utf8.contains(0x0A) else { return 1 }
    return text.split(separator: "\n", omittingEmptySubsequences: false).reduce(0) {
      $0 + max(1, (Self.width(String($1)) + width - 1) / max(1, width))
    }
  }

  /// The longest line of a text in cells of a screen: characters of Chinese count for two.
  static func width(_ text: String) -> Int {
    var (widest, width) = (0, 0)
    for scalar in text.unicodeScalars {
      if scalar == "\n" {
        width = 0
      } else {
        width += scalar.value >= 0x2E80 ? 2 : 1
        widest = max(widest, width)
      }
    }
    return widest
  }
}
