/// Looks for what is wrong with the cells of a table whatever comes in, so that it is told even
/// where another rule answers.
struct TableCheck {
  let table: BoxedTable
  /// The names that cells can use.
  let names: FEELNames

  /// The table with the faults of its cells.
  func checked() -> BoxedTable {
    var faults: [FEELFault] = []
    for (index, input) in table.inputs.enumerated() {
      faults += placed(
        CellCheck(names: names).faults(in: input.expression.expression)
          + CellCheck(names: names.adding(["?"])).faults(in: input.allowed ?? [], of: input.type),
        table.place(input: index), input.expression.line)
    }
    for (number, rule) in table.rules.enumerated() {
      for (index, condition) in rule.conditions.enumerated() {
        let found = CellCheck(names: names.adding(["?"]))
          .faults(in: condition.tests, of: table.inputs[index].type)
        faults += placed(found, table.place(rule: number, input: index), rule.line)
      }
      for (index, output) in rule.outputs.enumerated() {
        let found = CellCheck(names: names)
          .faults(in: output.expression, as: table.outputs[index].type)
        faults += placed(found, table.place(rule: number, output: index), output.line)
      }
    }
    for (index, output) in table.outputs.enumerated() {
      let found =
        CellCheck(names: names.adding(["?"])).faults(in: output.values ?? [], of: .any)
        + (output.standard.map { CellCheck(names: names).faults(in: $0.expression) } ?? [])
      faults += placed(found, table.place(default: index), output.standard?.line ?? 0)
    }
    var checked = table
    checked.faults = Array(faults.prefix(100))
    return checked
  }

  private func placed(
    _ faults: [FEELFault], _ place: FEELFault.Place, _ line: Int
  ) -> [FEELFault] {
    faults.map { fault in
      var placed = fault
      placed.place = place
      placed.line = line
      return placed
    }
  }
}

/// What is wrong with an expression whatever comes in.
struct CellCheck {
  let names: FEELNames

  /// What is wrong with the tests of a cell, over values of a type.
  func faults(in tests: [FEELTest], of type: FEELType) -> [FEELFault] {
    let inner = tests.flatMap(\.parts).flatMap { faults(in: $0.expression) }
    return inner + tests.flatMap { mismatches(in: $0, type) }
  }

  /// What is wrong with an output cell, whose values must be of a type.
  func faults(in expression: FEELExpression, as type: FEELType) -> [FEELFault] {
    guard case .literal(let value) = expression.kind else { return faults(in: expression) }
    var evaluation = Evaluation()
    _ = evaluation.coerced(value, to: type, expression.span)
    return evaluation.faults
  }

  /// Parts that cannot be read, names that nothing has, and parts without names that have no
  /// value.
  func faults(in expression: FEELExpression) -> [FEELFault] {
    faults(in: FEELExpression.Part(expression: expression), seeing: [], isOpen: names.isOpen)
  }

  private func faults(
    in part: FEELExpression.Part, seeing outer: Set<String>, isOpen outside: Bool
  ) -> [FEELFault] {
    let expression = part.expression
    let seen = outer.union(part.names)
    let isOpen = outside || part.isOpen
    switch expression.kind {
    case .literal: return []
    case .fault(let kind): return [FEELFault(kind, expression.span)]
    case .name(let name):
      let isKnown = isOpen || seen.contains(name) || names.mayHave(name)
      return isKnown || BuiltIns.functions[name] != nil
        ? [] : [FEELFault(.nameUnknown(name), expression.span)]
    default:
      if !isOpen, isConstant(FEELExpression.Part(expression: expression), within: []) {
        return constantFaults(expression)
      }
      return expression.parts.flatMap { faults(in: $0, seeing: seen, isOpen: isOpen) }
    }
  }

  /// Whether an expression has the same value always: it names nothing but functions.
  private func isConstant(_ part: FEELExpression.Part, within outer: Set<String>) -> Bool {
    let seen = outer.union(part.names)
    switch part.expression.kind {
    case .name(let name):
      let isFunction = BuiltIns.functions[name] != nil && !names.mayHave(name)
      return seen.contains(name) || (isFunction && name != "now" && name != "today")
    case .instance(_, .named): return false
    default:
      return !part.isOpen && part.expression.parts.allSatisfy { isConstant($0, within: seen) }
    }
  }

  private func constantFaults(_ expression: FEELExpression) -> [FEELFault] {
    var evaluation = Evaluation(budget: 10_000)
    _ = evaluation.value(expression, .empty)
    return evaluation.faults.filter { fault in
      // Too long a calculation is judged where it is made.
      fault.kind != .tooMuchWork && fault.kind != .tooDeep && !fault.comesOfNull
    }
  }

  /// A test for a value of another type than all that can come in.
  private func mismatches(in test: FEELTest, _ type: FEELType) -> [FEELFault] {
    switch test.kind {
    case .any: return []
    case .none(let tests): return tests.flatMap { mismatches(in: $0, type) }
    case .comparison(_, let operand): return mismatch(operand, type, test.span)
    case .expression(let expression, let usesInput):
      if case .literal = expression.kind { return mismatch(expression, type, test.span) }
      // A condition is true or false, whatever the column holds.
      if usesInput || expression.inferredType([:]).plain == "boolean" { return [] }
      return mismatch(expression, type, test.span)
    }
  }

  private func mismatch(
    _ expression: FEELExpression, _ type: FEELType, _ span: Range<Int>
  ) -> [FEELFault] {
    var asked = expression.inferredType([:])
    if case .range(let element) = asked { asked = element }
    guard let asked = asked.plain, let given = type.plain, asked != given else { return [] }
    return [FEELFault(.typeMismatch(expected: given, found: asked), span)]
  }
}

extension FEELType {
  /// The name of a type whose values compare with those of the same type only; `nil` for others.
  fileprivate var plain: String? {
    switch self {
    case .boolean, .number, .string, .date, .time, .dateTime, .dayTime, .yearMonth: name
    case .allowed(let base, _): base.plain
    case .any, .null, .list, .context, .range, .function, .unknown: nil
    }
  }
}
