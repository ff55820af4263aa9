/// Words by their first two characters, or by their last two, the longest first.
package struct WordIndex: Sendable {
  /// The list of each pair of characters, 0 where there is none; in the order of `slot`.
  ///
  /// There are eight times as many as words, so that most pairs of other words find nothing.
  private var positions: [UInt16]
  /// Where each list begins in `letters`.
  private var starts: [Int32] = [0]
  /// The words of all lists in their order, each preceded by its length; 0 ends a list.
  private var letters: [UInt32] = [0]
  /// The last six bits of words of one character, a bit each: most characters are not one.
  private var singles: UInt64 = 0
  private let byLast: Bool
  /// The characters with which words begin, or end.
  package private(set) var keys: Set<UInt32> = []

  /// An index; words are matched as `FoldedText` reads them.
  package init(_ words: [String], byLast: Bool = false) {
    self.byLast = byLast
    let size = max(256, words.count * 8)
    positions = [UInt16](
      repeating: 0, count: 1 << min(16, (size - 1).bitWidth - (size - 1).leadingZeroBitCount))
    var lists: [[[UInt32]]] = []
    for word in words.map(FoldedText.word) where !word.isEmpty {
      let outer = byLast ? Array(word.reversed()) : word
      keys.insert(outer[0])
      if outer.count == 1 { singles |= 1 << UInt64(outer[0] & 63) }
      let slot = slot(outer[0], outer.count > 1 ? outer[1] : 0)
      if positions[slot] == 0 {
        lists.append([])
        positions[slot] = UInt16(lists.count)
      }
      lists[Int(positions[slot]) - 1].append(word)
    }
    for list in lists {
      starts.append(Int32(letters.count))
      for word in list.sorted(by: { $0.count > $1.count }) {
        letters.append(UInt32(word.count))
        letters += word
      }
      letters.append(0)
    }
  }

  /// Where words with two characters are listed, and maybe others; those of one character with 0.
  private func slot(_ key: UInt32, _ next: UInt32) -> Int {
    Int((key &* 0x9E37_79B1 ^ next &* 0x85EB_CA77) >> 16) & (positions.count - 1)
  }

  /// How long the longest word is that begins at a position; 0 where there is none.
  package func length(in text: borrowing FoldedText, at position: Int) -> Int {
    let key = FoldedText.small(text[position])
    let next = FoldedText.small(text[position + 1])
    return longest(in: text, key, next, position)
  }

  /// How long the longest word is that ends in front of a position; 0 where there is none.
  package func length(in text: borrowing FoldedText, endingBefore position: Int) -> Int {
    let key = FoldedText.small(text[position - 1])
    let next = FoldedText.small(text[position - 2])
    return longest(in: text, key, next, position)
  }

  @inline(__always)
  private func longest(
    in text: borrowing FoldedText, _ key: UInt32, _ next: UInt32, _ position: Int
  ) -> Int {
    let length = length(in: text, key, next, position)
    if length > 0 || singles >> UInt64(key & 63) & 1 == 0 { return length }
    return self.length(in: text, key, 0, position)
  }

  private func length(
    in text: borrowing FoldedText, _ key: UInt32, _ next: UInt32, _ position: Int
  ) -> Int {
    let list = Int(positions[slot(key, next)])
    if list == 0 { return 0 }
    var place = Int(starts[list])
    while true {
      let count = Int(letters[place])
      if count == 0 { return 0 }
      let first = byLast ? position - count : position
      var offset = 0
      while offset < count, FoldedText.small(text[first + offset]) == letters[place + 1 + offset] {
        offset += 1
      }
      if offset == count { return count }
      place += count + 1
    }
  }
}
