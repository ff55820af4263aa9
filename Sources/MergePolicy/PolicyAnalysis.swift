package import DMN
import DecisionTables
import Findings
package import HotlineModel
import LocalFiles
package import Reports
import Sheets

/// Everything that can be proven of a policy's sheets, signed or not.
package struct PolicyAnalysis {
  private let place: SourceLocation
  private let version: String
  private let graph: DecisionGraph
  /// What the tables belong to; `nil` for a table by itself.
  let sheets: PolicySheets?
  private let invariants: [PolicyInvariant]
  /// What people have decided beforehand; `nil` for a table by itself.
  private let cases: PolicyCases?
  /// Tables of a model in which several rules may match.
  private let precedences: [String: RulePrecedence]
  private let regionBudget: Int
  private let graphBudget: ProofBudget
  /// The day of the run; `nil` where nothing is signed.
  private let today: CivilDate?

  /// Reads the sheets of a folder, or one decision sheet by itself.
  ///
  /// - Parameters:
  ///   - path: the policy's folder, or a decision sheet (`.csv`, `.xlsx`).
  ///   - budget: how many regions of a table, and a hundred times as many states of the graph,
  ///     may be looked at before it is called not proven; `nil` for the usual.
  ///   - today: the day of the run, which no signature is later than.
  /// - Throws: `Unusable` with the complaints about sheets that cannot be read.
  package init(_ path: String, budget: Int?, today: CivilDate) throws {
    self.today = today
    place = SourceLocation(file: path)
    precedences = [:]
    regionBudget = budget ?? TableProof.budget
    graphBudget =
      budget.map { ProofBudget(states: $0 > .max / 100 ? .max : $0 * 100) } ?? ProofBudget()
    guard SheetContents.name(ofFile: path) == nil else {
      (graph, sheets, invariants) = (try PolicySheets.graph(ofSheet: path), nil, [])
      cases = nil
      version = Folder.name(of: path)
      return
    }
    let sheets = try PolicySheets(folder: path)
    graph = try sheets.graph()
    // What a table lacks is told by itself: invariants and cases that speak of it are not blamed.
    let isUnderstood = sheets.misfits(of: graph).isEmpty
    (invariants, cases) =
      isUnderstood
      ? (try sheets.invariants(of: graph), try sheets.cases(of: graph))
      : ((try? sheets.invariants(of: graph)) ?? [], try? sheets.cases(of: graph))
    version = "\(Folder.name(of: path))@\(sheets.fingerprint.prefix(6))"
    self.sheets = sheets
  }

  /// Looks at the tables of a decision model, each by itself.
  ///
  /// - Throws: `Unusable` with the complaints about the tables.
  package init(_ model: ModelSheets, at path: String, budget: Int?) throws {
    place = SourceLocation(file: path)
    precedences = model.precedences
    regionBudget = budget ?? TableProof.budget
    graphBudget = ProofBudget()
    (sheets, invariants, cases, version, today) = (nil, [], nil, Folder.name(of: path), nil)
    do throws(TablesUnusable) {
      var tables: [DecisionTable] = []
      for table in model.tables {
        tables.append(try DecisionTable(table, parameters: model.parameters))
      }
      graph = try DecisionGraph(tables)
    } catch {
      throw Unusable(error.complaints.map { Finding($0) })
    }
  }

  /// Proves what can be proven and says what cannot.
  ///
  /// - Parameter isStrict: whether each answer is edited too, to see that something would notice.
  /// - Returns: the figures, and everything found, the worst first.
  package func report(isStrict: Bool = false) -> PolicyReport {
    let proofs = graph.tables.map { $0.proof(budget: regionBudget, limit: .max) }
    var findings =
      complaints(proofs) + graph.tables.flatMap { comparisons(in: $0) }
    let isWhole = sheets != nil && proofs.allSatisfy(\.isPartition)
    let whole =
      isWhole
      ? GraphChecks(
        graph: graph, invariants: invariants, place: place, budget: graphBudget,
        edited: sheets?.edited ?? []
      ).run()
      : nil
    let answers = isWhole ? caseChecks?.run() : nil
    findings += (whole?.findings ?? []) + (answers?.findings ?? [])
    if isStrict, findings.refusals.isEmpty { findings += unguarded(proofs) }
    return PolicyReport(
      policy: version,
      tables: zip(graph.tables, proofs).map { table, proof in
        PolicyReport.Table(
          name: table.name, rules: table.rules.count, inputs: table.inputs.count,
          regions: proof.regions, gaps: proof.gaps.count,
          overlaps: precedences[table.name] == nil ? proof.overlaps.count : 0,
          isExhaustive: proof.isExhaustive)
      },
      graph: whole?.graph, invariants: whole?.invariants ?? [], cases: answers?.figures,
      findings: findings.enumerated().sorted {
        ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset)
      }.map(\.element))
  }

  /// What would notice each edit of the policy's answers, conditions and guards.
  ///
  /// - Returns: the edits by guard; `nil` for a table by itself, and where a table has a gap or an
  ///   overlap.
  package func mutation(
    of kinds: Set<PolicyMutation.Kind> = Set(PolicyMutation.Kind.allCases)
  ) -> PolicyMutation? {
    mutation(of: kinds, graph.tables.map { $0.proof() })
  }

  private func mutation(
    of kinds: Set<PolicyMutation.Kind>, _ proofs: [TableProof]
  ) -> PolicyMutation? {
    guard let sheets, let cases, proofs.allSatisfy(\.isPartition) else { return nil }
    return PolicyMutator(
      graph: graph, proofs: proofs, invariants: invariants, cases: cases, sheets: sheets,
      version: version
    ).run(kinds)
  }

  /// Edits of answers that decide and that nobody would notice, one finding a rule.
  private func unguarded(_ proofs: [TableProof]) -> [Finding] {
    let survivors = mutation(of: [.decisions], proofs)?.survivors ?? []
    return graph.tables.flatMap(\.rules).compactMap { rule in
      let own = survivors.filter { $0.rule == rule.id }
      return own.first.map { edit in
        Finding(
          .answerUnguarded(
            rule: edit.rule, table: edit.table, column: edit.column, value: edit.value,
            found: edit.found + (own.count > 1 ? " (+\(own.count - 1))" : "")),
          at: SourceLocation(rule.place))
      }
    }
  }

  private var caseChecks: CaseChecks? {
    cases.map {
      CaseChecks(graph: graph, cases: $0, place: place, today: today, notice: sheets?.notice)
    }
  }

  private func complaints(_ proofs: [TableProof]) -> [Finding] {
    guard let sheets else {
      return zip(graph.tables, proofs).flatMap { table, proof in
        let findings = PolicyChecks.findings(about: proof, of: table)
        guard let precedence = precedences[table.name] else { return findings }
        return findings.filter { $0.code != .ruleOverlap } + eclipses(in: table, precedence)
      }
    }
    let checks = PolicyChecks(
      graph: graph, parameters: sheets.parameters, questions: sheets.questions,
      folder: place.file, proofs: proofs)
    return sheets.empty + sheets.complaints(about: graph) + checks.complaints
      + (today.map { sheets.signatures.complaints(on: $0) } ?? [])
  }

  /// Parameters that a table uses and nobody stands for, and cases that nobody can have signed on
  /// their day.
  var unsigned: [Finding] {
    let parameters = sheets.map {
      PolicyChecks(
        graph: graph, parameters: $0.parameters, questions: $0.questions, folder: place.file
      ).unsigned
    }
    return (parameters ?? []) + (caseChecks?.misdated ?? [])
  }

  // MARK: One table

  /// Rules that others keep from answering.
  private func eclipses(in table: DecisionTable, _ precedence: RulePrecedence) -> [Finding] {
    (table.eclipses(precedence, budget: regionBudget) ?? []).map { eclipse in
      let rules = eclipse.by.map(\.id).joined(separator: ", ")
      let witness = eclipse.region.witness.listed
      return Finding(
        eclipse.isMasked
          ? .ruleMasked(
            found: eclipse.rule.id, table: table.name, rules: rules, expected: precedence.rawValue,
            witness: witness)
          : .ruleMisleading(
            found: eclipse.rule.id, table: table.name, rules: rules, expected: precedence.rawValue,
            value: eclipse.region.words, witness: witness),
        at: ([eclipse.rule] + eclipse.by).map { SourceLocation($0.place) })
    }
  }

  private func comparisons(in table: DecisionTable) -> [Finding] {
    // Where rules go before each other, a narrow one before a wide one is as it is meant.
    let comparisons = table.comparisons().filter {
      precedences[table.name] == nil || $0.kind != .subsumed
    }
    let pairs = comparisons.map { comparison -> Finding in
      let places = comparison.rules.map { SourceLocation($0.place) }
      let ids = comparison.rules.map(\.id).joined(separator: ", ")
      switch comparison.kind {
      case .duplicate:
        return Finding(.ruleDuplicate(rules: ids, table: table.name), at: places)
      case .subsumed:
        return Finding(
          .ruleSubsumed(
            found: comparison.rules[0].id, table: table.name, rules: comparison.rules[1].id),
          at: places)
      case .mergeable(let column, let cell):
        return Finding(
          .rulesMergeable(rules: ids, table: table.name, column: column, value: cell), at: places)
      }
    }
    let unasked = table.unasked.map {
      Finding(.columnUnasked(table: table.name, column: $0.name), at: SourceLocation($0.place))
    }
    return pairs + unasked
  }
}
