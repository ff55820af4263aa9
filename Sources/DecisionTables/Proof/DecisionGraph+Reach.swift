/// What a graph can answer at all, once some facts or outputs are held to some values.
package struct DecisionReach: Hashable, Sendable {
  /// The values that each output may have, sorted.
  package let values: [String: [FactValue]]
  /// The rules that may match, by table.
  package let rules: [String: [String]]
  /// Whether everything was looked at; without it values may be missing.
  package let isExhaustive: Bool
}

extension DecisionGraph {
  /// The outputs that can come about, table by table.
  ///
  /// Each table is asked for every combination of what its inputs can have. That two inputs hang
  /// together is not looked at: what is missing here never comes about, what stands here may not
  /// come about either.
  ///
  /// - Parameters:
  ///   - limits: for facts, or outputs of tables, the only values they are taken to have.
  ///   - budget: how many regions of each table may be looked at.
  /// - Returns: the values of each output and the rules of each table that may come about.
  package func reach(
    limiting limits: [String: [FactValue]] = [:], budget: Int = TableProof.budget
  ) -> DecisionReach {
    var known = limits
    var values: [String: [FactValue]] = [:]
    var rules: [String: [String]] = [:]
    var isExhaustive = true
    for table in tables {
      let proof = table.proof(over: known, budget: budget, limit: 0)
      isExhaustive = isExhaustive && proof.isExhaustive
      let alive = table.rules.filter { !proof.unreached.contains($0.id) }
      rules[table.name] = alive.map(\.id)
      for (index, output) in table.outputs.enumerated() {
        let reached = Set(alive.map { $0.outputs[index] }).sorted()
        values[output.name] = reached
        if limits[output.name] == nil { known[output.name] = reached }
      }
    }
    return DecisionReach(values: values, rules: rules, isExhaustive: isExhaustive)
  }
}
