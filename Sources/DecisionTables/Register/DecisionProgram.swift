/// The tables of a graph as flat arrays: what is run once for each row of a register.
struct DecisionProgram: Sendable {
  /// A table: its inputs, where its answers begin, and what its rules give.
  private struct Step: Sendable {
    let terms: Range<Int>
    let firstAnswer: Int
    let outputs: Range<Int>
    let firstGiven: Int
    let ruleCount: Int
  }

  /// An input of a table and by how much the cell moves for one code more.
  private struct Term: Sendable {
    let variable: Int
    let stride: Int
  }

  /// The codes of facts, and of the outputs behind them.
  typealias Codes = InlineArray<128, UInt16>

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
          outputs: outputs.count..<outputs.count + table.outputs.count, firstGiven: given.count,
          ruleCount: table.table.rules.count))
      terms += zip(table.inputs, table.strides).map { Term(variable: $0, stride: $1) }
      answers += table.answers
      outputs += table.outputs
      given += table.given.flatMap(\.self)
    }
  }

  /// Asks every table.
  ///
  /// - Parameter codes: those of the facts; the outputs' are written behind them.
  /// - Returns: the outcome, which tells the rules that answer from any others; where a table has no
  ///   single answer, `none` of it or `several`.
  func run(_ codes: inout Codes) -> Int {
    let (steps, terms, answers) = (steps.span, terms.span, answers.span)
    let (outputs, given) = (outputs.span, given.span)
    var outcome = 0
    for index in steps.indices {
      let step = steps[index]
      var cell = step.firstAnswer
      for place in step.terms {
        let term = terms[place]
        cell &+= Int(codes[term.variable]) &* term.stride
      }
      let rule = Int(answers[cell])
      guard rule >= 0 else {
        return Self.none(ofTable: index) &- (rule == Int(CodedGraph.Table.none) ? 0 : 1)
      }
      outcome = outcome &* step.ruleCount &+ rule
      var place = step.firstGiven &+ rule &* step.outputs.count
      for output in step.outputs {
        codes[outputs[output]] = given[place]
        place &+= 1
      }
    }
    return outcome
  }

  /// Where no rule of a table answers.
  ///
  /// Where several do it is less by one; all are below zero.
  static func none(ofTable index: Int) -> Int { -1 - 2 * index }
}
