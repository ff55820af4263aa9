/// A set of rules of one table, by position.
struct RuleSet: Hashable {
  private var words: [UInt64]

  /// No rules out of `count`.
  init(count: Int) {
    words = Array(repeating: 0, count: (count + 63) / 64)
  }

  /// Whether a rule is in the set.
  func contains(_ index: Int) -> Bool { words[index / 64] & (1 << UInt64(index % 64)) != 0 }

  /// Takes one rule in.
  mutating func insert(_ index: Int) {
    words[index / 64] |= 1 << UInt64(index % 64)
  }

  /// Takes the rules of another set in.
  mutating func formUnion(_ other: RuleSet) {
    for index in words.indices { words[index] |= other.words[index] }
  }

  /// Whether every rule here is in `other` too.
  func isSubset(of other: RuleSet) -> Bool {
    words.indices.allSatisfy { words[$0] & ~other.words[$0] == 0 }
  }

  /// The positions, ascending.
  var indices: [Int] {
    var indices: [Int] = []
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        indices.append(index * 64 + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
    return indices
  }
}
