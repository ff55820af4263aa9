/// Writes text in GB18030 or GBK for receivers that ask for it; nothing is ever replaced.
package struct GBEncoder: Sendable {
  /// Whether only characters of GBK are written: two bytes at most, and none that editions of
  /// GB18030 added later.
  private let isGBK: Bool
  private let edition: GB18030.Edition

  /// An encoder for an edition of GB18030, or for GBK.
  package init(isGBK: Bool, edition: GB18030.Edition = .of2022) {
    self.isGBK = isGBK
    self.edition = edition
  }

  /// Appends UTF-8 bytes in the charset.
  ///
  /// - Returns: the first character that the charset cannot say, or `nil`; what was appended is of
  ///   no use then.
  package func append(_ bytes: ArraySlice<UInt8>, to out: inout [UInt8]) -> Unicode.Scalar? {
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      guard append(scalar.value, to: &out) else { return scalar }
    }
    return nil
  }

  private func append(_ code: UInt32, to out: inout [UInt8]) -> Bool {
    if code < 0x80 {
      out.append(UInt8(code))
      return true
    }
    if code < 0x10000, let pair = GB18030.pair(for: code, in: edition) {
      let lead = UInt8(pair >> 8)
      let trail = UInt8(truncatingIfNeeded: pair)
      if isGBK, !GB18030.isGBK(lead, trail, code) { return false }
      out.append(lead)
      out.append(trail)
      return true
    }
    guard !isGBK, let pointer = GB18030.pointer(for: code) else { return false }
    out.append(UInt8(0x81 + pointer / 12_600))
    out.append(UInt8(0x30 + pointer / 1260 % 10))
    out.append(UInt8(0x81 + pointer / 10 % 126))
    out.append(UInt8(0x30 + pointer % 10))
    return true
  }
}

extension Charset {
  /// Text in this charset; `nil` where it has a character the charset does not hold.
  package func encode(_ text: String) -> [UInt8]? {
    switch self {
    case .utf8: return Array(text.utf8)
    case .gb18030, .gb18030Edition2005, .windows936:
      var bytes: [UInt8] = []
      let encoder = GBEncoder(isGBK: false, edition: edition ?? .of2022)
      let missing = encoder.append(Array(text.utf8)[...], to: &bytes)
      return missing == nil ? bytes : nil
    case .utf16LittleEndian:
      return text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    case .utf16BigEndian:
      return text.utf16.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
    }
  }
}

extension GB18030 {
  /// The two bytes of each code point of the first plane; 0 where it has none.
  private static let pairs = pairs(of: twoByte)
  private static let pairs2005 = pairs(of: twoByte2005)

  private static func pairs(of table: [UInt16]) -> [UInt16] {
    var pairs = [UInt16](repeating: 0, count: 0x10000)
    for (pointer, code) in table.enumerated() where pairs[Int(code)] == 0 {
      let trail = pointer % 190
      let lead = UInt16(pointer / 190 + 0x81)
      pairs[Int(code)] = lead << 8 | UInt16(trail + (trail < 63 ? 0x40 : 0x41))
    }
    return pairs
  }

  static func pair(for code: UInt32, in edition: Edition) -> UInt16? {
    let pair = edition == .of2022 ? pairs[Int(code)] : pairs2005[Int(code)]
    return pair == 0 ? nil : pair
  }

  /// The linear pointer of a character of four bytes.
  static func pointer(for code: UInt32) -> Int? {
    if code == 0xE7C7 { return 7457 }
    guard let index = fourByteRanges.lastIndex(where: { $0.codePoint <= code }) else { return nil }
    let pointer = fourByteRanges[index].pointer + Int(code - fourByteRanges[index].codePoint)
    let isLast = index + 1 == fourByteRanges.count
    let end =
      isLast ? 1_237_576 : code > 0xFFFF ? 0 : min(39_420, fourByteRanges[index + 1].pointer)
    return pointer < end ? pointer : nil
  }

  /// Whether a code of the two-byte area was one in GBK already: not the codes for users' own
  /// characters, nor those that GB18030 gave to characters that GBK did not have.
  static func isGBK(_ lead: UInt8, _ trail: UInt8, _ code: UInt32) -> Bool {
    if (0xE000...0xF8FF).contains(code) { return false }
    switch lead {
    case 0xA2: return trail != 0xE3
    case 0xA6: return !(0xD9...0xDF).contains(trail) && ![0xEC, 0xED, 0xF3].contains(trail)
    case 0xA8: return ![0xBC, 0xBF].contains(trail)
    case 0xA9: return !(0x89...0x95).contains(trail)
    case 0xFE: return trail < 0x50
    default: return true
    }
  }
}
