import Charsets

/// How bytes of the file become characters, piece by piece.
extension XMLReader {
  /// Reads on: what is read is put behind what is still needed of the window, in UTF-8; bytes that do
  /// not decode become U+FFFD and are remembered as damage.
  mutating func readPiece() throws {
    let isAtStart = unsafe records.pointee.isAtStart
    var window = unsafe records.pointee.takeWindow()
    // In UTF-8 the file's bytes are the window, and hardly one is copied.
    let isWindow = charset == .utf8 && window.count <= pieceSize
    let kept = isWindow ? window.count : 0
    let head = isWindow ? window + cut : cut
    var piece = try file.read(upTo: pieceSize, behind: head[...])
    isAtEnd = piece.count == head.count
    if isAtStart, piece.starts(with: Charset.byteOrderMark) { piece.removeFirst(3) }
    let end = isAtEnd ? piece.count : Self.characterEnd(in: piece)
    if charset == .utf8,
      isProven || UTF8Evidence(piece.span.extracting(kept..<end)).isSound
    {
      // A character that ends in the next piece is kept for that.
      cut = Array(piece[end...])
      if !cut.isEmpty { piece.removeLast(cut.count) }
      if isWindow { window = piece } else { window += piece }
    } else {
      isSound = false
      let records = unsafe records
      cut = charset.decode(
        piece: kept == 0 ? piece : Array(piece[kept...]), isLast: isAtEnd,
        writing: [0xEF, 0xBF, 0xBD], into: &window
      ) { place, byte in
        unsafe records.pointee.damaged(at: place, byte: byte)
      }
    }
    unsafe records.pointee.setWindow(window)
  }

  /// Where the last character begins that is not whole, or where the bytes end.
  private static func characterEnd(in bytes: [UInt8]) -> Int {
    guard let lead = bytes.lastIndex(where: { $0 & 0xC0 != 0x80 }), bytes[lead] >= 0xC0 else {
      return bytes.count
    }
    let length = bytes[lead] >= 0xF0 ? 4 : (bytes[lead] >= 0xE0 ? 3 : 2)
    return lead + length > bytes.count ? lead : bytes.count
  }
}
