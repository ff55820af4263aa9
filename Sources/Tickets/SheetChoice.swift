/// Which cells of a workbook hold the records, as a mapping says it.
package struct SheetChoice: Hashable, Sendable {
  /// The sheet: its name, its position from 1, or `*` for every visible sheet that has the columns;
  /// `nil` for the only one that has them.
  package let sheet: String?
  /// The table among the sheet's cells; `nil` for all cells.
  package let range: SheetRange?

  /// A choice.
  package init(sheet: String? = nil, range: SheetRange? = nil) {
    self.sheet = sheet
    self.range = range
  }
}

/// A table among the cells of a sheet: `B5:T900`, `B5:T` for all rows from the fifth on, `B:T`.
package struct SheetRange: Hashable, Sendable {
  /// The columns, from 0.
  package let columns: ClosedRange<Int>
  /// The rows, from 1.
  package let rows: ClosedRange<Int>

  /// The range that a text names; `nil` where it names none.
  package init?(_ text: String) {
    let corners = text.uppercased().split(separator: ":", omittingEmptySubsequences: false)
    guard corners.count == 2, let first = Self.corner(corners[0]),
      let last = Self.corner(corners[1]),
      first.column <= last.column, (first.row ?? 1) <= (last.row ?? .max)
    else { return nil }
    columns = first.column...last.column
    rows = (first.row ?? 1)...(last.row ?? .max)
  }

  private static func corner(_ text: Substring) -> (column: Int, row: Int?)? {
    let letters = text.utf8.prefix { (0x41...0x5A).contains($0) }
    guard (1...3).contains(letters.count) else { return nil }
    let column = letters.reduce(0) { $0 * 26 + Int($1 - 0x40) } - 1
    let digits = text.dropFirst(letters.count)
    if digits.isEmpty { return (column, nil) }
    guard let row = Int(digits), row > 0, digits.first != "+", column < 16_384 else { return nil }
    return (column, row)
  }
}
