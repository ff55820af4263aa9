import DecisionTables
import Findings
package import HotlineModel
package import Reports

extension Policy {
  /// Why a line is decided as it is.
  ///
  /// - Parameters:
  ///   - line: the line with its facts.
  ///   - protected: the numbers that nothing may touch.
  ///   - day: the day for which designations are looked up.
  ///   - ruling: what a person has ruled of the line.
  ///   - isThorough: whether single facts that would change the outcome are looked for.
  /// - Returns: the decision with what it rests on.
  /// - Throws: as `decision(for:protected:on:ruling:)` does.
  package func explanation(
    for line: LegacyHotline, protected: ProtectedNumbers, on day: CivilDate? = nil,
    ruling: PersonRuling? = nil, isThorough: Bool = false
  ) throws -> PolicyExplanation {
    let grounds = try grounds(for: line, protected: protected, on: day, ruling: ruling)
    let isRuled = ruling != nil && grounds.outcome != nil
    let values =
      grounds.outcome == nil ? LineFacts.facts(of: line, classes: classes) : grounds.facts
    let facts = graph.facts.keys.sorted().map { name in
      PolicyExplanation.Fact(
        name: name, value: values[name]?.description ?? "", isUsed: grounds.used.contains(name))
    }
    return PolicyExplanation(
      decision: grounds.decision,
      byRules: isRuled ? try decision(for: line, protected: protected, on: day) : nil,
      overruled: grounds.overruled, flips: isThorough && !isRuled ? flips(of: grounds) : [],
      scopeReason: grounds.scopeReason, facts: facts,
      nearMisses: try grounds.outcome.map { try nearMisses(of: $0, line: line) } ?? [],
      question: isRuled ? nil : question(for: grounds.decision))
  }

  /// Every single fact that would change the outcome, exactly: each value that rules can tell from
  /// the one there is, is tried.
  private func flips(of grounds: Grounds) -> [PolicyExplanation.Flip] {
    guard let outcome = grounds.outcome else { return [] }
    let limits = Set(parameters.map(\.name))
    return graph.facts.keys.sorted().filter {
      !LineFacts.given.contains($0) && !limits.contains($0)
    }.flatMap {
      fact in
      var outcomes: [[String]] = []
      let values = graph.values(of: fact) { value in
        var facts = grounds.facts
        guard facts.updateValue(value, forKey: fact) != value,
          let other = try? graph.evaluate(facts)
        else { return nil }
        let changes = Self.changes(from: outcome, to: other)
        guard !changes.isEmpty else { return nil }
        if !outcomes.contains(changes) { outcomes.append(changes) }
        return outcomes.firstIndex(of: changes)
      }
      return values.map { index, cell in
        PolicyExplanation.Flip(
          fact: fact, found: grounds.facts[fact]?.description ?? "", value: cell,
          outcome: outcomes[index])
      }
    }
  }

  /// What another outcome decides otherwise: the mode with its reason, or else the components.
  private static func changes(
    from outcome: DecisionOutcome, to other: DecisionOutcome
  ) -> [String] {
    func value(_ output: String) -> String { other.values[output]?.description ?? "" }
    let changed = PolicyOutput.outcomes.map(\.output)
      .filter { other.values[$0] != outcome.values[$0] }
    let mode = PolicyOutput.mode.rawValue
    return changed.contains(mode)
      ? ["\(value(mode)) \(value(PolicyOutput.reason.rawValue))"]
      : changed.map { "\($0) \(value($0))" }
  }

  private func nearMisses(
    of outcome: DecisionOutcome, line: LegacyHotline
  ) throws -> [PolicyExplanation.NearMiss] {
    guard let table = graph.table(giving: PolicyOutput.mode.rawValue) else { return [] }
    do throws(EvaluationFailure) {
      return try table.nearMisses(outcome.values).map { miss in
        PolicyExplanation.NearMiss(
          rule: miss.rule.id,
          outcome: table.output(PolicyOutput.mode.rawValue, of: miss.rule)?.description ?? "",
          reason: table.output(PolicyOutput.reason.rawValue, of: miss.rule)?.description ?? "",
          column: miss.fact.name, found: miss.fact.value.description, asked: miss.condition.text,
          place: SourceLocation(miss.condition.place))
      }
    } catch {
      throw Unusable([Finding(error, line: line)])
    }
  }
}
