/// Words by their first character, or by their last, the longest first.
package struct WordIndex: Sendable {
  private var positions = [UInt16](repeating: 0, count: 1 << 16)
  private var lists: [[[UInt32]]] = [[]]

  /// An index; words are matched as `FoldedText` reads them.
  package init(_ words: [String], byLast: Bool = false) {
    for word in words.map(FoldedText.word) {
      guard let key = byLast ? word.last : word.first, key < 0x10000 else { continue }
      if positions[Int(key)] == 0 {
        positions[Int(key)] = UInt16(lists.count)
        lists.append([])
      }
      lists[Int(positions[Int(key)])].append(word)
    }
    for position in lists.indices { lists[position].sort { $0.count > $1.count } }
  }

  /// The characters by which there are words.
  package var keys: [UInt32] {
    positions.indices.filter { positions[$0] > 0 }.map { UInt32($0) }
  }

  /// How long the longest word is that begins at a position; 0 where there is none.
  package func length(in text: borrowing FoldedText, at position: Int) -> Int {
    let key = FoldedText.small(text[position])
    guard key < 0x10000, positions[Int(key)] > 0 else { return 0 }
    for word in lists[Int(positions[Int(key)])] where text.matches(word, at: position) {
      return word.count
    }
    return 0
  }

  /// How long the longest word is that ends in front of a position; 0 where there is none.
  package func length(in text: borrowing FoldedText, endingBefore position: Int) -> Int {
    let key = FoldedText.small(text[position - 1])
    guard key < 0x10000, positions[Int(key)] > 0 else { return 0 }
    for word in lists[Int(positions[Int(key)])]
    where text.matches(word, at: position - word.count) {
      return word.count
    }
    return 0
  }
}
