/// Gives numbers a word by the digits they begin with and by how many digits they have.
///
/// Of several rules that fit, the one with the longest prefix holds.
package struct PrefixRules: Sendable {
  /// A word for numbers that begin with certain digits.
  package struct Rule: Hashable, Sendable {
    /// The digits a number begins with.
    package let prefix: String
    /// How many digits it has; no more than sixteen.
    package let digits: ClosedRange<Int>
    /// What it is called.
    package let word: String

    /// A word for the numbers that begin with `prefix` and have as many digits as `digits` says.
    package init(prefix: String, digits: ClosedRange<Int>, word: String) {
      self.prefix = prefix
      self.digits = digits
      self.word = word
    }
  }

  /// The rules.
  package let rules: [Rule]
  /// The word of a number that no rule fits.
  package let otherwise: String
  /// By prefix and next digit: the longer prefix; zero where no rule begins like that.
  private(set) var next: [Int] = Array(repeating: 0, count: 10)
  /// By prefix and count of digits: the rule of just this prefix; `none` where there is none.
  private(set) var fitting: [Int] = Array(repeating: none, count: Self.lengths)

  private static let none = -1
  private static let lengths = 17

  /// Words by rules, and `otherwise` for all other numbers; of two rules of one prefix and count
  /// the first holds.
  package init(_ rules: [Rule], otherwise: String) {
    self.rules = rules
    self.otherwise = otherwise
    for (index, rule) in rules.enumerated() {
      let node = rule.prefix.utf8.reduce(0) { add(Int($1) - 48, behind: $0) }
      for count in rule.digits.clamped(to: 0...Self.lengths - 1) {
        let place = node * Self.lengths + count
        if fitting[place] == Self.none { fitting[place] = index }
      }
    }
  }

  private mutating func add(_ digit: Int, behind node: Int) -> Int {
    precondition((0...9).contains(digit), "a prefix is digits")
    if next[node * 10 + digit] == 0 {
      next[node * 10 + digit] = next.count / 10
      next += Array(repeating: 0, count: 10)
      fitting += Array(repeating: Self.none, count: Self.lengths)
    }
    return next[node * 10 + digit]
  }

  /// The place of the rule that holds for a number; `nil` where none does.
  package func rule(for number: String) -> Int? {
    rule(for: CellKey(number))
  }

  /// The word of a number.
  package func word(for number: String) -> String {
    rule(for: number).map { rules[$0].word } ?? otherwise
  }

  /// The place of the rule that holds for a cell; `nil` where none does.
  @inline(__always)
  func rule(for key: CellKey) -> Int? {
    let count = key.count
    guard count < Self.lengths else { return nil }
    var node = 0
    var found = Self.none
    for place in 0..<count {
      let digit = Int(key.byte(at: place)) &- 48
      guard digit >= 0, digit < 10 else { return nil }
      node = next[node &* 10 &+ digit]
      guard node > 0 else { break }
      let rule = fitting[node &* Self.lengths &+ count]
      if rule != Self.none { found = rule }
    }
    return found == Self.none ? nil : found
  }
}
