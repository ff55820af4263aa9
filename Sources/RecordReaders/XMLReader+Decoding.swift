import Charsets

/// How bytes of the file become characters, piece by piece.
extension XMLReader {
  /// The piece as UTF-8; bytes that do not decode become U+FFFD and are remembered as damage.
  mutating func decoded(_ bytes: [UInt8]) -> [UInt8] {
    if isProven { return wholeCharacters(bytes) }
    var text: [UInt8] = []
    var rest = bytes[...]
    while let fault = charset.decode(rest, into: &text) {
      let start = charset == .utf8 ? Self.characterStart(in: rest, before: fault) : fault
      if charset == .utf8 { text += rest[..<start] }
      if !isAtEnd, bytes.count - start < 4 {
        cut = Array(bytes[start...])
        break
      }
      unsafe records.pointee.damaged(at: text.count, byte: bytes[start])
      text += [0xEF, 0xBF, 0xBD]
      rest = bytes[max(fault, start + 1)...]
    }
    return text
  }

  /// Where the character of UTF-8 begins that breaks off at a position; the position itself where
  /// none is under way.
  private static func characterStart(in bytes: ArraySlice<UInt8>, before fault: Int) -> Int {
    var start = fault
    while start > bytes.startIndex, fault - start < 3 {
      start -= 1
      if bytes[start] & 0xC0 == 0x80 { continue }
      let length = bytes[start] >= 0xF0 ? 4 : (bytes[start] >= 0xE0 ? 3 : 2)
      return bytes[start] >= 0xC2 && fault - start < length ? start : fault
    }
    return fault
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
