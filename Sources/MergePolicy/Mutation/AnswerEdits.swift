import DecisionTables
import Reports

/// One answer of one rule, replaced by another value.
struct AnswerEdit {
  let table: DecisionTable
  let row: Int
  let output: Int
  let value: FactValue

  var rule: DecisionTable.Rule { table.rules[row] }
  var column: String { table.outputs[output].name }

  /// Whether the answer decides, or only says why.
  var kind: PolicyMutation.Kind {
    PolicyOutput(rawValue: column)?.isWords == true ? .words : .decisions
  }

  /// A text that no rule gives.
  private static let otherText = FactValue.word("OTHER")

  /// Every edit of every answer by one value: of a closed list each other word, of a text each
  /// other that the column holds, and one that it does not hold.
  static func all(_ graph: DecisionGraph) -> [AnswerEdit] {
    graph.tables.flatMap { table in
      table.rules.indices.flatMap { row in
        table.outputs.indices.flatMap { output in
          values(of: table, output).filter { $0 != table.rules[row].outputs[output] }
            .map { AnswerEdit(table: table, row: row, output: output, value: $0) }
        }
      }
    }
  }

  private static func values(of table: DecisionTable, _ output: Int) -> [FactValue] {
    switch table.outputs[output].domain {
    case .words(let words): words.map(FactValue.word)
    case .text, .number: Set(table.rules.map { $0.outputs[output] }).sorted() + [otherText]
    }
  }
}

/// Facts with what the tables answer to them, by the rules that answer.
///
/// An edit of an answer changes what is decided of the facts that its rule answers, and of no
/// others; on these examples most edits are noticed without a proof over all facts.
struct AnswerExamples {
  private let graph: DecisionGraph
  /// By output: the invariants that speak of it, or of what follows from it.
  private let invariants: [String: [GraphInvariant]]
  private var outcomes: [DecisionOutcome] = []
  /// By rule: the examples that it answers.
  private var answered: [String: [Int]] = [:]

  /// Examples for each rule, and for each invariant.
  init(_ graph: DecisionGraph, invariants: [GraphInvariant]) {
    self.graph = graph
    self.invariants = Dictionary(
      uniqueKeysWithValues: graph.tables.flatMap(\.outputs).map { output in
        let following = graph.outputs(following: output.name)
        return (
          output.name,
          invariants.filter {
            $0.when.contains { following.contains($0.name) }
              || $0.must.contains { following.contains($0.name) }
          }
        )
      })
    for test in (graph.tests(.conditions) ?? []) + (graph.tests(.boundary) ?? []) {
      add(Dictionary(test.facts.map { ($0.name, $0.value) }) { first, _ in first })
    }
    for invariant in invariants {
      for sample in graph.samples(24, meeting: invariant.when) { add(sample) }
    }
  }

  private mutating func add(_ sample: [String: FactValue]) {
    guard let outcome = try? graph.evaluate(sample) else { return }
    outcomes.append(outcome)
    for step in outcome.steps { answered[step.rule.id, default: []].append(outcomes.count - 1) }
  }

  /// Whether an invariant does not hold for one of the examples once an answer is edited.
  func breaksInvariant(_ edit: AnswerEdit) -> Bool {
    let invariants = invariants[edit.column] ?? []
    guard !invariants.isEmpty else { return false }
    return (answered[edit.rule.id] ?? []).contains { example in
      guard
        let values = try? graph.values(
          of: outcomes[example], changing: edit.column, to: edit.value)
      else { return true }
      return invariants.contains { invariant in
        Self.holds(invariant.when, values) && !Self.holds(invariant.must, values)
      }
    }
  }

  private static func holds(
    _ clauses: [GraphInvariant.Clause], _ values: [String: FactValue]
  ) -> Bool {
    clauses.allSatisfy { clause in values[clause.name].map(clause.condition.matches) ?? false }
  }
}
