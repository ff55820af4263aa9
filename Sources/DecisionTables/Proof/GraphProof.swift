/// An output that people act on, and the values by which it says that a person must decide.
package struct Outcome: Hashable, Sendable {
  /// The output's name.
  package let output: String
  /// The values that decide nothing.
  package let undecided: Set<FactValue>

  /// An output with the values that decide nothing.
  package init(_ output: String, undecided: Set<FactValue>) {
    self.output = output
    self.undecided = undecided
  }
}

/// What can be said of a whole graph for all facts at once.
package struct GraphProof: Sendable {
  /// Facts for which a table has no answer, or several.
  package struct Hole: Hashable, Sendable {
    /// The table.
    package let table: DecisionTable
    /// The facts of the whole graph that lead there.
    package let witness: [NamedValue]
    /// What the table is asked there.
    package let regions: [FactRegion]
    /// Whether several rules answer; otherwise none does.
    package let isAmbiguous: Bool
  }

  /// An answer that does not fit what is known of one fact.
  package struct Misjudgement: Hashable, Sendable {
    /// The fact that is not known.
    package let fact: String
    /// The output that is decided, or not decided.
    package let output: String
    /// The table that gives the output.
    package let table: DecisionTable
    /// The rule that answers while the fact is not known.
    package let rule: DecisionTable.Rule
    /// What it answers.
    package let answer: FactValue
    /// A value of the fact, and what would be answered if it were known.
    package let known: FactValue
    /// What is answered then.
    package let knownAnswer: FactValue
    /// What the table is asked where this happens.
    package let regions: [FactRegion]
    /// Facts of the whole graph for which it happens.
    package let witness: [NamedValue]
    /// For how many combinations of facts it happens.
    package let count: Int
  }

  /// How many combinations of facts there are.
  package var combinations = 0
  /// How many were compared with one fact unknown and known.
  package var unknownTests = 0
  /// How many answers of tables were looked up.
  package var lookups = 0
  /// Facts without exactly one answer.
  package var holes: [Hole] = []
  /// Definite answers that a fact which is not known could change.
  package var hiddenGuesses: [Misjudgement] = []
  /// Questions to a person although every value of the unknown fact gives one answer.
  package var needlessQuestions: [Misjudgement] = []
  /// Rules that no facts lead to, by table.
  package var unreached: [(table: DecisionTable, rule: DecisionTable.Rule)] = []
  /// Whether everything was looked at.
  package var isExhaustive = true

  /// How many answers are looked up before a graph is given up as too hard.
  package static let budget = 60_000_000
}

extension CodedGraph {
  /// Goes through all facts: who answers, and what one unknown fact hides.
  ///
  /// - Parameters:
  ///   - outcomes: the outputs that people act on; where the first decides nothing, the others
  ///     are not looked at.
  ///   - unknown: the values that say a fact is not known.
  ///   - budget: how many answers may be looked up.
  /// - Returns: what could be proven.
  package func proof(
    of outcomes: [Outcome], unknown: Set<FactValue>, budget: Int = GraphProof.budget
  ) -> GraphProof {
    var proof = GraphProof()
    proof.combinations = combinations
    proveAnswers(&proof, budget: budget)
    guard proof.isExhaustive, proof.holes.isEmpty else { return proof }
    for fact in 0..<factCount {
      let values = variables[fact].values
      guard let blank = values.firstIndex(where: unknown.contains) else { continue }
      var comparison = UnknownComparison(self, outcomes, fact: fact, blank: blank)
      comparison.run(&proof, budget: budget - proof.lookups)
    }
    return proof
  }

  private func proveAnswers(_ proof: inout GraphProof, budget: Int) {
    var sweep = GraphSweep(self, budget: budget)
    var reached = tables.map { Set<Int16>(minimumCapacity: $0.table.rules.count) }
    var holes: [HoleKey: (cells: Set<[UInt16]>, witness: [NamedValue])] = [:]
    _ = sweep.run { visit, rules, codes, sweep in
      let rule = rules[0]
      reached[visit.table].insert(rule)
      guard rule < 0 else { return }
      let table = tables[visit.table]
      let key = HoleKey(table: visit.table, answer: rule)
      let cell = table.inputs.map { codes[$0] }
      if holes[key] == nil { holes[key] = ([], sweep.facts(of: visit.trace)) }
      holes[key]?.cells.insert(cell)
    }
    proof.lookups += sweep.lookups
    proof.isExhaustive = sweep.isExhaustive
    guard sweep.isExhaustive else { return }
    proof.holes = holes.sorted { ($0.key.table, -$0.key.answer) < ($1.key.table, -$1.key.answer) }
      .map { key, hole in
        GraphProof.Hole(
          table: tables[key.table].table, witness: hole.witness,
          regions: regions(hole.cells, of: tables[key.table]),
          isAmbiguous: key.answer == Table.several)
      }
    for (index, table) in tables.enumerated() {
      for rule in table.table.rules.indices where !reached[index].contains(Int16(rule)) {
        proof.unreached.append((table.table, table.table.rules[rule]))
      }
    }
  }

  private struct HoleKey: Hashable {
    let table: Int
    let answer: Int16
  }

  /// Cells of a table as few regions in its words.
  func regions(_ cells: Set<[UInt16]>, of table: Table) -> [FactRegion] {
    let boxes = cells.sorted { $0.lexicographicallyPrecedes($1) }
      .map { cell in cell.map { [Int($0)..<Int($0) + 1] } }
    return CodedTable.merged(boxes).map { box in
      FactRegion(
        cells: zip(table.inputs, box).map { input, ranges in
          NamedValue(
            variables[input].name,
            .word(ElementaryCode.cell(of: ranges, among: variables[input].codes)))
        },
        witness: zip(table.inputs, box).map { input, ranges in
          NamedValue(variables[input].name, variables[input].values[ranges[0].lowerBound])
        })
    }
  }
}

/// What is answered while one fact is not known, beside what is answered for each of its values.
private struct UnknownComparison {
  private struct Key: Hashable {
    let isGuess: Bool
    let table: Int
    let outcome: Int
    let rule: Int16
  }

  private struct Case {
    var cells: Set<[UInt16]> = []
    var count = 0
    let known: FactValue
    let knownAnswer: FactValue
    let witness: [NamedValue]
  }

  private let graph: CodedGraph
  private let outcomes: [Outcome]
  private let fact: Int
  /// The values that the lanes hold; the first says that the fact is not known.
  private let values: [Int]
  /// By table: the outcomes it gives, with the output's position among the variables.
  private let given: [[(outcome: Int, variable: Int)]]
  private let main: Int?
  /// By outcome and code: whether that answer decides nothing.
  private let isUndecided: [[Bool]]
  private var cases: [Key: Case] = [:]
  private var tests = 0

  init(_ graph: CodedGraph, _ outcomes: [Outcome], fact: Int, blank: Int) {
    self.graph = graph
    self.outcomes = outcomes
    self.fact = fact
    values =
      [blank] + graph.variables[fact].codes.indices.filter { $0 != blank }
    let positions = outcomes.map { graph.position(of: $0.output) }
    main = positions.first.flatMap { $0 }
    isUndecided = zip(outcomes, positions).map { outcome, position in
      position.map { graph.variables[$0].values.map(outcome.undecided.contains) } ?? []
    }
    given = graph.tables.map { table in
      positions.enumerated().compactMap { outcome, variable in
        variable.flatMap { table.outputs.contains($0) ? (outcome, $0) : nil }
      }
    }
  }

  mutating func run(_ proof: inout GraphProof, budget: Int) {
    let lanes = values.map { GraphSweep.Lane(dictionaryLiteral: (fact, UInt16($0))) }
    var sweep = GraphSweep(
      graph, lanes: lanes, keeping: main.map { [$0] } ?? [], budget: budget)
    var cases = self.cases
    let compared = sweep.run { visit, rules, codes, sweep in
      guard !given[visit.table].isEmpty, rules.allSatisfy({ $0 >= 0 }) else { return }
      for (outcome, variable) in given[visit.table] {
        guard let other = contradiction(codes, outcome, variable) else { continue }
        note(visit, rules[0], codes, sweep, outcome, variable, other, in: &cases)
      }
    }
    proof.unknownTests += compared * (values.count - 1)
    proof.lookups += sweep.lookups
    proof.isExhaustive = proof.isExhaustive && sweep.isExhaustive
    report(cases, &proof)
  }

  /// The lane whose answer shows that the first lane's, in which the fact is not known, does not
  /// fit; `nil` where it fits.
  private func contradiction(_ codes: [UInt16], _ outcome: Int, _ variable: Int) -> Int? {
    // Where the main outcome is left to a person, the others follow from that.
    if let main, outcome > 0, isUndecided[0][Int(codes[main])] { return nil }
    let width = graph.variables.count
    let first = codes[variable]
    if !isUndecided[outcome][Int(first)] {
      return values.indices.dropFirst().first { codes[$0 * width + variable] != first }
    }
    let second = codes[width + variable]
    let agree = values.indices.dropFirst().allSatisfy { codes[$0 * width + variable] == second }
    return agree && !isUndecided[outcome][Int(second)] ? 1 : nil
  }

  private func note(
    _ visit: GraphSweep.Visit, _ rule: Int16, _ codes: [UInt16], _ sweep: GraphSweep,
    _ outcome: Int, _ variable: Int, _ other: Int, in cases: inout [Key: Case]
  ) {
    let key = Key(
      isGuess: !isUndecided[outcome][Int(codes[variable])], table: visit.table, outcome: outcome,
      rule: rule)
    let answers = graph.variables[variable].values
    var found =
      cases[key]
      ?? Case(
        known: graph.variables[fact].values[values[other]],
        knownAnswer: answers[Int(codes[other * graph.variables.count + variable])],
        witness: sweep.facts(of: visit.trace))
    found.count += visit.count
    found.cells.insert(graph.tables[visit.table].inputs.map { codes[$0] })
    cases[key] = found
  }

  private func report(_ cases: [Key: Case], _ proof: inout GraphProof) {
    let ordered = cases.sorted {
      ($0.key.table, $0.key.rule, $0.key.outcome) < ($1.key.table, $1.key.rule, $1.key.outcome)
    }
    for (key, found) in ordered {
      let table = graph.tables[key.table]
      let rule = table.table.rules[Int(key.rule)]
      let output = outcomes[key.outcome].output
      let misjudgement = GraphProof.Misjudgement(
        fact: graph.variables[fact].name, output: output, table: table.table, rule: rule,
        answer: table.table.output(output, of: rule) ?? .null, known: found.known,
        knownAnswer: found.knownAnswer, regions: graph.regions(found.cells, of: table),
        witness: found.witness, count: found.count)
      if key.isGuess {
        proof.hiddenGuesses.append(misjudgement)
      } else {
        proof.needlessQuestions.append(misjudgement)
      }
    }
  }
}
