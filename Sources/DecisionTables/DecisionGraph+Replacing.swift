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

extension CodedGraph {
  /// The graph in which one rule gives another value.
  ///
  /// Only what the rule gives is changed where the value is one that rules give anyway; otherwise
  /// the graph is made anew.
  ///
  /// - Returns: `nil` where there is no such rule or output, and for a value that the output's
  ///   domain does not have.
  package func replacing(
    table: String, rule: String, output: String, with value: FactValue
  ) -> CodedGraph? {
    guard
      let changed = graph.replacing(table: table, rule: rule, output: output, with: value),
      let place = tables.firstIndex(where: { $0.table.name == table }),
      let variable = position(of: output)
    else { return nil }
    guard let code = variables[variable].values.firstIndex(of: value) else {
      return try? CodedGraph(changed, telling: clauses)
    }
    var copy = self
    copy.graph = changed
    copy.tables[place].give(UInt16(code), for: variable, by: rule, of: changed.tables[place])
    return copy
  }
}

extension CodedGraph.Table {
  fileprivate mutating func give(
    _ code: UInt16, for variable: Int, by rule: String, of changed: DecisionTable
  ) {
    table = changed
    guard let rule = changed.rules.firstIndex(where: { $0.id == rule }),
      let column = outputs.firstIndex(of: variable)
    else { return }
    given[rule][column] = code
  }
}
