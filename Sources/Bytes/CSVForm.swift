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
  ///   - guardsFormulas: whether a cell in UTF-8 that a spreadsheet would take for a formula gets an
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

  /// Rows as a file that spreadsheet programs open as UTF-8: they take it for the local charset
  /// unless it begins with a byte order mark.
  package func sheet(_ rows: [[String]]) -> String { "\u{FEFF}" + rows.map(row).joined() }

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
    let isGuarded = guardsFormulas && FormulaGuard.isNeeded(cell)
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

  /// Whether no byte of a cell asks for marks; eight are looked at at once.
  private func isPlain(_ cell: ArraySlice<UInt8>) -> Bool {
    let bytes = cell.span
    let words = unsafe bytes.bytes
    var position = 0
    while position < bytes.count {
      if position + 8 <= bytes.count,
        isPlain(
          unsafe words.unsafeLoadUnaligned(fromUncheckedByteOffset: position, as: UInt64.self))
      {
        position += 8
      } else if isPlain(bytes[position]) {
        position += 1
      } else {
        return false
      }
    }
    return true
  }

  private func isPlain(_ byte: UInt8) -> Bool {
    byte != Self.mark && byte != delimiter && byte != 0x0A && byte != 0x0D
  }

  /// Whether none of eight bytes can be a delimiter, a mark, or what is below it, as line ends are.
  private func isPlain(_ word: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let delimiters = word ^ (ones &* UInt64(delimiter))
    let found =
      ((word &- ones &* UInt64(Self.mark + 1)) & ~word)
      | ((delimiters &- ones) & ~delimiters)
    return found & (ones << 7) == 0
  }
}
