import Charsets

/// Tells text that its bytes let pass for GB18030 although it is in another charset.
///
/// Nearly every text in UTF-8 with an even number of bytes can be read as GB18030, and so can Big5 and
/// Latin-1 letters between others; what comes of it is characters that nobody wrote.
enum ForeignText {
  /// The charset of a record that is in UTF-8 or Latin-1; `nil` where nothing speaks against GB18030.
  static func charset(ofRecord bytes: UnsafeBufferPointer<UInt8>) -> String? {
    guard let first = unsafe firstHighByte(in: bytes) else { return nil }
    // What is before it has nothing to say but its last letter.
    let bytes = unsafe UnsafeBufferPointer(rebasing: bytes[max(0, first - 1)...])
    if unsafe isUTF8(bytes) { return "UTF-8" }
    // Nearly every record has a character of GB2312 first.
    let pairs = unsafe Pairs(in: bytes, stopsAtCommon: true)
    return pairs.areLatin1(atLeast: 1) ? "ISO-8859-1" : nil
  }

  /// The charset of a file whose beginning is in Big5 or Latin-1.
  static func charset(ofFile head: some Collection<UInt8>) -> String? {
    let pairs = unsafe Array(head).withUnsafeBufferPointer {
      unsafe Pairs(in: $0, stopsAtCommon: false)
    }
    if pairs.areLatin1(atLeast: 3) { return "ISO-8859-1" }
    return pairs.isBig5 ? "Big5" : nil
  }

  /// The first byte that is not one of ASCII.
  private static func firstHighByte(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    let raw = UnsafeRawBufferPointer(bytes)
    var place = 0
    while place + 8 <= raw.count {
      let word = unsafe raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      let high = word & 0x8080_8080_8080_8080
      if high != 0 { return place + high.trailingZeroBitCount / 8 }
      place += 8
    }
    while place < raw.count {
      if unsafe raw[place] >= 0x80 { return place }
      place += 1
    }
    return nil
  }

  /// Whether bytes are UTF-8 with two Chinese characters or more.
  private static func isUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var wide = 0
    var position = 0
    while position < bytes.count {
      let byte = unsafe bytes[position]
      let length = byte < 0x80 ? 1 : byte < 0xC2 ? 0 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      guard length > 0, byte < 0xF5, position + length <= bytes.count else { return false }
      for place in (position + 1)..<(position + length)
      where unsafe bytes[place] & 0xC0 != 0x80 {
        return false
      }
      if length > 2 { wide += 1 }
      position += length
    }
    return wide >= 2
  }

  /// What the characters of two bytes are like.
  private struct Pairs {
    private var count = 0
    /// Those of GB2312.
    private var common = 0
    /// Those whose second byte is one of ASCII, and is a letter.
    private var low = 0
    private var lowLetters = 0
    /// Those of them behind a letter of ASCII.
    private var behindLetters = 0
    private var mayBeBig5 = true

    /// Latin letters with accents, each between others: no two of them together are a character of
    /// GB2312.
    func areLatin1(atLeast least: Int) -> Bool {
      behindLetters >= least && common == 0 && lowLetters * 2 >= count
    }

    /// All of them are characters of Big5, and as many as in a text have a second byte that few
    /// characters of GB18030 have.
    var isBig5: Bool { mayBeBig5 && count >= 8 && low * 5 >= count }

    init(in bytes: UnsafeBufferPointer<UInt8>, stopsAtCommon: Bool) {
      var position = 0
      var isBehindLetter = false
      while position < bytes.count {
        let lead = unsafe bytes[position]
        guard lead >= 0x80 else {
          isBehindLetter = Self.isLetter(lead)
          position += 1
          continue
        }
        guard position + 1 < bytes.count else { return }
        let trail = unsafe bytes[position + 1]
        count += 1
        if trail < 0x80 {
          low += 1
          if (0xC0...0xFE).contains(lead), Self.isLetter(trail) {
            lowLetters += 1
            if isBehindLetter { behindLetters += 1 }
          }
        }
        if (0xA1...0xF7).contains(lead), trail >= 0xA1 {
          common += 1
          if stopsAtCommon { return }
        }
        let isBig5 =
          (0xA1...0xF9).contains(lead)
          && ((0x40...0x7E).contains(trail) || (0xA1...0xFE).contains(trail))
        mayBeBig5 = mayBeBig5 && isBig5
        isBehindLetter = Self.isLetter(trail)
        position += 2
      }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 <= 25 }
  }
}
