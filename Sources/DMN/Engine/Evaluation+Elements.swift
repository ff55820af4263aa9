/// Elements of the models: inputs, decisions, knowledge models and services.
extension Evaluation {
  /// The value of an input or decision; computed once.
  mutating func result(of key: ElementKey) -> FEELValue {
    if let known = results[key] { return known }
    guard let element = library.elements[key] else { return fault(.elementMissing(key.id)) }
    guard open.insert(key).inserted else { return fault(.requirementCycle(element.name)) }
    defer { open.remove(key) }
    let value: FEELValue
    switch element.kind {
    case .input: value = coerced(inputs[key] ?? .null, to: element.type)
    case .decision(let logic):
      let scope = scope(of: element)
      let before = faults.count
      value = within(key.model) { evaluation in
        let result = evaluation.value(logic, scope)
        return evaluation.coerced(result, to: element.type)
      }
      name(element, inFaultsFrom: before, isNull: value.isNull)
    case .knowledge, .service: value = function(key).map { .function($0) } ?? .null
    }
    results[key] = value
    return value
  }

  /// The names that an element's requirements bring into its scope.
  mutating func scope(of element: ModelElement) -> Scope {
    scope(of: element, knowing: [:])
  }

  private mutating func scope(
    of element: ModelElement, knowing own: [String: FEELValue]
  ) -> Scope {
    var names = own
    for requirement in element.requirements {
      guard let required = library.elements[requirement.key] else { continue }
      let value = result(of: requirement.key)
      if requirement.through.isEmpty {
        names[required.name] = value
      } else {
        var context = FEELContext()
        if case .context(let known)? = names[requirement.through] { context = known }
        context[required.name] = value
        names[requirement.through] = .context(context)
      }
    }
    return .frame(names, outer: .empty)
  }

  /// A knowledge model or decision service as a function.
  mutating func function(_ key: ElementKey) -> FEELFunction? {
    guard let element = library.elements[key] else { return nil }
    switch element.kind {
    case .knowledge(let parameters, let body):
      return FEELFunction(
        parameters: parameters, logic: .element(key), result: element.type,
        inferred: body.inferredType(parameters))
    case .service(let service):
      let parameters = (service.inputData + service.inputDecisions).compactMap { key in
        library.elements[key].map { FEELFunction.Parameter(name: $0.name, type: $0.type) }
      }
      return FEELFunction(parameters: parameters, logic: .element(key), result: element.type)
    case .input, .decision: return nil
    }
  }

  /// Runs an element with arguments in the order of its parameters.
  mutating func invoke(_ key: ElementKey, _ arguments: [FEELValue]) -> FEELValue {
    guard let element = library.elements[key] else { return fault(.elementMissing(key.id)) }
    switch element.kind {
    case .knowledge(let parameters, let body):
      let names = Dictionary(zip(parameters.map(\.name), arguments)) { $1 }
      // A knowledge model may call itself.
      let own = function(key).map { [element.name: FEELValue.function($0)] } ?? [:]
      let outer = scope(of: element, knowing: own)
      return within(key.model) { $0.value(body, .frame(names, outer: outer)) }
    case .service(let service): return run(service, arguments)
    case .input, .decision: return .null
    }
  }

  /// A service sees its parameters and nothing else.
  private mutating func run(_ service: ModelElement.Service, _ arguments: [FEELValue]) -> FEELValue
  {
    var inner = inner()
    for (key, argument) in zip(service.inputData + service.inputDecisions, arguments) {
      inner.results[key] = argument
    }
    var context = FEELContext()
    for key in service.outputs {
      context[library.elements[key]?.name ?? key.id] = inner.result(of: key)
    }
    adopt(inner)
    if service.outputs.count == 1, let only = context.entries.first { return only.value }
    return .context(context)
  }
}
