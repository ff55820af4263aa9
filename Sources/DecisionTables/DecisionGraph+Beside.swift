extension DecisionGraph {
  /// The name of a table or output of the second of two graphs that stand side by side.
  static func second(_ name: String) -> String { name + "'" }

  /// Two graphs as one that is asked with the same facts and gives the answers of both; `own` are
  /// the facts that the second is asked with values of its own.
  ///
  /// - Throws: where names would clash.
  func beside(
    _ other: DecisionGraph, own: some Collection<String>
  ) throws(TablesUnusable) -> DecisionGraph {
    let given = Set(other.tables.flatMap { $0.outputs.map(\.name) } + own)
    return try DecisionGraph(
      tables
        + other.tables.map { table in
          DecisionTable(
            name: Self.second(table.name), label: table.label, hit: table.hit,
            inputs: table.inputs.map { given.contains($0.name) ? $0.renamed : $0 },
            outputs: table.outputs.map(\.renamed), notes: table.notes, order: table.order,
            rules: table.rules, parameters: table.parameters, place: table.place)
        })
  }
}

extension DecisionTable.Column {
  fileprivate var renamed: DecisionTable.Column {
    DecisionTable.Column(
      name: DecisionGraph.second(name), domain: domain, place: place, domainPlace: domainPlace)
  }
}

/// What two graphs answer differently, over all facts.
package struct GraphDifference: Sendable {
  /// Facts that are answered differently, all in the same way.
  package struct Region: Sendable {
    /// The outputs that differ, with the answers of the first graph.
    package let before: [NamedValue]
    /// The answers of the second.
    package let after: [NamedValue]
    /// What the first graph's table of `main` is asked there.
    package let regions: [FactRegion]
    /// Facts of the whole graph.
    package let witness: [NamedValue]
    /// How many combinations of facts there are.
    package let count: Int
  }

  /// How many combinations of facts both answer.
  package var combinations = 0
  /// What differs, the most combinations first.
  package var regions: [Region] = []
  /// Whether everything was looked at.
  package var isExhaustive = true
}

extension DecisionGraph {
  /// What another graph answers differently.
  ///
  /// - Parameters:
  ///   - other: the other graph.
  ///   - outputs: the outputs that are compared, the one whose table names the regions first.
  ///   - held: facts that this graph is asked with one value alone.
  ///   - otherHeld: the same for the other graph.
  ///   - budget: what may be used.
  /// - Returns: the differences; `nil` where a table is too large to be written out.
  /// - Throws: where the graphs cannot be asked with the same facts.
  package func difference(
    to other: DecisionGraph, in outputs: [String], holding held: [String: FactValue] = [:],
    otherHolding otherHeld: [String: FactValue] = [:], budget: ProofBudget = ProofBudget()
  ) throws(TablesUnusable) -> GraphDifference? {
    let both = try beside(other, own: otherHeld.keys)
    guard let coded = try? CodedGraph(both), let main = outputs.first else { return nil }
    var held = held
    for (name, value) in otherHeld { held[Self.second(name)] = value }
    var diagrams = GraphDiagrams(coded, holding: held, budget: budget)
    return diagrams.difference(in: outputs, namingRegionsBy: main)
  }
}

extension GraphDiagrams {
  /// What the two graphs that stand side by side answer differently.
  fileprivate mutating func difference(
    in outputs: [String], namingRegionsBy main: String
  ) -> GraphDifference? {
    guard
      let asking = graph.tables.first(where: { $0.table.outputs.contains { $0.name == main } })
    else { return nil }
    var difference = GraphDifference()
    difference.combinations = diagrams.codes.reduce(1) { $0.timesAtMost($1) }
    do {
      let pairs = outputs.compactMap { pair(of: $0) }
      guard isComplete, pairs.allSatisfy({ node(of: $0.old) != nil && node(of: $0.new) != nil })
      else { throw ProofBudget.Spent() }
      difference.regions = try regions(of: pairs, asking)
    } catch {
      difference.isExhaustive = false
    }
    return difference
  }

  private typealias Pair = (name: String, old: Int, new: Int)

  private func pair(of output: String) -> Pair? {
    guard let old = graph.position(of: output),
      let new = graph.position(of: DecisionGraph.second(output))
    else { return nil }
    return (output, old, new)
  }

  private mutating func regions(
    of pairs: [Pair], _ asking: CodedGraph.Table
  ) throws(ProofBudget.Spent) -> [GraphDifference.Region] {
    let sides = pairs.flatMap { [$0.old, $0.new] }
    let tree = AnswerTree(
      comparing: pairs.map { (graph.variables[$0.old].values, graph.variables[$0.new].values) })
    let differ = try apply(tree, to: tree.operands(sides.compactMap { node(of: $0) }))
    let cells = try cells(of: sides + asking.inputs, where: differ)
    let answers = Dictionary(grouping: cells) { $0.codes[..<sides.count] }
    return answers.map { answers, cells in
      region(pairs, Array(answers), cells, asking)
    }.sorted { left, right in
      if left.count != right.count { return left.count > right.count }
      return left.witness.map(\.value.description)
        .lexicographicallyPrecedes(right.witness.map(\.value.description))
    }
  }

  /// Facts that are answered differently in one way.
  private func region(
    _ pairs: [Pair], _ answers: [UInt16], _ cells: [Cell], _ asking: CodedGraph.Table
  ) -> GraphDifference.Region {
    var before: [NamedValue] = []
    var after: [NamedValue] = []
    for (index, pair) in pairs.enumerated() {
      let old = graph.variables[pair.old].values[Int(answers[2 * index])]
      let new = graph.variables[pair.new].values[Int(answers[2 * index + 1])]
      guard old != new else { continue }
      before.append(NamedValue(pair.name, old))
      after.append(NamedValue(pair.name, new))
    }
    let asked = cells.map { Array($0.codes[answers.count...]) }
    return GraphDifference.Region(
      before: before, after: after, regions: graph.regions(Set(asked), of: asking),
      witness: named(cells[0].witness),
      count: cells.reduce(into: 0) { $0.addAtMost($1.count) })
  }
}
