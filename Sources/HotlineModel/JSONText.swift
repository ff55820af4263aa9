/// JSON text that is built as bytes, on the path that every ticket takes.
package enum JSONText {
  /// Appends a text between quotation marks.
  package static func append(quoted value: String, to text: inout [UInt8]) {
    let bytes = Array(value.utf8)
    text.append(UInt8(ascii: "\""))
    append(bytes.indices, of: bytes, to: &text)
    text.append(UInt8(ascii: "\""))
  }

  /// Appends a part of some bytes as it stands within quotation marks; only what JSON demands is
  /// escaped.
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
      escape(span[position], to: &text)
      position += 1
      start = position
    }
    text.append(contentsOf: bytes[start..<range.upperBound])
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

  /// Appends a byte that cannot stand as it is.
  private static func escape(_ byte: UInt8, to text: inout [UInt8]) {
    text.append(UInt8(ascii: "\\"))
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): text.append(byte)
    case UInt8(ascii: "\n"): text.append(UInt8(ascii: "n"))
    case UInt8(ascii: "\r"): text.append(UInt8(ascii: "r"))
    case UInt8(ascii: "\t"): text.append(UInt8(ascii: "t"))
    default: text += [UInt8(ascii: "u"), 0x30, 0x30, digit(byte >> 4), digit(byte & 15)]
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? 0x30 + value : UInt8(ascii: "a") + value - 10
  }
}
