extension AnswerTree {
  /// How the answers of a table are numbered: `several`, `none`, then the rules.
  static func value(of answer: Int16) -> Int { Int(answer) - Int(CodedGraph.Table.several) }

  /// The answer with a number.
  static func answer(of value: Int) -> Int16 { Int16(value) + CodedGraph.Table.several }

  /// The answers of a table, its inputs asked in some order.
  ///
  /// - Parameters:
  ///   - table: the table.
  ///   - counts: how many codes each input has, by input.
  ///   - order: the inputs by level.
  init(_ table: CodedGraph.Table, counts: [Int], order: [Int]) {
    var diagram = DecisionDiagrams(
      codes: order.map { counts[$0] }, within: ProofBudget())
    let strides = order.map { table.strides[$0] }
    func node(_ level: Int, _ cell: Int) -> DecisionDiagrams.Node {
      guard level < order.count else { return ~Int32(Self.value(of: table.answers[cell])) }
      let children = (0..<counts[order[level]]).map { node(level + 1, cell + $0 * strides[level]) }
      return diagram.node([Int32(level)] + children)
    }
    let root = node(0, 0)
    self.init(diagram, root: root)
  }

  /// What an invariant answers: 0 where it says nothing, 1 where it holds, 2 where it is broken.
  ///
  /// - Parameter asked: by level, by code: whether its condition holds, and what must hold.
  init(invariant asked: [(when: [Bool], must: [Bool])]) {
    var diagram = DecisionDiagrams(codes: asked.map(\.when.count), within: ProofBudget())
    var holds: DecisionDiagrams.Node = ~1
    var broken: DecisionDiagrams.Node = ~2
    for (level, clause) in asked.enumerated().reversed() {
      let start = [Int32(level)]
      let next = clause.when.indices.map { code in
        !clause.when[code] ? ~0 : clause.must[code] ? holds : broken
      }
      let nextBroken = clause.when.map { $0 ? broken : ~0 }
      holds = diagram.node((start + next)[...])
      broken = diagram.node((start + nextBroken)[...])
    }
    self.init(diagram, root: holds)
  }

  /// Whether pairs of inputs differ: 0 where they are alike, 1 where one pair differs.
  ///
  /// - Parameter pairs: by pair the values of its inputs, which follow each other.
  init(comparing pairs: [(first: [FactValue], second: [FactValue])]) {
    var diagram = DecisionDiagrams(
      codes: pairs.flatMap { [$0.first.count, $0.second.count] }, within: ProofBudget())
    var alike: DecisionDiagrams.Node = ~0
    for (index, pair) in pairs.enumerated().reversed() {
      let rest = alike
      let seconds = pair.first.map { value in
        diagram.node(
          [Int32(2 * index + 1)] + pair.second.map { $0 == value ? rest : ~1 })
      }
      alike = diagram.node([Int32(2 * index)] + seconds)
    }
    self.init(diagram, root: alike)
  }
}

/// Another value for each value of one operand.
struct ValueChange: DiagramFunction {
  /// By value the value that takes its place.
  let values: [Int32]

  static let ownOperands = 0

  func settle(_ operands: inout [Int32], from base: Int) -> DecisionDiagrams.Node? {
    operands[base] < 0 ? ~values[Int(~operands[base])] : nil
  }
}

/// The values of all operands together, numbered from 1; 0 where the first operand is 0.
struct ValuesTogether: DiagramFunction {
  /// The combinations of values that there are.
  private(set) var combinations = TupleTable()

  static let ownOperands = 0

  /// By number less one, the values but that of the first operand.
  var all: [[Int]] {
    (0..<combinations.count).map { combinations[$0].dropFirst().map { Int($0) } }
  }

  mutating func settle(_ operands: inout [Int32], from base: Int) -> DecisionDiagrams.Node? {
    if operands[base] == ~0 { return ~0 }
    guard operands[base...].allSatisfy({ $0 < 0 }) else { return nil }
    let values = operands[base...].map { ~$0 }
    return ~Int32(combinations.number(of: values[...]).number + 1)
  }
}
