extension DecisionGraph {
  /// The graph in which one rule gives another value.
  ///
  /// - Returns: `nil` where there is no such rule or output, and for a value that the output's
  ///   domain does not have.
  package func replacing(
    table: String, rule: String, output: String, with value: FactValue
  ) -> DecisionGraph? {
    guard let index = tables.firstIndex(where: { $0.name == table }),
      let changed = tables[index].replacing(rule: rule, output: output, with: value)
    else { return nil }
    var tables = tables
    tables[index] = changed
    return DecisionGraph(ordered: tables)
  }
}

extension DecisionTable {
  fileprivate func replacing(
    rule: String, output: String, with value: FactValue
  ) -> DecisionTable? {
    guard let place = rules.firstIndex(where: { $0.id == rule }),
      let column = outputs.firstIndex(where: { $0.name == output }),
      outputs[column].domain.contains(value)
    else { return nil }
    var rules = rules
    var given = rules[place].outputs
    given[column] = value
    rules[place] = Rule(
      id: rule, conditions: rules[place].conditions, outputs: given, notes: rules[place].notes,
      place: rules[place].place)
    return DecisionTable(
      name: name, label: label, hit: hit, inputs: inputs, outputs: outputs, notes: notes,
      order: order, rules: rules, parameters: parameters, place: self.place)
  }
}
