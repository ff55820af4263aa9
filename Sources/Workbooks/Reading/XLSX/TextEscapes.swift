/// The escapes of a workbook's text: `_x000D_` is one unit of UTF-16 that XML cannot hold, or an
/// underscore that would begin such an escape.
enum TextEscapes {
  /// Replaces the escapes in the bytes from a place on.
  static func replace(in bytes: inout [UInt8], from start: Int) {
    guard let first = place(in: bytes, from: start) else { return }
    var text = Array(bytes[start..<first])
    var position = first
    var high: UInt16?
    while position < bytes.count {
      guard let unit = unit(in: bytes, at: position) else {
        flush(&high, to: &text)
        text.append(bytes[position])
        position += 1
        continue
      }
      position += 7
      if let lead = high, UTF16.isTrailSurrogate(unit) {
        text.append(contentsOf: "\(String(decoding: [lead, unit], as: UTF16.self))".utf8)
        high = nil
      } else {
        flush(&high, to: &text)
        if UTF16.isLeadSurrogate(unit) {
          high = unit
        } else {
          text.append(contentsOf: String(decoding: [unit], as: UTF16.self).utf8)
        }
      }
    }
    flush(&high, to: &text)
    bytes.replaceSubrange(start..., with: text)
  }

  /// Half of a pair alone is no character; it is kept as the escape that it was.
  private static func flush(_ unit: inout UInt16?, to text: inout [UInt8]) {
    guard let half = unit else { return }
    let digits = String(half, radix: 16, uppercase: true)
    text.append(contentsOf: "_x\(digits)_".utf8)
    unit = nil
  }

  /// Where the first escape is.
  private static func place(in bytes: [UInt8], from start: Int) -> Int? {
    var position = start
    while position + 7 <= bytes.count {
      if bytes[position] == 0x5F, unit(in: bytes, at: position) != nil { return position }
      position += 1
    }
    return nil
  }

  /// The unit of an escape at a place.
  private static func unit(in bytes: [UInt8], at place: Int) -> UInt16? {
    guard place + 7 <= bytes.count, bytes[place] == 0x5F, bytes[place + 1] == 0x78,
      bytes[place + 6] == 0x5F
    else { return nil }
    var unit: UInt16 = 0
    for byte in bytes[(place + 2)..<(place + 6)] {
      switch byte {
      case 0x30...0x39: unit = unit << 4 | UInt16(byte - 0x30)
      case 0x41...0x46: unit = unit << 4 | UInt16(byte - 0x37)
      case 0x61...0x66: unit = unit << 4 | UInt16(byte - 0x57)
      default: return nil
      }
    }
    return unit
  }
}
