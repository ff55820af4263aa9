import Bytes

extension DecisionTable {
  /// A row as its sheet would write it, ready to be pasted and finished by hand.
  ///
  /// - Parameters:
  ///   - id: the rule's name.
  ///   - cells: what it asks, by input.
  ///   - rule: the rule whose answers and notes it takes over; without one they are `?`.
  ///   - answers: answers that differ from those of `rule`.
  /// - Returns: the row as a line of CSV.
  package func row(
    _ id: String, asking cells: [NamedValue], answering rule: Rule? = nil,
    but answers: [String: String] = [:]
  ) -> String {
    let asked = Dictionary(cells.map { ($0.name, $0.value.description) }) { first, _ in first }
    let given = rule.map { Dictionary(named($0).map { ($0.name, $0.value.description) }) { $1 } }
    let written = order.map { name in
      asked[name] ?? answers[name] ?? given?[name] ?? rule?.notes[name] ?? "?"
    }
    return CSVForm().cellsOnly([id] + written)
  }
}
