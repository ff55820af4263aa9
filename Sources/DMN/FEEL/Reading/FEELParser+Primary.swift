/// Literals, names and everything that begins with its own word or bracket.
extension FEELParser {
  mutating func primary() throws(FEELFault) -> FEELExpression {
    let start = next
    switch token.kind {
    case .number(let text):
      next += 1
      return node(.literal(.optional(FEELNumber(text: text))), from: start)
    case .string(let text):
      next += 1
      return node(.literal(.string(text)), from: start)
    case .symbol: return try bracketed()
    case .name(let word): return try named(word)
    case .end: throw unexpected("an expression")
    }
  }

  private mutating func bracketed() throws(FEELFault) -> FEELExpression {
    let start = next
    if isNegativeNumber, case .number(let text) = tokens[next + 1].kind {
      next += 2
      return node(.literal(.optional(FEELNumber(text: text).map { -$0 })), from: start)
    }
    if take("@") {
      guard case .string(let text) = token.kind else { throw unexpected("a text") }
      next += 1
      let value = TemporalText.value(text)
      return node(
        value.map { .literal($0) } ?? .fault(.temporalMalformed(text)), from: start)
    }
    if isSymbol("{") { return try context() }
    if isSymbol("[") || isSymbol("(") || isSymbol("]") { return try listOrRange() }
    throw unexpected("an expression")
  }

  /// `[1, 2]`, `[1..2]`, `(1..2)`, `]1..2[`, `(< 2)` or an expression in parentheses.
  private mutating func listOrRange() throws(FEELFault) -> FEELExpression {
    let start = next
    let open = token.text
    next += 1
    if open == "[", take("]") { return node(.list([]), from: start) }
    if open == "(", let sign = comparisonSign() {
      let value = try expression()
      try expect(")")
      return node(.comparisonRange(sign, value), from: start)
    }
    let first = try expression()
    if isSymbol("..") { return try range(from: first, open: open, start) }
    switch open {
    case "(":
      try expect(")")
      return FEELExpression(kind: first.kind, span: span(from: start))
    case "[":
      var values = [first]
      while take(",") { values.append(try expression()) }
      try expect("]")
      return node(.list(values), from: start)
    default: throw unexpected("..")
    }
  }

  /// What follows the lower end of a range whose opening sign was read.
  mutating func range(
    from low: FEELExpression, open: String, _ start: Int
  ) throws(FEELFault) -> FEELExpression {
    try expect("..")
    let high = try rangeEnd()
    let includesHigh = isSymbol("]")
    guard take("]") || take(")") || take("[") else { throw unexpected("] or )") }
    return node(
      .range(low, high, includesLow: open == "[", includesHigh: includesHigh), from: start)
  }

  private mutating func rangeEnd() throws(FEELFault) -> FEELExpression {
    isRangeEnd = true
    defer { isRangeEnd = false }
    return try arithmetic(0)
  }

  private mutating func context() throws(FEELFault) -> FEELExpression {
    let start = next
    try expect("{")
    let outer = names
    defer { names = outer }
    var entries: [FEELExpression.NamedPart] = []
    var keys: Set<String> = []
    if take("}") { return node(.context([]), from: start) }
    repeat {
      let key = try contextKey()
      let value = try expression()
      guard keys.insert(key).inserted else {
        throw FEELFault(.keyTwice(key), span(from: start))
      }
      entries.append(FEELExpression.NamedPart(name: key, value: value))
      names.add(key)
    } while take(",")
    try expect("}")
    return node(.context(entries), from: start)
  }

  /// A key and its colon.
  private mutating func contextKey() throws(FEELFault) -> String {
    if case .string(let key) = token.kind {
      next += 1
      try expect(":")
      return key
    }
    let start = next
    guard case .name = token.kind else { throw unexpected("a key") }
    while !isSymbol(":") {
      guard token.nameText != nil, token.text != ",", token.text != "}" else {
        throw unexpected(":")
      }
      next += 1
    }
    let key = written(start..<next)
    next += 1
    return key.trimmedName
  }

  private mutating func named(_ word: String) throws(FEELFault) -> FEELExpression {
    let start = next
    let known =
      names.longest(at: next, in: tokens)
      ?? BuiltIns.names.longest(at: next, in: tokens)
    let builtIn = BuiltIns.names.longest(at: next, in: tokens)
    let longest = (builtIn?.pieces.count ?? 0) > (known?.pieces.count ?? 0) ? builtIn : known
    if let longest, longest.pieces.count > 1 || !Self.words.contains(word) {
      next += longest.pieces.count
      return node(.name(longest.text), from: start)
    }
    switch word {
    case "null": return constant(.null)
    case "true": return constant(.boolean(true))
    case "false": return constant(.boolean(false))
    case "if": return try conditional()
    case "for": return try loop()
    case "some", "every": return try quantified()
    case "function": return try function()
    case "not" where isSymbol("(", ahead: 1): break
    case "then", "else", "return", "satisfies", "in", "and", "or", "between", "instance":
      throw unexpected("an expression")
    default: break
    }
    next += 1
    if word == "?" { usesInput = true }
    return node(.name(word), from: start)
  }

  private static let words: Set<String> = [
    "null", "true", "false", "if", "for", "some", "every", "function", "then", "else", "return",
    "satisfies", "in", "and", "or", "between", "instance", "?",
  ]

  private mutating func constant(_ value: FEELValue) -> FEELExpression {
    next += 1
    return node(.literal(value), from: next - 1)
  }

  private mutating func conditional() throws(FEELFault) -> FEELExpression {
    let start = next
    next += 1
    let condition = try expression()
    try expectWord("then")
    let first = try expression()
    try expectWord("else")
    return node(.condition(condition, first, try expression()), from: start)
  }

  private mutating func loop() throws(FEELFault) -> FEELExpression {
    let start = next
    let outer = names
    defer { names = outer }
    next += 1
    let iterations = try iterations()
    try expectWord("return")
    names.add("partial")
    return node(.loop(iterations, try expression()), from: start)
  }

  private mutating func quantified() throws(FEELFault) -> FEELExpression {
    let start = next
    let outer = names
    defer { names = outer }
    let isEvery = isWord("every")
    next += 1
    let iterations = try iterations()
    try expectWord("satisfies")
    return node(.quantified(every: isEvery, iterations, try expression()), from: start)
  }

  private mutating func iterations() throws(FEELFault) -> [FEELIteration] {
    var iterations: [FEELIteration] = []
    repeat {
      let start = next
      while !isWord("in") {
        guard token.nameText != nil, token.text != "," else { throw unexpected("in") }
        next += 1
      }
      let name = written(start..<next).trimmedName
      next += 1
      let domain = try expression()
      var end: FEELExpression?
      if take("..") { end = try expression() }
      iterations.append(FEELIteration(name: name, domain: domain, end: end))
      names.add(name)
    } while take(",")
    return iterations
  }

  private mutating func function() throws(FEELFault) -> FEELExpression {
    let start = next
    let outer = names
    defer { names = outer }
    next += 1
    try expect("(")
    var parameters: [FEELExpression.TypedName] = []
    while !take(")") {
      let first = next
      while !isSymbol(":"), !isSymbol(","), !isSymbol(")") {
        guard token.nameText != nil else { throw unexpected("a parameter name") }
        next += 1
      }
      let name = written(first..<next).trimmedName
      let type = take(":") ? try typeName() : nil
      parameters.append(FEELExpression.TypedName(name: name, type: type))
      names.add(name)
      guard isSymbol(")") || take(",") else { throw unexpected(", or )") }
    }
    let result = take(":") ? try typeName() : nil
    let isExternal = takeWord("external")
    return node(
      .function(parameters, result: result, try expression(), isExternal: isExternal),
      from: start)
  }
}
