/// Rules of a table that say the same, or that one word less would say as well.
package struct RuleComparison: Hashable, Sendable {
  /// How two rules stand to each other.
  package enum Kind: Hashable, Sendable {
    /// They ask exactly the same.
    case duplicate
    /// All the first asks for, the second asks for too.
    case subsumed
    /// They answer the same and differ in one condition: one row would do.
    case mergeable(column: String, cell: String)
  }

  /// How they stand to each other.
  package let kind: Kind
  /// The rules, a narrower one first, else the upper one.
  package let rules: [DecisionTable.Rule]
}

extension DecisionTable {
  /// Pairs of rules that are one too many.
  ///
  /// Rules that rest on different clauses are never mergeable, for each clause must keep its row.
  package func comparisons() -> [RuleComparison] {
    let coded = CodedTable(self)
    let outlines = RuleOutlines(coded)
    var found: [RuleComparison] = []
    for upper in rules.indices {
      for lower in rules.indices where lower > upper {
        if outlines.contains(upper, lower),
          CodedTable.contains(coded.box(of: upper), coded.box(of: lower))
        {
          let isDuplicate = coded.box(of: upper) == coded.box(of: lower)
          found.append(
            isDuplicate
              ? RuleComparison(kind: .duplicate, rules: [rules[upper], rules[lower]])
              : RuleComparison(kind: .subsumed, rules: [rules[lower], rules[upper]]))
        } else if outlines.contains(lower, upper),
          CodedTable.contains(coded.box(of: lower), coded.box(of: upper))
        {
          found.append(RuleComparison(kind: .subsumed, rules: [rules[upper], rules[lower]]))
        } else if let column = outlines.onlyDifference(upper, lower) {
          let cell = coded.cell(
            CodeBook.joined(coded.box(of: upper)[column] + coded.box(of: lower)[column]), column)
          found.append(
            RuleComparison(
              kind: .mergeable(column: inputs[column].name, cell: cell),
              rules: [rules[upper], rules[lower]]))
        }
      }
    }
    return found
  }

  /// Inputs that no rule asks about.
  package var unasked: [Column] {
    inputs.indices.filter { column in rules.allSatisfy { $0.conditions[column].test == .any } }
      .map { inputs[$0] }
  }
}

/// What is enough to see of most pairs of rules that they have nothing to do with each other.
private struct RuleOutlines {
  private let columns: Int
  /// By rule and column: from which code to which its ranges go; both 0 where it has none.
  private let spans: [Range<Int>]
  /// By rule and column: the same number for the same ranges.
  private let conditions: [Int]
  /// By rule: the same number for the same outputs on the same grounds.
  private let answers: [Int]

  init(_ coded: CodedTable) {
    columns = coded.codes.count
    spans = coded.ranges.flatMap { box in
      box.map { ($0.first?.lowerBound ?? 0)..<($0.last?.upperBound ?? 0) }
    }
    var known: [[Range<Int>]: Int] = [:]
    conditions = coded.ranges.flatMap { box in
      box.map { ranges in known.number(of: ranges) }
    }
    var given: [Answer: Int] = [:]
    answers = coded.table.rules.map {
      given.number(of: Answer(outputs: $0.outputs, notes: $0.notes))
    }
  }

  private struct Answer: Hashable {
    let outputs: [FactValue]
    let notes: [String: String]
  }

  /// Whether one rule reaches at least as far as another in every column.
  func contains(_ outer: Int, _ inner: Int) -> Bool {
    for column in 0..<columns {
      let (outer, inner) = (spans[outer * columns + column], spans[inner * columns + column])
      if inner.isEmpty { continue }
      if inner.lowerBound < outer.lowerBound || outer.upperBound < inner.upperBound {
        return false
      }
    }
    return true
  }

  /// The only column in which two rules that answer the same differ; `nil` where there is none.
  func onlyDifference(_ first: Int, _ second: Int) -> Int? {
    guard answers[first] == answers[second] else { return nil }
    var found: Int?
    for column in 0..<columns
    where conditions[first * columns + column] != conditions[second * columns + column] {
      guard found == nil else { return nil }
      found = column
    }
    return found
  }
}

extension Dictionary where Value == Int {
  /// The number of a key: the next one where it has none yet.
  fileprivate mutating func number(of key: Key) -> Int {
    if let known = self[key] { return known }
    self[key] = count
    return count - 1
  }
}
