/// Decodes GB18030 (edition 2022), of which GB2312 and GBK are parts.
///
/// The tables are our own because no two programs agree: glibc refuses 18 codes that stand for
/// real characters, Python differs in 20. Source: WHATWG Encoding Standard, index of 2024-09-18.
enum GB18030 {
  /// The code points of the two-byte area: 126 lead bytes of 190 trail bytes each.
  private static let twoByte: [UInt16] = twoByteRows.flatMap { row in
    row.unicodeScalars.map { UInt16($0.value) }
  }

  /// Appends the bytes as UTF-8.
  ///
  /// - Returns: the position of the first byte that stands for no character, or `nil`.
  static func decode(_ bytes: ArraySlice<UInt8>, into text: inout [UInt8]) -> Int? {
    var position = bytes.startIndex
    while position < bytes.endIndex {
      let first = bytes[position]
      if first < 0x80 {
        text.append(first)
        position += 1
        continue
      }
      guard let (codePoint, length) = character(in: bytes, at: position) else { return position }
      append(codePoint, to: &text)
      position += length
    }
    return nil
  }

  /// The character that begins at a position, and how many bytes it takes.
  private static func character(
    in bytes: ArraySlice<UInt8>, at position: Int
  ) -> (UInt32, Int)? {
    let lead = bytes[position]
    guard (0x81...0xFE).contains(lead), position + 1 < bytes.endIndex else { return nil }
    let second = bytes[position + 1]
    if (0x30...0x39).contains(second) {
      guard position + 3 < bytes.endIndex else { return nil }
      let codePoint = fourByte(lead, second, bytes[position + 2], bytes[position + 3])
      return codePoint.map { ($0, 4) }
    }
    guard (0x40...0xFE).contains(second), second != 0x7F else { return nil }
    let trail = Int(second) - (second < 0x7F ? 0x40 : 0x41)
    return (UInt32(twoByte[(Int(lead) - 0x81) * 190 + trail]), 2)
  }

  private static func fourByte(
    _ first: UInt8, _ second: UInt8, _ third: UInt8, _ fourth: UInt8
  ) -> UInt32? {
    guard (0x81...0xFE).contains(third), (0x30...0x39).contains(fourth) else { return nil }
    let pointer =
      ((Int(first) - 0x81) * 10 + Int(second) - 0x30) * 1260 + (Int(third) - 0x81) * 10
      + Int(fourth) - 0x30
    if pointer == 7457 { return 0xE7C7 }
    guard pointer <= 39_419 || (189_000...1_237_575).contains(pointer) else { return nil }
    var low = 0
    var high = fourByteRanges.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if fourByteRanges[middle].pointer <= pointer { low = middle } else { high = middle }
    }
    return fourByteRanges[low].codePoint + UInt32(pointer - fourByteRanges[low].pointer)
  }

  private static func append(_ codePoint: UInt32, to text: inout [UInt8]) {
    switch codePoint {
    case 0..<0x80:
      text.append(UInt8(codePoint))
    case 0x80..<0x800:
      text.append(0xC0 | UInt8(codePoint >> 6))
      text.append(0x80 | UInt8(codePoint & 0x3F))
    case 0x800..<0x10000:
      text.append(0xE0 | UInt8(codePoint >> 12))
      text.append(0x80 | UInt8(codePoint >> 6 & 0x3F))
      text.append(0x80 | UInt8(codePoint & 0x3F))
    default:
      text.append(0xF0 | UInt8(codePoint >> 18))
      text.append(0x80 | UInt8(codePoint >> 12 & 0x3F))
      text.append(0x80 | UInt8(codePoint >> 6 & 0x3F))
      text.append(0x80 | UInt8(codePoint & 0x3F))
    }
  }
}
