import Charsets

/// How bytes of the file become characters, piece by piece.
extension XMLReader {
  /// Reads on: what is read is put behind what is still needed of the window, in UTF-8; bytes that do
  /// not decode become U+FFFD and are remembered as damage.
  mutating func readPiece() throws {
    let isAtStart = unsafe records.pointee.isAtStart
    var window = unsafe records.pointee.takeWindow()
    // In UTF-8 the file's bytes are the window, and hardly one is copied.
    let isWindow = isProven && window.count <= pieceSize
    let head = isWindow ? window + cut : cut
    var piece = try file.read(upTo: pieceSize, behind: head[...])
    isAtEnd = piece.count == head.count
    cut = []
    if isAtStart, piece.starts(with: Charset.byteOrderMark) { piece.removeFirst(3) }
    if isProven || isSound(piece) {
      if !isAtEnd { cutCharacter(from: &piece) }
      if isWindow { window = piece } else { window += piece }
    } else {
      let records = unsafe records
      cut = charset.decode(
        piece: piece, isLast: isAtEnd, writing: [0xEF, 0xBF, 0xBD], into: &window
      ) { place, byte in
        unsafe records.pointee.damaged(at: place, byte: byte)
      }
    }
    unsafe records.pointee.setWindow(window)
  }

  /// Whether a piece is UTF-8 but for a character that ends in the next piece.
  private func isSound(_ piece: [UInt8]) -> Bool {
    guard charset == .utf8 else { return false }
    var check = UTF8Check()
    check.count(piece)
    return check.faults == 0 && !(isAtEnd && check.isCut)
  }

  /// Keeps the beginning of a character that ends in the next piece for that.
  private mutating func cutCharacter(from bytes: inout [UInt8]) {
    guard let lead = bytes.lastIndex(where: { $0 & 0xC0 != 0x80 }), bytes[lead] >= 0xC0 else {
      return
    }
    let length = bytes[lead] >= 0xF0 ? 4 : (bytes[lead] >= 0xE0 ? 3 : 2)
    guard lead + length > bytes.count else { return }
    cut = Array(bytes[lead...])
    bytes.removeLast(cut.count)
  }
}
