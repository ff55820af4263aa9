/// Unary tests and type names.
extension FEELParser {
  /// The whole text as tests; one that cannot be read is a fault in its place.
  static func readTests(
    _ text: String, names: FEELNames, members: FEELNames
  ) -> [FEELTest] {
    do {
      return try tests(text, names: names, members: members)
    } catch {
      let fault = FEELExpression(kind: .fault(error.kind), span: error.span)
      return [FEELTest(kind: .expression(fault, usesInput: true), span: error.span)]
    }
  }

  /// `-`, tests, or `not(tests)`.
  mutating func unaryTests() throws(FEELFault) -> [FEELTest] {
    let start = next
    if isSymbol("-"), tokens[next + 1].kind == .end {
      next += 1
      return [FEELTest(kind: .any, span: span(from: start))]
    }
    if isWord("not"), isSymbol("(", ahead: 1) {
      let negated = attempt { parser throws(FEELFault) -> FEELTest in
        parser.next += 2
        let tests = try parser.positiveTests()
        try parser.expect(")")
        try parser.expectEnd()
        return FEELTest(kind: .none(tests), span: parser.span(from: start))
      }
      if let negated { return [negated] }
    }
    return try positiveTests()
  }

  mutating func positiveTests() throws(FEELFault) -> [FEELTest] {
    var tests: [FEELTest] = []
    repeat { tests.append(try positiveTest(isOperand: false)) } while take(",")
    return tests
  }

  /// One test; as the operand of `in` it ends before `and` and `or`.
  mutating func positiveTest(isOperand: Bool) throws(FEELFault) -> FEELTest {
    let start = next
    if let sign = comparisonSign() {
      let value = try deeper { parser throws(FEELFault) in try parser.arithmetic(0) }
      return FEELTest(kind: .comparison(sign, value), span: span(from: start))
    }
    let before = usesInput
    usesInput = false
    let value =
      isOperand
      ? try deeper { parser throws(FEELFault) in try parser.arithmetic(0) } : try expression()
    let test = FEELTest(
      kind: .expression(value, usesInput: usesInput && !isOperand), span: span(from: start))
    usesInput = usesInput || before
    return test
  }

  mutating func typeName() throws(FEELFault) -> TypeName {
    try deeper { parser throws(FEELFault) in try parser.writtenType() }
  }

  private mutating func writtenType() throws(FEELFault) -> TypeName {
    if isSymbol("<", ahead: 1), case .name(let word) = token.kind {
      switch word {
      case "list", "range":
        next += 2
        let element = try typeName()
        try expect(">")
        return word == "list" ? .list(element) : .range(element)
      case "context":
        next += 2
        return try contextType()
      case "function":
        next += 2
        return try functionType()
      default: break
      }
    }
    if let name = Self.spacedTypes.longest(at: next, in: tokens) {
      next += name.pieces.count
      return .named(name.text)
    }
    guard case .name(var text) = token.kind else { throw unexpected("a type") }
    if let name = members.longest(at: next, in: tokens) {
      next += name.pieces.count
      text = name.text
    } else {
      next += 1
    }
    while isSymbol("."), next + 1 < tokens.count, tokens[next + 1].nameText != nil {
      next += 1
      if let name = members.longest(at: next, in: tokens) {
        next += name.pieces.count
        text += "." + name.text
      } else {
        text += "." + (token.nameText ?? "")
        next += 1
      }
    }
    return .named(text)
  }

  private static let spacedTypes = FEELNames([
    "date and time", "days and time duration", "years and months duration", "day and time duration",
    "year and month duration",
  ])

  private mutating func contextType() throws(FEELFault) -> TypeName {
    var members: [(name: String, type: TypeName)] = []
    while !take(">") {
      let start = next
      while !isSymbol(":") {
        guard token.nameText != nil else { throw unexpected(":") }
        next += 1
      }
      let name = written(start..<next).trimmedName
      next += 1
      members.append((name, try typeName()))
      guard isSymbol(">") || take(",") else { throw unexpected(", or >") }
    }
    return .context(members)
  }

  private mutating func functionType() throws(FEELFault) -> TypeName {
    var parameters: [TypeName] = []
    while !take(">") {
      parameters.append(try typeName())
      guard isSymbol(">") || take(",") else { throw unexpected(", or >") }
    }
    try expect("->")
    return .function(parameters, try typeName())
  }
}
