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
    var start = range.lowerBound
    while start < range.upperBound {
      let end = plainEnd(of: bytes.span, from: start, before: range.upperBound)
      text.append(contentsOf: bytes[start..<end])
      if end < range.upperBound { text += escape(bytes[end]) }
      start = end + 1
    }
  }

  /// Where the bytes end that can stand as they are; eight are looked at at once.
  package static func plainEnd(of bytes: Span<UInt8>, from start: Int, before end: Int) -> Int {
    let words = unsafe bytes.bytes
    var position = start
    while position < end {
      if position + 8 <= end,
        !needsEscape(
          unsafe words.unsafeLoadUnaligned(fromUncheckedByteOffset: position, as: UInt64.self))
      {
        position += 8
      } else if isPlain(bytes[position]) {
        position += 1
      } else {
        return position
      }
    }
    return end
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

  /// How a byte is written that cannot stand as it is.
  package static func escape(_ byte: UInt8) -> [UInt8] {
    let slash = UInt8(ascii: "\\")
    return switch byte {
    case UInt8(ascii: "\""), slash: [slash, byte]
    case UInt8(ascii: "\n"): [slash, UInt8(ascii: "n")]
    case UInt8(ascii: "\r"): [slash, UInt8(ascii: "r")]
    case UInt8(ascii: "\t"): [slash, UInt8(ascii: "t")]
    default: [slash, UInt8(ascii: "u"), 0x30, 0x30, digit(byte >> 4), digit(byte & 15)]
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? 0x30 + value : UInt8(ascii: "a") + value - 10
  }
}
