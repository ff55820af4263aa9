/// Text as GB18030 bytes, for what we add to a file ourselves and for records written anew.
enum GB18030Encoder {
  /// Characters of the two-byte area with their codes.
  private static let codes: [UInt32: (UInt8, UInt8)] = {
    var codes: [UInt32: (UInt8, UInt8)] = [:]
    for lead in UInt8(0x81)...0xFE {
      for trail in UInt8(0x40)...0xFE where trail != 0x7F {
        var text: [UInt8] = []
        guard Charset.gb18030.decode([lead, trail][...], into: &text) == nil,
          let scalar = String(decoding: text, as: UTF8.self).unicodeScalars.first
        else { continue }
        codes[scalar.value] = codes[scalar.value] ?? (lead, trail)
      }
    }
    return codes
  }()

  /// The bytes; `nil` where a character has no code.
  static func encode(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      if scalar.value < 0x80 {
        bytes.append(UInt8(scalar.value))
      } else if let (lead, trail) = codes[scalar.value] {
        bytes += [lead, trail]
      } else if let pointer = pointer(of: scalar.value) {
        bytes += [
          UInt8(0x81 + pointer / 12_600), UInt8(0x30 + pointer / 1260 % 10),
          UInt8(0x81 + pointer / 10 % 126), UInt8(0x30 + pointer % 10),
        ]
      } else {
        return nil
      }
    }
    return bytes
  }

  /// The place of a character among the four-byte codes.
  private static func pointer(of code: UInt32) -> Int? {
    if code >= 0x10000 { return 189_000 + Int(code - 0x10000) }
    if code == 0xE7C7 { return 7457 }
    let ranges = GB18030.fourByteRanges
    guard let index = ranges.lastIndex(where: { $0.codePoint <= code && $0.pointer <= 39_419 })
    else { return nil }
    let pointer = ranges[index].pointer + Int(code - ranges[index].codePoint)
    let end = index + 1 < ranges.count ? ranges[index + 1].pointer : 39_420
    return pointer < min(end, 39_420) ? pointer : nil
  }
}
