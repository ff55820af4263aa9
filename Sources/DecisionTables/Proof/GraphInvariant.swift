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
  /// For how many combinations of facts its condition holds; the largest number where for more.
  package var cases = 0
  /// For how many of them it is broken.
  package var broken = 0
  /// Facts for which it is broken: a value for each fact.
  package var witness: [NamedValue] = []
  /// What the graph answers there, by the names the invariant asks for.
  package var answers: [NamedValue] = []
  /// Whether everything was looked at, and all that it names has an answer for all facts.
  package var isExhaustive = true
}

extension GraphDiagrams {
  /// Looks whether an invariant holds for all facts.
  ///
  /// The graph must tell the values apart that the invariant names (`CodedGraph.init`).
  package mutating func proof(of invariant: GraphInvariant) -> InvariantProof {
    var proof = InvariantProof()
    do {
      try prove(invariant, &proof)
    } catch {
      proof = InvariantProof(isExhaustive: false)
    }
    return proof
  }

  private mutating func prove(
    _ invariant: GraphInvariant, _ proof: inout InvariantProof
  ) throws(ProofBudget.Spent) {
    var asked: [Int] = []
    for clause in invariant.when + invariant.must {
      guard let variable = graph.position(of: clause.name), node(of: variable) != nil else {
        throw ProofBudget.Spent()
      }
      if !asked.contains(variable) { asked.append(variable) }
    }
    let nodes = asked.compactMap { node(of: $0) }
    let tree = AnswerTree(
      invariant: asked.map { variable in
        (
          when: graph.codes(of: variable, meeting: invariant.when),
          must: graph.codes(of: variable, meeting: invariant.must)
        )
      })
    let root = try apply(tree, to: tree.operands(nodes))
    let walk = DiagramWalk(diagrams, from: root)
    proof.broken = walk.count(of: 2)
    proof.cases = walk.count(of: 1)
    proof.cases.addAtMost(proof.broken)
    guard proof.broken > 0 else { return }
    let codes = walk.codes(leadingTo: 2)
    proof.witness = named(codes)
    proof.answers = asked.map { variable in
      let values = graph.variables[variable].values
      return NamedValue(graph.variables[variable].name, values[code(of: variable, for: codes) ?? 0])
    }
  }
}

extension CodedGraph {
  /// By code of a variable: whether it meets all conditions on it.
  fileprivate func codes(of variable: Int, meeting clauses: [GraphInvariant.Clause]) -> [Bool] {
    let conditions = clauses.filter { $0.name == variables[variable].name }.map(\.condition)
    return variables[variable].values.map { value in
      conditions.allSatisfy { $0.matches(value) }
    }
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
  /// The values that facts and outputs may have, by name.
  package var domains: [String: FactDomain] {
    let outputs = tables.flatMap(\.outputs).map { ($0.name, $0.domain) }
    return facts.compactMapValues { $0.first?.domain }
      .merging(outputs) { _, given in given }
  }
}
