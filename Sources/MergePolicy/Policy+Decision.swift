import DecisionTables
package import HotlineModel

extension Policy {
  /// What the policy says of a line.
  ///
  /// A protected number is always decided `protected` and left untouched, whatever the sheets and
  /// the line's other facts say. Where a line is not in scope, the reason of the scope rides along
  /// with the reason of the mode: `Q_SCOPE/FACT_MISSING_EMERGENCY`, `R_UTILITY/LISTED_LINK_ONLY`.
  ///
  /// - Throws: `Unusable` where the line lacks a fact (`HL3404`) or has one outside the tables
  ///   (`HL3403`).
  package func decision(for line: LegacyHotline, protected: ProtectedNumbers) throws -> Decision {
    try ruling(for: line, protected: protected).decision
  }

  /// A decision with what it rests on.
  struct Ruling {
    let decision: Decision
    /// The facts that rules on the path asked about.
    let used: Set<String>
    /// The answers of all tables; `nil` for a protected number, which is asked nothing.
    let outcome: DecisionOutcome?
    let scopeReason: String
  }

  func ruling(for line: LegacyHotline, protected: ProtectedNumbers) throws -> Ruling {
    if protected.contains(line.number) { return try protectedRuling(for: line) }
    do throws(EvaluationFailure) {
      let outcome = try graph.evaluate(LineFacts.facts(of: line))
      return try ruling(for: line, outcome: outcome)
    } catch {
      throw Unusable([Finding(error, line: line)])
    }
  }

  private func ruling(
    for line: LegacyHotline, outcome: DecisionOutcome
  ) throws(EvaluationFailure) -> Ruling {
    let grounds = outcome.grounds(of: PolicyOutput.allCases.map(\.rawValue).filter(isDecisive))
    let decision = decision(
      for: line, values: outcome.values, path: grounds.steps.map { RuleHit($0) })
    return Ruling(
      decision: decision, used: grounds.facts, outcome: outcome,
      scopeReason: outcome.values.text(.scopeReason))
  }

  /// Whether an output makes a decision by itself; the scope matters only through the mode.
  private func isDecisive(_ output: String) -> Bool {
    output != PolicyOutput.scope.rawValue && output != PolicyOutput.scopeReason.rawValue
  }

  private func decision(
    for line: LegacyHotline, values: [String: FactValue], path: [RuleHit]
  ) -> Decision {
    let isInScope = values.text(.scope) == "in"
    return Decision(
      line: line,
      mode: OutcomeCode(rawValue: values.text(.mode))?.mode ?? .person,
      number: NumberDisposition(rawValue: values.text(.number)) ?? .hold,
      seats: SeatsDisposition(rawValue: values.text(.seats)) ?? .untouched,
      callPath: CallPath(rawValue: values.text(.callPath)) ?? .none,
      deadline: values.text(.deadline), template: values.text(.template),
      reason: values.text(.reason) + (isInScope ? "" : "/" + values.text(.scopeReason)),
      path: path, policy: version)
  }
}

// MARK: - Protected numbers

extension Policy {
  /// What the sheets say of a listed emergency number, without asking any other fact of the line.
  ///
  /// A number that the sheets do not know as an emergency number is decided as 110 is, and the
  /// list of protected numbers stands in the path in the place of the rule on the number.
  private func protectedRuling(for line: LegacyHotline) throws -> Ruling {
    let own = protectedAnswers(for: line.number.subscriber)
    let (values, steps) = own ?? protectedAnswers(for: "110") ?? ([:], [])
    let listed = RuleHit(
      table: "protected", rule: line.number.subscriber, clause: "方案二", mark: "inference",
      certainty: .inference, place: line.place)
    let path =
      own == nil
      ? [listed]
        + steps.filter { !$0.table.inputs.contains { $0.name == "number" } }.map { RuleHit($0) }
      : steps.map { RuleHit($0) }
    let said = decision(for: line, values: values, path: path)
    return Ruling(
      decision: Decision(
        line: line, mode: .protected, number: .untouched, seats: .untouched,
        callPath: said.callPath, deadline: said.deadline, template: said.template,
        reason: said.reason, path: path, policy: version),
      used: ["number"], outcome: nil, scopeReason: values.text(.scopeReason))
  }

  /// The one answer of each table to a number; `nil` where it need not be an emergency number.
  private func protectedAnswers(
    for number: String
  ) -> (values: [String: FactValue], steps: [DecisionOutcome.Step])? {
    let reach = graph.reach(limiting: ["number": [.word(number)]])
    let emergency = FactValue.word(OutcomeCode.excludedEmergency.rawValue)
    guard reach.isExhaustive, reach.values[PolicyOutput.mode.rawValue] == [emergency] else {
      return nil
    }
    let steps = graph.tables.compactMap { table -> DecisionOutcome.Step? in
      guard let alive = reach.rules[table.name], alive.count == 1 else { return nil }
      return table.rules.first { $0.id == alive[0] }.map {
        DecisionOutcome.Step(table: table, rule: $0)
      }
    }
    let values = reach.values.compactMapValues { $0.count == 1 ? $0[0] : nil }
    let outcome = DecisionOutcome(values: values, steps: steps)
    return (values, outcome.grounds(of: PolicyOutput.allCases.map(\.rawValue)).steps)
  }
}

extension [String: FactValue] {
  /// The text of an output; empty where there is none.
  fileprivate func text(_ output: PolicyOutput) -> String {
    self[output.rawValue]?.description ?? ""
  }
}

extension RuleHit {
  /// A step of the decision engine with the clause and the mark of its sheet.
  init(_ step: DecisionOutcome.Step) {
    let mark = step.rule.notes["certainty"] ?? ""
    self.init(
      table: step.table.name, rule: step.rule.id, clause: step.rule.notes["clause"] ?? "",
      mark: mark, certainty: Certainty(mark: mark) ?? .gap, place: SourceLocation(step.rule.place))
  }
}
