/// Decision tables: which rules match, and what they make together.
extension Evaluation {
  mutating func value(_ table: BoxedTable, _ scope: Scope) -> FEELValue {
    var inputs: [FEELValue] = []
    for input in table.inputs {
      let value = coerced(value(input.expression, scope), to: input.type)
      if let allowed = input.allowed, !value.isNull,
        meets(value, anyOf: allowed, scope) != true
      {
        return fault(.typeMismatch(expected: input.expression.text, found: value.text))
      }
      inputs.append(value)
    }
    var matching: [Int] = []
    for (index, rule) in table.rules.enumerated() {
      let isMatch = zip(inputs, rule.conditions).allSatisfy {
        meets($0, anyOf: $1, scope) == true
      }
      guard isMatch else { continue }
      matching.append(index)
      if table.hitPolicy == .first { break }
    }
    guard !matching.isEmpty else { return standard(table, scope) }
    return result(table, matching, scope)
  }

  /// What a table gives where no rule matches.
  private mutating func standard(_ table: BoxedTable, _ scope: Scope) -> FEELValue {
    if table.outputs.contains(where: { $0.standard != nil }) {
      let values = table.outputs.map { output in
        output.standard.map { value($0, scope) } ?? .null
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
    let rows = matching.map { outputs(table, table.rules[$0], scope) }
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
    _ table: BoxedTable, _ rule: BoxedTable.Rule, _ scope: Scope
  ) -> [FEELValue] {
    zip(table.outputs, rule.outputs).map { coerced(value($1, scope), to: $0.type) }
  }

  private func joined(_ table: BoxedTable, _ values: [FEELValue]) -> FEELValue {
    if table.outputs.count == 1, let only = values.first { return only }
    return .context(FEELContext(Array(zip(table.outputs.map(\.name), values))))
  }

  /// Rows by the order in which the output values are declared, the first output first.
  private mutating func ranked(
    _ table: BoxedTable, _ rows: [[FEELValue]], _ scope: Scope
  ) -> [[FEELValue]] {
    let ranks = rows.map { row in
      zip(table.outputs, row).map { output, value in
        output.values?.firstIndex { meets(value, anyOf: [$0], scope) == true } ?? Int.max
      }
    }
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
      FEELValue.list(rows.map { $0[column] })
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
}
