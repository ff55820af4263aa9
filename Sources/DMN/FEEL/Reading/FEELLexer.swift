/// Cuts FEEL text into pieces.
struct FEELLexer {
  private let scalars: [Unicode.Scalar]
  private var next = 0

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  /// All the pieces, the last being the end.
  static func tokens(_ text: String) throws(FEELFault) -> [FEELToken] {
    var lexer = FEELLexer(text)
    var tokens: [FEELToken] = []
    while let token = try lexer.token() { tokens.append(token) }
    let end = lexer.scalars.count
    tokens.append(FEELToken(kind: .end, span: end..<end))
    return tokens
  }

  private func scalar(_ ahead: Int = 0) -> Unicode.Scalar? {
    next + ahead < scalars.count ? scalars[next + ahead] : nil
  }

  private mutating func token() throws(FEELFault) -> FEELToken? {
    try skipSpace()
    guard let first = scalar() else { return nil }
    let start = next
    if first == "\"" { return try string() }
    if Self.isDigit(first) || (first == "." && scalar(1).map(Self.isDigit) == true) {
      return number()
    }
    if Self.isNameStart(first) {
      while let scalar = scalar(), Self.isNamePart(scalar) { next += 1 }
      return FEELToken(kind: .name(text(start..<next)), span: start..<next)
    }
    for width in [2, 1] where start + width <= scalars.count {
      let symbol = text(start..<start + width)
      guard Self.symbols.contains(symbol) else { continue }
      next += width
      return FEELToken(kind: .symbol(symbol), span: start..<next)
    }
    throw FEELFault(.characterUnexpected(String(first)), start..<start + 1)
  }

  private static let symbols: Set<String> = [
    "**", "..", "!=", "<=", ">=", "->", "+", "-", "*", "/", "(", ")", "[", "]", "{", "}", ",", ":",
    ".", "=", "<", ">", "@", "'", "|", "&", "%", "$", "#", ";", "!", "~", "^", "`", "\\",
  ]

  private func text(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[range])
    return String(view)
  }

  private mutating func skipSpace() throws(FEELFault) {
    while let scalar = scalar() {
      if Self.isSpace(scalar) {
        next += 1
      } else if scalar == "/", self.scalar(1) == "/" {
        while let scalar = self.scalar(), scalar != "\n", scalar != "\r" { next += 1 }
      } else if scalar == "/", self.scalar(1) == "*" {
        let start = next
        next += 2
        while !(self.scalar() == "*" && self.scalar(1) == "/") {
          guard next < scalars.count else { throw FEELFault(.commentOpen, start..<next) }
          next += 1
        }
        next += 2
      } else {
        return
      }
    }
  }

  private mutating func number() -> FEELToken {
    let start = next
    func digits(_ lexer: inout FEELLexer) {
      while let scalar = lexer.scalar(), Self.isDigit(scalar) { lexer.next += 1 }
    }
    digits(&self)
    if scalar() == ".", scalar(1).map(Self.isDigit) == true {
      next += 1
      digits(&self)
    }
    if scalar() == "e" || scalar() == "E" {
      let sign = scalar(1) == "+" || scalar(1) == "-" ? 2 : 1
      if scalar(sign).map(Self.isDigit) == true {
        next += sign
        digits(&self)
      }
    }
    return FEELToken(kind: .number(text(start..<next)), span: start..<next)
  }

  private mutating func string() throws(FEELFault) -> FEELToken {
    let start = next
    next += 1
    var units: [UInt16] = []
    while let scalar = scalar() {
      next += 1
      if scalar == "\"" {
        return FEELToken(
          kind: .string(String(decoding: units, as: UTF16.self)), span: start..<next)
      }
      if scalar == "\\", let escaped = escape() {
        units += escaped
      } else {
        units += Array(String(Character(scalar)).utf16)
      }
    }
    throw FEELFault(.stringOpen, start..<next)
  }

  /// The UTF-16 units of an escape whose backslash was read; `nil` where it is none, as the
  /// backslashes of regular expressions are.
  private mutating func escape() -> [UInt16]? {
    guard let mark = scalar() else { return nil }
    let simple: [Unicode.Scalar: UInt16] = [
      "n": 10, "r": 13, "t": 9, "\"": 34, "'": 39, "\\": 92,
    ]
    if let unit = simple[mark] {
      next += 1
      return [unit]
    }
    let width = mark == "u" ? 4 : mark == "U" ? 6 : 0
    guard width > 0, next + width < scalars.count,
      let code = UInt32(text(next + 1..<next + 1 + width), radix: 16)
    else { return nil }
    next += 1 + width
    if code < 0x10000 { return [UInt16(code)] }
    return Unicode.Scalar(code).map { Array(String(Character($0)).utf16) }
  }
}

extension FEELLexer {
  static func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar >= "0" && scalar <= "9" }

  static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x180E, 0x2000...0x200B, 0x2028, 0x2029, 0x202F,
      0x205F, 0x3000, 0xFEFF:
      true
    default: false
    }
  }

  static func isNameStart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3F, 0x41...0x5A, 0x5F, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF,
      0x370...0x37D, 0x37F...0x167F, 0x1681...0x180D, 0x180F...0x1FFF, 0x200C...0x200D,
      0x2070...0x218F, 0x2C00...0x2FEF, 0x3001...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFEFE,
      0xFF00...0xFFFD, 0x10000...0xEFFFF:
      true
    default: false
    }
  }

  static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
    if isNameStart(scalar) || isDigit(scalar) { return true }
    switch scalar.value {
    case 0xB7, 0x300...0x36F, 0x203F...0x2040: return true
    default: return false
    }
  }
}
