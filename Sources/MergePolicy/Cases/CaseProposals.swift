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
  init(_ graph: DecisionGraph, words: [String: FactValue]) {
    self.graph = graph
    let tests = (graph.tests(.boundary) ?? []) + (graph.tests(.conditions) ?? [])
    let found = tests.compactMap { test in
      Self.proposal(
        Self.dialled(Dictionary(test.facts.map { ($0.name, $0.value) }) { first, _ in first }),
        graph)
    }
    let merged = found.first { proposal in
      let mode = proposal.outcome.values[PolicyOutput.mode.rawValue]?.description ?? ""
      return OutcomeCode(rawValue: mode)?.mode.changesRouting == true
        && words.allSatisfy { proposal.facts[$0.key] == $0.value }
    }
    ordinary = merged?.facts ?? [:]
    let near = merged.map { Self.near($0, graph) } ?? []
    candidates = near + found
  }

  /// A line, and lines that differ from it in one fact, and in two.
  private static func near(_ line: Proposal, _ graph: DecisionGraph) -> [Proposal] {
    let changes = graph.facts.keys.sorted().flatMap { fact in
      graph.elementaryValues(of: fact).filter { $0 != DecisionTable.anyOtherText }
        .map { (fact: fact, value: $0) }
    }
    func changed(_ facts: [String: FactValue]) -> [[String: FactValue]] {
      changes.filter { facts[$0.fact] != $0.value }.map {
        facts.merging([$0.fact: $0.value]) { $1 }
      }
    }
    let singles = changed(line.facts)
    var seen: Set<[String: FactValue]> = [line.facts]
    return ([line.facts] + singles + singles.flatMap(changed))
      .filter { seen.insert($0).inserted || $0 == line.facts }
      .compactMap { proposal($0, graph) }
  }

  private static func proposal(_ facts: [String: FactValue], _ graph: DecisionGraph) -> Proposal? {
    guard let outcome = try? graph.evaluate(facts) else { return nil }
    return Proposal(
      facts: facts, outcome: outcome,
      grounds: outcome.grounds(of: PolicyOutput.allCases.map(\.rawValue)), purpose: "")
  }

  /// A number that can be dialled, where no rule names one.
  private static func dialled(_ facts: [String: FactValue]) -> [String: FactValue] {
    guard facts[PolicyCase.numberName] == DecisionTable.anyOtherText else { return facts }
    return facts.merging([PolicyCase.numberName: .word("82100001")]) { $1 }
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
    for (name, value) in ordinary where !proposal.grounds.facts.contains(name) {
      facts[name] = value
    }
    guard let plain = Self.proposal(facts, graph), plain.rules == proposal.rules else {
      return proposal
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
