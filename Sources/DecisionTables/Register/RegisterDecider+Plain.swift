extension RegisterDecider {
  /// Room for rows that `decidePlain` decides at once.
  package var roomForRows: DecidedRows {
    DecidedRows(cells: columns.count, isKeepingAll: keepsCells)
  }

  /// Decides the next rows as long as they are plain: without quotation marks, as wide as the header,
  /// of cells that are words, small numbers or dialled digits, and answered by every table.
  ///
  /// - Parameters:
  ///   - bytes: what was read of the register, from the start of a row on.
  ///   - next: where the first row starts; moved to the first that `decide` must decide, or that rows
  ///     have no room for.
  ///   - rows: the rows that were decided.
  package mutating func decidePlain(
    _ bytes: [UInt8], from next: inout Int, into rows: inout DecidedRows
  ) {
    rows.count = 0
    rows.firstLine = line
    guard let plain else { return }
    next = plain.decide(bytes.span, from: next, into: &rows)
    line += rows.count
    decided += rows.count
  }

  /// The rules of rows with an outcome, in the order of the tables.
  package func steps(of outcome: Int) -> [DecisionOutcome.Step] {
    var rest = outcome
    return coded.tables.map(\.table).reversed().map { table in
      defer { rest /= table.rules.count }
      return DecisionOutcome.Step(table: table, rule: table.rules[rest % table.rules.count])
    }.reversed()
  }
}
