/// What is answered while one fact is not known, beside what is answered for each of its values.
///
/// All outcomes together are one diagram. Under each node that asks for the fact, the branch of
/// the unknown value is compared with the branches of all others at once.
struct UnknownComparison {
  private let outcomes: [Outcome]
  /// The outcomes that tables give, as positions among `outcomes`, with their variables.
  private let given: [(outcome: Int, variable: Int)]
  /// The diagram of all outcomes together.
  private let root: DecisionDiagrams.Node
  private var product: DiagramProduct<BranchComparison>
  /// How many nodes there were before anything was compared.
  private let nodeCount: Int

  /// How many words of four bytes comparisons may leave behind for the next fact.
  private static let keptWords = 16_000_000

  /// - Throws: where the budget is spent.
  init(_ graph: inout GraphDiagrams, _ outcomes: [Outcome]) throws(ProofBudget.Spent) {
    self.outcomes = outcomes
    let coded = graph.graph
    var given: [(outcome: Int, variable: Int)] = []
    var nodes: [DecisionDiagrams.Node] = []
    for (index, outcome) in outcomes.enumerated() {
      guard let variable = coded.position(of: outcome.output), variable >= coded.factCount,
        let node = graph.node(of: variable)
      else { continue }
      given.append((index, variable))
      nodes.append(node)
    }
    self.given = given
    var together = DiagramProduct(ValuesTogether())
    root = try together.node(of: [~1] + nodes, in: &graph.diagrams)
    nodeCount = graph.diagrams.count
    let isUndecided = given.map { given in
      coded.variables[given.variable].values.map(outcomes[given.outcome].undecided.contains)
    }
    product = DiagramProduct(
      BranchComparison(
        answers: together.function.all, isUndecided: isUndecided,
        hasMain: given.first?.outcome == 0))
  }

  /// Looks at one fact.
  mutating func look(
    _ graph: inout GraphDiagrams, level: Int, blank: Int, _ proof: inout GraphProof
  ) throws(ProofBudget.Spent) {
    var known: [DecisionDiagrams.Node: DecisionDiagrams.Node] = [:]
    let values = graph.graph.variables[graph.facts[level]].values
    // Texts that no rule names have one code, those that are known and the one that is not.
    let others = values.indices.filter { $0 != blank || values[$0] == DecisionTable.anyOtherText }
    let wrong = try wrong(
      under: root, &graph.diagrams, level: level, branches: [blank] + others, &known)
    defer { forget(&graph.diagrams) }
    guard wrong != ~0 else { return }
    for (index, table) in graph.graph.tables.enumerated() {
      let columns = given.indices.filter { table.outputs.contains(given[$0].variable) }
      guard !columns.isEmpty else { continue }
      let cells = try graph.cells(of: table, where: wrong, holding: (level, blank))
      for column in columns {
        report(graph, table: index, column, cells, (level, blank), &proof)
      }
    }
  }

  /// Forgets what was compared, where that takes much room.
  private mutating func forget(_ diagrams: inout DecisionDiagrams) {
    guard diagrams.words + product.words > Self.keptWords else { return }
    diagrams.keepFirst(nodeCount)
    product.forget()
  }

  /// By facts other than that of a level: which outcomes do not fit, numbered by
  /// `BranchComparison`; the first of the level's branches is that of the unknown value.
  private mutating func wrong(
    under node: DecisionDiagrams.Node, _ diagrams: inout DecisionDiagrams, level: Int,
    branches: [Int], _ known: inout [DecisionDiagrams.Node: DecisionDiagrams.Node]
  ) throws(ProofBudget.Spent) -> DecisionDiagrams.Node {
    guard node >= 0, diagrams.level(of: node) <= level else { return ~0 }
    if let known = known[node] { return known }
    let children = Array(diagrams.children(of: node))
    let own = diagrams.level(of: node)
    let result: DecisionDiagrams.Node
    if own == level {
      result = try product.node(of: branches.map { children[$0] }, in: &diagrams)
    } else {
      var node = [Int32(own)]
      for child in children {
        node.append(
          try wrong(under: child, &diagrams, level: level, branches: branches, &known))
      }
      result = diagrams.node(node[...])
    }
    known[node] = result
    return result
  }

  private func report(
    _ graph: GraphDiagrams, table: Int, _ column: Int, _ cells: [GraphDiagrams.Cell],
    _ held: (level: Int, code: Int), _ proof: inout GraphProof
  ) {
    let coded = graph.graph.tables[table]
    let fact = graph.graph.variables[graph.facts[held.level]]
    let given = given[column]
    let answers = graph.graph.variables[given.variable].values
    let output = outcomes[given.outcome]
    let wrong = cells.filter { product.function.isWrong(column, in: $0.guarded) }
    let rules = Dictionary(grouping: wrong) { coded.rule(in: $0.codes) }
    for (rule, cells) in rules {
      let witness = cells[0].witness
      func answer(_ code: Int) -> Int {
        var codes = witness
        codes[held.level] = code
        return graph.code(of: given.variable, for: codes) ?? 0
      }
      let blank = answer(held.code)
      let others = fact.codes.indices.filter { $0 != held.code }
      let isGuess = !output.undecided.contains(answers[blank])
      guard let other = others.first(where: { !isGuess || answer($0) != blank }) else { continue }
      let found = GraphProof.Misjudgement(
        fact: fact.name, output: output.output, table: coded.table,
        rule: coded.table.rules[Int(rule)], answer: answers[blank], known: fact.values[other],
        knownAnswer: answers[answer(other)],
        regions: graph.graph.regions(Set(cells.map(\.codes)), of: coded),
        witness: graph.named(witness), count: cells.reduce(into: 0) { $0.addAtMost($1.count) })
      if isGuess {
        proof.hiddenGuesses.append(found)
      } else {
        proof.needlessQuestions.append(found)
      }
    }
  }
}

/// Compares the branch of a fact's unknown value, the first operand, with those of its other
/// values: which outcomes do not fit, as a number; 0 where all fit.
private struct BranchComparison: DiagramFunction {
  /// By number of answers, from 1 on: the code of each outcome.
  let answers: [[Int]]
  /// By outcome and code: whether that answer decides nothing.
  let isUndecided: [[Bool]]
  /// Whether the first is the outcome on which the others hang.
  let hasMain: Bool
  /// The sets of outcomes that do not fit; 0 is the empty one.
  private var sets = TupleTable()

  static let ownOperands = 0

  init(answers: [[Int]], isUndecided: [[Bool]], hasMain: Bool) {
    self.answers = answers
    self.isUndecided = isUndecided
    self.hasMain = hasMain
    _ = sets.number(of: [])
  }

  /// Whether an outcome is among those that do not fit.
  func isWrong(_ outcome: Int, in set: Int) -> Bool { sets[set].contains(Int32(outcome)) }

  mutating func settle(_ operands: inout [Int32], from base: Int) -> DecisionDiagrams.Node? {
    // Which value of the fact is which does not matter, nor how often the same branch comes.
    operands[(base + 1)...].sort()
    var last = base + 1
    for index in (base + 1)..<operands.count where operands[index] != operands[last] {
      last += 1
      operands[last] = operands[index]
    }
    operands.removeLast(operands.count - 1 - last)
    if last == base + 1, operands[base] == operands[last] { return ~0 }
    guard operands[base...].allSatisfy({ $0 < 0 }) else { return nil }
    let wrong = isUndecided.indices.filter { outcome in
      isWrong(outcome, answers: operands[base...].map { answers[Int(~$0) - 1] })
    }
    return ~Int32(sets.number(of: wrong.map { Int32($0) }[...]).number)
  }

  private func isWrong(_ outcome: Int, answers: [[Int]]) -> Bool {
    let (blank, others) = (answers[0], answers.dropFirst())
    // Where the main outcome is left to a person, the others follow from that.
    if hasMain, outcome > 0, isUndecided[0][blank[0]] { return false }
    guard isUndecided[outcome][blank[outcome]] else {
      return others.contains { $0[outcome] != blank[outcome] }
    }
    guard let answer = others.first?[outcome] else { return false }
    return !isUndecided[outcome][answer] && others.allSatisfy { $0[outcome] == answer }
  }
}

extension GraphProof.Misjudgement {
  /// The order of findings: by table, rule, fact and outcome.
  func isBefore(_ other: GraphProof.Misjudgement, in graph: CodedGraph) -> Bool {
    func places(_ found: GraphProof.Misjudgement) -> [Int] {
      let table = graph.tables.firstIndex { $0.table.name == found.table.name }
      let rule = found.table.rules.firstIndex { $0.id == found.rule.id }
      let places = [graph.position(of: found.fact), table, rule, graph.position(of: found.output)]
      return places.map { $0 ?? 0 }
    }
    return places(self).lexicographicallyPrecedes(places(other))
  }
}
