extension FEELExpression {
  /// A part directly within an expression, and the names that it sees beyond those outside.
  struct Part: Sendable {
    let expression: FEELExpression
    var names: [String] = []
    /// Whether it also sees names that only values tell, as the condition of a filter does.
    var isOpen = false
  }

  /// The parts directly within, in order.
  var parts: [Part] {
    switch kind {
    case .literal, .name, .fault: []
    case .member(let base, _), .negation(let base), .instance(let base, _),
      .comparisonRange(_, let base):
      [Part(expression: base)]
    case .filter(let base, let condition):
      [Part(expression: base), Part(expression: condition, isOpen: true)]
    case .call(let function, let arguments):
      ([function] + arguments).map { Part(expression: $0) }
    case .callNamed(let function, let arguments):
      ([function] + arguments.map(\.value)).map { Part(expression: $0) }
    case .arithmetic(_, let left, let right), .comparison(_, let left, let right),
      .and(let left, let right), .or(let left, let right), .range(let left, let right, _, _):
      [Part(expression: left), Part(expression: right)]
    case .between(let first, let second, let third), .condition(let first, let second, let third):
      [first, second, third].map { Part(expression: $0) }
    case .membership(let operand, let tests):
      [Part(expression: operand)] + tests.flatMap(\.parts)
    case .loop(let iterations, let body):
      Self.parts(of: iterations, body, ["partial"])
    case .quantified(_, let iterations, let body): Self.parts(of: iterations, body, [])
    case .list(let values): values.map { Part(expression: $0) }
    case .context(let entries):
      entries.enumerated().map { index, entry in
        Part(expression: entry.value, names: entries[...index].map(\.name))
      }
    case .function(let parameters, _, let body, let isExternal):
      isExternal ? [] : [Part(expression: body, names: parameters.map(\.name))]
    }
  }

  private static func parts(
    of iterations: [FEELIteration], _ body: FEELExpression, _ names: [String]
  ) -> [Part] {
    let domains = iterations.enumerated().flatMap { index, iteration in
      [iteration.domain, iteration.end].compactMap { $0 }.map {
        Part(expression: $0, names: iterations[..<index].map(\.name))
      }
    }
    return domains + [Part(expression: body, names: iterations.map(\.name) + names)]
  }
}

extension FEELTest {
  /// The expressions directly within a test, which see `?`.
  var parts: [FEELExpression.Part] {
    switch kind {
    case .any: []
    case .comparison(_, let operand): [FEELExpression.Part(expression: operand)]
    case .expression(let expression, _):
      [FEELExpression.Part(expression: expression, names: ["?"])]
    case .none(let tests): tests.flatMap(\.parts)
    }
  }
}
