/// What differs between two versions of a sheet, row by row.
package struct SheetRevision: Hashable, Sendable {
  /// A cell that says something else.
  package struct Cell: Hashable, Sendable {
    /// The name of its column.
    package let column: String
    /// What it said.
    package let before: String
    /// What it says.
    package let after: String

    /// A cell that says something else.
    package init(column: String, before: String, after: String) {
      self.column = column
      self.before = before
      self.after = after
    }
  }

  /// A row that was added, taken away or changed.
  package enum Change: Hashable, Sendable {
    /// A row that was not there, with its cells.
    case added([String])
    /// A row that is no longer there, with its cells.
    case removed([String])
    /// A row some of whose cells say something else.
    case changed([Cell])
  }

  /// A row that differs.
  package struct Row: Hashable, Sendable {
    /// What its first cell calls it: `M13`, `LOW`.
    package let name: String
    /// What became of it.
    package let change: Change

    /// A row that differs.
    package init(name: String, change: Change) {
      self.name = name
      self.change = change
    }
  }

  /// What became of the sheet as a whole.
  package enum Kind: String, Hashable, Sendable {
    /// It was not there.
    case added
    /// It is no longer there.
    case removed
    /// Some rows differ.
    case changed
    /// Rows or columns stand in another order and say the same.
    case reordered
    /// It says something else, and what it said is not kept.
    case unknown
  }

  /// The sheet's file name.
  package let sheet: String
  /// What became of it.
  package let kind: Kind
  /// The rows that differ, in the order of the new sheet; those taken away last.
  package let rows: [Row]

  /// What differs between two versions of a sheet.
  package init(sheet: String, kind: Kind, rows: [Row]) {
    self.sheet = sheet
    self.kind = kind
    self.rows = rows
  }
}

extension SheetRevision.Row {
  /// The row in one line: `LOW: value 300 -> 500`, `+ M22`, `- M03`.
  package var summary: String {
    switch change {
    case .added: "+ \(name)"
    case .removed: "- \(name)"
    case .changed(let cells):
      "\(name): "
        + cells.map { cell in
          let sides = [cell.before, cell.after].map { $0.isEmpty ? "\"\"" : $0 }
          return "\(cell.column) \(sides[0]) -> \(sides[1])"
        }.joined(separator: ", ")
    }
  }
}
