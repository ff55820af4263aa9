/// What can be said of a table for all facts at once.
package struct TableProof: Hashable, Sendable {
  /// Facts that no rule answers, taken together as far as they go; the first few.
  package let gaps: [FactRegion]
  /// Rules that answer together, with facts for which they do; one for each largest set of rules.
  package let overlaps: [Overlap]
  /// The rules that no facts reach.
  package let unreached: [String]
  /// Whether everything was looked at; without it nothing is proven.
  package let isExhaustive: Bool
  /// How many regions of facts were looked at.
  package let regions: Int

  /// Rules that answer the same facts.
  package struct Overlap: Hashable, Sendable {
    /// The rules, from top to bottom.
    package let rules: [String]
    /// Facts that all of them answer.
    package let region: FactRegion
  }

  /// Whether exactly one rule answers, whatever the facts.
  package var isPartition: Bool { isExhaustive && gaps.isEmpty && overlaps.isEmpty }

  /// How many regions are looked at before a table is given up as too hard.
  package static let budget = 400_000
}

extension DecisionTable {
  /// Cuts the space of facts into regions and looks who answers in each.
  ///
  /// - Parameters:
  ///   - values: for inputs that cannot have every value of their domain, the values they have.
  ///   - budget: how many regions may be looked at; past it the proof is not exhaustive.
  ///   - limit: how many gaps and how many overlaps are kept.
  /// - Returns: gaps, overlaps and rules that are never reached.
  package func proof(
    over values: [String: [FactValue]] = [:], budget: Int = TableProof.budget, limit: Int = 20
  ) -> TableProof {
    let coded = CodedTable(self, over: values)
    var search = RegionSearch(coded, budget: budget, limit: limit == 0 ? 0 : .max)
    search.run()
    let gaps = CodedTable.merged(search.gaps.map { region in region.map { [$0] } })
    let overlaps = Self.largest(search.overlaps.keys).compactMap { set -> TableProof.Overlap? in
      let indices = set.indices
      let boxes = indices.map(coded.box)
      let shared = boxes.dropFirst().reduce(boxes.first) { shared, box in
        shared.flatMap { CodedTable.intersection($0, box) }
      }
      return shared.map {
        TableProof.Overlap(rules: indices.map { rules[$0].id }, region: coded.region($0))
      }
    }
    let reached = search.reached
    return TableProof(
      gaps: gaps.prefix(limit).map(coded.region), overlaps: Array(overlaps.prefix(limit)),
      unreached: rules.indices.filter { !reached.contains($0) }.map { rules[$0].id },
      isExhaustive: search.isExhaustive, regions: search.regions)
  }

  /// The sets that no other set holds, in the order of their rules.
  private static func largest(_ sets: some Collection<RuleSet>) -> [RuleSet] {
    let indexed = sets.map { (set: $0, indices: $0.indices) }
      .sorted { $0.indices.count > $1.indices.count }
    var kept: [(set: RuleSet, indices: [Int])] = []
    var holding: [Int: [Int]] = [:]
    for candidate in indexed {
      guard let first = candidate.indices.first else { continue }
      let isHeld = holding[first, default: []].contains {
        candidate.set.isSubset(of: kept[$0].set)
      }
      guard !isHeld else { continue }
      for rule in candidate.indices { holding[rule, default: []].append(kept.count) }
      kept.append(candidate)
    }
    return kept.sorted { $0.indices.lexicographicallyPrecedes($1.indices) }.map(\.set)
  }
}
