import DecisionTables
import Findings
package import HotlineModel

extension Policy {
  /// What the policy says of a line.
  ///
  /// A protected number is always decided `protected` and left untouched, whatever the sheets, the
  /// line's other facts and people say. Where a line is not in scope, the reason of the scope
  /// rides along with the reason of the mode: `Q_SCOPE/FACT_MISSING_EMERGENCY`,
  /// `R_UTILITY/LISTED_LINK_ONLY`.
  ///
  /// - Parameters:
  ///   - line: the line with its facts.
  ///   - protected: the numbers that nothing may touch.
  ///   - day: the day for which designations are looked up; without one, and on days outside of
  ///     the line's own life, the last day of that life.
  ///   - ruling: what a person has ruled of the line, which outranks every rule.
  /// - Returns: the decision.
  /// - Throws: `Unusable` where the line lacks a fact (`HL3404`), has one outside the tables
  ///   (`HL3403`), or where the register contradicts an annex (`HL3405`).
  package func decision(
    for line: LegacyHotline, protected: ProtectedNumbers, on day: CivilDate? = nil,
    ruling: PersonRuling? = nil
  ) throws -> Decision {
    try grounds(for: line, protected: protected, on: day, ruling: ruling).decision
  }

  /// What the policy says of many lines, in their order; see `decision(for:)`.
  ///
  /// Lines that no rule tells apart are decided once.
  package func decisions(
    for lines: [LegacyHotline], protected: ProtectedNumbers, on day: CivilDate? = nil,
    rulings: [String: PersonRuling] = [:]
  ) throws -> [Decision] {
    let kinds = FactKinds(graph)
    let designated = Set(designations.all.map(\.number))
    var known: [[FactKinds.Kind]: Decision] = [:]
    return try lines.map { line in
      // Documents, people and the protected list speak of single lines.
      let isApart =
        rulings[line.id] != nil || designated.contains(line.number.subscriber)
        || protected.contains(line.number)
      if isApart {
        return try decision(for: line, protected: protected, on: day, ruling: rulings[line.id])
      }
      let kind = kinds.kinds(of: try facts(of: line, standing: []))
      if let alike = known[kind] { return Decision(alike, takenFor: line) }
      let decision = try decision(for: line, protected: protected, on: day)
      known[kind] = decision
      return decision
    }
  }

  /// A decision with what it rests on.
  struct Grounds {
    let decision: Decision
    /// The facts that the tables were asked with.
    var facts: [String: FactValue] = [:]
    /// The facts that rules on the path asked about.
    let used: Set<String>
    /// The answers of all tables; `nil` for a protected number, which is asked nothing.
    let outcome: DecisionOutcome?
    let scopeReason: String
    /// Documents that a higher one overrules.
    var overruled: [RuleHit] = []
  }

  func grounds(
    for line: LegacyHotline, protected: ProtectedNumbers, on day: CivilDate?,
    ruling: PersonRuling?
  ) throws -> Grounds {
    if protected.contains(line.number) { return try protectedGrounds(for: line) }
    let standing = designations.standing(of: line.number.subscriber, on: line.dayWithinLife(day))
    let facts = try facts(of: line, standing: standing)
    do throws(EvaluationFailure) {
      var grounds: Grounds
      if let ruling {
        grounds = try self.grounds(for: line, facts: facts, ruling: ruling)
      } else {
        grounds = try self.grounds(for: line, facts: facts, designation: standing.first)
      }
      grounds.overruled = standing.dropFirst().map(\.hit)
      return grounds
    } catch {
      throw Unusable([Finding(error, line: line)])
    }
  }

  /// What the register, the parameters and the designations say of a line.
  private func facts(
    of line: LegacyHotline, standing: [PolicyDesignation]
  ) throws -> [String: FactValue] {
    var facts = LineFacts.facts(of: line, classes: classes)
    for parameter in parameters where parameter.limit == nil {
      facts[parameter.name] = .word(parameter.value)
    }
    guard let designation = standing.first else { return facts }
    let registered = line.facts["annex"] ?? "none"
    if designation.rank == .annex, registered != "none", registered != designation.mode {
      throw Unusable([
        Finding(
          .annexDisagrees(
            found: registered, document: designation.document, expected: designation.mode),
          at: [line.place, designation.place])
      ])
    }
    facts["annex"] = .word(designation.mode)
    return facts
  }

  private func grounds(
    for line: LegacyHotline, facts: [String: FactValue], designation: PolicyDesignation?
  ) throws(EvaluationFailure) -> Grounds {
    let outcome = try graph.evaluate(facts)
    let grounds = outcome.grounds(of: PolicyOutput.allCases.map(\.rawValue).filter(isDecisive))
    let designated = grounds.facts.contains("annex") ? designation.map { [$0.hit] } ?? [] : []
    let classed =
      grounds.facts.contains(NumberClasses.fact) ? classHits(for: line, outcome) : []
    return Grounds(
      decision: decision(
        for: line, values: outcome.values,
        path: designated + classed + grounds.steps.map { RuleHit($0) }),
      facts: facts, used: grounds.facts, outcome: outcome,
      scopeReason: outcome.values.text(.scopeReason))
  }

  /// The row that says what sort of number a line has, where a question follows from it.
  private func classHits(for line: LegacyHotline, _ outcome: DecisionOutcome) -> [RuleHit] {
    guard let row = classes.row(for: line.number.subscriber), row.numberClass.isDoubtful,
      outcome.values.text(.mode) == OutcomeCode.person.rawValue
    else { return [] }
    return [row.hit]
  }

  /// What follows from a person's ruling: its mode, and the rest as the rules say for that mode.
  private func grounds(
    for line: LegacyHotline, facts: [String: FactValue], ruling: PersonRuling
  ) throws(EvaluationFailure) -> Grounds {
    let code = OutcomeCode.allCases.first { $0.mode == ruling.mode } ?? .person
    let held: [String: FactValue] = [
      PolicyOutput.mode.rawValue: .word(code.rawValue),
      PolicyOutput.reason.rawValue: .word("RULING"),
    ]
    let outcome = try graph.evaluate(facts, holding: held)
    let grounds = outcome.grounds(
      of: PolicyOutput.allCases.map(\.rawValue).filter(isDecisive), holding: Set(held.keys))
    let hit = RuleHit(
      table: "ruling", rule: ruling.who, clause: ruling.document, mark: "ruling",
      certainty: .certain, place: line.place)
    let said = decision(
      for: line, values: outcome.values, path: [hit] + grounds.steps.map { RuleHit($0) })
    return Grounds(
      decision: Decision(
        line: line, mode: ruling.mode, number: ruling.number ?? said.number,
        seats: ruling.seats ?? said.seats, callPath: ruling.callPath ?? said.callPath,
        tickets: said.tickets, knowledge: said.knowledge, roundTheClock: said.roundTheClock,
        deadline: said.deadline, template: said.template, reason: "RULING", path: said.path,
        policy: version),
      facts: facts, used: grounds.facts, outcome: outcome,
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
      tickets: TicketsDisposition(rawValue: values.text(.tickets)) ?? .untouched,
      knowledge: KnowledgeDisposition(rawValue: values.text(.knowledge)) ?? .untouched,
      roundTheClock: RoundTheClock(rawValue: values.text(.roundTheClock)) ?? .untouched,
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
  private func protectedGrounds(for line: LegacyHotline) throws -> Grounds {
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
    return Grounds(
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

extension LegacyHotline {
  /// A day, or the nearest one on which the number is this line's.
  func dayWithinLife(_ day: CivilDate?) -> CivilDate? {
    guard let day else { return validTo }
    return min(max(day, validFrom ?? day), validTo ?? day)
  }
}

extension RuleHit {
  /// A step of the decision engine with the clause and the mark of its sheet.
  init(_ step: DecisionOutcome.Step) {
    let rule = step.rule
    self.init(
      table: step.table.name, rule: rule.id, clause: rule.notes["clause"] ?? "", mark: rule.mark,
      certainty: rule.certainty ?? .gap, place: SourceLocation(rule.place))
  }
}
