/// In which order facts are asked, so that little has to be remembered at any time.
///
/// Facts are asked where the first table needs them. Behind each table the outputs and facts that
/// later tables ask for have to be remembered; the tables are put in an order in which these have
/// few values together.
struct FactOrder {
  /// The facts by level, as positions among the variables.
  let facts: [Int]
  /// By fact its level.
  let levels: [Int]

  init(_ graph: CodedGraph) {
    let order = TableOrder(graph).best()
    var facts: [Int] = []
    for table in order {
      let asked = graph.tables[table].inputs.filter { $0 < graph.factCount }
      facts += asked.filter { !facts.contains($0) }.sorted { left, right in
        let (first, second) = (graph.users(of: left), graph.users(of: right))
        return (first, left) < (second, right)
      }
    }
    facts += (0..<graph.factCount).filter { !facts.contains($0) }
    self.facts = facts
    var levels = [Int](repeating: 0, count: graph.factCount)
    for (level, fact) in facts.enumerated() { levels[fact] = level }
    self.levels = levels
  }
}

extension CodedGraph {
  /// How many tables ask for a variable.
  fileprivate func users(of variable: Int) -> Int {
    tables.count { $0.inputs.contains(variable) }
  }
}

/// Orders in which tables can be asked.
private struct TableOrder {
  /// By table: the tables whose outputs it asks for.
  private var needs: [Set<Int>] = []
  /// By variable that a table asks for: the tables that give or ask for it, and its bits.
  private var links: [(tables: [Int], bits: Double)] = []

  init(_ graph: CodedGraph) {
    var giver: [Int: Int] = [:]
    for (index, table) in graph.tables.enumerated() {
      for output in table.outputs { giver[output] = index }
    }
    needs = graph.tables.map { Set($0.inputs.compactMap { giver[$0] }) }
    for (index, variable) in graph.variables.enumerated() {
      let users = graph.tables.indices.filter { graph.tables[$0].inputs.contains(index) }
      let tables = users + (giver[index].map { [$0] } ?? [])
      guard !users.isEmpty, tables.count > 1 else { continue }
      links.append((tables, Double(variable.codes.count)))
    }
  }

  /// The order with the fewest combinations that can be found by moving one table at a time.
  func best() -> [Int] {
    let starts = [Array(needs.indices), depthFirst()].map(improved)
    return starts.min { cost($0) < cost($1) } ?? []
  }

  /// Each table right behind those that it needs.
  private func depthFirst() -> [Int] {
    var order: [Int] = []
    func visit(_ table: Int) {
      guard !order.contains(table) else { return }
      for other in needs[table].sorted() { visit(other) }
      order.append(table)
    }
    for table in needs.indices.reversed() { visit(table) }
    return order
  }

  /// The combinations of values that are to be remembered between tables, all added up.
  private func cost(_ order: [Int]) -> Double {
    var places = [Int](repeating: 0, count: order.count)
    for (place, table) in order.enumerated() { places[table] = place }
    var products = [Double](repeating: 1, count: order.count)
    for link in links {
      let asked = link.tables.map { places[$0] }
      for place in (asked.min() ?? 0)..<(asked.max() ?? 0) { products[place] *= link.bits }
    }
    return products.reduce(0, +)
  }

  private func improved(_ start: [Int]) -> [Int] {
    var best = (order: start, cost: cost(start))
    while let next = neighbour(of: best), next.cost < best.cost { best = next }
    return best.order
  }

  /// The best order in which one table stands elsewhere.
  private func neighbour(of current: (order: [Int], cost: Double)) -> (order: [Int], cost: Double)?
  {
    var best: (order: [Int], cost: Double)?
    for place in current.order.indices {
      var rest = current.order
      let table = rest.remove(at: place)
      let first = (rest.lastIndex { needs[table].contains($0) } ?? -1) + 1
      let last = rest.firstIndex { needs[$0].contains(table) } ?? rest.count
      for other in first...last where other != place {
        var order = rest
        order.insert(table, at: other)
        let cost = cost(order)
        if cost < best?.cost ?? .infinity { best = (order, cost) }
      }
    }
    return best
  }
}
