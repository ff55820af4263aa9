import Testing

@testable import Console

@Suite struct `Text for the terminal` {
  /// Characters that steer a terminal, and some that nothing is wrong with.
  private static let scalars: [Unicode.Scalar] =
    (0..<0x3000).compactMap { Unicode.Scalar($0) }
    + [0xFEFF, 0xFFF9, 0xFFFD, 0xE0001, 0xE007F, 0x4E2D, 0x1F600].compactMap { Unicode.Scalar($0) }

  @Test func `no value steers the terminal, and every value can be told from what is shown`() {
    var shown: Set<[UInt8]> = []
    for scalar in Self.scalars {
      let text = TerminalText.escape("a\(Character(scalar))b")
      #expect(text.unicodeScalars.allSatisfy(Self.isHarmless), "U+\(scalar.value)")
      #expect(shown.insert(Array(text.utf8)).inserted, "U+\(scalar.value)")
      #expect(Self.value(of: text).utf8.elementsEqual("a\(Character(scalar))b".utf8))
    }
    for value in [
      "\\u{1B}", "\\\\u{1B}", "\\\u{1B}", "\u{1B}\\u{", "C:\\users\\u", "\\u{\u{301}1B}",
    ] {
      #expect(Self.value(of: TerminalText.escape(value)) == value)
    }
  }

  @Test(arguments: [
    ("\u{1B}[31m", "\\u{1B}[31m"), ("a\nb", "a\\u{A}b"), ("\u{202E}", "\\u{202E}"),
    ("\u{9B}2J", "\\u{9B}2J"), ("\r\n", "\\u{D}\\u{A}"), ("\\d+", "\\d+"),
    ("\\u{1B}", "\\u{5C}u{1B}"),
    ("佛山 12345 · é", "佛山 12345 · é"),
  ])
  func `an escaped character is shown by its number`(value: String, shown: String) {
    #expect(TerminalText("\(value)").escaped == shown)
    let quoted: TerminalText = "`\(value)`\n"
    #expect(quoted.escaped == "`\(shown)`\n")
  }

  @Test func `JSON keeps its values`() throws {
    let text = TerminalText(json: "{\n  \"a\": \"\\\\u{ \u{7F}\u{9B}\u{202E}\u{E0001}滘\"\n}\n")
      .escaped
    #expect(text == "{\n  \"a\": \"\\\\u{ \\u007F\\u009B\\u202E\\uDB40\\uDC01滘\"\n}\n")
  }

  @Test func `a document keeps its lines and nothing else`() {
    #expect(TerminalText(lines: "a\n\u{1B}\tb\r\n").escaped == "a\n\\u{1B}\\u{9}b\\u{D}\n")
    let repeated = TerminalText(lines: "not a file: a\nb\nUsage: x\n", repeating: ["c", "a\nb"])
    #expect(repeated.escaped == "not a file: a\\u{A}b\nUsage: x\n")
  }

  private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: false
    default: true
    }
  }

  /// The value that a shown text stands for.
  private static func value(of shown: String) -> String {
    var value = String.UnicodeScalarView()
    var rest = Array(shown.unicodeScalars)[...]
    let marker = Array("\\u{".unicodeScalars)
    while let first = rest.first {
      if rest.starts(with: marker), let end = rest.firstIndex(of: "}") {
        let digits = String(String.UnicodeScalarView(rest[(rest.startIndex + 3)..<end]))
        if let scalar = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init) {
          value.append(scalar)
          rest = rest[(end + 1)...]
          continue
        }
      }
      value.append(first)
      rest = rest.dropFirst()
    }
    return String(value)
  }
}
