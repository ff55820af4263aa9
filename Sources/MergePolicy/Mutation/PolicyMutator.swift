import DecisionTables
import Findings
import HotlineModel
import Reports

/// Edits every answer and every condition of a policy once, and looks what would notice.
struct PolicyMutator {
  let graph: DecisionGraph
  /// What was proven of each table, in their order: each is a partition.
  let proofs: [TableProof]
  let invariants: [PolicyInvariant]
  let cases: PolicyCases
  let sheets: PolicySheets
  /// Name and content hash of the policy.
  let version: String

  private typealias Kind = PolicyMutation.Kind

  /// Tries edits of some kinds.
  func run(_ kinds: Set<PolicyMutation.Kind>) -> PolicyMutation {
    var counts: [Kind: [PolicyMutation.Guard: Int]] = [:]
    var survivors: [PolicyMutation.Survivor] = []
    func note(_ edit: PolicyMutation.Survivor, _ noticed: PolicyMutation.Guard) {
      counts[edit.kind, default: [:]][noticed, default: 0] += 1
      if noticed == .nobody { survivors.append(edit) }
    }
    answers(kinds, note)
    if kinds.contains(.conditions) { conditions(note) }
    if kinds.contains(.rules) { rules(note) }
    if kinds.contains(.parameters) { parameters(note) }
    if kinds.contains(.invariants) { invariants(note) }
    if kinds.contains(.cases) { cases(note) }
    return PolicyMutation(policy: version, counts: counts, survivors: survivors)
  }

  typealias Note = (PolicyMutation.Survivor, PolicyMutation.Guard) -> Void

  // MARK: Answers

  private func answers(_ kinds: Set<PolicyMutation.Kind>, _ note: Note) {
    let examples = AnswerExamples(graph, invariants: invariants.map(\.invariant))
    let runs = cases.all.filter(\.isSigned).compactMap {
      try? CaseRun($0, among: cases, of: graph)
    }
    for edit in AnswerEdit.all(graph) where kinds.contains(edit.kind) {
      let noticed: PolicyMutation.Guard =
        if examples.breaksInvariant(edit) {
          .invariant
        } else if runs.contains(where: { Self.notices(edit, $0, graph) }) {
          .case
        } else if fails(edit) {
          .proof
        } else {
          .nobody
        }
      note(
        PolicyMutation.Survivor(
          kind: edit.kind, table: edit.table.name, rule: edit.rule.id, column: edit.column,
          found: edit.rule.outputs[edit.output].description, value: edit.value.description),
        noticed)
    }
  }

  /// Whether a signed case is answered otherwise once an answer is edited.
  private static func notices(_ edit: AnswerEdit, _ run: CaseRun, _ graph: DecisionGraph) -> Bool {
    guard run.outcome.steps.contains(where: { $0.rule.id == edit.rule.id }) else { return false }
    guard
      let values = try? graph.values(of: run.outcome, changing: edit.column, to: edit.value)
    else { return true }
    return run.asked.expected.contains { expected in
      expected.name != PolicyCase.certaintyName && values[expected.name] != expected.value
    }
  }

  /// Whether what must hold of every policy does not hold any more, over all facts.
  private func fails(_ edit: AnswerEdit) -> Bool {
    guard
      let edited = graph.replacing(
        table: edit.table.name, rule: edit.rule.id, output: edit.column, with: edit.value)
    else { return true }
    let checks = PolicyChecks(
      graph: edited, parameters: sheets.parameters, questions: sheets.questions,
      folder: sheets.folder, proofs: proofs)
    if checks.complaints.contains(where: { !$0.code.isAboutSignatures }) { return true }
    let whole = GraphChecks(
      graph: edited, invariants: invariants, place: SourceLocation(file: sheets.folder)
    ).run()
    return whole.findings.contains { $0.severity > .note && $0.code != .invariantOnWords }
  }

  // MARK: Conditions and rules

  private func conditions(_ note: Note) {
    for table in graph.tables {
      for (row, rule) in table.rules.enumerated() {
        for (input, condition) in rule.conditions.enumerated() {
          let name = table.inputs[input].name
          for (test, value) in table.neighbours(ofCondition: input, rule: row) {
            let proof = table.asking(test, rule: row, input: input)
              .proof(over: [name: [value]], limit: 1)
            let sign = condition.matches(value) ? "-" : "+"
            note(
              PolicyMutation.Survivor(
                kind: .conditions, table: table.name, rule: rule.id, column: name,
                found: condition.text, value: "\(sign) \(value)"),
              proof.isPartition ? .nobody : .proof)
          }
        }
      }
    }
  }

  private func rules(_ note: Note) {
    for table in graph.tables {
      for (row, rule) in table.rules.enumerated() {
        for (value, edited) in [
          ("deleted", table.without(rule: row)), ("twice", table.doubling(rule: row)),
        ] {
          note(
            PolicyMutation.Survivor(
              kind: .rules, table: table.name, rule: rule.id, column: "", found: "", value: value),
            edited.proof(limit: 1).isPartition ? .nobody : .proof)
        }
      }
    }
  }
}
