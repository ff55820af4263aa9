/// A text as numbers and names are recognised in it: one code point a character.
///
/// Full-width signs are folded to ASCII; blanks, dashes and middle dots each to one of their kind;
/// invisible format characters are left out.
///
/// It is public because Swift inlines into other targets only what belongs to a public type, and a
/// character is looked at a thousand times a ticket.
public struct FoldedText: Sendable {
  /// The characters, each with where it begins in the text.
  ///
  /// The upper half of each is the code point it is recognised by, the lower half the offset. What
  /// reads a text puts its end behind the last; what is behind that means nothing.
  @usableFromInline package var characters: [UInt64] = []
  /// How many there are, the end among them: no more than `characters` holds.
  @usableFromInline package var count = 0

  /// An empty text.
  package init() {}

  /// A text of its own; the offsets are those of its code points.
  package init(_ text: String) {
    for (offset, scalar) in zip(0..., text.unicodeScalars) {
      let folded = Self.folded(scalar.value)
      if folded != Self.left { characters.append(UInt64(folded) << 32 | UInt64(offset)) }
    }
    characters.append(UInt64(text.unicodeScalars.count))
    count = characters.count
  }

  /// Where a character begins in the text.
  @inlinable package func offset(_ position: Int) -> Int {
    Int(truncatingIfNeeded: characters[position] & 0xFFFF_FFFF)
  }

  /// Some of the code points.
  package func scalars(_ range: Range<Int>) -> [UInt32] { range.map { self[$0] } }

  /// The character at a position; 0 before the first and behind the last.
  @inlinable package subscript(position: Int) -> UInt32 {
    // One comparison: a position before the first is a large one without a sign.
    guard UInt(bitPattern: position) < UInt(bitPattern: count) else { return 0 }
    return unsafe characters.withUnsafeBufferPointer { characters in
      UInt32(truncatingIfNeeded: unsafe characters[position] >> 32)
    }
  }

  /// Whether a word is written at a position; in ASCII the word is in small letters.
  package func matches(_ word: [UInt32], at start: Int) -> Bool {
    for offset in word.indices where Self.small(self[start + offset]) != word[offset] {
      return false
    }
    return true
  }

  /// Whether four stars are at a position, which hide a part of a number.
  func isMask(_ position: Int) -> Bool { (0..<4).allSatisfy { self[position + $0] == 0x2A } }

  /// Behind blanks, at most so many.
  @inlinable package func behindBlanks(_ position: Int, atMost count: Int = 2) -> Int {
    var next = position
    while next - position < count, self[next] == 0x20 { next += 1 }
    return next
  }

  /// The characters of a word as they are matched.
  package static func word(_ text: String) -> [UInt32] {
    FoldedText(text).characters.dropLast().map { small(UInt32(truncatingIfNeeded: $0 >> 32)) }
  }

  /// Appends the characters of a word as they are matched; what is not UTF-8 is repaired first.
  package static func appendWord(_ text: Span<UInt8>, to word: inout [UInt32]) {
    var position = 0
    while position < text.count {
      // Chinese characters are what they are; all else is left to those who know.
      guard position + 2 < text.count, text[position] &- 0xE4 <= 5,
        text[position + 1] & 0xC0 == 0x80, text[position + 2] & 0xC0 == 0x80
      else {
        let rest = text.extracting(position..<text.count)
        unsafe rest.withUnsafeBufferPointer {
          word += unsafe self.word(String(decoding: $0, as: UTF8.self))
        }
        return
      }
      word.append(
        UInt32(text[position] & 0x0F) << 12 | UInt32(text[position + 1] & 0x3F) << 6
          | UInt32(text[position + 2] & 0x3F))
      position += 3
    }
  }

  /// What is left out of a text.
  @inlinable package static var left: UInt32 { 0xFFFF_FFFF }

  /// The character by which another is recognised.
  @inlinable package static func folded(_ scalar: UInt32) -> UInt32 {
    if scalar &- 0x3400 < 0x6C00 { return scalar }
    if scalar < 0xA0 { return scalar == 0x09 ? 0x20 : scalar }
    if scalar >= 0x2E80 {
      // Chinese characters and their punctuation.
      if scalar < 0xFE00 {
        return switch scalar {
        case 0x3000: 0x20
        case 0x301C: 0x7E
        case 0x30FB: 0xB7
        default: scalar
        }
      }
      return foldedForm(scalar)
    }
    return foldedSign(scalar)
  }

  /// Forms of presentation, and what lies beyond 16 bits.
  @usableFromInline static func foldedForm(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0xFF01...0xFF5E: scalar - 0xFEE0
    case 0xFE00...0xFE0F, 0xFEFF, 0xE0001...0xE01EF: left
    case 0xFE58, 0xFE63: 0x2D
    case 0xFE6B: 0x40
    case 0xFE52: 0x2E
    case 0xFF65: 0xB7
    case 0x1D7CE...0x1D7FF: 0x30 + (scalar - 0x1D7CE) % 10
    default: scalar
    }
  }

  /// Signs of other scripts than Chinese.
  @usableFromInline static func foldedSign(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0xA0, 0x2000...0x200A, 0x202F, 0x205F: 0x20
    case 0xAD, 0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0x20E3: left
    case 0x2010...0x2015, 0x2212: 0x2D
    case 0x2022, 0x2027, 0x22C5: 0xB7
    case 0x223C: 0x7E
    default: scalar
    }
  }

  /// A letter of ASCII as a small one.
  @inlinable package static func small(_ scalar: UInt32) -> UInt32 {
    scalar &- 0x41 < 26 ? scalar | 0x20 : scalar
  }

  /// Whether the character is a letter of ASCII.
  @inlinable package static func isLetter(_ scalar: UInt32) -> Bool { (scalar | 0x20) &- 0x61 < 26 }

  /// Whether the character is a digit of ASCII.
  @inlinable package static func isDigit(_ scalar: UInt32) -> Bool { scalar &- 0x30 < 10 }

  /// The value of a digit, of ASCII or Chinese; `nil` for 十 and 百, which are none.
  package static func digit(_ scalar: UInt32) -> UInt8? {
    if isDigit(scalar) { return UInt8(truncatingIfNeeded: scalar - 0x30) }
    if scalar < 0x25CB { return nil }
    return switch scalar {
    case 0x3007, 0x96F6, 0x25CB: 0  // 〇零○
    case 0x4E00, 0x5E7A, 0x58F9: 1  // 一幺壹
    case 0x4E8C, 0x4E24, 0x8D30: 2  // 二两贰
    case 0x4E09, 0x53C1: 3  // 三叁
    case 0x56DB, 0x8086: 4  // 四肆
    case 0x4E94, 0x4F0D: 5  // 五伍
    case 0x516D, 0x9646: 6  // 六陆
    case 0x4E03, 0x67D2, 0x62D0: 7  // 七柒拐
    case 0x516B, 0x634C: 8  // 八捌
    case 0x4E5D, 0x7396, 0x52FE: 9  // 九玖勾
    default: nil
    }
  }
}
