/// JSON text that is built as bytes, on the path that every ticket takes.
package enum JSONText {
  /// Appends a part of some bytes as it stands within quotation marks.
  ///
  /// Only what JSON demands is escaped: the same bytes as `JSONValue` writes.
  package static func append(_ range: Range<Int>, of bytes: [UInt8], to text: inout [UInt8]) {
    let span = bytes.span
    let words = unsafe span.bytes
    var start = range.lowerBound
    var position = start
    while position < range.upperBound {
      if position + 8 <= range.upperBound,
        !needsEscape(
          unsafe words.unsafeLoadUnaligned(fromUncheckedByteOffset: position, as: UInt64.self))
      {
        position += 8
        continue
      }
      if isPlain(span[position]) {
        position += 1
        continue
      }
      text.append(contentsOf: bytes[start..<position])
      appendEscaped(span[position], to: &text)
      position += 1
      start = position
    }
    text.append(contentsOf: bytes[start..<range.upperBound])
  }

  /// Appends a number in decimal digits.
  package static func append(_ number: Int, to text: inout [UInt8]) {
    if number >= 10 { append(number / 10, to: &text) }
    text.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
  }

  /// A text between quotation marks, as bytes.
  package static func quoted(_ value: String) -> [UInt8] {
    var text: [UInt8] = []
    JSONValue.write(value, to: &text)
    return text
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\") && byte != 0x7F
  }

  /// Whether one of eight bytes may be a control character, a quotation mark or a backslash.
  private static func needsEscape(_ word: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let high: UInt64 = 0x8080_8080_8080_8080
    let control = (word &- ones &* 0x20) & ~word
    let quote = word ^ (ones &* 0x22)
    let backslash = word ^ (ones &* 0x5C)
    let delete = word ^ (ones &* 0x7F)
    let found =
      control | ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash)
      | ((delete &- ones) & ~delete)
    return found & high != 0
  }

  private static func appendEscaped(_ byte: UInt8, to text: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"):
      text.append(UInt8(ascii: "\\"))
      text.append(byte)
    case UInt8(ascii: "\n"): text.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "n")])
    case UInt8(ascii: "\r"): text.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "r")])
    case UInt8(ascii: "\t"): text.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "t")])
    default:
      let digits = Array("0123456789abcdef".utf8)
      text += Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }
}
