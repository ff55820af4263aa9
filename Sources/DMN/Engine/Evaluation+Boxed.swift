/// Boxed expressions.
extension Evaluation {
  /// The value of a boxed expression, as its type asks for it.
  mutating func value(_ boxed: BoxedExpression, _ scope: Scope) -> FEELValue {
    let before = line
    line = boxed.line
    defer { line = before }
    let result = deeper(0..<0) { $0.unboxed(boxed, scope) }
    return coerced(result, to: boxed.type)
  }

  private mutating func unboxed(_ boxed: BoxedExpression, _ scope: Scope) -> FEELValue {
    switch boxed.kind {
    case .literal(let source): return value(source, scope)
    case .table(let table): return value(table, scope)
    case .invocation(let function, let bindings):
      let callee = value(function, scope)
      return call(callee, named: bindings.map { ($0.name, value($0.value, scope)) }, 0..<0)
    case .context(let entries): return context(entries, scope)
    case .list(let values): return .list(values.map { value($0, scope) })
    case .relation(let columns, let rows):
      return .list(
        rows.map { row in
          .context(FEELContext(zip(columns, row).map { ($0, value($1, scope)) }))
        })
    case .function(let parameters, let body):
      return .function(
        FEELFunction(
          parameters: parameters, logic: .boxed(body, scope, model: model), result: .any,
          inferred: body.inferredType(parameters)))
    case .external(let parameters):
      return .function(FEELFunction(parameters: parameters, logic: .external, result: .any))
    case .conditional(let condition, let first, let second):
      let truth = value(condition, scope)
      if !truth.isNull, truth.boolean == nil {
        return fault(.conditionNotBoolean(truth.typeName))
      }
      return value(truth.boolean == true ? first : second, scope)
    case .filter(let domain, let condition): return filter(domain, condition, scope)
    case .iterator(let kind, let variable, let domain, let body):
      return iterate(kind, variable, domain, body, scope)
    case .language(let name): return fault(.languageUnknown(name))
    case .fault(let kind): return fault(kind)
    case .missing: return .null
    }
  }

  mutating func value(_ source: FEELSource, _ scope: Scope) -> FEELValue {
    let before = line
    line = source.line
    defer { line = before }
    return value(source.expression, scope)
  }

  private mutating func context(_ entries: [BoxedExpression.Entry], _ scope: Scope) -> FEELValue {
    var context = FEELContext()
    var scope = scope
    for entry in entries {
      let value = coerced(value(entry.value, scope), to: entry.type)
      if entry.name.isEmpty { return value }
      let known = value.naming(entry.name)
      context[entry.name] = known
      scope = scope.adding(entry.name, known)
    }
    return .context(context)
  }

  private mutating func filter(
    _ domain: BoxedExpression, _ condition: BoxedExpression, _ scope: Scope
  ) -> FEELValue {
    let base = value(domain, scope)
    guard !base.isNull else { return fault(.typeMismatch(expected: "list", found: "null")) }
    var kept: [FEELValue] = []
    for element in base.elements {
      let truth = value(condition, itemScope(element, scope))
      guard let isKept = truth.boolean else {
        return fault(.conditionNotBoolean(truth.typeName))
      }
      if isKept { kept.append(element) }
    }
    return .list(kept)
  }

  private mutating func iterate(
    _ kind: BoxedExpression.Iterator, _ variable: String, _ domain: BoxedExpression,
    _ body: BoxedExpression, _ scope: Scope
  ) -> FEELValue {
    guard let elements = self.domain(value(domain, scope), 0..<0) else { return .null }
    var results: [FEELValue] = []
    for element in elements {
      let inner = scope.adding("partial", .list(results)).adding(variable, element)
      results.append(value(body, inner))
    }
    switch kind {
    case .loop: return .list(results)
    case .every, .some:
      var tally = Quantified(isEvery: kind == .every)
      for result in results {
        guard result.isNull || result.boolean != nil else {
          return fault(.conditionNotBoolean(result.typeName))
        }
        tally.add(result)
      }
      return tally.value
    }
  }
}
