import CXML

/// References to characters: `&amp;`, `&#x4E00;`, `&nbsp` as browsers read them.
struct HTMLReferences {
  /// Names that were looked up; `nil` for those that mean nothing.
  private var known: [String: UInt32?] = [:]
  /// No name of HTML 4 is longer.
  static let longestName = 32

  /// What is at a place that holds a `&`.
  enum Reading {
    /// The bytes of a character, and the place behind the reference.
    case character([UInt8], end: Int)
    /// The `&` is a character like any other.
    case none
    /// More text is needed to know.
    case unfinished
  }

  mutating func read(_ text: [UInt8], at place: Int, isAtEnd: Bool) -> Reading {
    let start = place + 1
    guard start < text.count else { return isAtEnd ? .none : .unfinished }
    if text[start] == UInt8(ascii: "#") {
      return Self.number(text, at: start + 1, isAtEnd: isAtEnd)
    }
    var end = start
    while end < text.count, end - start < Self.longestName, Self.isName(text[end]) { end += 1 }
    if end == text.count, !isAtEnd { return .unfinished }
    let name = String(decoding: text[start..<end], as: UTF8.self)
    if end < text.count, text[end] == UInt8(ascii: ";"), let code = code(of: name) {
      return .character(Self.bytes(of: code), end: end + 1)
    }
    // Browsers read the oldest names without a semicolon too, whatever follows.
    var length = end - start
    while length > 1 {
      if let code = code(of: String(name.prefix(length))), Self.isOld(code) {
        return .character(Self.bytes(of: code), end: start + length)
      }
      length -= 1
    }
    return .none
  }

  private static func isName(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (97...122).contains(byte | 0x20)
  }

  /// Whether a character is of Latin-1, or `&`, `<`, `>` or `"`.
  private static func isOld(_ code: UInt32) -> Bool { code < 0x100 && code != 39 }

  private mutating func code(of name: String) -> UInt32? {
    if let found = known[name] { return found }
    var code = unsafe htmlEntityLookup(name)?.pointee.value
    if code == nil, ["AMP", "LT", "GT", "QUOT", "COPY", "REG"].contains(name) {
      code = unsafe htmlEntityLookup(name.lowercased())?.pointee.value
    }
    if known.count < 4096 { known[name] = code }
    return code
  }

  private static func number(_ text: [UInt8], at place: Int, isAtEnd: Bool) -> Reading {
    var end = place
    let isHex = end < text.count && text[end] | 0x20 == UInt8(ascii: "x")
    if isHex { end += 1 }
    let start = end
    var code: UInt32 = 0
    while end < text.count, let digit = digit(text[end], isHex: isHex) {
      code = min(0x110000, code * (isHex ? 16 : 10) + digit)
      end += 1
      // Nobody writes so many.
      if end - start > 64 { return .none }
    }
    if end == text.count, !isAtEnd { return .unfinished }
    guard end > start else { return .none }
    if end < text.count, text[end] == UInt8(ascii: ";") { end += 1 }
    return .character(bytes(of: code), end: end)
  }

  private static func digit(_ byte: UInt8, isHex: Bool) -> UInt32? {
    switch byte {
    case 48...57: UInt32(byte - 48)
    case 65...70 where isHex, 97...102 where isHex: UInt32((byte | 0x20) - 87)
    default: nil
    }
  }

  /// The bytes of a character; those that are none, as bytes that do not decode.
  private static func bytes(of code: UInt32) -> [UInt8] {
    // What is numbered as in Windows' charset is meant as in it.
    let code = (0x80...0x9F).contains(code) ? UInt32(windows[Int(code - 0x80)]) : code
    guard code != 0, let scalar = Unicode.Scalar(code) else { return DecodedInput.undecodable }
    return Array(String(Character(scalar)).utf8)
  }

  private static let windows: [UInt16] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
  ]
}
