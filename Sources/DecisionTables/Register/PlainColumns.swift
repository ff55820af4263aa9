import CDeciding

/// The columns of a register with the words and numbers that their cells are looked for among.
///
/// The place of a word follows from its bytes by a multiplication that is chosen so that no two words of a
/// fact have one place.
struct PlainColumns {
  private(set) var columns: [hotline_column] = []
  private(set) var words: [hotline_word] = []
  private(set) var numbers: [hotline_number] = []

  /// Adds a column.
  ///
  /// - Parameters:
  ///   - place: its place, from 0.
  ///   - fact: the position of the fact that it holds.
  ///   - table: the codes of its cells.
  ///   - firstWeight: the place of the weight of the fact's first code.
  /// - Returns: whether its words can have places of their own.
  mutating func add(_ place: Int, _ fact: Int, _ table: CodeTable, firstWeight: Int) -> Bool {
    func weight(_ code: UInt16) -> UInt32 {
      code == CodeTable.none ? hotline_no_weight : UInt32(firstWeight) + UInt32(code)
    }
    let listed = table.words(ofFact: fact).compactMap { word, code in
      word.utf8.count <= Int(hotline_longest_word) ? Self.word(word, weight(code)) : nil
    }
    guard let found = Self.multiplier(for: listed) else { return false }
    let starts = table.numberStarts(ofFact: fact, before: 100_000_000)
    let kind =
      starts != nil ? hotline_digits : table.isDialled(fact) ? hotline_dialled : hotline_text
    columns.append(
      hotline_column(
        multiplier: found.multiplier, place: UInt32(place), shift: UInt32(found.shift),
        first_word: UInt32(words.count), other: weight(table.other(ofFact: fact)),
        first_number: UInt32(numbers.count),
        end_number: UInt32(numbers.count + (starts?.count ?? 0)), kind: kind.rawValue))
    words += found.words
    numbers += (starts ?? []).map { hotline_number(number: $0.number, weight: weight($0.code)) }
    return true
  }

  /// What no cell is like.
  private static let free = hotline_word(
    low: 0, high: 0, middle: 0, length: .max, weight: hotline_no_weight)

  private static func word(_ word: String, _ weight: UInt32) -> hotline_word {
    let bytes = Array(word.utf8)
    func eight(_ part: ArraySlice<UInt8>) -> UInt64 {
      part.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
    return hotline_word(
      low: eight(bytes.prefix(8)), high: eight(bytes.suffix(8)),
      middle: bytes.count > 16 ? eight(bytes[8..<16]) : 0, length: UInt32(bytes.count),
      weight: weight)
  }

  /// A multiplication that gives each word a place of its own, and the words at these; `nil` where none
  /// was found.
  private static func multiplier(
    for words: [hotline_word]
  ) -> (multiplier: UInt64, shift: Int, words: [hotline_word])? {
    var fewest = 1
    while 1 << fewest < 2 * words.count { fewest += 1 }
    var multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15
    for bits in fewest...max(fewest, 16) {
      for _ in 0..<32 {
        var placed = [hotline_word](repeating: free, count: 1 << bits)
        let isApart = words.allSatisfy { word in
          let place = hotline_word_place(
            word.low, word.high, word.middle, word.length, multiplier, UInt32(64 - bits))
          defer { placed[place] = word }
          return placed[place].length == free.length
        }
        if isApart { return (multiplier, 64 - bits, placed) }
        multiplier = (multiplier &* 0xD6E8_FEB8_6659_FD93 ^ multiplier >> 29) | 1
      }
    }
    return nil
  }
}
