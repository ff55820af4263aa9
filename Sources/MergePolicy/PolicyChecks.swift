import DecisionTables
import Findings
import HotlineModel
import Reports
import Sheets

/// What must hold of a policy before a single line is decided by it.
struct PolicyChecks {
  let graph: DecisionGraph
  let parameters: [PolicyParameter]
  let questions: [PolicyQuestion]
  let folder: String
  /// What was proven of each table, in their order; `nil` where nobody has looked yet.
  var proofs: [TableProof]?

  /// Everything that keeps the policy from being used.
  var complaints: [Finding] {
    let contract = misfits
    let proofs = zip(graph.tables, self.proofs ?? graph.tables.map { $0.proof() })
      .flatMap { table, proof in Self.findings(about: proof, of: table) }
    // Without its outputs, or with holes in its tables, nothing further can be said of a policy.
    guard contract.isEmpty, proofs.isEmpty else {
      return contract + proofs + unsigned + unknownMarks
    }
    return unsigned + unknownMarks + unasked + touchedEmergencies + touchedUndecided
  }

  // MARK: The contract with the rest of the program

  /// Outputs that the rest of the program needs and no table gives, and facts that no line has.
  var misfits: [Finding] { missingOutputs + unknownOutputs + unknownFacts }

  private var missingOutputs: [Finding] {
    PolicyOutput.allCases.filter { graph.table(giving: $0.rawValue) == nil }.map {
      Finding(.outcomeMissing(found: $0.rawValue), at: SourceLocation(file: folder))
    }
  }

  private var unknownOutputs: [Finding] {
    graph.tables.flatMap(\.outputs).flatMap { column -> [Finding] in
      guard let values = PolicyOutput(rawValue: column.name)?.values else { return [] }
      return FactDomain.words(values).misfits(of: column.domain).map {
        Finding(
          .outcomeUnknown(
            found: $0, column: column.name, nearest: nearest(to: $0, among: values),
            expected: values.joined(separator: ", ")),
          at: SourceLocation(column.domainPlace))
      }
    }
  }

  private var unknownFacts: [Finding] {
    let names = LineFacts.domains.keys.sorted() + parameters.filter { $0.limit == nil }.map(\.name)
    return graph.facts.sorted { $0.key < $1.key }.flatMap { name, columns in
      columns.flatMap { column -> [Finding] in
        guard let domain = parameterDomain(name) ?? LineFacts.domains[name] else {
          return [Finding(.factUnknown(name, among: names), at: SourceLocation(column.place))]
        }
        return column.domain.misfits(of: domain).map {
          Finding(
            .factValueMissing(found: $0, column: name), at: SourceLocation(column.domainPlace))
        }
      }
    }
  }

  /// What a word of `parameters.csv` can be for the tables that ask for it: itself.
  private func parameterDomain(_ name: String) -> FactDomain? {
    parameters.first { $0.name == name && $0.limit == nil }.map { .words([$0.value]) }
  }

  // MARK: Proofs

  /// What keeps a table from being a partition, with rows to begin a repair with.
  static func findings(about proof: TableProof, of table: DecisionTable) -> [Finding] {
    let place = SourceLocation(table.place)
    let gaps = proof.gaps.map { gap in
      Finding(
        .ruleGap(table: table.name, found: gap.words, row: table.row("NEW", asking: gap.cells)),
        at: place)
    }
    let overlaps = proof.overlaps.map { overlap in
      let rules = table.rules.filter { overlap.rules.contains($0.id) }
      return Finding(
        .ruleOverlap(
          rules: overlap.rules.joined(separator: ", "), table: table.name,
          found: overlap.region.words,
          row: table.row("NEW", asking: overlap.region.cells, answering: rules.first)),
        at: rules.map { SourceLocation($0.place) })
    }
    let unproven =
      proof.isExhaustive
      ? []
      : [
        Finding(.tableNotProven(table: table.name, regions: proof.regions), at: place)
      ]
    return gaps + overlaps + unproven
  }

  // MARK: Signatures, marks, questions

  /// Parameters that a table uses and nobody stands for.
  var unsigned: [Finding] {
    parameters.filter { !$0.isSigned }.compactMap { parameter in
      let users = graph.tables.filter { table in
        table.parameters.contains(parameter.name)
          || table.inputs.contains { $0.name == parameter.name }
      }.map(\.name)
      guard !users.isEmpty else { return nil }
      return Finding(
        .parameterUnsigned(
          found: parameter.name, value: "\(parameter.value)",
          expected: users.joined(separator: ", ")), at: parameter.place)
    }
  }

  private var unknownMarks: [Finding] {
    graph.tables.flatMap(\.rules).compactMap { rule in
      guard rule.certainty == nil else { return nil }
      return Finding(
        .certaintyUnknown(rule.mark, among: Certainty.marks), at: SourceLocation(rule.place))
    }
  }

  /// Questions that a rule asks and `questions.csv` does not hold.
  private var unasked: [Finding] {
    let known = Set(questions.map(\.code))
    let asking: [(decides: PolicyOutput, as: String, asks: PolicyOutput)] = [
      (.mode, OutcomeCode.person.rawValue, .reason), (.scope, "unclear", .scopeReason),
    ]
    return asking.flatMap { asking -> [Finding] in
      guard let table = graph.table(giving: asking.decides.rawValue) else { return [] }
      return table.rules.compactMap { rule in
        guard table.output(asking.decides.rawValue, of: rule) == .word(asking.as),
          let code = table.output(asking.asks.rawValue, of: rule)?.description,
          !known.contains(code)
        else { return nil }
        return Finding(.questionMissing(rule: rule.id, found: code), at: SourceLocation(rule.place))
      }
    }
  }

  // MARK: What no rule may touch

  /// 110, 119, 120 and 122 must be excluded and untouched, whatever their other facts.
  private var touchedEmergencies: [Finding] {
    ProtectedNumbers.always.sorted().flatMap { number in
      let reach = graph.reach(limiting: ["number": [.word(number)]])
      return PolicyOutput.allCases.flatMap { output -> [Finding] in
        let harmless =
          output == .mode ? [OutcomeCode.excludedEmergency.rawValue] : output.harmlessValues
        guard let harmless else { return [] }
        return offences(of: output, allowed: harmless, in: reach).map { table, rule, value in
          Finding(
            .policyTouchesProtected(found: number, column: output.rawValue, value: value),
            at: SourceLocation(rule.place))
        }
      }
    }
  }

  /// Lines that are not merged, or not decided, must be left as they are.
  private var touchedUndecided: [Finding] {
    OutcomeCode.allCases.filter { !$0.mode.changesRouting }.flatMap { code in
      let reach = graph.reach(limiting: [PolicyOutput.mode.rawValue: [.word(code.rawValue)]])
      return PolicyOutput.allCases.flatMap { output -> [Finding] in
        guard let harmless = output.harmlessValues else { return [] }
        return offences(of: output, allowed: harmless, in: reach).map { table, rule, value in
          Finding(
            .policyTouchesUndecided(
              rule: rule.id, column: output.rawValue, value: value, found: code.rawValue,
              expected: harmless.joined(separator: " / ")), at: SourceLocation(rule.place))
        }
      }
    }
  }

  private func offences(
    of output: PolicyOutput, allowed: [String], in reach: DecisionReach
  ) -> [(DecisionTable, DecisionTable.Rule, String)] {
    guard let table = graph.table(giving: output.rawValue) else { return [] }
    let alive = reach.rules[table.name] ?? []
    // Where not everything was looked at, every rule of the table may match.
    return table.rules.filter { !reach.isExhaustive || alive.contains($0.id) }.compactMap { rule in
      guard let value = table.output(output.rawValue, of: rule)?.description,
        !allowed.contains(value)
      else { return nil }
      return (table, rule, value)
    }
  }
}
