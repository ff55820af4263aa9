import DecisionTables
import Findings
import HotlineModel

/// What a policy answers to a case, beside what must come out.
struct CaseRun {
  /// An answer that is not the one that must come out.
  struct Difference {
    let expected: PolicyCase.Expectation
    let found: String
    /// The rule that gives the answer; `nil` for the certainty, which all rules on the way give.
    let rule: DecisionTable.Rule?
  }

  let asked: PolicyCase
  let differences: [Difference]
  /// The answers of all tables.
  let outcome: DecisionOutcome
  /// The rules on the way to what people act on.
  let rules: [DecisionTable.Rule]

  /// Asks the tables for one case.
  ///
  /// - Throws: where a fact is not given, and where a table has no answer, or several.
  init(
    _ asked: PolicyCase, among cases: PolicyCases, of graph: DecisionGraph
  ) throws(EvaluationFailure) {
    let outcome = try graph.evaluate(cases.facts(of: asked))
    self.asked = asked
    let grounds = outcome.grounds(of: PolicyOutput.allCases.map(\.rawValue))
    self.outcome = outcome
    rules = grounds.steps.map(\.rule)
    let marks = grounds.steps.map(\.rule.certainty)
    differences = asked.expected.compactMap { expected in
      guard expected.name != PolicyCase.certaintyName else {
        // A mark that is none is told by itself.
        guard let certainty = marks.compactMap({ $0 }).max(), !marks.contains(nil) else {
          return nil
        }
        return certainty.rawValue == expected.value.description
          ? nil : Difference(expected: expected, found: certainty.rawValue, rule: nil)
      }
      let found = outcome.values[expected.name]
      guard found != expected.value else { return nil }
      let step = outcome.steps.first { $0.table.output(expected.name, of: $0.rule) != nil }
      return Difference(
        expected: expected, found: found?.description ?? "",
        rule: step?.rule)
    }
  }
}
