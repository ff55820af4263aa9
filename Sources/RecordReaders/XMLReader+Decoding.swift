import Charsets

/// How bytes of the file become characters, piece by piece.
extension XMLReader {
  /// The piece as UTF-8; bytes that do not decode become U+FFFD and are remembered as damage.
  mutating func decoded(_ bytes: [UInt8]) -> [UInt8] {
    if isProven { return wholeCharacters(bytes) }
    let records = unsafe records
    let (text, cut) = charset.decode(
      piece: bytes, isLast: isAtEnd, writing: [0xEF, 0xBF, 0xBD]
    ) { place, byte in
      unsafe records.pointee.damaged(at: place, byte: byte)
    }
    self.cut = cut
    return text
  }

  /// UTF-8 without the beginning of a character that ends in the next piece.
  private mutating func wholeCharacters(_ bytes: [UInt8]) -> [UInt8] {
    guard !isAtEnd, let lead = bytes.lastIndex(where: { $0 & 0xC0 != 0x80 }),
      bytes[lead] >= 0xC0
    else { return bytes }
    let length = bytes[lead] >= 0xF0 ? 4 : (bytes[lead] >= 0xE0 ? 3 : 2)
    guard lead + length > bytes.count else { return bytes }
    cut = Array(bytes[lead...])
    return Array(bytes[..<lead])
  }
}
