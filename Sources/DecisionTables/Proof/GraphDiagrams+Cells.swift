extension GraphDiagrams {
  /// Codes that some facts and outputs have together.
  struct Cell {
    /// What the guard says there.
    let guarded: Int
    /// The codes, in the order in which the facts and outputs were named.
    let codes: [UInt16]
    /// For how many combinations of facts they have them; the largest number where there are more.
    let count: Int
    /// Facts for which they have them: codes by level.
    let witness: [Int]
  }

  /// The codes of a table's inputs that come about where something holds.
  mutating func cells(
    of table: CodedGraph.Table, where holds: DecisionDiagrams.Node = ~1,
    holding held: (level: Int, code: Int)? = nil
  ) throws(ProofBudget.Spent) -> [Cell] {
    try cells(of: table.inputs, where: holds, holding: held)
  }

  /// The codes that facts and outputs have together where something holds.
  ///
  /// - Parameters:
  ///   - asked: positions among the variables.
  ///   - holds: a function of facts that is 0 where nobody wants to know.
  ///   - held: a fact that has one value alone.
  /// - Returns: each combination once; none where one of the variables has no diagram.
  /// - Throws: where the budget is spent.
  mutating func cells(
    of asked: [Int], where holds: DecisionDiagrams.Node = ~1,
    holding held: (level: Int, code: Int)? = nil
  ) throws(ProofBudget.Spent) -> [Cell] {
    let nodes = asked.compactMap { node(of: $0) }
    guard nodes.count == asked.count else { return [] }
    var product = DiagramProduct(ValuesTogether(), holding: held)
    let root = try product.node(of: [holds] + nodes, in: &diagrams)
    let walk = DiagramWalk(diagrams, from: root, holding: held)
    return walk.values.filter { $0 > 0 }.map { value in
      let codes = product.function.combinations[value - 1]
      return Cell(
        guarded: Int(codes.first ?? 0), codes: codes.dropFirst().map { UInt16($0) },
        count: walk.count(of: value), witness: walk.codes(leadingTo: value))
    }
  }
}
