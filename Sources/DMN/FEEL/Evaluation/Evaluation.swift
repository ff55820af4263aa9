/// One run of the evaluator: what it may look up, and the faults it met.
///
/// Nothing throws: a fault is null, and is told in `faults`.
struct Evaluation: Sendable {
  /// The models whose elements may be called.
  let library: ModelLibrary
  /// The inputs by element.
  var inputs: [ElementKey: FEELValue] = [:]
  /// Results that are known already.
  var results: [ElementKey: FEELValue] = [:]
  /// Elements whose results are being computed.
  var open: Set<ElementKey> = []
  /// The moment that `now()` and `today()` tell; null where none was given.
  var now: FEELDateTime?
  /// What went wrong, in the order in which it was met.
  private(set) var faults: [FEELFault] = []
  /// How many faults were met, the same ones and those beyond a hundred too.
  private(set) var faultsMet = 0
  /// The line of the model whose expression is evaluated.
  var line = 0
  /// The cell or column of a table that is evaluated; `nil` outside of tables.
  private(set) var place: FEELFault.Place?
  /// The model whose logic is evaluated.
  var model = 0
  var depth = 0
  /// How many expressions within expressions are being evaluated.
  private var nesting = 0
  /// How much more work may be done; below zero everything is null.
  private var budget: Int

  init(
    library: ModelLibrary = ModelLibrary(), now: FEELDateTime? = nil, budget: Int = 10_000_000
  ) {
    self.library = library
    self.now = now
    self.budget = budget
  }

  /// Notes a fault; the answer is null.
  mutating func fault(
    _ kind: FEELFault.Kind, _ span: Range<Int> = 0..<0, comesOfNull: Bool = false
  ) -> FEELValue {
    var fault = FEELFault(kind, span)
    fault.line = line
    fault.place = place
    fault.comesOfNull = comesOfNull
    note(fault)
    return .null
  }

  /// Notes a fault that is known already; the same one is noted once.
  mutating func note(_ fault: FEELFault) {
    faultsMet += 1
    if faults.count < 100, !faults.contains(fault) { faults.append(fault) }
  }

  /// Evaluates a cell or column, which its faults then name.
  mutating func at<Result>(
    _ place: FEELFault.Place, _ body: (inout Evaluation) -> Result
  ) -> Result {
    let before = self.place
    self.place = place
    defer { self.place = before }
    return body(&self)
  }

  /// Names an element in the faults that its evaluation met and that must be told: those of its
  /// text, and the first one where its result is null.
  mutating func name(_ element: ModelElement, inFaultsFrom start: Int, isNull: Bool) {
    for index in faults.indices.dropFirst(start)
    where faults[index].place == nil && (faults[index].isOfText || (isNull && index == start)) {
      faults[index].place = FEELFault.Place(element: element.name)
    }
  }

  /// Forgets names that were not found since.
  mutating func forgetUnknownNames(from start: Int) {
    faults.removeAll(from: start) { fault in
      if case .nameUnknown = fault.kind { true } else { false }
    }
  }

  /// Forgets the faults that were noted since.
  mutating func forgetFaults(from start: Int) { faults.removeSubrange(start...) }

  /// Takes over the faults of a run within this one, and the work it did.
  mutating func adopt(_ inner: Evaluation) {
    for fault in inner.faults { note(fault) }
    budget = inner.budget
  }

  /// A run within this one, which knows nothing of its results.
  func inner() -> Evaluation {
    var inner = Evaluation(library: library, now: now)
    inner.model = model
    inner.place = place
    inner.depth = depth
    inner.nesting = nesting
    inner.budget = budget
    return inner
  }

  /// Counts work; `false`, and a fault, once there was too much of it.
  mutating func spend(_ work: Int, _ span: Range<Int>) -> Bool {
    guard budget >= 0 else { return false }
    budget -= work
    guard budget < 0 else { return true }
    _ = fault(.tooMuchWork, span)
    return false
  }

  /// A value, or null where it is larger than any that rules need.
  mutating func bounded(_ value: FEELValue, _ span: Range<Int>) -> FEELValue {
    switch value {
    case .string(let text) where text.utf8.count > 4_000_000: fault(.tooMuchWork, span)
    case .list(let values) where values.count > 2_000_000: fault(.tooMuchWork, span)
    case .null, .boolean, .number, .string, .date, .time, .dateTime, .dayTime, .yearMonth, .list,
      .context, .range, .function:
      value
    }
  }

  /// Evaluates without noting faults.
  mutating func quietly(_ expression: FEELExpression, _ scope: Scope) -> FEELValue {
    let before = faults
    defer { faults = before }
    return value(expression, scope)
  }

  /// Evaluates the logic of another model, whose types are meant there.
  mutating func within(
    _ model: Int, _ body: (inout Evaluation) -> FEELValue
  ) -> FEELValue {
    let before = self.model
    self.model = model
    defer { self.model = before }
    return body(&self)
  }

  /// One level deeper; calls that never end are cut off with null.
  mutating func deeper(
    _ span: Range<Int>, _ body: (inout Evaluation) -> FEELValue
  ) -> FEELValue {
    guard depth < 120 else { return fault(.tooDeep, span) }
    depth += 1
    defer { depth -= 1 }
    return body(&self)
  }

  /// The value of an expression.
  mutating func value(_ expression: FEELExpression, _ scope: Scope) -> FEELValue {
    guard nesting < 1500 else { return fault(.tooDeep, expression.span) }
    guard spend(1, expression.span) else { return .null }
    nesting += 1
    defer { nesting -= 1 }
    return evaluated(expression, scope)
  }

  private mutating func evaluated(_ expression: FEELExpression, _ scope: Scope) -> FEELValue {
    let span = expression.span
    switch expression.kind {
    case .literal(let value): return value
    case .fault(let kind): return fault(kind, span)
    case .name(let name): return named(name, scope, span)
    case .member(let base, let name): return member(name, of: value(base, scope), span)
    case .filter(let base, let condition):
      return filtered(value(base, scope), condition, scope)
    case .call(let function, let arguments):
      let function = value(function, scope)
      return call(function, arguments.map { value($0, scope) }, span)
    case .callNamed(let function, let arguments):
      let function = value(function, scope)
      return call(function, named: arguments.map { ($0.name, value($0.value, scope)) }, span)
    case .negation(let operand): return negated(value(operand, scope), span)
    case .arithmetic(let sign, let left, let right):
      return combined(sign, value(left, scope), value(right, scope), span)
    case .comparison(let sign, let left, let right):
      return compared(sign, value(left, scope), value(right, scope), span)
    case .and(let left, let right): return conjunction(left, right, scope)
    case .or(let left, let right): return disjunction(left, right, scope)
    case .between(let operand, let low, let high):
      return between(value(operand, scope), value(low, scope), value(high, scope), span)
    case .membership(let operand, let tests):
      return .optional(meets(value(operand, scope), anyOf: tests, scope))
    case .instance(let operand, let type):
      return instance(value(operand, scope), type, span)
    case .condition, .loop, .quantified: return controlled(expression, scope)
    case .list(let values): return .list(values.map { value($0, scope) })
    case .context(let entries): return context(entries, scope)
    case .range(let low, let high, let includesLow, let includesHigh):
      let ends = FEELRange(
        value(low, scope), value(high, scope), includesLow: includesLow,
        includesHigh: includesHigh)
      return range(ends, span)
    case .comparisonRange(let sign, let operand):
      return .range(FEELRange(sign, value(operand, scope)))
    case .function(let parameters, let result, let body, let isExternal):
      let type = result.map { self.type($0, span) } ?? FEELType.any
      return function(parameters, type, body, isExternal, scope, span)
    }
  }

  private mutating func named(_ name: String, _ scope: Scope, _ span: Range<Int>) -> FEELValue {
    if let value = scope.value(name) { return value }
    if BuiltIns.functions[name] != nil {
      return .function(FEELFunction(parameters: [], logic: .builtIn(name), result: .any))
    }
    return fault(.nameUnknown(name), span)
  }

  private mutating func context(
    _ entries: [FEELExpression.NamedPart], _ scope: Scope
  ) -> FEELValue {
    var context = FEELContext()
    var scope = scope
    for entry in entries {
      let value = value(entry.value, scope).naming(entry.name)
      context[entry.name] = value
      scope = scope.adding(entry.name, value)
    }
    return .context(context)
  }

  private mutating func range(_ range: FEELRange, _ span: Range<Int>) -> FEELValue {
    guard !range.low.isNull, !range.high.isNull else { return .range(range) }
    guard let order = range.low.order(range.high) else {
      return fault(
        .operatorUndefined("..", left: range.low.typeName, right: range.high.typeName), span)
    }
    return order > 0 ? fault(.rangeBackward(range.text), span) : .range(range)
  }

  private mutating func function(
    _ parameters: [FEELExpression.TypedName], _ result: FEELType, _ body: FEELExpression,
    _ isExternal: Bool, _ scope: Scope, _ span: Range<Int>
  ) -> FEELValue {
    let parameters = parameters.map { parameter in
      FEELFunction.Parameter(
        name: parameter.name, type: parameter.type.map { type($0, span) } ?? .any)
    }
    let types = Dictionary(parameters.map { ($0.name, $0.type) }) { $1 }
    return .function(
      FEELFunction(
        parameters: parameters, logic: isExternal ? .external : .written(body, scope),
        result: result, inferred: isExternal ? .any : body.inferredType(types)))
  }

  private mutating func instance(
    _ value: FEELValue, _ written: TypeName, _ span: Range<Int>
  ) -> FEELValue {
    let type = type(written, span)
    if case .unknown = type { return .null }
    return .boolean(isInstance(value, of: type))
  }
}

extension Array {
  fileprivate mutating func removeAll(from start: Int, where isMeant: (Element) -> Bool) {
    self = Array(prefix(start)) + dropFirst(start).filter { !isMeant($0) }
  }
}
