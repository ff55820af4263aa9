/// Tables that need each other's outputs, in an order in which they can be asked.
package struct DecisionGraph: Sendable {
  /// The tables, each behind those whose outputs it needs; of several that can be asked those that
  /// use answers go first, and otherwise the names decide.
  ///
  /// Whoever goes through all facts has fewer answers to keep when they are used early.
  package let tables: [DecisionTable]

  /// Orders tables by what they need: an input of one is an output of another by its name.
  ///
  /// - Throws: where two tables have one name or give one output, where tables wait for each
  ///   other, and where a table gives a value that one behind it does not expect.
  package init(_ tables: [DecisionTable]) throws(TablesUnusable) {
    var complaints = Self.repeatedNames(tables)
    if complaints.isEmpty { complaints = Self.misfits(tables) }
    var ordered: [DecisionTable] = []
    var waiting = tables.sorted { $0.name < $1.name }
    while !waiting.isEmpty {
      let missing = Set(waiting.flatMap { $0.outputs.map(\.name) })
      let given = Set(ordered.flatMap { $0.outputs.map(\.name) })
      let ready = waiting.indices.filter { index in
        !waiting[index].inputs.contains { missing.contains($0.name) }
      }
      let using = ready.first { index in
        waiting[index].inputs.contains { given.contains($0.name) }
      }
      guard let index = using ?? ready.first else {
        let circle = Self.circle(among: waiting)
        complaints.append(
          TableComplaint(.cycle(tables: circle.map(\.name)), at: circle.map(\.place)))
        break
      }
      ordered.append(waiting.remove(at: index))
    }
    guard complaints.isEmpty else { throw TablesUnusable(complaints) }
    self.tables = ordered
  }

  /// Tables in an order in which they can be asked.
  init(ordered tables: [DecisionTable]) { self.tables = tables }

  /// The facts that no table gives, with each column that asks for them, by name.
  package var facts: [String: [DecisionTable.Column]] {
    let given = Set(tables.flatMap { $0.outputs.map(\.name) })
    let asked = tables.flatMap(\.inputs).filter { !given.contains($0.name) }
    return Dictionary(grouping: asked, by: \.name)
  }

  /// Goes through the values of a fact, as far as rules can tell them apart, and takes those
  /// together that belong to one group.
  ///
  /// - Parameters:
  ///   - fact: the fact's name.
  ///   - group: the group of a value; `nil` for values that are left out.
  /// - Returns: the groups with their values as a condition cell writes them, in the order of the
  ///   groups.
  package func values(
    of fact: String, in group: (FactValue) -> Int?
  ) -> [(group: Int, cell: String)] {
    guard let domain = facts[fact]?.first?.domain else { return [] }
    let pieces = tables.flatMap { table in
      table.inputs.indices.filter { table.inputs[$0].name == fact }.flatMap { column in
        table.rules.flatMap { $0.conditions[column].pieces }
      }
    }
    let codes = ElementaryCode.codes(of: domain, telling: pieces)
    var groups: [Int: [Range<Int>]] = [:]
    for (code, elementary) in codes.enumerated() {
      if let group = group(elementary.value) { groups[group, default: []].append(code..<code + 1) }
    }
    return groups.sorted { $0.key < $1.key }.map { group, ranges in
      (group, ElementaryCode.cell(of: CodeBook.joined(ranges), among: codes))
    }
  }

  /// The table that gives an output.
  package func table(giving output: String) -> DecisionTable? {
    tables.first { table in table.outputs.contains { $0.name == output } }
  }

  /// Asks every table.
  ///
  /// - Parameters:
  ///   - facts: values by name.
  ///   - held: outputs that are taken to be these, whatever their tables answer.
  /// - Returns: the answers and the rules that gave them.
  /// - Throws: where a table cannot be asked, or gives no answer or several.
  package func evaluate(
    _ facts: [String: FactValue], holding held: [String: FactValue] = [:]
  ) throws(EvaluationFailure) -> DecisionOutcome {
    var values = facts
    var steps: [DecisionOutcome.Step] = []
    for table in tables {
      let rule = try table.evaluate(values)
      for output in table.named(rule) { values[output.name] = held[output.name] ?? output.value }
      steps.append(DecisionOutcome.Step(table: table, rule: rule))
    }
    return DecisionOutcome(values: values, steps: steps)
  }

  /// An output, and every output of a table that asks for it, or for what follows from it.
  package func outputs(following output: String) -> Set<String> {
    tables.reduce(into: [output]) { following, table in
      guard table.inputs.contains(where: { following.contains($0.name) }) else { return }
      following.formUnion(table.outputs.map(\.name))
    }
  }

  /// What the graph would answer if one output were another; only the tables that ask for what
  /// changes are asked again.
  ///
  /// - Parameters:
  ///   - outcome: what it answers.
  ///   - output: an output of one of its tables.
  ///   - value: what the output is taken to be.
  /// - Returns: facts and outputs by name.
  /// - Throws: where a table that is asked again gives no answer or several.
  package func values(
    of outcome: DecisionOutcome, changing output: String, to value: FactValue
  ) throws(EvaluationFailure) -> [String: FactValue] {
    var values = outcome.values
    values[output] = value
    var changed: Set<String> = [output]
    for table in tables where table.inputs.contains(where: { changed.contains($0.name) }) {
      for given in table.named(try table.evaluate(values)) where values[given.name] != given.value {
        values[given.name] = given.value
        changed.insert(given.name)
      }
    }
    return values
  }

  private static func repeatedNames(_ tables: [DecisionTable]) -> [TableComplaint] {
    var complaints: [TableComplaint] = []
    var names: [String: TablePlace] = [:]
    var outputs: [String: TablePlace] = [:]
    for table in tables {
      if let first = names.updateValue(table.place, forKey: table.name) {
        complaints.append(TableComplaint(.tableTwice(name: table.name), at: [table.place, first]))
      }
      for output in table.outputs {
        if let first = outputs.updateValue(output.place, forKey: output.name) {
          complaints.append(
            TableComplaint(.outputTwice(name: output.name), at: [output.place, first]))
        }
      }
    }
    return complaints
  }

  private static func misfits(_ tables: [DecisionTable]) -> [TableComplaint] {
    let given = Dictionary(
      tables.flatMap { $0.outputs.map { ($0.name, $0) } }, uniquingKeysWith: { first, _ in first })
    return tables.flatMap(\.inputs).flatMap { input in
      guard let output = given[input.name] else { return [TableComplaint]() }
      return input.domain.misfits(of: output.domain).map { found in
        TableComplaint(
          .valueNotAccepted(
            column: input.name, found: found, expected: input.domain.description),
          at: [input.domainPlace, output.domainPlace])
      }
    }
  }

  /// Some tables that wait for each other in a circle, each for the next.
  private static func circle(among waiting: [DecisionTable]) -> [DecisionTable] {
    guard var table = waiting.first else { return [] }
    var walked: [DecisionTable] = []
    while !walked.contains(where: { $0.name == table.name }) {
      walked.append(table)
      let wanted = Set(table.inputs.map(\.name))
      let next = waiting.first { $0.outputs.contains { wanted.contains($0.name) } }
      guard let next else { return walked }
      table = next
    }
    return Array(walked.drop { $0.name != table.name })
  }
}

/// What a graph answers, and by which rules.
package struct DecisionOutcome: Hashable, Sendable {
  /// The rule of one table.
  package struct Step: Hashable, Sendable {
    /// The table.
    package let table: DecisionTable
    /// Its rule that matched.
    package let rule: DecisionTable.Rule

    /// A rule that matched in its table.
    package init(table: DecisionTable, rule: DecisionTable.Rule) {
      self.table = table
      self.rule = rule
    }
  }

  /// Facts and outputs by name.
  package let values: [String: FactValue]
  /// One step for each table, in the order of the graph.
  package let steps: [Step]

  /// What a graph answers, and by which rules, in the order of the graph.
  package init(values: [String: FactValue], steps: [Step]) {
    self.values = values
    self.steps = steps
  }

  /// The steps on which some outputs rest, and the facts those steps asked about.
  ///
  /// A fact counts as used where a rule on the way has a condition other than "any" on it; a
  /// table whose answer nobody on the way asked for is not on the way, nor one whose answer is
  /// held.
  package func grounds(
    of outputs: some Sequence<String>, holding held: Set<String> = []
  ) -> (steps: [Step], facts: Set<String>) {
    var wanted = Set(outputs).subtracting(held)
    var taken: [Step] = []
    for step in steps.reversed()
    where step.table.outputs.contains(where: { wanted.contains($0.name) }) {
      taken.append(step)
      for (input, condition) in zip(step.table.inputs, step.rule.conditions)
      where condition.test != .any && !held.contains(input.name) {
        wanted.insert(input.name)
      }
    }
    let given = Set(steps.flatMap { $0.table.outputs.map(\.name) })
    return (taken.reversed(), wanted.subtracting(given))
  }
}
