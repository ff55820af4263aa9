extension DecisionGraph {
  /// Facts picked evenly among those that meet some conditions, the same in every run.
  ///
  /// - Parameters:
  ///   - count: how many combinations of facts to pick.
  ///   - clauses: what is asked of facts; what they ask of outputs is not looked at.
  /// - Returns: facts that give every table all that it asks for.
  package func samples(
    _ count: Int, meeting clauses: [GraphInvariant.Clause] = []
  ) -> [[String: FactValue]] {
    let values = facts.keys.sorted().map { name in
      let asked = clauses.filter { $0.name == name }.map(\.condition)
      let all = elementaryValues(of: name, telling: asked)
      return (name: name, values: all.filter { value in asked.allSatisfy { $0.matches(value) } })
    }
    guard values.allSatisfy({ !$0.values.isEmpty }) else { return [] }
    var state: UInt64 = 20_211_009
    return (0..<count).map { _ in
      Dictionary(
        uniqueKeysWithValues: values.map { fact in
          state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          return (fact.name, fact.values[Int((state >> 33) % UInt64(fact.values.count))])
        })
    }
  }
}

extension DecisionGraph {
  /// One value of a fact for all that no rule, nor any other condition, can tell from it.
  package func elementaryValues(
    of fact: String, telling conditions: [Condition] = []
  ) -> [FactValue] {
    let domain = FactDomain.union((facts[fact] ?? []).map(\.domain)) ?? .text
    return ElementaryCode.codes(
      of: domain, telling: pieces(of: fact) + conditions.flatMap(\.pieces)
    ).map(\.value)
  }

  /// What conditions of rules name of a fact.
  private func pieces(of fact: String) -> [Condition.Piece] {
    tables.flatMap { table in
      table.inputs.indices.filter { table.inputs[$0].name == fact }.flatMap { column in
        table.rules.flatMap { $0.conditions[column].pieces }
      }
    }
  }

  /// The numbers at which some rule begins or ceases to hold of a fact.
  package func limits(of fact: String) -> [Double] {
    pieces(of: fact).flatMap { piece -> [Double] in
      guard case .span(let span) = piece else { return [] }
      return [span.lower?.value, span.upper?.value].compactMap { $0 }
    }
  }
}
