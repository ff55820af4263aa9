/// Functions of facts as decision diagrams: each node asks for one fact, equal parts exist once.
///
/// On every path the facts are asked in one order, that of the levels; a fact that changes nothing
/// is not asked. So a function has one node however it was made, and two functions are equal
/// exactly when their nodes are (ordered, reduced, multi-valued decision diagrams).
struct DecisionDiagrams: Sendable {
  /// A node by its number; `~value` where a function has the same value for all facts.
  typealias Node = Int32

  /// By level: how many codes its fact has.
  let codes: [Int]
  /// By node: its level and what it leads to, by code; that has lower numbers.
  private var nodes = TupleTable()
  private(set) var usage: ProofUsage

  init(codes: [Int], within budget: ProofBudget) {
    self.codes = codes
    usage = ProofUsage(budget)
  }

  /// The level of a node that is not a value.
  func level(of node: Node) -> Int { Int(nodes[Int(node), 0]) }

  /// Where a node that is not a value leads for one code of its fact.
  func child(of node: Node, for code: Int) -> Node { nodes[Int(node), 1 + code] }

  /// Where a node that is not a value leads, by code.
  func children(of node: Node) -> ArraySlice<Node> { nodes[Int(node)].dropFirst() }

  /// The node with a level and children, given one after the other.
  mutating func node(_ levelAndChildren: ArraySlice<Int32>) -> Node {
    let children = levelAndChildren.dropFirst()
    guard let first = children.first else { return ~0 }
    if children.allSatisfy({ $0 == first }) { return first }
    return Int32(nodes.number(of: levelAndChildren).number)
  }

  /// The function that gives the code of a level's fact.
  mutating func fact(at level: Int) -> Node {
    node([Int32(level)] + (0..<Int32(codes[level])).map { ~$0 })
  }

  /// The value of a function for the codes of all levels.
  func value(of node: Node, for codes: [Int]) -> Int {
    var node = node
    while node >= 0 { node = child(of: node, for: codes[level(of: node)]) }
    return Int(~node)
  }

  /// The nodes under a node, itself included, each before what it leads to.
  func nodes(under root: Node) -> [Node] {
    guard root >= 0 else { return [] }
    var found: [Node] = []
    var isUnder = [Bool](repeating: false, count: Int(root) + 1)
    isUnder[Int(root)] = true
    // What a node leads to has a lower number.
    for node in stride(from: root, through: 0, by: -1) where isUnder[Int(node)] {
      found.append(node)
      for child in children(of: node) where child >= 0 { isUnder[Int(child)] = true }
    }
    return found
  }

  /// How many nodes there are.
  var count: Int { nodes.count }

  /// How many words of four bytes they take.
  var words: Int { nodes.words.count }

  /// Forgets all nodes but the first ones.
  mutating func keepFirst(_ kept: Int) { nodes.keepFirst(kept) }

  /// Notes that one more combination of nodes is looked at.
  ///
  /// - Parameter words: what is held besides the nodes.
  /// - Throws: where the budget is spent.
  mutating func noteState(holding words: Int) throws(ProofBudget.Spent) {
    try usage.noteState(holding: words + nodes.words.count)
  }
}
