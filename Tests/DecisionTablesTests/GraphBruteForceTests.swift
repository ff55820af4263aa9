import DecisionTables
import TableSamples
import Testing

/// What is proven of small graphs is compared with what trying all facts finds.
@Suite struct `Proofs of graphs against all facts tried` {
  static let seeds: ClosedRange<UInt64> = 1...60

  func values(_ facts: [NamedValue]) -> [String: FactValue] {
    Dictionary(uniqueKeysWithValues: facts.map { ($0.name, $0.value) })
  }

  @Test(arguments: seeds) func `tables that do not answer, and rules that never do`(_ seed: UInt64)
    throws
  {
    let random = try RandomGraph(seed: seed, isWhole: seed.isMultiple(of: 3))
    let graph = try DecisionGraph(random.tables)
    var diagrams = GraphDiagrams(try CodedGraph(graph))
    let proof = diagrams.proof(of: [], unknown: [])
    #expect(proof.isExhaustive)
    var known = random.allFacts
    var broken: Set<String> = []
    var asked: [DecisionTable] = []
    var reached: [String: Set<String>] = [:]
    var holes: Set<String> = []
    for table in graph.tables {
      let needed = graph.tables.filter { other in
        other.outputs.contains { output in table.inputs.contains { $0.name == output.name } }
      }
      if needed.contains(where: { broken.contains($0.name) }) {
        broken.insert(table.name)
        continue
      }
      asked.append(table)
      for index in known.indices {
        do throws(EvaluationFailure) {
          let rule = try table.evaluate(known[index])
          reached[table.name, default: []].insert(rule.id)
          for output in table.named(rule) { known[index][output.name] = output.value }
        } catch {
          broken.insert(table.name)
          if case .severalRules = error {
            holes.insert("\(table.name) several")
          } else {
            holes.insert("\(table.name) none")
          }
        }
      }
    }
    let found = proof.holes.map { "\($0.table.name) \($0.isAmbiguous ? "several" : "none")" }
    #expect(Set(found) == holes)
    for hole in proof.holes {
      #expect(hole.witness.map(\.name) == random.facts.map(\.name).sorted())
      let region = try #require(hole.regions.first)
      #expect(throws: EvaluationFailure.self) { try hole.table.evaluate(values(region.witness)) }
    }
    let unreached = Set(proof.unreached.map { "\($0.table.name)/\($0.rule.id)" })
    let expected = asked.flatMap { table in
      table.rules.filter { !reached[table.name, default: []].contains($0.id) }
        .map { "\(table.name)/\($0.id)" }
    }
    #expect(unreached == Set(expected))
  }

  /// What one unknown fact hides, by trying all facts: how often.
  func misjudged(_ random: RandomGraph, _ graph: DecisionGraph) throws -> [String: Int] {
    var found: [String: Int] = [:]
    for facts in random.allFacts {
      let outcome = try graph.evaluate(facts)
      for fact in random.facts where facts[fact.name] == .word("unknown") {
        let others = try fact.words.dropFirst().map { word in
          try graph.evaluate(facts.merging([fact.name: .word(word)]) { $1 }).values
        }
        let main = random.outcomes[0]
        for asked in random.outcomes {
          let isMainOpen = main.undecided.contains(try #require(outcome.values[main.output]))
          if asked != main, isMainOpen { continue }
          let answer = try #require(outcome.values[asked.output])
          let answers = Set(others.map { $0[asked.output] })
          let isOpen = asked.undecided.contains(answer)
          let isDefinite = answers.count == 1 && answers.first != .word("ask")
          guard isOpen ? isDefinite : answers != [answer] else { continue }
          let step = try #require(
            outcome.steps.first { $0.table.outputs.contains { $0.name == asked.output } })
          found["\(isOpen) \(fact.name) \(asked.output) \(step.rule.id)", default: 0] += 1
        }
      }
    }
    return found
  }

  @Test(arguments: seeds) func `hidden guesses and needless questions`(_ seed: UInt64) throws {
    let random = try RandomGraph(seed: seed)
    let graph = try DecisionGraph(random.tables)
    var diagrams = GraphDiagrams(try CodedGraph(graph))
    let proof = diagrams.proof(of: random.outcomes, unknown: [.word("unknown")])
    let all = proof.hiddenGuesses.map { (false, $0) } + proof.needlessQuestions.map { (true, $0) }
    var found: [String: Int] = [:]
    for (isOpen, wrong) in all {
      found["\(isOpen) \(wrong.fact) \(wrong.output) \(wrong.rule.id)"] = wrong.count
      let facts = values(wrong.witness)
      #expect(facts.count == random.facts.count && facts[wrong.fact] == .word("unknown"))
      #expect(try graph.evaluate(facts).values[wrong.output] == wrong.answer)
      let known = facts.merging([wrong.fact: wrong.known]) { $1 }
      #expect(try graph.evaluate(known).values[wrong.output] == wrong.knownAnswer)
      for region in wrong.regions {
        #expect(try wrong.table.evaluate(values(region.witness)) == wrong.rule)
      }
    }
    #expect(try found == misjudged(random, graph))
    let tests = random.allFacts.reduce(0) { sum, facts in
      sum
        + random.facts.reduce(0) {
          $0 + (facts[$1.name] == .word("unknown") ? $1.words.count - 1 : 0)
        }
    }
    #expect(proof.unknownTests == tests)
    #expect(proof.combinations == random.allFacts.count)
  }

  @Test(arguments: seeds) func `invariants, before and after one answer is changed`(_ seed: UInt64)
    throws
  {
    var random = try RandomGraph(seed: seed)
    let graph = try DecisionGraph(random.tables)
    let coded = try CodedGraph(graph)
    for _ in 0..<6 {
      let invariant = GraphInvariant(
        id: "I", when: [try random.clause(), try random.clause()], must: [try random.clause()])
      try check(invariant, coded, graph, random)
      let change = random.change()
      let other = try #require(
        graph.replacing(
          table: change.table, rule: change.rule, output: change.output, with: change.value))
      try check(invariant, CodedGraph(other), other, random)
    }
  }

  func check(
    _ invariant: GraphInvariant, _ coded: CodedGraph, _ graph: DecisionGraph, _ random: RandomGraph
  ) throws {
    func holds(_ clauses: [GraphInvariant.Clause], _ values: [String: FactValue]) -> Bool {
      clauses.allSatisfy { clause in values[clause.name].map(clause.condition.matches) ?? false }
    }
    let cases = try random.allFacts.map { try graph.evaluate($0).values }
      .filter { holds(invariant.when, $0) }
    let broken = cases.filter { !holds(invariant.must, $0) }
    var diagrams = GraphDiagrams(coded)
    let proof = diagrams.proof(of: invariant)
    #expect(proof.isExhaustive)
    #expect(proof.cases == cases.count)
    #expect(proof.broken == broken.count)
    guard proof.broken > 0 else { return }
    #expect(proof.witness.map(\.name) == random.facts.map(\.name).sorted())
    let answer = try graph.evaluate(values(proof.witness)).values
    #expect(holds(invariant.when, answer) && !holds(invariant.must, answer))
    for asked in proof.answers { #expect(answer[asked.name] == asked.value) }
  }

  @Test(arguments: seeds) func `what two graphs answer differently`(_ seed: UInt64) throws {
    var random = try RandomGraph(seed: seed)
    let graph = try DecisionGraph(random.tables)
    var other = graph
    for _ in 0..<3 {
      let change = random.change()
      other = try #require(
        other.replacing(
          table: change.table, rule: change.rule, output: change.output, with: change.value))
    }
    let outputs = random.outcomes.map(\.output)
    let difference = try #require(try graph.difference(to: other, in: outputs))
    var expected: [[FactValue?]: Int] = [:]
    for facts in random.allFacts {
      let before = try graph.evaluate(facts).values
      let after = try other.evaluate(facts).values
      let changed = outputs.filter { before[$0] != after[$0] }
      guard !changed.isEmpty else { continue }
      expected[outputs.flatMap { [before[$0], after[$0]] }, default: 0] += 1
    }
    #expect(difference.isExhaustive)
    #expect(difference.combinations == random.allFacts.count)
    #expect(difference.regions.map(\.count).sorted() == expected.values.sorted())
    for region in difference.regions {
      let facts = values(region.witness)
      let before = try graph.evaluate(facts).values
      let after = try other.evaluate(facts).values
      #expect(expected[outputs.flatMap { [before[$0], after[$0]] }] == region.count)
      for (old, new) in zip(region.before, region.after) {
        #expect(before[old.name] == old.value && after[new.name] == new.value)
      }
    }
  }

  @Test(arguments: seeds) func `cases are picked for every rule that facts reach`(_ seed: UInt64)
    throws
  {
    let random = try RandomGraph(seed: seed)
    let graph = try DecisionGraph(random.tables)
    let tests = try #require(graph.tests(.boundary))
    let hit = Set(
      try tests.flatMap { try graph.evaluate(values($0.facts)).steps }
        .map { "\($0.table.name)/\($0.rule.id)" })
    let reached = Set(
      try random.allFacts.flatMap { try graph.evaluate($0).steps }
        .map { "\($0.table.name)/\($0.rule.id)" })
    #expect(hit == reached)
  }
}
