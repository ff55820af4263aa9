/// Calls of functions, with arguments in order or by name.
extension Evaluation {
  mutating func call(
    _ function: FEELValue, _ arguments: [FEELValue], _ span: Range<Int>
  ) -> FEELValue {
    guard case .function(let function) = function else {
      return fault(.notAFunction(function.typeName), span)
    }
    if case .builtIn(let name) = function.logic {
      guard let builtIn = BuiltIns.functions[name] else { return .null }
      return call(builtIn, name, builtIn.bound(arguments), span)
    }
    guard arguments.count == function.parameters.count else {
      return fault(.argumentsUnfit(function: "function"), span)
    }
    return run(function, arguments, span)
  }

  mutating func call(
    _ function: FEELValue, named arguments: [(String, FEELValue)], _ span: Range<Int>
  ) -> FEELValue {
    guard case .function(let function) = function else {
      return fault(.notAFunction(function.typeName), span)
    }
    if case .builtIn(let name) = function.logic {
      guard let builtIn = BuiltIns.functions[name] else { return .null }
      return call(builtIn, name, builtIn.bound(named: arguments), span)
    }
    let byName = Dictionary(arguments) { $1 }
    let known = function.parameters.map(\.name)
    guard byName.keys.allSatisfy(known.contains), arguments.count <= known.count else {
      return fault(.argumentsUnfit(function: "function"), span)
    }
    return run(function, known.map { byName[$0] ?? .null }, span)
  }

  private mutating func call(
    _ builtIn: BuiltIn, _ name: String, _ arguments: [FEELValue]?, _ span: Range<Int>
  ) -> FEELValue {
    guard let arguments else { return fault(.argumentsUnfit(function: name), span) }
    return deeper(span) { evaluation in
      let work = arguments.reduce(0) { $0 + $1.extent }
      guard evaluation.spend(work, span) else { return .null }
      let result = builtIn.run(&evaluation, Arguments(values: arguments, span: span))
      guard let result else {
        return evaluation.fault(
          .argumentsUnfit(function: name), span, comesOfNull: arguments.contains(where: \.isNull))
      }
      return evaluation.bounded(result, span)
    }
  }

  /// Runs a function whose arguments stand in the order of its parameters.
  private mutating func run(
    _ function: FEELFunction, _ arguments: [FEELValue], _ span: Range<Int>
  ) -> FEELValue {
    var names: [String: FEELValue] = [:]
    if let name = function.ownName { names[name] = .function(function) }
    var coercedArguments: [FEELValue] = []
    for (parameter, argument) in zip(function.parameters, arguments) {
      let value = coerced(argument, to: parameter.type, span)
      if value.isNull, !argument.isNull { return .null }
      names[parameter.name] = value
      coercedArguments.append(value)
    }
    let result = deeper(span) { evaluation in
      switch function.logic {
      case .builtIn: return .null
      case .external: return evaluation.fault(.languageUnknown("another language"), span)
      case .written(let body, let scope):
        return evaluation.value(body, .frame(names, outer: scope))
      case .boxed(let body, let scope, let model):
        return evaluation.within(model) { $0.value(body, .frame(names, outer: scope)) }
      case .element(let key): return evaluation.invoke(key, coercedArguments)
      }
    }
    return coerced(result, to: function.result, span)
  }
}

extension FEELValue {
  /// How many steps it takes to go through the value once, counted coarsely.
  fileprivate var extent: Int {
    switch self {
    case .list(let values): values.count
    case .string(let text): text.utf8.count / 64
    case .null, .boolean, .number, .date, .time, .dateTime, .dayTime, .yearMonth, .context,
      .range, .function:
      0
    }
  }
}
