/// Something that must hold of every answer of a graph, whatever its rules say.
package struct GraphInvariant: Sendable {
  /// A fact or output and what is asked of it.
  package struct Clause: Sendable {
    /// The fact's or output's name.
    package let name: String
    /// What is asked.
    package let condition: Condition

    /// A fact or output and what is asked of it.
    package init(name: String, condition: Condition) {
      self.name = name
      self.condition = condition
    }
  }

  /// Its name within the policy.
  package let id: String
  /// Where all of these hold.
  package let when: [Clause]
  /// What must hold there.
  package let must: [Clause]

  /// Something that must hold: `must` wherever `when`.
  package init(id: String, when: [Clause], must: [Clause]) {
    self.id = id
    self.when = when
    self.must = must
  }
}

/// What became of an invariant when all facts were gone through.
package struct InvariantProof: Sendable {
  /// For how many combinations of facts its condition holds.
  package var cases = 0
  /// For how many of them it is broken.
  package var broken = 0
  /// Facts for which it is broken.
  package var witness: [NamedValue] = []
  /// What the graph answers there, by the names the invariant asks for.
  package var answers: [NamedValue] = []
  /// Whether everything was looked at.
  package var isExhaustive = true
}

extension CodedGraph {
  /// Looks whether an invariant holds for all facts.
  ///
  /// Where the invariant names values of its own of a fact, all facts are told apart by them too.
  package func proof(
    of invariant: GraphInvariant, budget: Int = GraphProof.budget
  ) -> InvariantProof {
    let asked = (invariant.when + invariant.must).compactMap { clause in
      position(of: clause.name).map { (variable: $0, condition: clause.condition) }
    }
    let when = asked.prefix(invariant.when.count)
    let must = asked.dropFirst(invariant.when.count)
    // Facts that the condition asks for need only be gone through as far as they meet it.
    var limits: [Int: [UInt16]] = [:]
    for (variable, condition) in when where variable < factCount {
      let codes = limits[variable] ?? variables[variable].codes.indices.map { UInt16($0) }
      limits[variable] = codes.filter {
        condition.matches(variables[variable].values[Int($0)])
      }
    }
    var proof = InvariantProof()
    var sweep = GraphSweep(
      self, limits: limits, keeping: Set(asked.map(\.variable)), budget: budget)
    func holds(
      _ clauses: some Sequence<(variable: Int, condition: Condition)>, _ codes: [UInt16]
    ) -> Bool {
      clauses.allSatisfy { clause in
        clause.condition.matches(variables[clause.variable].values[Int(codes[clause.variable])])
      }
    }
    _ = sweep.run { visit, rules, codes, sweep in
      guard visit.table == tables.count - 1, rules[0] >= 0, holds(when, codes) else {
        return
      }
      proof.cases += visit.count
      guard !holds(must, codes) else { return }
      if proof.broken == 0 {
        proof.witness = sweep.facts(of: visit.trace)
        proof.answers = asked.map { clause in
          let variable = variables[clause.variable]
          return NamedValue(variable.name, variable.values[Int(codes[clause.variable])])
        }
      }
      proof.broken += visit.count
    }
    proof.isExhaustive = sweep.isExhaustive
    return proof
  }
}

extension Condition {
  /// Reads a condition that stands outside of a table.
  ///
  /// - Throws: every complaint about it.
  package init(
    reading text: String, of name: String, domain: FactDomain, parameters: [String: Double],
    at place: TablePlace
  ) throws(TablesUnusable) {
    try self.init(
      reading: TableText.Cell(text, at: place), column: name, domain: domain,
      parameters: parameters)
  }
}

extension DecisionGraph {
  /// The values that a fact or an output may have; `nil` where the graph knows neither.
  package func domain(of name: String) -> FactDomain? {
    if let table = table(giving: name) {
      return table.outputs.first { $0.name == name }?.domain
    }
    return facts[name]?.first?.domain
  }
}
