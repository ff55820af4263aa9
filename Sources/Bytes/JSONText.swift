/// JSON text that is built as bytes, on the path that every ticket takes.
///
/// It is public because Swift inlines into other targets only what belongs to a public type.
public enum JSONText {
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
      if end < range.upperBound {
        let escape = escape(bytes[end])
        for place in 0..<escape.count {
          text.append(UInt8(truncatingIfNeeded: escape.bytes >> UInt64(8 * place)))
        }
      }
      start = end + 1
    }
  }

  /// Where the bytes end that can stand as they are; eight are looked at at once.
  package static func plainEnd(of bytes: Span<UInt8>, from start: Int, before end: Int) -> Int {
    let words = unsafe bytes.bytes
    var position = start
    while position + 8 <= end {
      let found = special(
        in: unsafe words.unsafeLoadUnaligned(fromUncheckedByteOffset: position, as: UInt64.self))
      if found != 0 { return position + found.trailingZeroBitCount / 8 }
      position += 8
    }
    while position < end, special(in: UInt64(bytes[position]) | plain) == 0 { position += 1 }
    return position
  }

  /// Seven bytes that can stand as they are, behind one that is 0.
  private static let plain: UInt64 = 0x2020_2020_2020_2000

  /// Those of eight bytes that cannot stand as they are: control characters, quotation marks,
  /// backslashes and the byte 7F.
  ///
  /// - Parameter word: the bytes, the first the lowest.
  /// - Returns: 0 where all can stand; else the lowest bit that is set is that of the first that
  ///   cannot, and bits above it mean nothing.
  @inlinable package static func special(in word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    // With its second bit turned over a quotation mark is next to the control characters.
    let control = ((word ^ ones &* 0x02) &- ones &* 0x21) & ~word
    let backslash = word ^ ones &* 0x5C
    let delete = word ^ ones &* 0x7F
    let found = control | (backslash &- ones) & ~backslash | (delete &- ones) & ~delete
    return found & 0x8080_8080_8080_8080
  }

  /// How a byte is written that cannot stand as it is: at most six bytes, the first the lowest.
  @inlinable package static func escape(_ byte: UInt8) -> (bytes: UInt64, count: Int) {
    let slash = UInt64(UInt8(ascii: "\\"))
    func short(_ sign: UInt8) -> (UInt64, Int) { (slash | UInt64(sign) << 8, 2) }
    func digit(_ value: UInt8) -> UInt64 { UInt64(value < 10 ? 0x30 + value : 0x57 + value) }
    return switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): short(byte)
    case UInt8(ascii: "\n"): short(UInt8(ascii: "n"))
    case UInt8(ascii: "\r"): short(UInt8(ascii: "r"))
    case UInt8(ascii: "\t"): short(UInt8(ascii: "t"))
    default:
      // \u00 and two digits.
      (slash | 0x3030_7500 | digit(byte >> 4) << 32 | digit(byte & 15) << 40, 6)
    }
  }
}
