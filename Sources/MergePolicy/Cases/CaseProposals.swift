import DecisionTables
import HotlineModel

/// Cases that a policy lacks, with its own answers, for a person to look through and sign.
struct CaseProposals {
  /// A case that nobody has signed yet.
  struct Proposal {
    let facts: [String: FactValue]
    let outcome: DecisionOutcome
    /// The rules on the way to what people act on.
    let grounds: (steps: [DecisionOutcome.Step], facts: Set<String>)
    /// What it is for.
    var purpose: String

    var rules: Set<String> { Set(grounds.steps.map(\.rule.id)) }
  }

  private let graph: DecisionGraph
  /// Cases to choose among, those that differ least from an ordinary line first.
  private let candidates: [Proposal]
  /// Facts of a line like most: what matters to no rule is taken from it.
  private let ordinary: [String: FactValue]

  /// - Parameters:
  ///   - graph: the tables.
  ///   - words: words of `parameters.csv` that tables ask for as facts.
  ///   - classes: what sorts of numbers there are.
  init(_ graph: DecisionGraph, words: [String: FactValue], classes: NumberClasses) {
    self.graph = graph
    let numbers = CaseNumbers(graph, classes)
    let tests = (graph.tests(.boundary) ?? []) + (graph.tests(.conditions) ?? [])
    let found = tests.compactMap { test in
      Self.proposal(
        numbers.dialled(Dictionary(test.facts.map { ($0.name, $0.value) }) { first, _ in first }),
        graph)
    }
    let merged = found.first { proposal in
      let mode = proposal.outcome.values[PolicyOutput.mode.rawValue]?.description ?? ""
      return OutcomeCode(rawValue: mode)?.mode.changesRouting == true
        && words.allSatisfy { proposal.facts[$0.key] == $0.value }
    }
    ordinary = merged?.facts ?? [:]
    let near = merged.map { Self.near($0, graph, numbers) } ?? []
    candidates = near + found
  }

  /// A line, and lines that differ from it in one fact, and in two.
  private static func near(
    _ line: Proposal, _ graph: DecisionGraph, _ numbers: CaseNumbers
  ) -> [Proposal] {
    let changes = graph.facts.keys.sorted().flatMap { fact in
      values(of: fact, graph).map { (fact: fact, value: $0) }
    }
    func changed(_ facts: [String: FactValue]) -> [[String: FactValue]] {
      changes.filter { facts[$0.fact] != $0.value }.map {
        numbers.dialled(facts.merging([$0.fact: $0.value]) { $1 })
      }
    }
    let singles = changed(line.facts)
    var seen: Set<[String: FactValue]> = [line.facts]
    return ([line.facts] + singles + singles.flatMap(changed))
      .filter { seen.insert($0).inserted || $0 == line.facts }
      .compactMap { proposal($0, graph) }
  }

  /// Values of a fact that rules tell apart, as a line would have them: no number that is a limit,
  /// so that the case holds where the limit is moved a little.
  private static func values(of fact: String, _ graph: DecisionGraph) -> [FactValue] {
    let limits = graph.limits(of: fact)
    return graph.elementaryValues(of: fact).compactMap { value in
      // Of a text that no rule names the register says that nobody knows.
      if value == DecisionTable.anyOtherText { return .word(LineFacts.unknown) }
      guard case .number(let number) = value, let last = limits.max(), number != 0 else {
        return value
      }
      if limits.contains(number) { return nil }
      return .number(number > last ? last * 10 : number.rounded(.down))
    }
  }

  private static func proposal(_ facts: [String: FactValue], _ graph: DecisionGraph) -> Proposal? {
    guard let outcome = try? graph.evaluate(facts) else { return nil }
    return Proposal(
      facts: facts, outcome: outcome,
      grounds: outcome.grounds(of: PolicyOutput.allCases.map(\.rawValue)), purpose: "")
  }

  /// Cases for the rules that no case reaches yet, and for both sides of every limit.
  func proposals(besides covered: Set<String>, known: Set<[String: FactValue]>) -> [Proposal] {
    var rest = Set(graph.tables.flatMap { $0.rules.map(\.id) }).subtracting(covered)
    var chosen: [Proposal] = []
    while true {
      let best = candidates.max {
        $0.rules.intersection(rest).count < $1.rules.intersection(rest).count
      }
      guard var next = best.map(plain), !next.rules.isDisjoint(with: rest) else { break }
      let reached = graph.tables.flatMap(\.rules).map(\.id).filter {
        rest.contains($0) && next.rules.contains($0)
      }
      next.purpose = reached.joined(separator: " ")
      rest.subtract(next.rules)
      chosen.append(next)
    }
    var seen = known
    return (chosen + limits()).filter { seen.insert($0.facts).inserted }
  }

  /// The same case with everything that matters to no rule as most lines have it.
  private func plain(_ proposal: Proposal) -> Proposal {
    var facts = proposal.facts
    for (name, value) in ordinary
    where !proposal.grounds.facts.contains(name) && !LineFacts.given.contains(name) {
      facts[name] = value
    }
    var plain = Self.proposal(facts, graph) ?? proposal
    guard plain.rules == proposal.rules else { return proposal }
    for (name, value) in facts {
      guard case .number(let number) = value, graph.limits(of: name).contains(number) else {
        continue
      }
      let others = Self.values(of: name, graph).lazy.compactMap {
        Self.proposal(facts.merging([name: $0]) { $1 }, graph)
      }
      plain = others.first { $0.rules == proposal.rules } ?? plain
    }
    return plain
  }

  /// Each limit of a count, and the last count below it.
  private func limits() -> [Proposal] {
    graph.facts.keys.sorted().flatMap { fact -> [Proposal] in
      guard let base = candidates.first(where: { $0.grounds.facts.contains(fact) }).map(plain)
      else {
        return []
      }
      let ends = Set(graph.limits(of: fact)).sorted()
      return ends.flatMap { [$0 - 1, $0] }.compactMap { value in
        guard graph.facts[fact]?.allSatisfy({ $0.domain.contains(.number(value)) }) == true else {
          return nil
        }
        var proposal = Self.proposal(base.facts.merging([fact: .number(value)]) { $1 }, graph)
        proposal?.purpose = "\(fact) = \(FactValue.number(value))"
        return proposal
      }
    }
  }
}

/// Numbers that cases are made of, with the class that their digits have.
private struct CaseNumbers {
  private let classes: NumberClasses
  /// Numbers that rules name.
  private let named: Set<String>

  init(_ graph: DecisionGraph, _ classes: NumberClasses) {
    self.classes = classes
    named = Set(graph.elementaryValues(of: PolicyCase.numberName).map(\.description))
  }

  /// The facts with a number of the class that they ask for, or with the class that the number
  /// has.
  func dialled(_ facts: [String: FactValue]) -> [String: FactValue] {
    var facts = facts
    let number = facts[PolicyCase.numberName]?.description ?? ""
    let wanted = facts[NumberClasses.fact]?.description
    let isNamed = named.contains(number) && number != DecisionTable.anyOtherText.description
    if !isNamed {
      facts[PolicyCase.numberName] = .word(example(of: wanted))
    } else if wanted != nil {
      facts[NumberClasses.fact] = .word(classes.rules.word(for: number))
    }
    return facts
  }

  /// A number of a class that no rule names: one that the sheet of classes names itself, or one
  /// with its first digits.
  private func example(of wanted: String?) -> String {
    let rows = classes.rows.filter { $0.numberClass.rawValue == wanted }
    let numbers =
      rows.filter { $0.prefix.utf8.count == $0.digits.lowerBound }.map(\.prefix)
      + rows.map { row in
        let missing = max(0, row.digits.lowerBound - row.prefix.utf8.count)
        return row.prefix + String(repeating: "0", count: missing)
      }
    return numbers.first { number in
      !named.contains(number) && classes.rules.word(for: number) == wanted
    } ?? "82100001"
  }
}
