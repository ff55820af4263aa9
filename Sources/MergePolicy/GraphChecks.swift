import DecisionTables
import Findings
import HotlineModel
import Reports

/// What must hold of all tables together, whatever the facts: no guess while a fact is unknown, no
/// needless question, and every invariant.
///
/// It is asked of tables that answer every combination of facts exactly once.
struct GraphChecks {
  let graph: DecisionGraph
  let invariants: [PolicyInvariant]
  /// Where the policy lies.
  let place: SourceLocation
  /// How many answers may be looked up, for the graph and for each invariant.
  var budget = GraphProof.budget

  /// What came of it.
  struct Result {
    /// The figures; `nil` where a table is too large to be looked at with the others.
    var graph: PolicyReport.Graph?
    var invariants: [PolicyReport.Invariant] = []
    var findings: [Finding] = []
  }

  func run() -> Result {
    let clauses = invariants.flatMap { $0.invariant.when + $0.invariant.must }
    guard let coded = CodedGraph(graph, telling: clauses) else {
      return Result(findings: [Finding(.graphNotProven, at: place)])
    }
    let proof = coded.proof(
      of: PolicyOutput.outcomes, unknown: [.word("unknown"), .null], budget: budget)
    var result = Result(graph: PolicyReport.Graph(proof), findings: findings(of: proof))
    for invariant in invariants {
      let proof = coded.proof(of: invariant.invariant, budget: budget)
      result.invariants.append(
        PolicyReport.Invariant(
          id: invariant.invariant.id, cases: proof.cases, broken: proof.broken))
      result.findings += findings(of: proof, about: invariant)
    }
    return result
  }

  private func findings(of proof: GraphProof) -> [Finding] {
    let unproven =
      proof.isExhaustive ? [] : [Finding(.graphNotProven, at: place)]
    let holes = proof.holes.map { hole in
      Finding(
        hole.isAmbiguous ? .ruleOverlap : .ruleGap, at: SourceLocation(hole.table.place),
        [
          "table": hole.table.name, "rules": "", "found": hole.regions.first?.words ?? "",
          "witness": hole.witness.listed,
          "row": hole.table.row("NEW", asking: hole.regions.first?.cells ?? []),
        ])
    }
    let dead = proof.unreached.map { table, rule in
      Finding(
        .ruleNeverMatches, at: SourceLocation(rule.place),
        ["found": rule.id, "table": table.name])
    }
    return unproven + holes + dead
      + proof.hiddenGuesses.map { Finding(.hiddenGuess, about: $0) }
      + proof.needlessQuestions.map { Finding(.needlessQuestion, about: $0) }
  }

  private func findings(of proof: InvariantProof, about invariant: PolicyInvariant) -> [Finding] {
    let id = invariant.invariant.id
    guard proof.isExhaustive else {
      return [Finding(.graphNotProven, at: invariant.place)]
    }
    if proof.cases == 0 { return [Finding(.invariantIdle, at: invariant.place, ["found": id])] }
    guard proof.broken > 0 else { return [] }
    return [
      Finding(
        .invariantBroken, at: invariant.place,
        [
          "found": id, "value": proof.answers.listed, "witness": proof.witness.listed,
          "count": "\(proof.broken)", "clause": invariant.because,
        ])
    ]
  }
}

extension PolicyReport.Graph {
  init(_ proof: GraphProof) {
    self.init(
      combinations: proof.combinations, unknownTests: proof.unknownTests, lookups: proof.lookups,
      hiddenGuesses: proof.hiddenGuesses.count,
      needlessQuestions: proof.needlessQuestions.count, deadRules: proof.unreached.count,
      isExhaustive: proof.isExhaustive)
  }
}

extension Finding {
  /// A rule that answers too much, or too little, while one fact is not known.
  fileprivate init(_ code: FindingCode, about misjudgement: GraphProof.Misjudgement) {
    let region = misjudgement.regions.first
    let more = misjudgement.regions.count - 1
    self.init(
      code, at: SourceLocation(misjudgement.rule.place),
      [
        "rule": misjudgement.rule.id, "table": misjudgement.table.name,
        "column": misjudgement.output, "value": misjudgement.answer.description,
        "fact": misjudgement.fact, "known": misjudgement.known.description,
        "expected": misjudgement.knownAnswer.description,
        "found": (region?.words ?? "") + (more > 0 ? " (+\(more))" : ""),
        "witness": misjudgement.witness.listed, "count": "\(misjudgement.count)",
        "row": misjudgement.table.row(
          misjudgement.rule.id + "x", asking: region?.cells ?? [], answering: misjudgement.rule,
          but: [misjudgement.output: "?"]),
      ])
  }
}
