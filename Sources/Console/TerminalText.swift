/// Text as a terminal gets it: what the program writes itself stands as it is, and in every value
/// put into it the characters that could steer the terminal are escaped.
///
/// What comes from outside - files, headers, labels, file names, sheets, words of libraries - is a
/// `String`, and a `String` becomes text for the terminal only by being escaped. A line end in a
/// value is escaped too, so that no value can pass for a line of ours.
package struct TerminalText: ExpressibleByStringInterpolation, Sendable {
  /// The text to write.
  package private(set) var escaped: String

  /// A value, escaped.
  package init(_ value: some StringProtocol) {
    escaped = Self.escape(value)
  }

  /// A document of several lines, such as a graph: escaped but for its line ends.
  ///
  /// - Parameters:
  ///   - document: the document.
  ///   - values: what it may repeat; line ends in these are not its own.
  package init(lines document: String, repeating values: [String] = []) {
    if let value = values.first(where: { $0.contains("\n") && document.contains($0) }) {
      let parts = document.split(separator: value, omittingEmptySubsequences: false)
      escaped = parts.map { TerminalText(lines: String($0), repeating: values).escaped }
        .joined(separator: Self.escape(value))
    } else {
      escaped = Self.replacing(in: document) { $0 == "\n" ? "\n" : Self.mark($0) }
    }
  }

  /// A JSON text: the values in it stay what they are, as `\uXXXX`.
  package init(json text: String) {
    escaped = Self.replacing(in: text) { scalar in
      if scalar == "\n" || scalar == "\\" { return String(scalar) }
      return scalar.utf16.map { "\\u" + Self.hexadecimal($0, digits: 4) }.joined()
    }
  }

  package init(stringLiteral text: String) {
    escaped = text
  }

  /// Text that was escaped before.
  package init(escaped text: String) {
    escaped = text
  }

  /// The literal parts as they are, the values escaped.
  package init(stringInterpolation: StringInterpolation) {
    escaped = stringInterpolation.escaped
  }

  /// Text in one of the four colours.
  package init(_ text: TerminalText, inColour code: String) {
    escaped = "\u{1B}[\(code)m\(text.escaped)\u{1B}[0m"
  }

  /// Literal parts as they are, values escaped.
  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var escaped = ""

    /// An empty text.
    package init(literalCapacity: Int, interpolationCount: Int) {}

    /// Adds what the program writes itself.
    package mutating func appendLiteral(_ literal: String) { escaped += literal }

    /// Adds a text that is escaped.
    package mutating func appendInterpolation(_ text: TerminalText) { escaped += text.escaped }

    /// Adds a value and escapes it.
    package mutating func appendInterpolation(_ value: some CustomStringConvertible) {
      escaped += TerminalText.escape(value.description)
    }
  }

  /// One text after the other.
  package static func + (left: TerminalText, right: TerminalText) -> TerminalText {
    var text = left
    text.escaped += right.escaped
    return text
  }

  /// The text line by line.
  var lines: [TerminalText] {
    escaped.split(separator: "\n", omittingEmptySubsequences: false)
      .map { TerminalText(escaped: String($0)) }
  }

  /// The text without the blanks at its end.
  var withoutBlanksAtEnd: TerminalText {
    var text = self
    while text.escaped.utf8.last == UInt8(ascii: " ") { text.escaped.removeLast() }
    return text
  }

  // MARK: - Escaping

  /// `\u{1B}` for each character that steers a terminal or is not seen; a value that holds `\u{`
  /// itself is told apart by its escaped backslash.
  package static func escape(_ value: some StringProtocol) -> String {
    replacing(in: String(value), with: mark)
  }

  private static func mark(_ scalar: Unicode.Scalar) -> String {
    "\\u{" + hexadecimal(scalar.value, digits: 1) + "}"
  }

  private static func replacing(
    in text: String, with replacement: (Unicode.Scalar) -> String
  ) -> String {
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) && $0 != 0x5C }) { return text }
    // Bytes: a view of scalars is copied whenever something is appended.
    var result: [UInt8] = []
    let scalars = text.unicodeScalars
    for index in scalars.indices {
      let scalar = scalars[index]
      if isHarmless(scalar), scalar != "\\" || !scalars[index...].starts(with: marker) {
        result += String(scalar).utf8
      } else {
        result += replacement(scalar).utf8
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// How an escaped character begins.
  private static let marker = "\\u{".unicodeScalars

  /// Whether a character is shown as itself and does nothing else: it is no control character, no
  /// line or paragraph separator, and none of the format characters, which turn the direction of
  /// writing, join, or are not seen at all.
  package static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    if (0x20..<0x7F).contains(scalar.value) || (0x3000..<0xD800).contains(scalar.value) {
      return true
    }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: return false
    default: return true
    }
  }

  private static func hexadecimal(_ number: some FixedWidthInteger, digits: Int) -> String {
    let text = String(number, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
  }
}

extension Sequence<TerminalText> {
  /// The texts one after the other.
  package func joined(separator: TerminalText = "") -> TerminalText {
    // One text that grows: a finding may have a hundred thousand places.
    var escaped = ""
    for (index, text) in enumerated() {
      if index > 0 { escaped += separator.escaped }
      escaped += text.escaped
    }
    return TerminalText(escaped: escaped)
  }
}

extension DefaultStringInterpolation {
  /// Escaped text does not become a value again: it would be escaped twice.
  @available(*, unavailable, message: "make the whole a TerminalText")
  package mutating func appendInterpolation(_ text: TerminalText) {}
}
