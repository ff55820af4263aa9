/// Words by their first two characters, or by their last two, the longest first.
package struct WordIndex: Sendable {
  private var positions = [UInt16](repeating: 0, count: 1 << 16)
  private var lists: [[[UInt32]]] = [[]]
  private let byLast: Bool
  /// The characters with which words begin, or end.
  package private(set) var keys: Set<UInt32> = []

  /// An index; words are matched as `FoldedText` reads them.
  package init(_ words: [String], byLast: Bool = false) {
    self.byLast = byLast
    for word in words.map(FoldedText.word) where !word.isEmpty {
      let outer = byLast ? Array(word.reversed()) : word
      keys.insert(outer[0])
      let slot = Self.slot(outer[0], outer.count > 1 ? outer[1] : 0)
      if positions[slot] == 0 {
        positions[slot] = UInt16(lists.count)
        lists.append([])
      }
      lists[Int(positions[slot])].append(word)
    }
    for position in lists.indices { lists[position].sort { $0.count > $1.count } }
  }

  /// Where words with two characters are listed, and maybe others; those of one character with 0.
  private static func slot(_ key: UInt32, _ next: UInt32) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37 ^ next &* 0x85EB) & 0xFFFF)
  }

  /// How long the longest word is that begins at a position; 0 where there is none.
  package func length(in text: borrowing FoldedText, at position: Int) -> Int {
    let key = FoldedText.small(text[position])
    let next = FoldedText.small(text[position + 1])
    return length(in: text, key, next, position) ?? length(in: text, key, 0, position) ?? 0
  }

  /// How long the longest word is that ends in front of a position; 0 where there is none.
  package func length(in text: borrowing FoldedText, endingBefore position: Int) -> Int {
    let key = FoldedText.small(text[position - 1])
    let next = FoldedText.small(text[position - 2])
    return length(in: text, key, next, position) ?? length(in: text, key, 0, position) ?? 0
  }

  private func length(
    in text: borrowing FoldedText, _ key: UInt32, _ next: UInt32, _ position: Int
  ) -> Int? {
    let list = positions[Self.slot(key, next)]
    if list == 0 { return nil }
    for word in lists[Int(list)]
    where text.matches(word, at: byLast ? position - word.count : position) {
      return word.count
    }
    return nil
  }
}
