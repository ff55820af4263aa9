/// Reads JSON text as bytes from front to back, on the path that every ticket takes.
///
/// It reads what `JSONText` writes, and what any writer makes of the same values without blanks
/// between them.
package struct JSONScanner {
  private let bytes: [UInt8]
  private var position: Int
  private let end: Int

  /// Begins before the first byte of a range.
  package init(_ bytes: [UInt8], in range: Range<Int>) {
    self.bytes = bytes
    position = range.lowerBound
    end = range.upperBound
  }

  /// Whether nothing but line ends is left.
  package var isAtEnd: Bool {
    bytes[position..<end].allSatisfy { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
  }

  /// Takes a sign, if it is the next.
  @inline(__always)
  package mutating func take(_ sign: Unicode.Scalar) -> Bool {
    guard position < end, bytes[position] == UInt8(ascii: sign) else { return false }
    position += 1
    return true
  }

  /// A key and the colon behind it; `nil` where none stands here, or one with an escape.
  package mutating func key() -> Range<Int>? {
    guard take("\"") else { return nil }
    let start = position
    while position < end, bytes[position] != UInt8(ascii: "\"") {
      if bytes[position] == UInt8(ascii: "\\") { return nil }
      position += 1
    }
    let range = start..<position
    return take("\"") && take(":") ? range : nil
  }

  /// Appends a text without its escapes; `false` where none stands here.
  package mutating func string(into text: inout [UInt8]) -> Bool {
    guard take("\"") else { return false }
    let bytes = bytes
    let span = bytes.span
    let words = unsafe span.bytes
    var start = position
    while position < end {
      if position + 8 <= end,
        !Self.isSpecial(
          unsafe words.unsafeLoadUnaligned(fromUncheckedByteOffset: position, as: UInt64.self))
      {
        position += 8
        continue
      }
      let byte = span[position]
      if byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
        position += 1
        continue
      }
      text.append(contentsOf: bytes[start..<position])
      position += 1
      if byte == UInt8(ascii: "\"") { return true }
      guard byte == UInt8(ascii: "\\"), escape(into: &text) else { return false }
      start = position
    }
    return false
  }

  /// Appends a number, `true` or `false` as it stands.
  package mutating func word(into text: inout [UInt8]) -> Bool {
    let start = position
    while position < end, bytes[position].isWordByte { position += 1 }
    text.append(contentsOf: bytes[start..<position])
    return position > start
  }

  /// Appends an array as it stands, whatever is in it; `false` where none stands here.
  package mutating func list(into text: inout [UInt8]) -> Bool {
    let start = position
    guard position < end, bytes[position] == UInt8(ascii: "[") else { return false }
    var depth = 0
    var isText = false
    while position < end {
      let byte = bytes[position]
      position += 1
      switch byte {
      case UInt8(ascii: "\\") where isText: position += 1
      case UInt8(ascii: "\""): isText.toggle()
      case UInt8(ascii: "[") where !isText: depth += 1
      case UInt8(ascii: "]") where !isText:
        depth -= 1
        guard depth == 0 else { continue }
        text.append(contentsOf: bytes[start..<position])
        return true
      default: break
      }
    }
    return false
  }

  private mutating func escape(into text: inout [UInt8]) -> Bool {
    guard position < end else { return false }
    let sign = bytes[position]
    position += 1
    switch sign {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(sign)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "u"):
      guard var code = hexadecimal() else { return false }
      if (0xD800..<0xDC00).contains(code) {
        guard take("\\"), take("u"), let low = hexadecimal(), (0xDC00..<0xE000).contains(low)
        else { return false }
        code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(code) else { return false }
      text.append(contentsOf: Array(String(Character(scalar)).utf8))
    default: return false
    }
    return true
  }

  private mutating func hexadecimal() -> UInt32? {
    guard position + 4 <= end else { return nil }
    let digits = String(decoding: bytes[position..<position + 4], as: UTF8.self)
    position += 4
    return digits.utf8.count == 4 ? UInt32(digits, radix: 16) : nil
  }

  /// Whether one of eight bytes may be a control character, a quotation mark or a backslash.
  private static func isSpecial(_ word: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let quote = word ^ (ones &* 0x22)
    let backslash = word ^ (ones &* 0x5C)
    let found =
      ((word &- ones &* 0x20) & ~word) | ((quote &- ones) & ~quote)
      | ((backslash &- ones) & ~backslash)
    return found & 0x8080_8080_8080_8080 != 0
  }
}

extension UInt8 {
  /// Whether the byte is a digit or a small letter of ASCII.
  fileprivate var isWordByte: Bool { (48...57).contains(self) || (97...122).contains(self) }
}
