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
    var found: [RuleComparison] = []
    for upper in rules.indices {
      for lower in rules.indices where lower > upper {
        if CodedTable.contains(coded.box(of: upper), coded.box(of: lower)) {
          let isDuplicate = coded.box(of: upper) == coded.box(of: lower)
          found.append(
            isDuplicate
              ? RuleComparison(kind: .duplicate, rules: [rules[upper], rules[lower]])
              : RuleComparison(kind: .subsumed, rules: [rules[lower], rules[upper]]))
        } else if CodedTable.contains(coded.box(of: lower), coded.box(of: upper)) {
          found.append(RuleComparison(kind: .subsumed, rules: [rules[upper], rules[lower]]))
        } else if let merger = merger(coded, upper, lower) {
          found.append(RuleComparison(kind: merger, rules: [rules[upper], rules[lower]]))
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

  /// How two rules that answer the same could be one; `nil` where they could not.
  private func merger(_ coded: CodedTable, _ first: Int, _ second: Int) -> RuleComparison.Kind? {
    guard rules[first].outputs == rules[second].outputs, rules[first].notes == rules[second].notes
    else { return nil }
    let (box, other) = (coded.box(of: first), coded.box(of: second))
    let differing = inputs.indices.filter { box[$0] != other[$0] }
    guard differing.count == 1, let column = differing.first else { return nil }
    let cell = coded.cell(CodeBook.joined(box[column] + other[column]), column)
    return .mergeable(column: inputs[column].name, cell: cell)
  }
}
