/// How rows of CSV are written (RFC 4180): the one place that says which cells stand between
/// quotation marks.
///
/// A cell does where it holds the delimiter, a quotation mark, CR or LF; marks within it are
/// doubled.
package struct CSVForm: Sendable {
  private let delimiter: UInt8
  private let rowEnd: String
  private let marksAll: Bool
  private let guardsFormulas: Bool

  private static let mark = UInt8(ascii: "\"")

  /// A form; without arguments, that of sheets which users edit.
  ///
  /// - Parameters:
  ///   - delimiter: the byte between cells.
  ///   - rowEnd: what stands behind a row.
  ///   - marksAll: whether every cell stands between marks.
  ///   - guardsFormulas: whether a cell that a spreadsheet would take for a formula gets an
  ///     apostrophe in front.
  package init(
    delimiter: UInt8 = UInt8(ascii: ","), rowEnd: String = "\n", marksAll: Bool = false,
    guardsFormulas: Bool = false
  ) {
    self.delimiter = delimiter
    self.rowEnd = rowEnd
    self.marksAll = marksAll
    self.guardsFormulas = guardsFormulas
  }

  /// Cells as a row, with what stands behind it.
  package func row(_ cells: [String]) -> String { cellsOnly(cells) + rowEnd }

  /// Cells as a row, with nothing behind it.
  package func cellsOnly(_ cells: [String]) -> String {
    String(decoding: cellsOnly(cells.map { Array($0.utf8)[...] }), as: UTF8.self)
  }

  /// Cells as a row, with nothing behind it.
  package func cellsOnly(_ cells: [ArraySlice<UInt8>]) -> [UInt8] {
    var text: [UInt8] = []
    for (index, cell) in cells.enumerated() {
      if index > 0 { text.append(delimiter) }
      append(cell, to: &text)
    }
    return text
  }

  /// Appends a cell, in UTF-8 or in a charset whose characters have no byte of a mark, a delimiter
  /// or a line end in them.
  package func append(_ cell: ArraySlice<UInt8>, to text: inout [UInt8]) {
    let isGuarded = guardsFormulas && (cell.first.map(Self.beginsFormula) ?? false)
    guard marksAll || !isPlain(cell) else {
      if isGuarded { text.append(UInt8(ascii: "'")) }
      text.append(contentsOf: cell)
      return
    }
    text.append(Self.mark)
    if isGuarded { text.append(UInt8(ascii: "'")) }
    var start = cell.startIndex
    while let inner = cell[start...].firstIndex(of: Self.mark) {
      text.append(contentsOf: cell[start...inner])
      text.append(Self.mark)
      start = inner + 1
    }
    text.append(contentsOf: cell[start...])
    text.append(Self.mark)
  }

  private func isPlain(_ cell: ArraySlice<UInt8>) -> Bool {
    cell.allSatisfy { $0 != Self.mark && $0 != delimiter && $0 != 0x0A && $0 != 0x0D }
  }

  private static func beginsFormula(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D:
      true
    default: false
    }
  }
}
