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
  /// What may be used, for the graph and for all invariants.
  var budget = ProofBudget()
  /// Rules that were changed since they were signed, by their names.
  var edited: Set<String> = []

  /// What came of it.
  struct Result {
    /// The figures; `nil` where a table is too large to be looked at with the others.
    var graph: PolicyReport.Graph?
    var invariants: [PolicyReport.Invariant] = []
    var findings: [Finding] = []
  }

  func run() -> Result {
    let clauses = invariants.flatMap { $0.invariant.when + $0.invariant.must }
    let coded: CodedGraph
    do {
      coded = try CodedGraph(graph, telling: clauses)
    } catch {
      return Result(findings: [Finding(.graphNotProven(tables: error.table), at: place)])
    }
    var diagrams = GraphDiagrams(coded, budget: budget)
    // Invariants take little, so that they are looked at whatever unknown facts take.
    let proofs = diagrams.isComplete ? invariants.map { diagrams.proof(of: $0.invariant) } : []
    // An empty text, such as a district that nobody registered, is none that a rule names.
    let proof = diagrams.proof(
      of: PolicyOutput.outcomes,
      unknown: [.word(LineFacts.unknown), .null, DecisionTable.anyOtherText],
      known: LineFacts.given)
    var result = Result(graph: PolicyReport.Graph(proof), findings: findings(of: proof))
    var broken: [BrokenInvariant] = []
    for (invariant, proof) in zip(invariants, proofs) {
      result.findings += doubts(of: proof, about: invariant)
      guard proof.isExhaustive else { continue }
      result.invariants.append(
        PolicyReport.Invariant(
          id: invariant.invariant.id, cases: proof.cases, broken: proof.broken))
      if proof.broken > 0 { broken.append(BrokenInvariant(invariant, proof, graph)) }
    }
    result.findings += BrokenInvariant.findings(broken, edited: edited)
    return result
  }

  private func findings(of proof: GraphProof) -> [Finding] {
    let unproven =
      proof.isExhaustive
      ? [] : [Finding(.graphNotProven(tables: proof.heaviest.listed), at: place)]
    let holes = proof.holes.map { hole in
      let found = hole.regions.first?.words ?? ""
      let row = hole.table.row("NEW", asking: hole.regions.first?.cells ?? [])
      return Finding(
        hole.isAmbiguous
          ? .ruleOverlap(rules: "", table: hole.table.name, found: found, row: row)
          : .ruleGap(table: hole.table.name, found: found, row: row),
        at: SourceLocation(hole.table.place))
    }
    let dead = proof.unreached.map { table, rule in
      Finding(.ruleNeverMatches(found: rule.id, table: table.name), at: SourceLocation(rule.place))
    }
    return unproven + holes + dead
      + proof.hiddenGuesses.map { $0.finding(isGuess: true) }
      + proof.needlessQuestions.map { $0.finding(isGuess: false) }
  }

  private func doubts(of proof: InvariantProof, about invariant: PolicyInvariant) -> [Finding] {
    let id = invariant.invariant.id
    guard proof.isExhaustive else {
      return [Finding(.graphNotProven(tables: ""), at: invariant.place)]
    }
    let idle =
      proof.cases == 0 ? [Finding(.invariantIdle(found: id), at: invariant.place)] : []
    let words = invariant.wordsOfTables(graph)
    return idle
      + (words.isEmpty
        ? []
        : [
          Finding(
            .invariantOnWords(found: id, expected: words.joined(separator: ", ")),
            at: invariant.place)
        ])
  }
}

extension PolicyReport.Graph {
  init(_ proof: GraphProof) {
    self.init(
      combinations: proof.combinations, unknownTests: proof.unknownTests, states: proof.states,
      hiddenGuesses: proof.hiddenGuesses.count,
      needlessQuestions: proof.needlessQuestions.count, deadRules: proof.unreached.count,
      isExhaustive: proof.isExhaustive)
  }
}

extension [GraphDiagrams.Load] {
  /// `t09 (1200), mode (800)`: tables with the states behind them.
  fileprivate var listed: String {
    map { "\($0.table) (\($0.states))" }.joined(separator: ", ")
  }
}

extension GraphProof.Misjudgement {
  /// A rule that answers too much, or asks too much, while one fact is not known.
  fileprivate func finding(isGuess: Bool) -> Finding {
    let region = regions.first
    let found = (region?.words ?? "") + (regions.count > 1 ? " (+\(regions.count - 1))" : "")
    let row = table.row(
      rule.id + "x", asking: region?.cells ?? [], answering: rule, but: [output: "?"])
    let expected = knownAnswer.description
    return Finding(
      isGuess
        ? .hiddenGuess(
          rule: rule.id, table: table.name, column: output, value: answer.description, fact: fact,
          found: found, known: known.description, expected: expected, witness: witness.listed,
          row: row)
        : .needlessQuestion(
          rule: rule.id, table: table.name, fact: fact, found: found, column: output,
          expected: expected, row: row), at: SourceLocation(rule.place))
  }
}
