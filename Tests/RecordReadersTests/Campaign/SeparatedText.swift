import Charsets
import TestSupport

/// How random files of separated values are written.
enum SeparatedText {
  static let delimiters: [Character] = [",", "\t", ";", "|", "^", "~", "\u{1}", "#"]

  /// Whether a file begins with the mark of its charset: UTF-16 always, UTF-8 now and then.
  static func isMarked(_ charset: Charset, _ random: inout SeededRandom) -> Bool {
    charset.edition == nil && (charset != .utf8 || .random(using: &random))
  }

  /// A text as a cell, in quotation marks where it must be or all are.
  static func cell(_ text: String, delimiter: Character, isAlwaysQuoted: Bool) -> String {
    let special: Set<Unicode.Scalar> = ["\"", "\n", "\r"]
    let mark = delimiter.unicodeScalars.first
    let mustQuote =
      isAlwaysQuoted || text.unicodeScalars.contains { special.contains($0) || $0 == mark }
    return mustQuote ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
  }
}
