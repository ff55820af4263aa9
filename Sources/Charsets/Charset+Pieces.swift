extension Charset {
  /// Decodes a piece of a text, whose last character may end in the next piece.
  ///
  /// - Parameters:
  ///   - bytes: the piece.
  ///   - isLast: whether there is no next one.
  ///   - sign: what is written for bytes that stand for no character, once for each place.
  ///   - text: where the piece is put in UTF-8, behind what is there.
  ///   - fault: is given each such place in the text, and the first of its bytes.
  /// - Returns: the bytes at the end that are not a whole character yet.
  package func decode(
    piece bytes: [UInt8], isLast: Bool, writing sign: [UInt8], into text: inout [UInt8],
    fault: (_ place: Int, _ byte: UInt8) -> Void = { _, _ in }
  ) -> [UInt8] {
    var rest = bytes[...]
    while let position = decode(rest, into: &text) {
      let start = self == .utf8 ? Self.characterStart(in: rest, before: position) : position
      if self == .utf8 { text += rest[..<start] }
      if !isLast, bytes.count - start < 4 { return Array(bytes[start...]) }
      fault(text.count, bytes[start])
      text += sign
      rest = bytes[max(position, start + 1)...]
    }
    return []
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
}
