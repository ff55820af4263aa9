/// Reads FEEL expressions and unary tests.
struct FEELParser {
  var tokens: [FEELToken]
  var next = 0
  /// The names in scope: variables and functions.
  var names: FEELNames
  /// The names that may stand behind a dot or in a filter.
  var members: FEELNames
  /// How deeply the expression is nested here.
  private var depth = 0
  /// Set while the end of a range is read, where `[` closes the range.
  var isRangeEnd = false
  /// Set where `?` was read.
  var usesInput = false

  /// A parser of a text, with the names in scope and those of components, which may have spaces.
  init(_ text: String, names: FEELNames, members: FEELNames) throws(FEELFault) {
    guard text.utf8.count <= Self.longestText else { throw FEELFault(.tooLong, 0..<0) }
    tokens = try FEELLexer.tokens(text)
    self.names = names
    self.members = members
    noteKeys()
  }

  /// The most bytes that an expression may have.
  static let longestText = 1_000_000

  /// The whole text as one expression.
  static func expression(
    _ text: String, names: FEELNames, members: FEELNames
  ) throws(FEELFault) -> FEELExpression {
    var parser = try FEELParser(text, names: names, members: members)
    let expression = try parser.expression()
    try parser.expectEnd()
    return expression
  }

  /// The whole text as the tests of a cell.
  static func tests(
    _ text: String, names: FEELNames, members: FEELNames
  ) throws(FEELFault) -> [FEELTest] {
    var parser = try FEELParser(text, names: names, members: members)
    let tests = try parser.unaryTests()
    try parser.expectEnd()
    return tests
  }

  // MARK: tokens

  var token: FEELToken { tokens[next] }

  func isSymbol(_ text: String, ahead: Int = 0) -> Bool {
    next + ahead < tokens.count && tokens[next + ahead].kind == .symbol(text)
  }

  func isWord(_ text: String, ahead: Int = 0) -> Bool {
    next + ahead < tokens.count && tokens[next + ahead].kind == .name(text)
  }

  mutating func take(_ symbol: String) -> Bool {
    guard isSymbol(symbol) else { return false }
    next += 1
    return true
  }

  mutating func takeWord(_ word: String) -> Bool {
    guard isWord(word) else { return false }
    next += 1
    return true
  }

  mutating func expect(_ symbol: String) throws(FEELFault) {
    guard take(symbol) else { throw unexpected(symbol) }
  }

  mutating func expectWord(_ word: String) throws(FEELFault) {
    guard takeWord(word) else { throw unexpected(word) }
  }

  func expectEnd() throws(FEELFault) {
    guard token.kind == .end else { throw unexpected("the end") }
  }

  func unexpected(_ expected: String) -> FEELFault {
    let found =
      switch token.kind {
      case .number(let text), .name(let text), .symbol(let text): text
      case .string(let text): "\"\(text)\""
      case .end: "the end"
      }
    return FEELFault(.expected(expected, found: found), token.span)
  }

  /// From the start of a token to the end of the last one read.
  func span(from start: Int) -> Range<Int> {
    let low = tokens[start].span.lowerBound
    return low..<max(low, next > 0 ? tokens[next - 1].span.upperBound : low)
  }

  /// A part that ends with the last token read; mutating, so that its operands are read before it.
  mutating func node(_ kind: FEELExpression.Kind, from start: Int) -> FEELExpression {
    FEELExpression(kind: kind, span: span(from: start))
  }

  /// Runs a reading that may not work out; the parser stays where it was where it does not.
  mutating func attempt<Result>(
    _ read: (inout FEELParser) throws(FEELFault) -> Result
  ) -> Result? {
    let saved = self
    do {
      return try read(&self)
    } catch {
      self = saved
      return nil
    }
  }

  /// One more operator in a row; a row nests as deeply as it is long, so it is bounded too.
  func link(_ count: inout Int) throws(FEELFault) {
    count += 1
    guard count <= 150 else { throw FEELFault(.tooDeep, token.span) }
  }

  /// One level deeper; the depth is bounded so that no text can exhaust the stack.
  mutating func deeper<Result>(
    _ read: (inout FEELParser) throws(FEELFault) -> Result
  ) throws(FEELFault) -> Result {
    guard depth < 60 else { throw FEELFault(.tooDeep, token.span) }
    depth += 1
    let wasRangeEnd = isRangeEnd
    isRangeEnd = false
    defer {
      depth -= 1
      isRangeEnd = wasRangeEnd
    }
    return try read(&self)
  }

  /// The keys of the contexts in this text may be asked for by path anywhere in it.
  private mutating func noteKeys() {
    for (index, token) in tokens.enumerated() where token.kind == .symbol(":") {
      var start = index
      while start > 0, tokens[start - 1].nameText != nil,
        !["{", ",", "(", ":"].contains(tokens[start - 1].text)
      {
        start -= 1
      }
      if index - start > 1 { members.add(written(start..<index)) }
      if index > 0, case .string(let key) = tokens[index - 1].kind { members.add(key) }
    }
  }

  /// The text of tokens as a name: a space wherever the text has one.
  func written(_ range: Range<Int>) -> String {
    var text = ""
    for index in range {
      if index > range.lowerBound,
        tokens[index].span.lowerBound > tokens[index - 1].span.upperBound
      {
        text += " "
      }
      text += tokens[index].nameText ?? ""
    }
    return text
  }
}
