/// Reads a text from left to right, byte by byte.
struct TextScanner {
  private let bytes: [UInt8]
  private var next = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  var isAtEnd: Bool { next == bytes.count }

  /// The rest of the text.
  var rest: String { String(decoding: bytes[next...], as: UTF8.self) }

  mutating func skip() { next += 1 }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard next < bytes.count, bytes[next] == UInt8(ascii: character) else { return false }
    next += 1
    return true
  }

  /// The digits that come next; `nil` where there are none.
  mutating func digits() -> String? {
    let start = next
    while next < bytes.count, bytes[next] >= 48, bytes[next] <= 57 { next += 1 }
    return next > start ? String(decoding: bytes[start..<next], as: UTF8.self) : nil
  }

  /// Exactly so many digits.
  mutating func number(_ width: Int) -> Int? {
    let start = next
    guard let digits = digits(), digits.utf8.count == width else {
      next = start
      return nil
    }
    return Int(digits)
  }

  /// The digits behind a decimal point, as nanoseconds; further digits are dropped.
  mutating func nanoseconds() -> Int? {
    digits().flatMap { Int(($0 + "000000000").prefix(9)) }
  }
}
