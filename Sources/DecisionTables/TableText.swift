/// A decision table as it is written, before anything is understood: cells with their places.
package struct TableText: Sendable {
  /// One written cell.
  package struct Cell: Hashable, Sendable {
    /// What is written, blanks around it taken off.
    package let text: String
    /// Where.
    package let place: TablePlace

    /// A cell with its place.
    package init(_ text: String, at place: TablePlace) {
      self.text = text
      self.place = place
    }
  }

  /// One written column: an input, an output or a note.
  package struct Column: Hashable, Sendable {
    /// `in`, `out` or `note`.
    package let role: Cell
    /// The name of the fact, output or note.
    package let name: Cell
    /// The values it may have; nothing for a note.
    package let domain: Cell

    /// A column of a table.
    package init(role: Cell, name: Cell, domain: Cell) {
      self.role = role
      self.name = name
      self.domain = domain
    }
  }

  /// One written rule.
  package struct Rule: Hashable, Sendable {
    /// The rule's name within the policy.
    package let id: Cell
    /// One cell for each column, in their order.
    package let cells: [Cell]

    /// A rule of a table.
    package init(id: Cell, cells: [Cell]) {
      self.id = id
      self.cells = cells
    }
  }

  /// The table's name.
  package let name: Cell
  /// What people call the table.
  package let label: String
  /// How rules share the work: `UNIQUE`.
  package let hit: Cell
  /// The columns from left to right.
  package let columns: [Column]
  /// The rules from top to bottom.
  package let rules: [Rule]

  /// A table as it is written.
  package init(name: Cell, label: String, hit: Cell, columns: [Column], rules: [Rule]) {
    self.name = name
    self.label = label
    self.hit = hit
    self.columns = columns
    self.rules = rules
  }
}

/// Where something of a table is written.
package struct TablePlace: Hashable, Comparable, Sendable {
  /// The file, or whatever the caller calls the source.
  package let source: String
  /// The physical line, from 1.
  package let line: Int
  /// The column, from 1.
  package let column: Int

  /// A place in a source.
  package init(source: String, line: Int, column: Int) {
    self.source = source
    self.line = line
    self.column = column
  }

  package static func < (left: TablePlace, right: TablePlace) -> Bool {
    (left.source, left.line, left.column) < (right.source, right.line, right.column)
  }
}
