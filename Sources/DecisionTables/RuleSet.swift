/// A set of rules of one table, by position.
struct RuleSet: Hashable {
  private var words: [UInt64]

  /// No rules out of `count`.
  init(count: Int) {
    words = Array(repeating: 0, count: (count + 63) / 64)
  }

  /// Those of `count` rules that `isMember` picks.
  init(count: Int, where isMember: (Int) -> Bool) {
    self.init(count: count)
    for index in 0..<count where isMember(index) {
      words[index / 64] |= 1 << UInt64(index % 64)
    }
  }

  /// The rules that are in both sets.
  func intersection(_ other: RuleSet) -> RuleSet {
    var both = self
    for index in words.indices { both.words[index] &= other.words[index] }
    return both
  }

  /// Takes the rules of another set in.
  mutating func formUnion(_ other: RuleSet) {
    for index in words.indices { words[index] |= other.words[index] }
  }

  /// Whether every rule here is in `other` too.
  func isSubset(of other: RuleSet) -> Bool {
    words.indices.allSatisfy { words[$0] & ~other.words[$0] == 0 }
  }

  /// How many rules there are.
  var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// The positions, ascending.
  var indices: [Int] {
    words.enumerated().flatMap { index, word in
      (0..<64).filter { word & (1 << UInt64($0)) != 0 }.map { index * 64 + $0 }
    }
  }
}
