/// What a table, an invariant or a comparison answers to the codes of its inputs.
///
/// It is a diagram over the inputs; which input is asked first is its own business.
struct AnswerTree: DiagramFunction, Sendable {
  /// A level is an input.
  private let diagram: DecisionDiagrams
  private let root: DecisionDiagrams.Node
  /// By node and input: whether the answer still depends on it.
  private let needs: [Bool]
  private var inputCount: Int { diagram.codes.count }

  static let ownOperands = 1

  /// A tree whose nodes were made bottom up.
  init(_ diagram: DecisionDiagrams, root: DecisionDiagrams.Node) {
    self.diagram = diagram
    self.root = root
    let width = diagram.codes.count
    var needs = [Bool](repeating: false, count: width * Int(max(0, root + 1)))
    for node in stride(from: 0, through: root, by: 1) {
      let row = Int(node) * width
      needs[row + diagram.level(of: node)] = true
      for child in diagram.children(of: node) where child >= 0 {
        for input in 0..<width where needs[Int(child) * width + input] { needs[row + input] = true }
      }
    }
    self.needs = needs
  }

  /// The operands that stand for the inputs' diagrams, given in the order of the levels.
  func operands(_ inputs: [DecisionDiagrams.Node]) -> [Int32] { [root] + inputs }

  func settle(_ operands: inout [Int32], from base: Int) -> DecisionDiagrams.Node? {
    var node = operands[base]
    while node >= 0 {
      let code = ~operands[base + 1 + diagram.level(of: node)]
      if code < 0 { break }
      node = diagram.child(of: node, for: Int(code))
    }
    guard node >= 0 else { return node }
    operands[base] = node
    for input in 0..<inputCount where !needs[Int(node) * inputCount + input] {
      operands[base + 1 + input] = ~0
    }
    return nil
  }
}
