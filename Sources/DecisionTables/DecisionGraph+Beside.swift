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
  ///   - budget: how many answers may be looked up.
  /// - Returns: the differences; `nil` where a table is too large to be written out.
  /// - Throws: where the graphs cannot be asked with the same facts.
  package func difference(
    to other: DecisionGraph, in outputs: [String], holding held: [String: FactValue] = [:],
    otherHolding otherHeld: [String: FactValue] = [:], budget: Int = GraphProof.budget
  ) throws(TablesUnusable) -> GraphDifference? {
    guard let coded = CodedGraph(try beside(other, own: otherHeld.keys)), let main = outputs.first
    else { return nil }
    var limits = coded.limits(holding: held)
    for (name, value) in otherHeld {
      limits.merge(coded.limits(holding: [Self.second(name): value])) { $1 }
    }
    let pairs = outputs.compactMap { output -> (name: String, old: Int, new: Int)? in
      guard let old = coded.position(of: output),
        let new = coded.position(of: Self.second(output))
      else { return nil }
      return (output, old, new)
    }
    let asking = coded.tables.first { table in table.table.outputs.contains { $0.name == main } }
    guard let asking else { return nil }
    var found: [[UInt16]: Changed] = [:]
    var sweep = GraphSweep(
      coded, limits: limits,
      keeping: Set(pairs.flatMap { [$0.old, $0.new] } + asking.inputs), budget: budget)
    var difference = GraphDifference()
    difference.combinations = sweep.run { visit, rules, codes, sweep in
      guard visit.table == coded.tables.count - 1, rules[0] >= 0 else { return }
      func value(_ variable: Int) -> FactValue {
        coded.variables[variable].values[Int(codes[variable])]
      }
      guard pairs.contains(where: { value($0.old) != value($0.new) }) else { return }
      let key = pairs.flatMap { [codes[$0.old], codes[$0.new]] }
      var changed = found[key] ?? Changed(witness: sweep.facts(of: visit.trace))
      changed.count += visit.count
      changed.cells.insert(asking.inputs.map { codes[$0] })
      found[key] = changed
    }
    difference.isExhaustive = sweep.isExhaustive
    difference.regions = found.map { key, changed in
      var before: [NamedValue] = []
      var after: [NamedValue] = []
      for (index, pair) in pairs.enumerated() {
        let old = coded.variables[pair.old].values[Int(key[2 * index])]
        let new = coded.variables[pair.new].values[Int(key[2 * index + 1])]
        guard old != new else { continue }
        before.append(NamedValue(pair.name, old))
        after.append(NamedValue(pair.name, new))
      }
      return GraphDifference.Region(
        before: before, after: after, regions: coded.regions(changed.cells, of: asking),
        witness: changed.witness, count: changed.count)
    }.sorted { left, right in
      if left.count != right.count { return left.count > right.count }
      return left.witness.map(\.value.description)
        .lexicographicallyPrecedes(right.witness.map(\.value.description))
    }
    return difference
  }

  private struct Changed {
    var cells: Set<[UInt16]> = []
    var count = 0
    let witness: [NamedValue]
  }
}
