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

  /// How many combinations of facts there are; the largest number where there are more.
  package var combinations = 0
  /// How many were compared with one fact unknown and known.
  package var unknownTests = 0
  /// How many states were looked at: combinations of nodes of diagrams.
  package var states = 0
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
  /// Where not everything was looked at: the tables that make it large.
  package var heaviest: [GraphDiagrams.Load] = []
}

extension GraphDiagrams {
  /// What holds for all facts: who answers, and what one unknown fact hides.
  ///
  /// - Parameters:
  ///   - outcomes: the outputs that people act on; where the first decides nothing, the others
  ///     are not looked at.
  ///   - unknown: the values that say a fact is not known; with `DecisionTable.anyOtherText` among
  ///     them, a text that no rule names can say so as well.
  ///   - known: facts that are always known.
  /// - Returns: what could be proven.
  package mutating func proof(
    of outcomes: [Outcome], unknown: Set<FactValue>, known: Set<String> = []
  ) -> GraphProof {
    var proof = GraphProof()
    proof.combinations = graph.combinations
    do {
      guard isComplete else { throw ProofBudget.Spent() }
      try proveAnswers(&proof)
      if proof.holes.isEmpty { try compare(outcomes, unknown, known, &proof) }
    } catch {
      // What was found until then is there all the same.
      proof.isExhaustive = false
      proof.heaviest = heaviest
    }
    proof.states = states
    return proof
  }

  private mutating func compare(
    _ outcomes: [Outcome], _ unknown: Set<FactValue>, _ known: Set<String>,
    _ proof: inout GraphProof
  ) throws(ProofBudget.Spent) {
    var comparison = try UnknownComparison(&self, outcomes)
    for (level, fact) in facts.enumerated() where !known.contains(graph.variables[fact].name) {
      let values = graph.variables[fact].values
      guard let blank = values.firstIndex(where: unknown.contains) else { continue }
      let others = facts.filter { $0 != fact }.reduce(values.count - 1) {
        $0.timesAtMost(graph.variables[$1].codes.count)
      }
      try comparison.look(&self, level: level, blank: blank, &proof)
      proof.unknownTests.addAtMost(others)
    }
    proof.hiddenGuesses.sort { $0.isBefore($1, in: graph) }
    proof.needlessQuestions.sort { $0.isBefore($1, in: graph) }
  }

  /// Finds tables that do not always answer, and rules that never do.
  ///
  /// What needs a table that does not always answer is not looked at.
  private mutating func proveAnswers(_ proof: inout GraphProof) throws(ProofBudget.Spent) {
    for (index, table) in graph.tables.enumerated() {
      guard let rule = rules[index] else { continue }
      let reached = Set(diagrams.values(under: rule).map { AnswerTree.answer(of: $0) })
      for answer in [CodedGraph.Table.none, CodedGraph.Table.several]
      where reached.contains(answer) {
        proof.holes.append(try hole(index, answer))
      }
      for rule in table.table.rules.indices where !reached.contains(Int16(rule)) {
        proof.unreached.append((table.table, table.table.rules[rule]))
      }
    }
  }

  private mutating func hole(
    _ index: Int, _ answer: Int16
  ) throws(ProofBudget.Spent) -> GraphProof.Hole {
    let table = graph.tables[index]
    let value = AnswerTree.value(of: answer)
    let values = (0..<Int32(table.table.rules.count + 2)).map { $0 == value ? Int32(1) : 0 }
    let isThere = try apply(ValueChange(values: values), to: [rules[index] ?? ~0])
    let cells = try cells(of: table, where: isThere)
    return GraphProof.Hole(
      table: table.table, witness: cells.first.map { named($0.witness) } ?? [],
      regions: graph.regions(Set(cells.map(\.codes)), of: table),
      isAmbiguous: answer == CodedGraph.Table.several)
  }
}

extension CodedGraph {
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
