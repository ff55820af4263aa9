import DecisionTables
package import HotlineModel
import LocalFiles

/// Everything that can be proven of a policy's sheets, signed or not.
package struct PolicyAnalysis {
  private let place: SourceLocation
  private let version: String
  private let graph: DecisionGraph
  /// What the tables belong to; `nil` for a table by itself.
  private let sheets: PolicySheets?
  private let invariants: [PolicyInvariant]
  private let regionBudget: Int
  private let lookupBudget: Int

  /// Reads the sheets of a folder, or one decision sheet by itself.
  ///
  /// - Parameters:
  ///   - path: the policy's folder, or a decision sheet (`.csv`).
  ///   - budget: how many regions of a table, and a hundred times as many answers of the graph,
  ///     may be looked at before it is called not proven; `nil` for the usual.
  /// - Throws: `Unusable` with the complaints about sheets that cannot be read.
  package init(_ path: String, budget: Int?) throws {
    place = SourceLocation(file: path)
    regionBudget = budget ?? TableProof.budget
    lookupBudget =
      budget.map { $0.multipliedReportingOverflow(by: 100).partialValue } ?? GraphProof.budget
    guard !path.hasSuffix(".csv") else {
      (graph, sheets, invariants) = (try PolicySheets.graph(ofSheet: path), nil, [])
      version = Folder.name(of: path)
      return
    }
    let sheets = try PolicySheets(folder: path)
    graph = try sheets.graph()
    invariants = try sheets.invariants(of: graph)
    version = "\(Folder.name(of: path))@\(sheets.fingerprint.prefix(6))"
    self.sheets = sheets
  }

  /// Proves what can be proven and says what cannot.
  package func report() -> PolicyReport {
    let proofs = graph.tables.map { $0.proof(budget: regionBudget, limit: .max) }
    var findings =
      complaints(proofs) + graph.tables.flatMap { comparisons(in: $0) }
    var whole: PolicyReport.Graph?
    var kept: [PolicyReport.Invariant] = []
    if sheets != nil, proofs.allSatisfy(\.isPartition) {
      let clauses = invariants.flatMap { $0.invariant.when + $0.invariant.must }
      if let coded = CodedGraph(graph, telling: clauses) {
        let proof = coded.proof(
          of: PolicyOutput.outcomes, unknown: [.word("unknown"), .null], budget: lookupBudget)
        findings += self.findings(of: proof)
        whole = PolicyReport.Graph(proof)
        for invariant in invariants {
          let proof = coded.proof(of: invariant.invariant, budget: lookupBudget)
          kept.append(
            PolicyReport.Invariant(
              id: invariant.invariant.id, cases: proof.cases, broken: proof.broken))
          findings += self.findings(of: proof, about: invariant)
        }
      } else {
        findings.append(Finding(.graphNotProven, at: place))
      }
    }
    return PolicyReport(
      policy: version,
      tables: zip(graph.tables, proofs).map { table, proof in
        PolicyReport.Table(
          name: table.name, rules: table.rules.count, inputs: table.inputs.count,
          regions: proof.regions, gaps: proof.gaps.count, overlaps: proof.overlaps.count,
          isExhaustive: proof.isExhaustive)
      },
      graph: whole, invariants: kept,
      findings: findings.enumerated().sorted {
        ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset)
      }.map(\.element))
  }

  private func complaints(_ proofs: [TableProof]) -> [Finding] {
    guard let sheets else {
      return zip(graph.tables, proofs).flatMap { table, proof in
        PolicyChecks.findings(about: proof, of: table)
      }
    }
    let checks = PolicyChecks(
      graph: graph, parameters: sheets.parameters, questions: sheets.questions,
      folder: place.file, proofs: proofs)
    return sheets.disorder + Designations(all: sheets.designations).complaints
      + checks.complaints
  }

  // MARK: One table

  private func comparisons(in table: DecisionTable) -> [Finding] {
    let pairs = table.comparisons().map { comparison -> Finding in
      let places = comparison.rules.map { SourceLocation($0.place) }
      let ids = comparison.rules.map(\.id).joined(separator: ", ")
      switch comparison.kind {
      case .duplicate:
        return Finding(.ruleDuplicate, at: places, ["table": table.name, "rules": ids])
      case .subsumed:
        return Finding(
          .ruleSubsumed, at: places,
          ["found": comparison.rules[0].id, "rules": comparison.rules[1].id, "table": table.name])
      case .mergeable(let column, let cell):
        return Finding(
          .rulesMergeable, at: places,
          ["table": table.name, "rules": ids, "column": column, "value": cell])
      }
    }
    let unasked = table.unasked.map {
      Finding(
        .columnUnasked, at: SourceLocation($0.place), ["table": table.name, "column": $0.name])
    }
    return pairs + unasked
  }

  // MARK: All tables

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
