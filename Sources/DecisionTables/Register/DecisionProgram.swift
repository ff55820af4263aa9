/// The tables of a graph as flat arrays: what is run once for each row of a register.
struct DecisionProgram: Sendable {
  private struct Step: Sendable {
    let terms: Range<Int>
    let firstAnswer: Int
    let outputs: Range<Int>
    let firstGiven: Int
  }

  /// An input of a table and by how much the cell moves for one code more.
  private struct Term: Sendable {
    let variable: Int
    let stride: Int
  }

  private var steps: [Step] = []
  private var terms: [Term] = []
  private var answers: [Int16] = []
  private var outputs: [Int] = []
  private var given: [UInt16] = []

  init(_ graph: CodedGraph) {
    for table in graph.tables {
      steps.append(
        Step(
          terms: terms.count..<terms.count + table.inputs.count, firstAnswer: answers.count,
          outputs: outputs.count..<outputs.count + table.outputs.count, firstGiven: given.count))
      terms += zip(table.inputs, table.strides).map { Term(variable: $0, stride: $1) }
      answers += table.answers
      outputs += table.outputs
      given += table.given.flatMap(\.self)
    }
  }

  /// Asks every table.
  ///
  /// - Parameters:
  ///   - codes: those of the facts; the outputs' are written behind them.
  ///   - rules: the rule of each table is written here.
  /// - Returns: the table that has no single answer, whose place in `rules` says which; `nil` where
  ///   all answer.
  func run(_ codes: inout InlineArray<128, UInt16>, _ rules: inout InlineArray<64, Int16>) -> Int? {
    for index in steps.indices {
      let step = steps[index]
      var cell = step.firstAnswer
      for term in step.terms { cell += Int(codes[terms[term].variable]) * terms[term].stride }
      let rule = answers[cell]
      rules[index] = rule
      guard rule >= 0 else { return index }
      var place = step.firstGiven + Int(rule) * step.outputs.count
      for output in step.outputs {
        codes[outputs[output]] = given[place]
        place += 1
      }
    }
    return nil
  }
}
