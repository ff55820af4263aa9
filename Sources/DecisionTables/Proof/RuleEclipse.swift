/// Which rule answers where several match, in tables that are not UNIQUE.
package enum RulePrecedence: String, Sendable {
  /// The uppermost.
  case first = "FIRST"
  /// The one whose output stands first among the output's values; of equals the uppermost.
  case priority = "PRIORITY"
}

/// A rule that does not answer where its conditions hold, because another one does.
package struct RuleEclipse: Hashable, Sendable {
  /// The rule.
  package let rule: DecisionTable.Rule
  /// The rules that answer in its place, from top to bottom.
  package let by: [DecisionTable.Rule]
  /// Whether it never answers at all, being masked; otherwise it is misleading, for it answers
  /// some of what it asks for and another output is given for the rest.
  package let isMasked: Bool
  /// Facts for which another rule answers.
  package let region: FactRegion
}

extension DecisionTable {
  /// The rules that are masked and, under PRIORITY, those that are misleading.
  ///
  /// Under FIRST a rule that answers only what those above have left is how the table is meant.
  ///
  /// - Parameters:
  ///   - precedence: which rule answers where several match.
  ///   - budget: how many regions may be looked at.
  /// - Returns: one for each such rule, from top to bottom; `nil` where the table is too hard.
  package func eclipses(
    _ precedence: RulePrecedence, budget: Int = TableProof.budget
  ) -> [RuleEclipse]? {
    let coded = CodedTable(self)
    var search = RegionSearch(coded, budget: budget)
    search.run()
    guard search.isExhaustive else { return nil }
    let ranks = ranks(precedence)
    var answering = search.alone
    var lost: [Int: [(winner: Int, region: RegionSearch.Region)]] = [:]
    let overlaps = search.overlaps.map { (rules: $0.key.indices, region: $0.value) }
      .sorted { $0.rules.lexicographicallyPrecedes($1.rules) }
    for overlap in overlaps {
      guard
        let winner = overlap.rules.min(by: { ranks[$0].lexicographicallyPrecedes(ranks[$1]) })
      else { continue }
      answering.insert(winner)
      for loser in overlap.rules where loser != winner {
        lost[loser, default: []].append((winner, overlap.region))
      }
    }
    return rules.indices.compactMap { rule in
      let isMasked = !answering.contains(rule)
      guard isMasked || precedence == .priority else { return nil }
      let telling = (lost[rule] ?? []).filter {
        isMasked || rules[$0.winner].outputs != rules[rule].outputs
      }
      guard let first = telling.first else { return nil }
      return RuleEclipse(
        rule: rules[rule], by: Set(telling.map(\.winner)).sorted().map { rules[$0] },
        isMasked: isMasked, region: coded.region(first.region.map { [$0] }))
    }
  }

  /// By rule: what puts it before others, the lower the sooner.
  private func ranks(_ precedence: RulePrecedence) -> [[Int]] {
    rules.enumerated().map { index, rule in
      switch precedence {
      case .first: [index]
      case .priority:
        zip(outputs, rule.outputs).map { output, value in
          guard case .words(let words) = output.domain else { return 0 }
          return words.firstIndex(of: value.description) ?? words.count
        } + [index]
      }
    }
  }
}
