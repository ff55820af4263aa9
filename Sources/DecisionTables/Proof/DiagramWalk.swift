/// Walks through a diagram from its root: how many combinations of facts lead to each value, and
/// one of them.
struct DiagramWalk {
  /// What leads to a node or a value.
  private struct Arrival {
    /// For how many combinations of the facts above.
    var count: Int
    /// A node and a code that lead there; no node at the root.
    let parent: DecisionDiagrams.Node?
    let code: Int
  }

  private let diagrams: DecisionDiagrams
  private let held: (level: Int, code: Int)?
  /// By node that is met on the way, in the order of the smallest codes that lead there.
  private var nodes: [Arrival] = []
  /// By number of a node: its place among those that are met, from 1.
  private var places: [Int32]
  private var ends: [Int: Arrival] = [:]

  /// Walks from a root; `held` is a level that is not asked, with the code that its fact has.
  init(
    _ diagrams: DecisionDiagrams, from root: DecisionDiagrams.Node,
    holding held: (level: Int, code: Int)? = nil
  ) {
    self.diagrams = diagrams
    self.held = held
    places = Array(repeating: 0, count: Int(max(0, root + 1)))
    arrive(at: root, from: nil, 0)
    add(combinations(from: 0, to: level(root)), to: root)
    for node in diagrams.nodes(under: root) {
      let above = nodes[Int(places[Int(node)]) - 1].count
      let level = level(node)
      for child in diagrams.children(of: node) {
        add(above.timesAtMost(combinations(from: level + 1, to: self.level(child))), to: child)
      }
    }
  }

  /// Notes how a node is reached first, and what is reached through it.
  private mutating func arrive(
    at node: DecisionDiagrams.Node, from parent: DecisionDiagrams.Node?, _ code: Int
  ) {
    let arrival = Arrival(count: 0, parent: parent, code: code)
    guard node >= 0 else {
      if ends[Int(~node)] == nil { ends[Int(~node)] = arrival }
      return
    }
    guard places[Int(node)] == 0 else { return }
    nodes.append(arrival)
    places[Int(node)] = Int32(nodes.count)
    for code in 0..<diagrams.codes[diagrams.level(of: node)] {
      arrive(at: diagrams.child(of: node, for: code), from: node, code)
    }
  }

  private mutating func add(_ count: Int, to node: DecisionDiagrams.Node) {
    if node < 0 {
      ends[Int(~node)]?.count.addAtMost(count)
    } else {
      nodes[Int(places[Int(node)]) - 1].count.addAtMost(count)
    }
  }

  /// The values there are, ascending.
  var values: [Int] { ends.keys.sorted() }

  /// How many combinations of facts lead to a value; the largest number where there are more.
  func count(of value: Int) -> Int { ends[value]?.count ?? 0 }

  /// By level, the smallest codes of facts that lead to a value, compared from the top.
  func codes(leadingTo value: Int) -> [Int] {
    var codes = [Int](repeating: 0, count: diagrams.codes.count)
    var arrival = ends[value]
    while let here = arrival, let parent = here.parent {
      codes[diagrams.level(of: parent)] = here.code
      arrival = nodes[Int(places[Int(parent)]) - 1]
    }
    if let held { codes[held.level] = held.code }
    return codes
  }

  private func level(_ node: DecisionDiagrams.Node) -> Int {
    node < 0 ? diagrams.codes.count : diagrams.level(of: node)
  }

  private func combinations(from first: Int, to end: Int) -> Int {
    var product = 1
    for level in first..<end where level != held?.level {
      product = product.timesAtMost(diagrams.codes[level])
    }
    return product
  }
}

extension Int {
  /// The product; the largest number where it is larger.
  func timesAtMost(_ other: Int) -> Int {
    let (product, isTooLarge) = multipliedReportingOverflow(by: other)
    return isTooLarge ? .max : product
  }

  /// Adds a number; the largest number where the sum is larger.
  mutating func addAtMost(_ other: Int) {
    let (sum, isTooLarge) = addingReportingOverflow(other)
    self = isTooLarge ? .max : sum
  }
}
