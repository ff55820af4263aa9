/// How the fields of a file are separated, quoted and escaped.
package struct CSVSyntax: Hashable, Sendable {
  /// The mark around a field whose text holds what would end it.
  package enum Quote: String, CaseIterable, Sendable {
    /// `"`
    case double
    /// `'`
    case single
    /// There is none: marks are text.
    case none

    /// The mark.
    package var byte: UInt8? {
      switch self {
      case .double: UInt8(ascii: "\"")
      case .single: UInt8(ascii: "'")
      case .none: nil
      }
    }
  }

  /// How a mark is written within a quoted field.
  package enum Escape: String, CaseIterable, Sendable {
    /// Two marks stand for one.
    case doubled
    /// As databases write their exports: a backslash takes its meaning from the character behind it,
    /// within quoted fields and outside.
    case backslash
    /// There is no way to write one.
    case none
  }

  /// The byte between fields, or the first of two.
  package let delimiter: UInt8
  /// The second byte of the delimiter, where it has two.
  package let secondDelimiter: UInt8?
  /// The mark around fields.
  package let quote: Quote
  /// How the mark is written within a field.
  package let escape: Escape

  /// A syntax; without arguments, that of RFC 4180.
  package init(
    delimiter: UInt8 = UInt8(ascii: ","), second: UInt8? = nil, quote: Quote = .double,
    escape: Escape = .doubled
  ) {
    self.delimiter = delimiter
    secondDelimiter = second
    self.quote = quote
    self.escape = escape
  }

  /// Whether it differs from that of RFC 4180 in nothing but the byte between fields.
  package var isPlain: Bool { secondDelimiter == nil && quote == .double && escape == .doubled }

  /// The delimiter.
  package var delimiterBytes: [UInt8] { [delimiter] + (secondDelimiter.map { [$0] } ?? []) }

  /// Whether two syntaxes have the same delimiter.
  package func hasDelimiter(of other: CSVSyntax) -> Bool {
    delimiterBytes == other.delimiterBytes
  }

  // MARK: - Names

  private static let names: [(byte: UInt8, name: String)] = [
    (0x2C, "comma"), (0x09, "tab"), (0x3B, "semicolon"), (0x7C, "pipe"),
  ]

  /// The delimiter as `source.csv` names it: `comma`, `tab`, `^`, `0x01`, `||`.
  package var delimiterName: String {
    if secondDelimiter == nil {
      if let known = Self.names.first(where: { $0.byte == delimiter }) { return known.name }
      if delimiter < 0x21 {
        return "0x" + (delimiter < 16 ? "0" : "") + String(delimiter, radix: 16)
      }
    }
    return String(decoding: delimiterBytes, as: UTF8.self)
  }

  /// The bytes of a delimiter: by its name, as itself, or as `0x01`; `nil` where it can be none.
  ///
  /// Letters, digits and what ends fields or lines anyway are none.
  package static func delimiter(named text: String) -> (first: UInt8, second: UInt8?)? {
    if let known = names.first(where: { $0.name == text }) { return (known.byte, nil) }
    if text.hasPrefix("0x"), text.utf8.count == 4 {
      guard let byte = UInt8(text.dropFirst(2), radix: 16), mayDelimit(byte) else { return nil }
      return (byte, nil)
    }
    let bytes = Array(text.utf8)
    guard bytes.count == 1 || bytes.count == 2, bytes.allSatisfy(mayDelimit) else { return nil }
    return (bytes[0], bytes.count == 2 ? bytes[1] : nil)
  }

  /// Whether a byte may be a delimiter, or part of one.
  package static func mayDelimit(_ byte: UInt8) -> Bool {
    let isLetter = (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
    return byte < 0x7F && !isLetter && ![0x00, 0x0A, 0x0D, 0x20, 0x22].contains(byte)
  }

  /// Whether the delimiter is neither the quotation mark nor the escape.
  package var isUnambiguous: Bool {
    delimiterBytes.allSatisfy { byte in
      byte != quote.byte && !(escape == .backslash && byte == UInt8(ascii: "\\"))
    }
  }

  // MARK: - As a number

  /// The syntax as one number, which for a plain one is the delimiter's byte; never 0.
  package var code: Int {
    let quotes = Quote.allCases.firstIndex(of: quote) ?? 0
    let escapes = Escape.allCases.firstIndex(of: escape) ?? 0
    return Int(delimiter) | Int(secondDelimiter ?? 0) << 8 | quotes << 16 | escapes << 20
  }

  /// The syntax of a number; `nil` for 0 and what is none.
  package init?(code: Int) {
    let (quotes, escapes) = (code >> 16 & 0xF, code >> 20)
    guard code > 0, Quote.allCases.indices.contains(quotes),
      Escape.allCases.indices.contains(escapes)
    else { return nil }
    let second = UInt8(code >> 8 & 0xFF)
    self.init(
      delimiter: UInt8(code & 0xFF), second: second == 0 ? nil : second,
      quote: Quote.allCases[quotes], escape: Escape.allCases[escapes])
  }
}

extension CSVSyntax {
  /// Cells as a row without a line end, each quoted where the syntax has marks.
  ///
  /// Where nothing can be quoted or escaped, what would end a cell becomes a blank.
  package func row(_ cells: [String]) -> String {
    cells.map(cell).joined(separator: String(decoding: delimiterBytes, as: UTF8.self))
  }

  private func cell(_ text: String) -> String {
    let mark = quote.byte.map { String(decoding: [$0], as: UTF8.self) } ?? ""
    var text = text
    switch escape {
    case .doubled where quote != .none: text = text.replacing(mark, with: mark + mark)
    case .backslash:
      text = text.replacing("\\", with: "\\\\")
      if quote != .none { return mark + text.replacing(mark, with: "\\" + mark) + mark }
      var escaped = String.UnicodeScalarView()
      for scalar in text.unicodeScalars {
        if endsCell(scalar) { escaped.append("\\") }
        escaped.append(scalar)
      }
      return String(escaped)
    case .doubled, .none:
      if quote != .none { text = text.replacing(mark, with: quote == .double ? "'" : "\"") }
    }
    guard quote == .none else { return mark + text + mark }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { endsCell($0) ? " " : $0 }))
  }

  private func endsCell(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\n" || scalar == "\r" || delimiterBytes.contains { scalar == Unicode.Scalar($0) }
  }
}
