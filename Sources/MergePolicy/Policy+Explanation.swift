import DecisionTables
package import HotlineModel

extension Policy {
  /// Why a line is decided as it is.
  ///
  /// - Throws: as `decision(for:protected:)` does.
  package func explanation(
    for line: LegacyHotline, protected: ProtectedNumbers
  ) throws -> PolicyExplanation {
    let ruling = try ruling(for: line, protected: protected)
    let values = LineFacts.facts(of: line)
    let facts = graph.facts.keys.sorted().map { name in
      PolicyExplanation.Fact(
        name: name, value: values[name]?.description ?? "", isUsed: ruling.used.contains(name))
    }
    return PolicyExplanation(
      decision: ruling.decision, scopeReason: ruling.scopeReason, facts: facts,
      nearMisses: try ruling.outcome.map { try nearMisses(of: $0, line: line) } ?? [],
      question: question(for: ruling.decision))
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
