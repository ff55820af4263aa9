/// What can be said of a table for all facts at once.
package struct TableProof: Hashable, Sendable {
  /// Facts that no rule answers; the first few, as witnesses.
  package let gaps: [[NamedValue]]
  /// Rules that answer together, with facts for which they do; one witness for each set of rules.
  package let overlaps: [Overlap]
  /// The rules that no facts reach.
  package let unreached: [String]
  /// Whether everything was looked at; without it nothing is proven.
  package let isExhaustive: Bool

  /// Rules that answer the same facts.
  package struct Overlap: Hashable, Sendable {
    /// The rules, from top to bottom.
    package let rules: [String]
    /// Facts that all of them answer.
    package let witness: [NamedValue]
  }

  /// Whether exactly one rule answers, whatever the facts.
  package var isPartition: Bool { isExhaustive && gaps.isEmpty && overlaps.isEmpty }
}

extension DecisionTable {
  /// Looks at every combination of elementary codes.
  ///
  /// - Parameters:
  ///   - values: for inputs that cannot have every value of their domain, the values they have.
  ///   - budget: how many steps may be taken; past it the proof is not exhaustive.
  ///   - limit: how many gaps and how many overlaps are kept as witnesses.
  /// - Returns: gaps, overlaps and rules that are never reached.
  package func proof(
    over values: [String: [FactValue]] = [:], budget: Int = 2_000_000, limit: Int = 20
  ) -> TableProof {
    var search = ProofSearch(table: self, values: values, budget: budget, limit: limit)
    search.run()
    let reached = Set(search.reached.indices)
    return TableProof(
      gaps: search.gaps,
      overlaps: search.overlaps.map { TableProof.Overlap(rules: ids($0.rules), witness: $0.facts) },
      unreached: ids(RuleSet(count: rules.count) { !reached.contains($0) }),
      isExhaustive: search.isExhaustive)
  }

  private func ids(_ set: RuleSet) -> [String] { set.indices.map { rules[$0].id } }
}

/// Depth first through the columns; the rules that still match are carried along.
private struct ProofSearch {
  let table: DecisionTable
  let limit: Int
  /// By column: the values to be tried.
  let codes: [[FactValue]]
  /// By column and value: the rules whose condition it meets.
  let matching: [[RuleSet]]
  /// By column: the rules that ask nothing from this column on.
  let indifferent: [RuleSet]
  var budget: Int
  var chosen: [FactValue] = []
  var gaps: [[NamedValue]] = []
  var overlaps: [(rules: RuleSet, facts: [NamedValue])] = []
  var seenOverlaps: Set<RuleSet> = []
  var reached: RuleSet
  var isExhaustive = true

  init(table: DecisionTable, values: [String: [FactValue]], budget: Int, limit: Int) {
    self.table = table
    self.budget = budget
    self.limit = limit
    let rules = table.rules
    let codes = table.inputs.indices.map {
      values[table.inputs[$0].name] ?? table.elementaryCodes(ofInput: $0)
    }
    self.codes = codes
    matching = codes.enumerated().map { column, codes in
      codes.map { code in
        RuleSet(count: rules.count) { rules[$0].conditions[column].matches(code) }
      }
    }
    indifferent = (0...codes.count).map { column in
      RuleSet(count: rules.count) { rule in
        rules[rule].conditions[column...].allSatisfy { $0.test == .any }
      }
    }
    reached = RuleSet(count: rules.count)
  }

  mutating func run() {
    visit(0, RuleSet(count: table.rules.count) { _ in true })
  }

  private mutating func visit(_ column: Int, _ survivors: RuleSet) {
    guard budget > 0 else {
      isExhaustive = false
      return
    }
    budget -= 1
    // Where nobody asks any further the answer is known; no survivors at all is such a case.
    guard !survivors.isSubset(of: indifferent[column]) else {
      if codes[column...].contains(where: \.isEmpty) { return }
      record(survivors)
      return
    }
    for (index, code) in codes[column].enumerated() {
      chosen.append(code)
      visit(column + 1, survivors.intersection(matching[column][index]))
      chosen.removeLast()
    }
  }

  private mutating func record(_ survivors: RuleSet) {
    reached.formUnion(survivors)
    switch survivors.count {
    case 0: if gaps.count < limit { gaps.append(witness) }
    case 1: break
    default:
      if overlaps.count < limit, seenOverlaps.insert(survivors).inserted {
        overlaps.append((survivors, witness))
      }
    }
  }

  /// The facts chosen so far, and the first value of each column that no longer matters.
  private var witness: [NamedValue] {
    table.inputs.indices.map { column in
      NamedValue(
        table.inputs[column].name,
        column < chosen.count ? chosen[column] : codes[column][0])
    }
  }
}
