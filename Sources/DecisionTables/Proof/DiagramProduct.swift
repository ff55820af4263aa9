/// A function of what several diagrams give.
protocol DiagramFunction {
  /// How many of the operands are no nodes but words of the function's own; they come first.
  static var ownOperands: Int { get }

  /// Brings operands into the simplest form that gives the same, and settles what they decide.
  ///
  /// - Parameters:
  ///   - operands: a stack.
  ///   - base: where the operands start; some of them may be removed.
  /// - Returns: the node that the function is of them; `nil` where more facts must be asked.
  mutating func settle(_ operands: inout [Int32], from base: Int) -> DecisionDiagrams.Node?
}

/// Applies a function to diagrams, fact by fact from the top; operands that were met before are not
/// looked at again.
struct DiagramProduct<Function: DiagramFunction> {
  private(set) var function: Function
  /// A level whose fact has one code alone.
  private let held: (level: Int, code: Int)?
  private var known = TupleTable()
  private var results: [DecisionDiagrams.Node] = []
  private var operands: [Int32] = []
  private var children: [Int32] = []

  init(_ function: Function, holding held: (level: Int, code: Int)? = nil) {
    self.function = function
    self.held = held
  }

  /// How many combinations of nodes were looked at and are remembered.
  var states: Int { known.count }

  /// How many words of four bytes they take.
  var words: Int { known.words.count }

  /// Forgets what was looked at.
  mutating func forget() {
    known = TupleTable()
    results = []
  }

  /// The function of some operands.
  ///
  /// - Throws: where the budget is spent.
  mutating func node(
    of operands: [Int32], in diagrams: inout DecisionDiagrams
  ) throws(ProofBudget.Spent) -> DecisionDiagrams.Node {
    self.operands = operands
    return try node(from: 0, in: &diagrams)
  }

  /// The function of the operands from `base` on, which are taken off the stack.
  private mutating func node(
    from base: Int, in diagrams: inout DecisionDiagrams
  ) throws(ProofBudget.Spent) -> DecisionDiagrams.Node {
    if let settled = function.settle(&operands, from: base) {
      operands.removeLast(operands.count - base)
      return settled
    }
    let (number, isNew) = known.number(of: operands[base...])
    guard isNew else {
      operands.removeLast(operands.count - base)
      return results[number]
    }
    results.append(~0)
    try diagrams.noteState(holding: known.words.count)
    let level = topLevel(from: base, in: diagrams)
    let result: DecisionDiagrams.Node
    if let held, held.level == level {
      result = try descend(from: base, level, held.code, in: &diagrams)
    } else {
      let start = children.count
      children.append(Int32(level))
      for code in 0..<diagrams.codes[level] {
        children.append(try descend(from: base, level, code, in: &diagrams))
      }
      result = diagrams.node(children[start...])
      children.removeLast(children.count - start)
    }
    operands.removeLast(operands.count - base)
    results[number] = result
    return result
  }

  private func topLevel(from base: Int, in diagrams: DecisionDiagrams) -> Int {
    var top = Int.max
    for index in base + Function.ownOperands..<operands.count where operands[index] >= 0 {
      top = min(top, diagrams.level(of: operands[index]))
    }
    return top
  }

  /// The function of the operands from `base` on for one code of a level.
  private mutating func descend(
    from base: Int, _ level: Int, _ code: Int, in diagrams: inout DecisionDiagrams
  ) throws(ProofBudget.Spent) -> DecisionDiagrams.Node {
    let end = operands.count
    for index in base..<end {
      let operand = operands[index]
      let isAsked =
        index >= base + Function.ownOperands && operand >= 0
        && diagrams.level(of: operand) == level
      operands.append(isAsked ? diagrams.child(of: operand, for: code) : operand)
    }
    return try node(from: end, in: &diagrams)
  }
}
