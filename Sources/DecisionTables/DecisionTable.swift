/// How the rules of a table share the work.
package enum HitPolicy: String, CaseIterable, Sendable {
  /// Exactly one rule matches whatever the facts.
  case unique = "UNIQUE"
}

/// A decision table: rules that turn facts into outputs, each with its name and its place.
package struct DecisionTable: Hashable, Sendable {
  /// A column that asks, or a column that answers.
  package struct Column: Hashable, Sendable {
    /// The name of the fact or output.
    package let name: String
    /// The values it may have.
    package let domain: FactDomain
    /// Where the name stands.
    package let place: TablePlace
    /// Where the domain stands.
    package let domainPlace: TablePlace
  }

  /// One rule.
  package struct Rule: Hashable, Sendable {
    /// The rule's name: `M13`.
    package let id: String
    /// What it asks, by input column.
    package let conditions: [Condition]
    /// What it gives, by output column.
    package let outputs: [FactValue]
    /// What people say about it, by note column.
    package let notes: [String: String]
    /// Where it begins.
    package let place: TablePlace
  }

  /// The table's name.
  package let name: String
  /// What people call the table.
  package let label: String
  /// How rules share the work.
  package let hit: HitPolicy
  /// The facts it asks for.
  package let inputs: [Column]
  /// What it answers.
  package let outputs: [Column]
  /// The names of the note columns.
  package let notes: [String]
  /// The names of all columns from left to right.
  package let order: [String]
  /// The rules from top to bottom.
  package let rules: [Rule]
  /// The parameters that conditions name, sorted.
  package let parameters: [String]
  /// Where the name stands.
  package let place: TablePlace

  /// The one rule that matches.
  ///
  /// - Parameter facts: values by name; more than the table asks for may be given.
  /// - Returns: the rule, whose outputs are the table's answer.
  /// - Throws: where a fact is missing or outside its domain, and where no rule or more than one
  ///   matches.
  package func evaluate(_ facts: [String: FactValue]) throws(EvaluationFailure) -> Rule {
    let asked = try asked(of: facts)
    let matching = rules.filter { rule in
      zip(rule.conditions, asked).allSatisfy { $0.matches($1.value) }
    }
    guard let rule = matching.first else { throw .noRule(table: name, facts: asked, at: place) }
    guard matching.count == 1 else {
      throw .severalRules(
        table: name, rules: matching.map(\.id), facts: asked, at: matching.map(\.place))
    }
    return rule
  }

  /// The rules that fail in exactly one column, and in which.
  package func nearMisses(_ facts: [String: FactValue]) throws(EvaluationFailure) -> [NearMiss] {
    let asked = try asked(of: facts)
    return rules.compactMap { rule in
      let failing = zip(rule.conditions, asked).filter { !$0.matches($1.value) }
      guard failing.count == 1, let (condition, fact) = failing.first else { return nil }
      return NearMiss(rule: rule, condition: condition, fact: fact)
    }
  }

  /// What a rule gives, by name.
  package func named(_ rule: Rule) -> [NamedValue] {
    zip(outputs, rule.outputs).map { NamedValue($0.name, $1) }
  }

  /// What a rule gives under one name; `nil` where the table has no such output.
  package func output(_ name: String, of rule: Rule) -> FactValue? {
    outputs.firstIndex { $0.name == name }.map { rule.outputs[$0] }
  }

  private func asked(of facts: [String: FactValue]) throws(EvaluationFailure) -> [NamedValue] {
    var asked: [NamedValue] = []
    for input in inputs {
      guard let value = facts[input.name] else {
        throw .factMissing(table: name, fact: input.name, at: input.place)
      }
      guard input.domain.contains(value) else {
        throw .factOutside(
          table: name, fact: NamedValue(input.name, value), domain: input.domain,
          at: input.domainPlace)
      }
      asked.append(NamedValue(input.name, value))
    }
    return asked
  }
}

/// A rule that would have matched but for one fact.
package struct NearMiss: Hashable, Sendable {
  /// The rule.
  package let rule: DecisionTable.Rule
  /// The condition that was not met.
  package let condition: Condition
  /// The fact that did not meet it.
  package let fact: NamedValue
}

/// Why a table could not be asked, or could not answer.
package enum EvaluationFailure: Error, Hashable, Sendable {
  /// A fact was not given.
  case factMissing(table: String, fact: String, at: TablePlace)
  /// A fact has a value that the table does not know.
  case factOutside(table: String, fact: NamedValue, domain: FactDomain, at: TablePlace)
  /// No rule matches these facts.
  case noRule(table: String, facts: [NamedValue], at: TablePlace)
  /// More than one rule matches these facts.
  case severalRules(table: String, rules: [String], facts: [NamedValue], at: [TablePlace])
}
