extension RegisterDecider {
  /// A fact that no column need hold.
  package enum Supplement: Sendable {
    /// What holds where there is no column, or an empty cell.
    case value(String)
    /// Where there is no column, the word that rules give to another fact's cells.
    case word(of: String, PrefixRules)
  }
}

/// A fact that follows from the cells of another fact's column.
struct FactDerivation: Sendable {
  let column: Int
  let fact: Int
  let rules: PrefixRules
  /// The code of each rule's word, and at last that of a number that no rule fits.
  let codes: [UInt16]

  init(
    of fact: Int, from source: String, _ rules: PrefixRules, columns: [String], _ table: CodeTable
  ) throws(RegisterDecider.Unfit) {
    guard let column = columns.firstIndex(of: source) else { throw .factMissing(source) }
    self.column = column
    self.fact = fact
    self.rules = rules
    codes = (rules.rules.map(\.word) + [rules.otherwise]).map { table.code(of: $0, fact: fact) }
    guard !codes.contains(CodeTable.none) else { throw .factMissing(source) }
  }

  @inline(__always)
  func code(of key: CellKey) -> UInt16 { codes[rules.rule(for: key) ?? codes.count - 1] }
}

extension RegisterDecider.Supplement {
  /// What holds where the register says nothing.
  var value: String? {
    switch self {
    case .value(let value): value
    case .word: nil
    }
  }
}
