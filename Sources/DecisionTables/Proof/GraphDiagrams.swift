/// The answers of all tables of a graph as diagrams over the facts.
///
/// Tables are composed in their order: a table's diagram follows from those of its inputs. All
/// that is proven of a graph is read off these diagrams, which are made once.
package struct GraphDiagrams: Sendable {
  /// A table with the combinations of nodes that were looked at to compose it.
  package struct Load: Hashable, Sendable {
    /// The table's name.
    package let table: String
    /// How many combinations.
    package let states: Int
    /// How many more they are than for any table whose outputs it asks for.
    package let added: Int
  }

  let graph: CodedGraph
  /// The facts by level, as positions among the variables.
  let facts: [Int]
  var diagrams: DecisionDiagrams
  /// By table: the rule that answers, numbered as `AnswerTree` does; `nil` where it is not known.
  private(set) var rules: [DecisionDiagrams.Node?] = []
  /// By variable; `nil` for outputs of tables that do not always answer, and of what needs them.
  private var variables: [DecisionDiagrams.Node?]
  /// What it took to compose each table, in their order.
  private var loads: [Load] = []
  /// Whether all tables were composed.
  package private(set) var isComplete = true

  /// Composes the tables of a graph.
  ///
  /// - Parameters:
  ///   - graph: the tables over codes.
  ///   - held: facts that have one value alone.
  ///   - budget: what may be used, for this and for all that is asked of it afterwards.
  package init(
    _ graph: CodedGraph, holding held: [String: FactValue] = [:],
    budget: ProofBudget = ProofBudget()
  ) {
    self.graph = graph
    let order = FactOrder(graph)
    facts = order.facts
    let held = graph.codes(holding: held)
    diagrams = DecisionDiagrams(
      codes: facts.map { held[$0] == nil ? graph.variables[$0].codes.count : 1 }, within: budget)
    variables = Array(repeating: nil, count: graph.variables.count)
    for (level, fact) in facts.enumerated() {
      variables[fact] = held[fact].map { ~Int32($0) } ?? diagrams.fact(at: level)
    }
    rules = Array(repeating: nil, count: graph.tables.count)
    do {
      for table in graph.tables.indices { try compose(table) }
    } catch {
      isComplete = false
    }
  }

  /// How many combinations of nodes were looked at.
  var states: Int { diagrams.usage.states }

  /// The tables behind which there are many more combinations than before them, the worst first.
  package var heaviest: [Load] {
    Array(loads.sorted { ($1.added, $0.table) < ($0.added, $1.table) }.prefix(3))
  }

  /// The diagram of a fact or an output; `nil` where a table that it needs does not always answer.
  func node(of variable: Int) -> DecisionDiagrams.Node? { variables[variable] }

  private mutating func compose(_ index: Int) throws(ProofBudget.Spent) {
    let table = graph.tables[index]
    let inputs = table.inputs.compactMap { variables[$0] }
    guard inputs.count == table.inputs.count else { return }
    // What is known first is asked first.
    let deepest = inputs.map { node in
      diagrams.nodes(under: node).map { diagrams.level(of: $0) }.max() ?? -1
    }
    let order = inputs.indices.sorted { (deepest[$0], $0) < (deepest[$1], $1) }
    let tree = AnswerTree(
      table, counts: table.inputs.map { graph.variables[$0].codes.count }, order: order)
    var product = DiagramProduct(tree)
    defer {
      let before = loads.filter { load in
        graph.tables[..<index].contains { earlier in
          earlier.table.name == load.table && earlier.outputs.contains(where: table.inputs.contains)
        }
      }.map(\.states)
      let states = product.states
      loads.append(
        Load(table: table.table.name, states: states, added: states - (before.max() ?? 0)))
    }
    let rule = try product.node(of: tree.operands(order.map { inputs[$0] }), in: &diagrams)
    rules[index] = rule
    guard diagrams.values(under: rule).allSatisfy({ AnswerTree.answer(of: $0) >= 0 }) else {
      return
    }
    for (column, output) in table.outputs.enumerated() {
      let noAnswer = [Int32](repeating: 0, count: AnswerTree.value(of: 0))
      let values = noAnswer + table.given.map { Int32($0[column]) }
      variables[output] = try apply(ValueChange(values: values), to: [rule])
    }
  }

  /// A function of some diagrams.
  mutating func apply(
    _ function: some DiagramFunction, to operands: [Int32]
  ) throws(ProofBudget.Spent) -> DecisionDiagrams.Node {
    var product = DiagramProduct(function)
    return try product.node(of: operands, in: &diagrams)
  }

  /// Facts by the codes of their levels, in the order of their names.
  func named(_ codes: [Int]) -> [NamedValue] {
    zip(facts, codes).sorted { $0.0 < $1.0 }.map { fact, code in
      let held = variables[fact].flatMap { $0 < 0 ? Int(~$0) : nil }
      return NamedValue(
        graph.variables[fact].name, graph.variables[fact].values[held ?? code])
    }
  }

  /// The code that a fact or an output has for the codes of all levels.
  func code(of variable: Int, for codes: [Int]) -> Int? {
    variables[variable].map { diagrams.value(of: $0, for: codes) }
  }
}

extension DecisionDiagrams {
  /// The values that a function has for any facts, ascending.
  func values(under root: Node) -> [Int] {
    guard root >= 0 else { return [Int(~root)] }
    let values = nodes(under: root).flatMap { node in
      children(of: node).filter { $0 < 0 }.map { Int(~$0) }
    }
    return Set(values).sorted()
  }
}
