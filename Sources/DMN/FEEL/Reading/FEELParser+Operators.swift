/// Operators, from the loosest to the tightest.
extension FEELParser {
  mutating func expression() throws(FEELFault) -> FEELExpression {
    try deeper { parser throws(FEELFault) in try parser.disjunction() }
  }

  private mutating func disjunction() throws(FEELFault) -> FEELExpression {
    let start = next
    var left = try conjunction()
    var links = 0
    while takeWord("or") {
      try link(&links)
      left = node(.or(left, try conjunction()), from: start)
    }
    return left
  }

  private mutating func conjunction() throws(FEELFault) -> FEELExpression {
    let start = next
    var left = try comparison()
    var links = 0
    while takeWord("and") {
      try link(&links)
      left = node(.and(left, try comparison()), from: start)
    }
    return left
  }

  mutating func comparisonSign() -> FEELRange.Comparison? {
    guard case .symbol(let text) = token.kind,
      let comparison = FEELRange.Comparison(rawValue: text)
    else { return nil }
    next += 1
    return comparison
  }

  private mutating func comparison() throws(FEELFault) -> FEELExpression {
    let start = next
    var left = try arithmetic(0)
    var links = 0
    while true {
      try link(&links)
      if let sign = comparisonSign() {
        left = node(.comparison(sign, left, try arithmetic(0)), from: start)
      } else if takeWord("between") {
        let low = try arithmetic(0)
        try expectWord("and")
        left = node(.between(left, low, try arithmetic(0)), from: start)
      } else if takeWord("in") {
        left = node(.membership(left, try membershipTests()), from: start)
      } else {
        return left
      }
    }
  }

  /// What follows `in`: tests in parentheses, or one test.
  ///
  /// A parenthesis may also open a range; it is read once, so that nesting costs no more than its
  /// length.
  private mutating func membershipTests() throws(FEELFault) -> [FEELTest] {
    let start = next
    guard take("(") else { return [try positiveTest(isOperand: true)] }
    let tests = try deeper { parser throws(FEELFault) in try parser.positiveTests() }
    if tests.count == 1, case .expression(let low, _) = tests[0].kind, isSymbol("..") {
      let range = try range(from: low, open: "(", start)
      return [FEELTest(kind: .expression(range, usesInput: false), span: range.span)]
    }
    try expect(")")
    return tests
  }

  private static let levels: [[FEELOperator]] = [[.plus, .minus], [.times, .divided], [.power]]

  /// Operators of one level and above, all of them from left to right.
  mutating func arithmetic(_ level: Int) throws(FEELFault) -> FEELExpression {
    guard level < Self.levels.count else { return try signed() }
    let start = next
    var left = try arithmetic(level + 1)
    var links = 0
    while case .symbol(let text) = token.kind, let sign = FEELOperator(rawValue: text),
      Self.levels[level].contains(sign)
    {
      next += 1
      try link(&links)
      left = node(.arithmetic(sign, left, try arithmetic(level + 1)), from: start)
    }
    return left
  }

  private mutating func signed() throws(FEELFault) -> FEELExpression {
    let start = next
    var isNegative = false
    var hasSign = false
    while !isNegativeNumber, take("-") {
      isNegative.toggle()
      hasSign = true
    }
    let operand = try postfix()
    guard hasSign else { return operand }
    if isNegative { return node(.negation(operand), from: start) }
    return node(.negation(node(.negation(operand), from: start)), from: start)
  }

  /// A sign and a number are one literal, so that `-1 instance of number` asks about -1.
  var isNegativeNumber: Bool {
    guard isSymbol("-"), case .number = tokens[next + 1].kind else { return false }
    return true
  }

  /// Paths, filters, calls and `instance of`.
  private mutating func postfix() throws(FEELFault) -> FEELExpression {
    let start = next
    var value = try primary()
    var links = 0
    while true {
      try link(&links)
      if isSymbol("."), next + 1 < tokens.count, tokens[next + 1].nameText != nil {
        next += 1
        value = node(.member(value, memberName()), from: start)
      } else if isSymbol("["), !isRangeEnd {
        next += 1
        let condition = try filterCondition()
        try expect("]")
        value = node(.filter(value, condition), from: start)
      } else if isSymbol("(") {
        value = try call(value, from: start)
      } else if isWord("instance"), isWord("of", ahead: 1) {
        next += 2
        value = node(.instance(value, try typeName()), from: start)
      } else {
        return value
      }
    }
  }

  private mutating func memberName() -> String {
    if let name = members.longest(at: next, in: tokens) {
      next += name.pieces.count
      return name.text
    }
    let text = token.nameText ?? ""
    next += 1
    return text
  }

  /// In a filter the components of the elements are names too.
  private mutating func filterCondition() throws(FEELFault) -> FEELExpression {
    let outer = names
    names = names.joined(with: members)
    names.add("item")
    defer { names = outer }
    return try expression()
  }

  private mutating func call(
    _ function: FEELExpression, from start: Int
  ) throws(FEELFault) -> FEELExpression {
    try expect("(")
    if take(")") { return node(.call(function, []), from: start) }
    if argumentName(at: next) != nil {
      var arguments: [FEELExpression.NamedPart] = []
      repeat {
        guard let end = argumentName(at: next) else { throw unexpected("a parameter name") }
        let name = written(next..<end).trimmedName
        next = end + 1
        arguments.append(FEELExpression.NamedPart(name: name, value: try expression()))
      } while take(",")
      try expect(")")
      return node(.callNamed(function, arguments), from: start)
    }
    var arguments: [FEELExpression] = []
    repeat { arguments.append(try expression()) } while take(",")
    try expect(")")
    return node(.call(function, arguments), from: start)
  }

  /// Where the colon behind a parameter's name stands; `nil` where no name begins here.
  private func argumentName(at start: Int) -> Int? {
    guard case .name = tokens[start].kind else { return nil }
    var index = start
    while index < tokens.count {
      switch tokens[index].kind {
      case .symbol(":"): return index
      case .name, .number: index += 1
      case .symbol(let text):
        guard ["-", "+", "*", "/", "'", ".", "**"].contains(text) else { return nil }
        index += 1
      case .string, .end: return nil
      }
    }
    return nil
  }
}
