import DMN
import DecisionTables
import Testing

/// An expression and what it should give, written as FEEL writes it.
struct Example: CustomTestStringConvertible, Sendable {
  let expression: String
  let expected: String

  init(_ expression: String, _ expected: String) {
    self.expression = expression
    self.expected = expected
  }

  var testDescription: String { "\(expression) is \(expected)" }
}

/// Evaluates an expression and compares what `string()` would write; null is `null`.
func expect(
  _ example: Example, sourceLocation: SourceLocation = #_sourceLocation
) {
  let answer = FEEL.answer(example.expression)
  #expect(
    answer.value.text == example.expected, "\(example.expression)",
    sourceLocation: sourceLocation)
}

extension Array where Element == Example {
  /// Lines of `expression => expected`.
  init(_ lines: String) {
    self = lines.split(separator: "\n").map { line in
      let parts = line.split(separator: " => ", maxSplits: 1)
      return Example(String(parts[0]), String(parts[1]))
    }
  }
}
