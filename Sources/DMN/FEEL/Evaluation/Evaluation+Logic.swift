/// Three-valued logic, conditions, loops and tests.
extension Evaluation {
  mutating func conjunction(
    _ left: FEELExpression, _ right: FEELExpression, _ scope: Scope
  ) -> FEELValue {
    let first = value(left, scope).boolean
    if first == false { return .boolean(false) }
    let second = value(right, scope).boolean
    if second == false { return .boolean(false) }
    return first == nil || second == nil ? .null : .boolean(true)
  }

  mutating func disjunction(
    _ left: FEELExpression, _ right: FEELExpression, _ scope: Scope
  ) -> FEELValue {
    let first = value(left, scope).boolean
    if first == true { return .boolean(true) }
    let second = value(right, scope).boolean
    if second == true { return .boolean(true) }
    return first == nil || second == nil ? .null : .boolean(false)
  }

  mutating func compared(
    _ sign: FEELRange.Comparison, _ left: FEELValue, _ right: FEELValue, _ span: Range<Int>
  ) -> FEELValue {
    let result: Bool? =
      switch sign {
      case .equal: left.equals(right)
      case .different: left.equals(right).map { !$0 }
      case .less: left.order(right).map { $0 < 0 }
      case .lessOrEqual: left.order(right).map { $0 <= 0 }
      case .greater: left.order(right).map { $0 > 0 }
      case .greaterOrEqual: left.order(right).map { $0 >= 0 }
      }
    guard let result else {
      // Nothing can be said of null, and nothing is wrong with it.
      if left.isNull || right.isNull { return .null }
      return fault(
        .operatorUndefined(sign.rawValue, left: left.typeName, right: right.typeName), span)
    }
    return .boolean(result)
  }

  /// `e between low and high` is `e >= low and e <= high`, in three-valued logic.
  mutating func between(
    _ value: FEELValue, _ low: FEELValue, _ high: FEELValue, _ span: Range<Int>
  ) -> FEELValue {
    let first = compared(.greaterOrEqual, value, low, span).boolean
    if first == false { return .boolean(false) }
    let second = compared(.lessOrEqual, value, high, span).boolean
    if second == false { return .boolean(false) }
    return first == nil || second == nil ? .null : .boolean(true)
  }

  mutating func controlled(_ expression: FEELExpression, _ scope: Scope) -> FEELValue {
    switch expression.kind {
    case .condition(let condition, let first, let second):
      let truth = value(condition, scope)
      if truth.boolean == nil {
        _ = fault(
          .conditionNotBoolean(truth.typeName), condition.span, comesOfNull: truth.isNull)
      }
      return value(truth.boolean == true ? first : second, scope)
    case .loop(let iterations, let body): return loop(iterations, body, scope)
    case .quantified(let isEvery, let iterations, let body):
      return quantified(isEvery, iterations, body, scope)
    default: return .null
    }
  }

  private mutating func loop(
    _ iterations: [FEELIteration], _ body: FEELExpression, _ scope: Scope
  ) -> FEELValue {
    var results: [FEELValue] = []
    let isWhole = run(iterations[...], scope) { evaluation, scope in
      results.append(evaluation.value(body, scope.adding("partial", .list(results))))
      return true
    }
    return isWhole ? .list(results) : .null
  }

  private mutating func quantified(
    _ isEvery: Bool, _ iterations: [FEELIteration], _ body: FEELExpression, _ scope: Scope
  ) -> FEELValue {
    var tally = Quantified(isEvery: isEvery)
    let isWhole = run(iterations[...], scope) { evaluation, scope in
      tally.add(evaluation.value(body, scope))
      return true
    }
    return isWhole ? tally.value : .null
  }

  /// Runs a body for each combination; `false` where a domain cannot be run through.
  private mutating func run(
    _ iterations: ArraySlice<FEELIteration>, _ scope: Scope,
    _ body: (inout Evaluation, Scope) -> Bool
  ) -> Bool {
    guard let iteration = iterations.first else { return body(&self, scope) }
    guard let domain = domain(iteration, scope) else { return false }
    for value in domain {
      guard run(iterations.dropFirst(), scope.adding(iteration.name, value), body) else {
        return false
      }
    }
    return true
  }

  private mutating func domain(_ iteration: FEELIteration, _ scope: Scope) -> [FEELValue]? {
    let start = value(iteration.domain, scope)
    if let end = iteration.end {
      return sequence(start, value(end, scope), iteration.domain.span)
    }
    return domain(start, iteration.domain.span)
  }

  /// What a value holds to be run through: the elements, or the steps of a range.
  mutating func domain(_ value: FEELValue, _ span: Range<Int>) -> [FEELValue]? {
    switch value {
    case .list(let values): return values
    case .range(let range):
      guard var values = sequence(range.low, range.high, span) else { return nil }
      if !range.includesLow, !values.isEmpty { values.removeFirst() }
      if !range.includesHigh, !values.isEmpty { values.removeLast() }
      return values
    case .null:
      _ = fault(.typeMismatch(expected: "list", found: "null"), span, comesOfNull: true)
      return nil
    case .boolean, .number, .string, .date, .time, .dateTime, .dayTime, .yearMonth, .context,
      .function:
      return [value]
    }
  }

  private mutating func sequence(
    _ start: FEELValue, _ end: FEELValue, _ span: Range<Int>
  ) -> [FEELValue]? {
    switch (start, end) {
    case (.number(let start), .number(let end)):
      guard let low = start.int, let high = end.int else { break }
      return steps(low, high, span)?.map { .number(FEELNumber($0)) }
    case (.date(let start), .date(let end)):
      return steps(start.daysSinceEpoch, end.daysSinceEpoch, span)?
        .map { .date(FEELDate(daysSinceEpoch: $0)) }
    default: break
    }
    _ = fault(.operatorUndefined("..", left: start.typeName, right: end.typeName), span)
    return nil
  }

  /// From one number up or down to another; `nil`, and a fault, for more than a million steps.
  private mutating func steps(_ low: Int, _ high: Int, _ span: Range<Int>) -> [Int]? {
    let count = high.subtractingReportingOverflow(low)
    guard !count.overflow, count.partialValue.magnitude < 1_000_000 else {
      _ = fault(.tooMuchWork, span)
      return nil
    }
    let sign = count.partialValue < 0 ? -1 : 1
    return (0...Int(count.partialValue.magnitude)).map { low + $0 * sign }
  }

  // MARK: tests

  /// Whether a value meets one of the tests at least; `nil` where that cannot be told.
  ///
  /// Where one is met, nothing is wrong with those before it that cannot be compared.
  mutating func meets(_ input: FEELValue, anyOf tests: [FEELTest], _ scope: Scope) -> Bool? {
    var isUnknown = false
    let before = faults.count
    for test in tests {
      switch meets(input, test, scope) {
      case true?:
        if tests.count > 1 { forgetFaults(from: before) }
        return true
      case false?: break
      case nil: isUnknown = true
      }
    }
    return isUnknown ? nil : false
  }

  private mutating func meets(_ input: FEELValue, _ test: FEELTest, _ scope: Scope) -> Bool? {
    switch test.kind {
    case .any: return true
    case .none(let tests): return meets(input, anyOf: tests, scope).map { !$0 }
    case .comparison(let sign, let operand):
      return compared(sign, input, value(operand, scope), test.span).boolean
    case .expression(let expression, let usesInput):
      let result = value(expression, scope.adding("?", input))
      if usesInput { return result.boolean }
      // An interval that is none is not a null to compare with.
      if case .range = expression.kind, result.isNull { return nil }
      if case .boolean(let truth) = result, input.boolean == nil, !isConstant(expression) {
        return truth
      }
      let truth = matches(input, result)
      if truth == nil, place != nil { noteIncomparable(input, result, test.span) }
      return truth
    }
  }

  /// Notes that a cell asks for a value of another type than the one that came in.
  private mutating func noteIncomparable(
    _ input: FEELValue, _ other: FEELValue, _ span: Range<Int>
  ) {
    if case .list = input { return }
    var asked = other
    if case .range(let range) = other { asked = range.low.isNull ? range.high : range.low }
    guard !input.isNull, !asked.isNull else { return }
    _ = fault(.operatorUndefined("=", left: input.typeName, right: asked.typeName), span)
  }

  private func isConstant(_ expression: FEELExpression) -> Bool {
    if case .literal = expression.kind { return true }
    return false
  }

  /// Whether a value is another, or lies in it where that is a list or range.
  private func matches(_ input: FEELValue, _ other: FEELValue) -> Bool? {
    switch other {
    case .range(let range):
      if case .range(let own) = input { return FEELValue.range(own).equals(other) }
      return input.lies(in: range)
    case .list(let values):
      if case .list = input, input.equals(other) == true { return true }
      for value in values where matches(input, value) == true { return true }
      return false
    default: return input.equals(other)
    }
  }
}

/// What the bodies of a `some` or `every` have given so far.
struct Quantified: Sendable {
  let isEvery: Bool
  private var isDecided = false
  private var isUnknown = false

  init(isEvery: Bool) { self.isEvery = isEvery }

  mutating func add(_ value: FEELValue) {
    guard let truth = value.boolean else {
      isUnknown = true
      return
    }
    if truth != isEvery { isDecided = true }
  }

  var value: FEELValue {
    if isDecided { return .boolean(!isEvery) }
    return isUnknown ? .null : .boolean(isEvery)
  }
}
