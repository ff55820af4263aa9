/// One sheet of a workbook; on a page of HTML, one table.
package struct WorkbookSheet: Hashable, Sendable {
  /// Its name as people see it; tables of a page are `table 1`, `table 2` and so on.
  package let name: String
  /// Its position among all sheets, from 1.
  package let position: Int
  /// Whether the workbook hides it.
  package let isHidden: Bool

  /// A sheet.
  package init(name: String, position: Int, isHidden: Bool = false) {
    self.name = name
    self.position = position
    self.isHidden = isHidden
  }
}

/// A workbook that somebody delivered: its sheets, and the rows of each as text.
///
/// How a cell becomes text: text as it is written (rich text joined, phonetic runs left out, escapes
/// such as `_x000D_` replaced); a number as digits without exponent where it is exact (15 digits), with
/// the zeros that a format such as `000000` puts in front; a date by its format as `2021-11-25`,
/// `2021-11-25 08:30:00` (milliseconds only where there are some) or `08:30:00`; a truth value as
/// `TRUE` or `FALSE`; a formula as the value that was saved with it.
package protocol Workbook: Sendable {
  /// The sheets in their order, worksheets only.
  var sheets: [WorkbookSheet] { get }

  /// Reads a sheet from its first row.
  ///
  /// - Throws: `Unusable` where the sheet cannot be opened.
  func rows(of sheet: WorkbookSheet) throws -> any SheetRowSource
}
