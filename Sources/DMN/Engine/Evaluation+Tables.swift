/// Decision tables: which rules match, and what they make together.
extension Evaluation {
  mutating func value(_ table: BoxedTable, _ scope: Scope) -> FEELValue {
    for fault in table.faults { note(fault) }
    guard let inputs = inputs(of: table, scope) else { return .null }
    var matching: [Int] = []
    for rule in table.rules.indices where matches(table, rule, inputs, scope) {
      matching.append(rule)
      if table.hitPolicy == .first { break }
    }
    guard !matching.isEmpty else { return standard(table, scope) }
    return result(table, matching, scope)
  }

  /// What comes in; `nil`, and a fault, where a value is not among those that may.
  private mutating func inputs(of table: BoxedTable, _ scope: Scope) -> [FEELValue]? {
    var inputs: [FEELValue] = []
    for (index, input) in table.inputs.enumerated() {
      let value: FEELValue? = at(table.place(input: index)) { evaluation in
        let value = evaluation.coerced(
          evaluation.value(input.expression, scope), to: input.type)
        guard let allowed = input.allowed, !value.isNull,
          evaluation.meets(value, anyOf: allowed, scope) != true
        else { return value }
        _ = evaluation.fault(
          .typeMismatch(expected: "a value that the column allows", found: value.written))
        return nil
      }
      guard let value else { return nil }
      inputs.append(value)
    }
    return inputs
  }

  private mutating func matches(
    _ table: BoxedTable, _ rule: Int, _ inputs: [FEELValue], _ scope: Scope
  ) -> Bool {
    for (index, condition) in table.rules[rule].conditions.enumerated() {
      if case .any? = condition.tests.first?.kind { continue }
      let isMet = at(table.place(rule: rule, input: index)) {
        $0.meets(inputs[index], anyOf: condition.tests, scope)
      }
      guard isMet == true else { return false }
    }
    return true
  }

  /// What a table gives where no rule matches.
  private mutating func standard(_ table: BoxedTable, _ scope: Scope) -> FEELValue {
    if table.outputs.contains(where: { $0.standard != nil }) {
      let values = table.outputs.enumerated().map { index, output in
        guard let standard = output.standard else { return FEELValue.null }
        return at(table.place(default: index)) { $0.value(standard, scope) }
      }
      return joined(table, values)
    }
    guard table.hitPolicy == .collect else { return .null }
    switch table.aggregation {
    case nil: return .list([])
    case .count: return .number(.zero)
    case .sum, .min, .max: return .null
    }
  }

  private mutating func result(
    _ table: BoxedTable, _ matching: [Int], _ scope: Scope
  ) -> FEELValue {
    let rows = matching.map { outputs(table, $0, scope) }
    switch table.hitPolicy {
    case .unique:
      guard rows.count == 1 else {
        return fault(.severalRules(table: table.name, rules: matching.map { $0 + 1 }))
      }
      return joined(table, rows[0])
    case .any:
      let first = joined(table, rows[0])
      guard rows.allSatisfy({ joined(table, $0).isSame(as: first) }) else {
        return fault(.rulesDisagree(table: table.name, rules: matching.map { $0 + 1 }))
      }
      return first
    case .first: return joined(table, rows[0])
    case .priority: return joined(table, ranked(table, rows, scope)[0])
    case .ruleOrder: return .list(rows.map { joined(table, $0) })
    case .outputOrder: return .list(ranked(table, rows, scope).map { joined(table, $0) })
    case .collect: return collected(table, rows)
    }
  }

  private mutating func outputs(
    _ table: BoxedTable, _ rule: Int, _ scope: Scope
  ) -> [FEELValue] {
    table.outputs.indices.map { index in
      at(table.place(rule: rule, output: index)) { evaluation in
        evaluation.coerced(
          evaluation.value(table.rules[rule].outputs[index], scope), to: table.outputs[index].type)
      }
    }
  }

  private func joined(_ table: BoxedTable, _ values: [FEELValue]) -> FEELValue {
    if table.outputs.count == 1, let only = values.first { return only }
    return .context(FEELContext(Array(zip(table.outputs.map(\.name), values))))
  }

  /// Rows by the order in which the output values are declared, the first output first.
  private mutating func ranked(
    _ table: BoxedTable, _ rows: [[FEELValue]], _ scope: Scope
  ) -> [[FEELValue]] {
    let before = faults.count
    let ranks = rows.map { row in
      zip(table.outputs, row).map { output, value in
        output.values?.firstIndex { meets(value, anyOf: [$0], scope) == true } ?? Int.max
      }
    }
    // What is wrong with the values that are listed has been told with the table.
    forgetFaults(from: before)
    let order = rows.indices.sorted { left, right in
      ranks[left] == ranks[right]
        ? left < right : ranks[left].lexicographicallyPrecedes(ranks[right])
    }
    return order.map { rows[$0] }
  }

  private mutating func collected(_ table: BoxedTable, _ rows: [[FEELValue]]) -> FEELValue {
    guard let aggregation = table.aggregation else {
      return .list(rows.map { joined(table, $0) })
    }
    let columns = table.outputs.indices.map { column in
      let values = rows.map { $0[column] }
      return FEELValue.list(table.collectsDistinct ? Self.distinct(values) : values)
    }
    let name =
      switch aggregation {
      case .sum: "sum"
      case .count: "count"
      case .min: "min"
      case .max: "max"
      }
    let function = FEELValue.function(
      FEELFunction(parameters: [], logic: .builtIn(name), result: .any))
    return joined(table, columns.map { call(function, [$0], 0..<0) })
  }

  /// Values without those that equal one before them.
  private static func distinct(_ values: [FEELValue]) -> [FEELValue] {
    values.reduce(into: []) { kept, value in
      if !kept.contains(where: { value.equals($0) == true }) { kept.append(value) }
    }
  }
}
