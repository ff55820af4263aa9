extension FEELExpression {
  /// The type that the values of an expression are known to have without evaluating it; anything
  /// where that cannot be told.
  func inferredType(_ names: [String: FEELType]) -> FEELType {
    switch kind {
    case .literal(let value): value.plainType
    case .name(let name): names[name] ?? .any
    case .negation(let operand): operand.inferredType(names)
    case .arithmetic(let sign, let left, let right):
      Self.result(sign, left.inferredType(names), right.inferredType(names))
    case .comparison, .and, .or, .between, .membership, .instance, .quantified: .boolean
    case .condition(_, let first, let second):
      Self.common(first.inferredType(names), second.inferredType(names))
    case .list(let values):
      .list(
        values.first.map { first in
          values.dropFirst().reduce(first.inferredType(names)) {
            Self.common($0, $1.inferredType(names))
          }
        } ?? .any)
    case .context(let entries):
      .context(entries.map { ($0.name, $0.value.inferredType(names)) })
    case .range(let low, let high, _, _):
      .range(Self.common(low.inferredType(names), high.inferredType(names)))
    case .comparisonRange(_, let operand): .range(operand.inferredType(names))
    case .call(let function, _), .callNamed(let function, _): function.resultType
    case .loop(_, let body): .list(body.inferredType([:]))
    case .member, .filter, .function, .fault: .any
    }
  }

  /// The type a function of the language is known to give.
  private var resultType: FEELType {
    guard case .name(let name) = kind else { return .any }
    return Self.result(ofBuiltIn: name)
  }

  /// What a function of the language gives, where that does not depend on its arguments.
  static func result(ofBuiltIn name: String) -> FEELType {
    if BuiltIns.numerics[name] != nil, name != "odd", name != "even", name != "abs" {
      return .number
    }
    return results[name] ?? .any
  }

  private static let results: [String: FEELType] = [
    "string": .string, "upper case": .string, "lower case": .string, "substring": .string,
    "substring before": .string, "substring after": .string, "replace": .string,
    "string join": .string, "string length": .number, "number": .number, "count": .number,
    "mean": .number, "median": .number, "contains": .boolean, "starts with": .boolean,
    "ends with": .boolean, "matches": .boolean, "list contains": .boolean, "not": .boolean,
    "odd": .boolean, "even": .boolean, "date": .date, "time": .time, "date and time": .dateTime,
    "years and months duration": .yearMonth,
  ]

  private static func result(
    _ sign: FEELOperator, _ left: FEELType, _ right: FEELType
  ) -> FEELType {
    switch (left, right) {
    case (.number, .number): .number
    case (.string, .string): sign == .plus ? .string : .any
    default: .any
    }
  }

  private static func common(_ left: FEELType, _ right: FEELType) -> FEELType {
    if left.conforms(to: right) { return right }
    return right.conforms(to: left) ? left : .any
  }
}

extension BoxedExpression {
  /// The type that results are held to, or else are known to have.
  func inferredType(_ parameters: [FEELFunction.Parameter]) -> FEELType {
    guard case .any = type, case .literal(let source) = kind else { return type }
    let types = Dictionary(parameters.map { ($0.name, $0.type) }) { $1 }
    return source.expression.inferredType(types)
  }
}

extension FEELValue {
  /// The type of a literal.
  fileprivate var plainType: FEELType {
    switch self {
    case .null: .null
    case .boolean: .boolean
    case .number: .number
    case .string: .string
    case .date: .date
    case .time: .time
    case .dateTime: .dateTime
    case .dayTime: .dayTime
    case .yearMonth: .yearMonth
    case .list, .context, .range, .function: .any
    }
  }
}
