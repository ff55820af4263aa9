import DecisionTables
import Findings
import Reports

/// An invariant that does not hold, with the rules behind an answer that shows it.
struct BrokenInvariant {
  let invariant: PolicyInvariant
  let proof: InvariantProof
  /// The rules on the way to that answer, in the order in which they are asked.
  let rules: [DecisionTable.Rule]

  init(_ invariant: PolicyInvariant, _ proof: InvariantProof, _ graph: DecisionGraph) {
    self.invariant = invariant
    self.proof = proof
    let facts = Dictionary(proof.witness.map { ($0.name, $0.value) }) { first, _ in first }
    let asked = (invariant.invariant.when + invariant.invariant.must).map(\.name)
    let outcome = try? graph.evaluate(facts)
    rules = outcome?.grounds(of: asked).steps.map(\.rule) ?? []
  }

  /// One finding for each cause: the invariants that one rule can have broken stand together.
  ///
  /// - Parameters:
  ///   - broken: the invariants that do not hold.
  ///   - edited: rules that were changed since they were signed, which are named first.
  /// - Returns: the findings, the cause of most first.
  static func findings(_ broken: [BrokenInvariant], edited: Set<String>) -> [Finding] {
    var rest = broken
    var findings: [Finding] = []
    while let first = rest.first {
      let cause = cause(of: rest, edited: edited)
      let group = rest.filter { item in
        cause.map { cause in item.rules.contains { $0.id == cause } } ?? true
      }
      let members = group.isEmpty ? [first] : group
      findings.append(finding(members, edited: edited))
      let told = Set(members.map(\.invariant.invariant.id))
      rest.removeAll { told.contains($0.invariant.invariant.id) }
    }
    return findings
  }

  /// The rule behind most of them, one that was edited before all others.
  private static func cause(of broken: [BrokenInvariant], edited: Set<String>) -> String? {
    var counts: [String: Int] = [:]
    for rule in broken.flatMap(\.rules) { counts[rule.id, default: 0] += 1 }
    return counts.max {
      (edited.contains($0.key) ? 1 : 0, $0.value, $1.key)
        < (edited.contains($1.key) ? 1 : 0, $1.value, $0.key)
    }?.key
  }

  private static func count(_ broken: Int) -> String {
    broken == .max ? ">9.2e18" : "\(broken)"
  }

  private static func finding(_ group: [BrokenInvariant], edited: Set<String>) -> Finding {
    let first = group[0]
    let common = first.rules.filter { rule in
      group.allSatisfy { $0.rules.contains { $0.id == rule.id } }
    }
    let changed = common.filter { edited.contains($0.id) }
    let suspects = changed.isEmpty ? common.suffix(1) : changed[...]
    return Finding(
      .invariantBroken(
        found: CaseChecks.listed(group.map(\.invariant.invariant.id)),
        count: Self.count(group.map(\.proof.broken).sumAtMost), value: first.proof.answers.listed,
        clause: first.invariant.because, witness: first.proof.witness.listed,
        edited: changed.map(\.id).joined(separator: ", "),
        rules: common.map(\.id).joined(separator: ", ")),
      at: suspects.map { SourceLocation($0.place) } + group.map(\.invariant.place))
  }
}
