/// Tells facts apart as far as the rules of a graph do.
package struct FactKinds: Sendable {
  /// A value, as far as rules can tell.
  package enum Kind: Hashable, Sendable {
    /// The fact was not given.
    case missing
    /// This value and no other.
    case value(FactValue)
    /// One of the values that no rule names, inside of the domains or outside.
    case unnamed(domains: [Bool])
    /// A number that meets these conditions, and lies in these domains.
    case number(meets: [Bool], domains: [Bool])
  }

  private struct Column {
    let name: String
    let domains: [FactDomain]
    let pieces: [Condition.Piece]
    let words: Set<String>
  }

  private let columns: [Column]

  /// The kinds that a graph's rules make.
  package init(_ graph: DecisionGraph) {
    columns = graph.facts.sorted { $0.key < $1.key }.map { name, asked in
      let pieces = graph.tables.flatMap { table in
        table.inputs.indices.filter { table.inputs[$0].name == name }.flatMap { column in
          table.rules.flatMap { $0.conditions[column].pieces }
        }
      }
      let words = pieces.compactMap { piece in
        if case .word(let word) = piece { word } else { nil }
      }
      return Column(
        name: name, domains: Array(Set(asked.map(\.domain))), pieces: Array(Set(pieces)),
        words: Set(words))
    }
  }

  /// The kind of every fact that tables ask for, in the order of their names.
  ///
  /// Two lists of facts of equal kinds are taken alike by every rule.
  package func kinds(of facts: [String: FactValue]) -> [Kind] {
    columns.map { column in
      guard let value = facts[column.name] else { return .missing }
      func domains() -> [Bool] { column.domains.map { $0.contains(value) } }
      switch value {
      case .word(let word):
        return column.words.contains(word) ? .value(value) : .unnamed(domains: domains())
      case .number:
        return .number(meets: column.pieces.map { $0.matches(value) }, domains: domains())
      case .null: return .value(.null)
      }
    }
  }
}
