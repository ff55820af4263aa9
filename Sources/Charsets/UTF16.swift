/// Turns UTF-16 into UTF-8 as the bytes come, however they are cut into pieces.
///
/// Half of a surrogate pair becomes three bytes that strict UTF-8 refuses, an odd byte at the end
/// becomes FF: so what stands for no character is found where it stands, and nothing is replaced.
package struct UTF16Transcoder: Sendable {
  private let isLittleEndian: Bool
  /// The first byte of a unit of which the second is not here yet.
  private var half: UInt8?
  /// The first half of a surrogate pair.
  private var high: UInt16?

  init(isLittleEndian: Bool) {
    self.isLittleEndian = isLittleEndian
  }

  /// Appends the bytes as UTF-8; what is not whole yet waits for the next ones.
  package mutating func add(_ bytes: some Sequence<UInt8>, to text: inout [UInt8]) {
    for byte in bytes {
      guard let first = half else {
        half = byte
        continue
      }
      half = nil
      let (low, top) = isLittleEndian ? (first, byte) : (byte, first)
      add(UInt16(top) << 8 | UInt16(low), to: &text)
    }
  }

  /// Appends what waited for more that did not come.
  package mutating func finish(to text: inout [UInt8]) {
    if let high { Self.write(UInt32(high), to: &text) }
    if half != nil { text.append(0xFF) }
    (high, half) = (nil, nil)
  }

  private mutating func add(_ unit: UInt16, to text: inout [UInt8]) {
    if let first = high {
      high = nil
      if unit & 0xFC00 == 0xDC00 {
        let pair = UInt32(first & 0x3FF) << 10 | UInt32(unit & 0x3FF)
        Self.write(0x10000 + pair, to: &text)
        return
      }
      Self.write(UInt32(first), to: &text)
    }
    if unit & 0xFC00 == 0xD800 {
      high = unit
    } else {
      Self.write(UInt32(unit), to: &text)
    }
  }

  private static func write(_ code: UInt32, to text: inout [UInt8]) {
    func tail(_ shift: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: code >> shift & 0x3F) | 0x80 }
    switch code {
    case ..<0x80: text.append(UInt8(truncatingIfNeeded: code))
    case ..<0x800: text += [UInt8(truncatingIfNeeded: code >> 6) | 0xC0, tail(0)]
    case ..<0x10000: text += [UInt8(truncatingIfNeeded: code >> 12) | 0xE0, tail(6), tail(0)]
    default: text += [UInt8(truncatingIfNeeded: code >> 18) | 0xF0, tail(12), tail(6), tail(0)]
    }
  }

  /// How many bytes of UTF-16 stand before the character that a byte of such text belongs to.
  package static func sourceOffset(of place: Int, in text: ArraySlice<UInt8>) -> Int {
    var start = place
    while start > text.startIndex, text[start] & 0xC0 == 0x80 { start -= 1 }
    return sourceLength(of: text[..<start])
  }

  /// How many bytes of UTF-16 such text was made of.
  package static func sourceLength(of text: some Sequence<UInt8>) -> Int {
    var length = 0
    for byte in text where byte & 0xC0 != 0x80 {
      length += byte == 0xFF ? 1 : (byte >= 0xF0 ? 4 : 2)
    }
    return length
  }
}
