/// A FEEL text of a model with what was read from it.
struct FEELSource: Sendable {
  let text: String
  let expression: FEELExpression
  /// The line of the model on which the text begins.
  let line: Int
}

/// The logic of a decision or a part of it, as DMN boxes it.
struct BoxedExpression: Sendable {
  indirect enum Kind: Sendable {
    case literal(FEELSource)
    case table(BoxedTable)
    case invocation(BoxedExpression, [Entry])
    /// Entries in order; one without a name is the result.
    case context([Entry])
    case list([BoxedExpression])
    case relation(columns: [String], rows: [[BoxedExpression]])
    case function([FEELFunction.Parameter], BoxedExpression)
    case external([FEELFunction.Parameter])
    case conditional(BoxedExpression, BoxedExpression, BoxedExpression)
    case filter(BoxedExpression, BoxedExpression)
    case iterator(Iterator, variable: String, BoxedExpression, BoxedExpression)
    case language(String)
    /// Logic that was not understood.
    case fault(FEELFault.Kind)
    case missing
  }

  /// What an iterator makes of its bodies.
  enum Iterator: Sendable { case loop, every, some }

  /// An expression under a name.
  struct Entry: Sendable {
    let name: String
    let type: FEELType
    let value: BoxedExpression
  }

  let kind: Kind
  /// The type that the result must have.
  let type: FEELType
  let line: Int
}

/// A decision table of a model.
struct BoxedTable: Sendable {
  /// How the rules share the work.
  enum HitPolicy: String, Sendable {
    case unique = "UNIQUE"
    case any = "ANY"
    case priority = "PRIORITY"
    case first = "FIRST"
    case collect = "COLLECT"
    case ruleOrder = "RULE ORDER"
    case outputOrder = "OUTPUT ORDER"
  }

  /// How collected outputs become one.
  enum Aggregation: String, Sendable {
    case sum = "SUM"
    case count = "COUNT"
    case min = "MIN"
    case max = "MAX"
  }

  struct Input: Sendable {
    /// The text of the expression, by which people know the column.
    let name: String
    let expression: FEELSource
    let type: FEELType
    /// The values that may come in; `nil` where all may.
    let allowed: [FEELTest]?
  }

  struct Output: Sendable {
    let name: String
    let type: FEELType
    /// The values that may come out, the most important first; `nil` where none are named.
    let values: [FEELTest]?
    let standard: FEELSource?
  }

  /// What a rule asks of one column.
  struct Condition: Sendable {
    let text: String
    let tests: [FEELTest]
  }

  struct Rule: Sendable {
    let conditions: [Condition]
    let outputs: [FEELSource]
    let line: Int
  }

  let name: String
  let hitPolicy: HitPolicy
  let aggregation: Aggregation?
  let inputs: [Input]
  let outputs: [Output]
  let rules: [Rule]
  /// Whether equal outputs count once in a sum and a count, as in DMN 1.1.
  let collectsDistinct: Bool
  /// What is wrong with cells whatever comes in; each names its place.
  var faults: [FEELFault] = []
}

extension BoxedTable {
  /// The head of a column.
  func place(input index: Int) -> FEELFault.Place {
    FEELFault.Place(element: name, column: inputs[index].name)
  }

  /// What a rule asks of a column.
  func place(rule: Int, input index: Int) -> FEELFault.Place {
    FEELFault.Place(
      element: name, rule: rule + 1, column: inputs[index].name,
      text: rules[rule].conditions[index].text)
  }

  /// What a rule gives in a column.
  func place(rule: Int, output index: Int) -> FEELFault.Place {
    FEELFault.Place(
      element: name, rule: rule + 1, column: outputs[index].name,
      text: rules[rule].outputs[index].text.trimmedName)
  }

  /// What a column gives where no rule matches.
  func place(default index: Int) -> FEELFault.Place {
    FEELFault.Place(
      element: name, column: outputs[index].name,
      text: outputs[index].standard?.text.trimmedName ?? "")
  }
}
