package import DecisionTables

extension FactValue {
  /// A value of a model as tables know it; what they do not know is taken as its text.
  package init(_ value: FEELValue) {
    switch value {
    case .null: self = .null
    case .string(let word): self = .word(word)
    case .number: self = plainNumber(value.written).map(FactValue.number) ?? .null
    default: self = .word(value.written)
    }
  }
}
