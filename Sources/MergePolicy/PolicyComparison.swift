import DecisionTables
import Findings
package import HotlineModel
package import Reports

extension Policy {
  /// What another policy decides differently, over all facts and for the lines of a register.
  ///
  /// - Throws: `Unusable` where the two cannot be asked with the same facts, or are too large to be
  ///   gone through (`HL3220`), and what `decision(for:protected:on:ruling:)` throws.
  package func difference(
    to other: Policy, lines: [LegacyHotline]?, protected: ProtectedNumbers
  ) throws -> PolicyDifference {
    let outputs =
      [PolicyOutput.mode.rawValue] + PolicyOutput.allCases.map(\.rawValue).filter { $0 != "mode" }
    let found: GraphDifference?
    do throws(TablesUnusable) {
      found = try graph.difference(
        to: other.graph, in: outputs, holding: words, otherHolding: other.words)
    } catch {
      throw Unusable(error.complaints.map { Finding($0) })
    }
    guard let found, found.isExhaustive else {
      throw Unusable(.graphNotProven(tables: ""), at: SourceLocation(file: other.folder))
    }
    let changed = try lines?.compactMap { line -> PolicyDifference.Line? in
      let before = try decision(for: line, protected: protected)
      let after = try other.decision(for: line, protected: protected)
      return before.isLike(after) ? nil : PolicyDifference.Line(before: before, after: after)
    }
    return PolicyDifference(
      before: version, after: other.version, combinations: found.combinations,
      regions: found.regions.map { region in
        PolicyDifference.Region(
          before: region.before.map { "\($0.name) \($0.value)" },
          after: region.after.map { "\($0.name) \($0.value)" },
          words: region.regions.map(\.words), witness: region.witness.listed,
          count: region.count)
      }, lines: changed)
  }
}

extension Policy {
  /// The parameters that tables ask for as if they were facts.
  fileprivate var words: [String: FactValue] {
    let asked = graph.facts
    return Dictionary(
      parameters.filter { asked[$0.name] != nil }.map { ($0.name, .word($0.value)) }
    ) { first, _ in first }
  }
}

extension Decision {
  /// Whether another decision comes to the same, by whichever rules.
  package func isLike(_ other: Decision) -> Bool {
    mode == other.mode && number == other.number && seats == other.seats
      && callPath == other.callPath && tickets == other.tickets && knowledge == other.knowledge
      && roundTheClock == other.roundTheClock && deadline == other.deadline
      && template == other.template && reason == other.reason
  }
}
