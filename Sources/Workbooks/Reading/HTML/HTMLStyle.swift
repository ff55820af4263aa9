/// What a style says of a cell, as far as its text depends on it.
struct HTMLStyle {
  /// What becomes of blanks and line ends of the text.
  enum Blanks {
    case collapsed
    case kept
    /// Line ends are kept, other blanks collapsed.
    case linesKept
  }

  var isHidden: Bool?
  var blanks: Blanks?
  /// The format of a number, as Excel writes it: `mso-number-format`.
  var format: NumberFormat?

  /// Nothing said.
  init() {}

  /// Reads declarations: `display:none;mso-number-format:"\@"`.
  init(_ declarations: some Collection<UInt8>) {
    for part in Self.parts(Array(declarations)) {
      guard let colon = part.firstIndex(of: UInt8(ascii: ":")) else { continue }
      let name = Self.trimmed(part[..<colon]).lowercased()
      set(name, Self.trimmed(part[(colon + 1)...]))
    }
  }

  private mutating func set(_ name: String, _ value: String) {
    let word = value.lowercased().prefix { $0 != " " && $0 != "!" }
    switch name {
    case "display": isHidden = word == "none"
    case "visibility": if word == "collapse" { isHidden = true }
    case "white-space":
      switch word {
      case "pre", "pre-wrap", "break-spaces": blanks = .kept
      case "pre-line": blanks = .linesKept
      default: blanks = .collapsed
      }
    case "mso-number-format" where !value.isEmpty:
      format = NumberFormat(Self.unescaped(value))
    default: break
    }
  }

  /// What another style adds, which has precedence.
  func merged(with other: HTMLStyle) -> HTMLStyle {
    var merged = self
    merged.isHidden = other.isHidden ?? isHidden
    merged.blanks = other.blanks ?? blanks
    merged.format = other.format ?? format
    return merged
  }

  /// Declarations, cut at semicolons outside of quotation marks and escapes.
  private static func parts(_ text: [UInt8]) -> [ArraySlice<UInt8>] {
    var parts: [ArraySlice<UInt8>] = []
    var start = 0
    var quote: UInt8?
    var place = 0
    while place < text.count {
      let byte = text[place]
      if byte == UInt8(ascii: "\\") {
        place += 2
        continue
      }
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ";") {
        parts.append(text[start..<place])
        start = place + 1
      }
      place += 1
    }
    parts.append(text[min(start, text.count)...])
    return parts
  }

  static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
    guard let first = bytes.firstIndex(where: { $0 > 0x20 }),
      let last = bytes.lastIndex(where: { $0 > 0x20 })
    else { return "" }
    return String(decoding: bytes[first...last], as: UTF8.self)
  }

  /// A value without its quotation marks and escapes: `"yyyy\0022年\0022"`, `"0\.00"`.
  private static func unescaped(_ value: String) -> String {
    var text = ""
    var rest = Substring(value)
    if let first = rest.first, "\"'".contains(first) {
      rest = rest.dropFirst()
      if rest.last == first { rest = rest.dropLast() }
    }
    while let first = rest.first {
      rest = rest.dropFirst()
      guard first == "\\" else {
        text.append(first)
        continue
      }
      // Excel writes four digits.
      let digits = rest.prefix(4)
      if digits.count == 4, let code = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(code)
      {
        text.unicodeScalars.append(scalar)
        rest = rest.dropFirst(4)
      } else if let next = rest.first {
        text.append(next)
        rest = rest.dropFirst()
      }
    }
    return text
  }
}

/// The rules of the style sheets of a page, by elements and classes: `td`, `.xl65`, `td.xl65`.
struct HTMLStyleSheet {
  private var rules: [String: HTMLStyle] = [:]
  private var text: [UInt8] = []
  /// Styles that were found.
  private var known: [Key: HTMLStyle] = [:]
  /// Pages saved by Excel have some hundreds of rules.
  private static let longest = 1 << 20
  private static let most = 65_536

  /// Adds a part of a style sheet.
  mutating func add(_ part: ArraySlice<UInt8>) {
    if text.count + part.count <= Self.longest { text += part }
  }

  /// Reads the style sheet that was added.
  mutating func end() {
    defer { (text, known) = ([], [:]) }
    var rest = withoutComments[...]
    while let open = rest.firstIndex(of: UInt8(ascii: "{")) {
      let selectors = HTMLStyle.trimmed(rest[..<open])
      let body = rest[(open + 1)...]
      // Rules for printing and the like are rules within a rule.
      if selectors.contains("@"), let end = Self.endOfBlock(body) {
        rest = rest[(end + 1)...]
        continue
      }
      let end = body.firstIndex(of: UInt8(ascii: "}")) ?? body.endIndex
      let style = HTMLStyle(body[..<end])
      for selector in selectors.split(separator: ",") { add(selector, style) }
      rest = rest[min(end + 1, rest.endIndex)...]
    }
  }

  private mutating func add(_ selector: Substring, _ style: HTMLStyle) {
    let name = selector.filter { !$0.isWhitespace }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard name.count == HTMLStyle.trimmed(Array(selector.utf8)[...]).count, parts.count <= 2,
      !name.contains(where: { ":>#[]*+~".contains($0) }), rules.count < Self.most
    else { return }
    let key = parts[0].lowercased() + (parts.count == 2 ? "." + parts[1] : "")
    rules[key] = (rules[key] ?? HTMLStyle()).merged(with: style)
  }

  /// Where a block ends that may hold others.
  private static func endOfBlock(_ text: ArraySlice<UInt8>) -> Int? {
    var depth = 1
    for place in text.indices {
      if text[place] == UInt8(ascii: "{") { depth += 1 }
      if text[place] == UInt8(ascii: "}") { depth -= 1 }
      if depth == 0 { return place }
    }
    return nil
  }

  /// The text without comments, and without the marks of comments of HTML that Excel puts around it.
  private var withoutComments: [UInt8] {
    var text = String(decoding: text, as: UTF8.self).replacing("<!--", with: "")
      .replacing("-->", with: "")
    while let start = text.firstRange(of: "/*") {
      let end = text[start.upperBound...].firstRange(of: "*/")?.upperBound ?? text.endIndex
      text.removeSubrange(start.lowerBound..<end)
    }
    return Array(text.utf8)
  }

  /// The style of an element by its name, its classes and what it says itself.
  mutating func style(of element: String, classes: String?, inline: String?) -> HTMLStyle {
    let key = Key(element: element, classes: classes, inline: inline)
    if let known = known[key] { return known }
    let style = found(key)
    // Nearly all cells have one of a few styles.
    if known.count < 1024 { known[key] = style }
    return style
  }

  private struct Key: Hashable {
    let element: String
    let classes: String?
    let inline: String?
  }

  private func found(_ key: Key) -> HTMLStyle {
    let element = key.element
    var style = rules[element] ?? HTMLStyle()
    for name in (key.classes ?? "").split(whereSeparator: \.isWhitespace) {
      for selector in ["." + name, element + "." + name] {
        if let rule = rules[selector] { style = style.merged(with: rule) }
      }
    }
    if let inline = key.inline { style = style.merged(with: HTMLStyle(inline.utf8)) }
    return style
  }
}
