/// Keeps spreadsheet programs from taking a text for a formula: an apostrophe in front, which can be
/// taken off again.
///
/// Source: OWASP, CSV Injection, for the signs, half-width and full-width.
package enum FormulaGuard {
  private static let mark = UInt8(ascii: "'")

  /// Whether a spreadsheet program would take a cell for a formula, by how it begins.
  ///
  /// - Parameters:
  ///   - cell: the cell.
  ///   - isGB: whether it is in GB18030 instead of UTF-8.
  /// - Returns: whether it would.
  package static func isFormula(_ cell: ArraySlice<UInt8>, isGB: Bool = false) -> Bool {
    guard let first = cell.first else { return false }
    switch first {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D:
      return true
    case 0xEF where !isGB: return wide.contains { cell.starts(with: $0) }
    case 0xA3 where isGB: return wideGB.contains { cell.starts(with: $0) }
    default: return false
    }
  }

  /// Whether a cell gets an apostrophe: a formula, and what looks like one that has an apostrophe
  /// already, so that taking one off gives back the cell.
  package static func isNeeded(_ cell: ArraySlice<UInt8>, isGB: Bool = false) -> Bool {
    isFormula(cell, isGB: isGB)
      || cell.first == mark && isFormula(cell.drop { $0 == mark }, isGB: isGB)
  }

  /// A cell in UTF-8 without the apostrophe that it was given.
  package static func removed(from cell: [UInt8]) -> [UInt8] {
    cell.first == mark && isNeeded(cell[...]) ? Array(cell.dropFirst()) : cell
  }

  /// A cell without the apostrophe that it was given.
  package static func removed(from cell: String) -> String {
    cell.utf8.first == mark && isNeeded(Array(cell.utf8)[...]) ? String(cell.dropFirst()) : cell
  }

  /// The signs of full width in UTF-8.
  private static let wide = ["＝", "＋", "－", "＠"].map { Array($0.utf8) }
  private static let wideGB: [[UInt8]] = [
    [0xA3, 0xBD], [0xA3, 0xAB], [0xA3, 0xAD], [0xA3, 0xC0],
  ]
}
