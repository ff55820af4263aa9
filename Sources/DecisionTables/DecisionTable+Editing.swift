extension DecisionTable {
  /// The table with another condition of one rule.
  package func asking(_ test: Condition.Test, rule row: Int, input: Int) -> DecisionTable {
    var conditions = rules[row].conditions
    let old = conditions[input]
    conditions[input] = Condition(text: old.text, test: test, place: old.place)
    let rule = Rule(
      id: rules[row].id, conditions: conditions, outputs: rules[row].outputs,
      notes: rules[row].notes, place: rules[row].place)
    return replacing(row, with: [rule])
  }

  /// The table without one rule.
  package func without(rule row: Int) -> DecisionTable { replacing(row, with: []) }

  /// The table with one rule written twice.
  package func doubling(rule row: Int) -> DecisionTable {
    replacing(row, with: [rules[row], rules[row]])
  }

  private func replacing(_ row: Int, with others: [Rule]) -> DecisionTable {
    DecisionTable(
      name: name, label: label, hit: hit, inputs: inputs, outputs: outputs, notes: notes,
      order: order, rules: rules[..<row] + others + rules[(row + 1)...], parameters: parameters,
      place: place)
  }
}

extension DecisionTable {
  /// Every edit of a rule's condition by one value: a value it asks for taken out, or one that it
  /// does not ask for put in.
  ///
  /// An edit after which the condition would ask for nothing at all is left out.
  ///
  /// - Returns: the edited conditions, each with the value by which it differs: what any other
  ///   value is answered stays as it was.
  package func neighbours(
    ofCondition input: Int, rule row: Int
  ) -> [(test: Condition.Test, value: FactValue)] {
    let condition = rules[row].conditions[input]
    let codes = codes(ofInput: input)
    return codes.compactMap { code in
      if code.value == Self.anyOtherText { return nil }
      if case .text = inputs[input].domain {
        return condition.test.toggling(code.value).map { ($0, code.value) }
      }
      let wanted = codes.filter { condition.matches($0.value) != ($0 == code) }
      return wanted.isEmpty ? nil : (.oneOf(wanted.map(\.piece)), code.value)
    }
  }
}

extension Condition.Test {
  /// The same with one word more, or without it; `nil` where every word will do.
  fileprivate func toggling(_ value: FactValue) -> Condition.Test? {
    let word = Condition.Piece.word(value.description)
    func toggled(_ pieces: [Condition.Piece]) -> [Condition.Piece] {
      pieces.contains(word) ? pieces.filter { $0 != word } : pieces + [word]
    }
    switch self {
    case .any: return nil
    case .oneOf(let pieces): return .oneOf(toggled(pieces))
    case .noneOf(let pieces): return .noneOf(toggled(pieces))
    }
  }
}

extension ElementaryCode {
  /// The code as an alternative of a condition.
  fileprivate var piece: Condition.Piece {
    switch value {
    case .word(let word): .word(word)
    case .number: .span(span ?? .all)
    case .null: .null
    }
  }
}
