/// Types: what a name means, whether a value is of a type, and what may be made of it.
extension Evaluation {
  /// The type that is written; a name that nobody has defined is a fault.
  mutating func type(_ written: TypeName, _ span: Range<Int>) -> FEELType {
    switch written {
    case .list(let element): return .list(type(element, span))
    case .range(let element): return .range(type(element, span))
    case .context(let members):
      return .context(members.map { ($0.name, type($0.type, span)) })
    case .function(let parameters, let result):
      return .function(parameters.map { type($0, span) }, type(result, span))
    case .named(let name):
      if let type = FEELType(builtIn: name) { return type }
      if let type = library.type(named: name, model: model) { return type }
      _ = fault(.nameUnknown(name), span)
      return .unknown(name)
    }
  }

  /// Whether a value is an instance of a type, whose allowed values do not count; null is of no
  /// type but null.
  mutating func isInstance(_ value: FEELValue, of type: FEELType) -> Bool {
    if value.isNull {
      if case .null = type { return true }
      return false
    }
    return conforms(value, to: type.unrestricted)
  }

  /// Whether a value may stand where a type is asked for; null may stand anywhere.
  mutating func conforms(_ value: FEELValue, to type: FEELType) -> Bool {
    if value.isNull {
      guard case .unknown = type else { return true }
      return false
    }
    switch (type, value) {
    case (.any, _): return true
    case (.boolean, .boolean), (.number, .number), (.string, .string), (.date, .date),
      (.time, .time), (.dateTime, .dateTime), (.dayTime, .dayTime), (.yearMonth, .yearMonth):
      return true
    case (.list(let element), .list(let values)):
      return values.allSatisfy { conforms($0, to: element) }
    case (.context(let members), .context(let context)):
      return members.allSatisfy { member in
        context[member.name].map { conforms($0, to: member.type) } ?? false
      }
    case (.range(let element), .range(let range)):
      return conforms(range.low, to: element) && conforms(range.high, to: element)
    case (.function(let parameters, let result), .function(let function)):
      return conforms(function, to: parameters, result)
    case (.allowed(let base, let tests), _):
      return conforms(value, to: base) && meets(value, anyOf: tests, .empty) == true
    default: return false
    }
  }

  private func conforms(
    _ function: FEELFunction, to parameters: [FEELType], _ result: FEELType
  ) -> Bool {
    if case .builtIn(let name) = function.logic {
      let known = FEELExpression.result(ofBuiltIn: name)
      return known.mayConform(to: result)
        && BuiltIns.functions[name]?.accepts(count: parameters.count) ?? false
    }
    guard function.parameters.count == parameters.count else { return false }
    let fits = zip(parameters, function.parameters).allSatisfy { $0.conforms(to: $1.type) }
    if case .any = function.result { return fits && function.inferred.mayConform(to: result) }
    return fits && function.result.conforms(to: result)
  }

  /// A value as a type asks for it: a list of one becomes its element, a single value a list, a
  /// day a date-time; anything else that does not conform becomes null.
  mutating func coerced(
    _ value: FEELValue, to type: FEELType, _ span: Range<Int> = 0..<0
  ) -> FEELValue {
    if conforms(value, to: type) { return value }
    if case .list(let values) = value, values.count == 1, conforms(values[0], to: type) {
      return values[0]
    }
    if let wrapped = listed(value, as: type) { return wrapped }
    if case .date(let date) = value {
      let midnight = FEELValue.dateTime(
        FEELDateTime(date: date, time: FEELTime(second: 0, nanosecond: 0, zone: .offset(0))))
      if conforms(midnight, to: type) { return midnight }
    }
    return fault(.typeMismatch(expected: type.name, found: value.typeName), span)
  }

  private mutating func listed(_ value: FEELValue, as type: FEELType) -> FEELValue? {
    if case .list = value { return nil }
    return switch type {
    case .list, .allowed: conforms(.list([value]), to: type) ? .list([value]) : nil
    case .any, .null, .boolean, .number, .string, .date, .time, .dateTime, .dayTime, .yearMonth,
      .context, .range, .function, .unknown:
      nil
    }
  }
}

extension FEELType {
  /// The type without allowed values, also in its parts.
  var unrestricted: FEELType {
    switch self {
    case .allowed(let base, _): base.unrestricted
    case .list(let element): .list(element.unrestricted)
    case .range(let element): .range(element.unrestricted)
    case .context(let members): .context(members.map { ($0.name, $0.type.unrestricted) })
    case .function(let parameters, let result):
      .function(parameters.map(\.unrestricted), result.unrestricted)
    case .any, .null, .boolean, .number, .string, .date, .time, .dateTime, .dayTime, .yearMonth,
      .unknown:
      self
    }
  }

  /// The type as people name it.
  var name: String {
    switch self {
    case .any: "anything"
    case .null: "null"
    case .boolean: "boolean"
    case .number: "number"
    case .string: "string"
    case .date: "date"
    case .time: "time"
    case .dateTime: "date and time"
    case .dayTime: "days and time duration"
    case .yearMonth: "years and months duration"
    case .list(let element): "list of \(element.name)"
    case .context(let members):
      members.isEmpty
        ? "context" : "context with " + members.map(\.name).joined(separator: ", ")
    case .range(let element): "range of \(element.name)"
    case .function: "function"
    case .allowed(let base, _): "\(base.name) among the allowed values"
    case .unknown(let name): name
    }
  }

  /// Whether values of a type that nobody declared may be of the other: what cannot be told
  /// does not count against it.
  fileprivate func mayConform(to other: FEELType) -> Bool {
    switch (self, other) {
    case (.any, _): true
    case (.list(let mine), .list(let theirs)), (.range(let mine), .range(let theirs)):
      mine.mayConform(to: theirs)
    case (.context(let mine), .context(let theirs)):
      theirs.allSatisfy { member in
        mine.contains { $0.name == member.name && $0.type.mayConform(to: member.type) }
      }
    default: conforms(to: other)
    }
  }

  /// Whether every value of this type is one of the other.
  func conforms(to other: FEELType) -> Bool {
    switch (self, other) {
    case (_, .any), (.null, _): true
    case (.boolean, .boolean), (.number, .number), (.string, .string), (.date, .date),
      (.time, .time), (.dateTime, .dateTime), (.dayTime, .dayTime), (.yearMonth, .yearMonth):
      true
    case (.list(let mine), .list(let theirs)), (.range(let mine), .range(let theirs)):
      mine.conforms(to: theirs)
    case (.allowed(let base, _), _): base.conforms(to: other)
    case (.context(let mine), .context(let theirs)):
      theirs.allSatisfy { member in
        mine.contains { $0.name == member.name && $0.type.conforms(to: member.type) }
      }
    case (.function(let mine, let result), .function(let theirs, let expected)):
      mine.count == theirs.count && zip(theirs, mine).allSatisfy { $0.conforms(to: $1) }
        && result.conforms(to: expected)
    default: false
    }
  }
}
