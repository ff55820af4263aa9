package import Findings
package import HotlineModel

/// What goes into a workbook that is sent to people.
///
/// The same draft gives the same bytes: the clock is not read, `created` is what the workbook names as
/// the time it was made.
package struct WorkbookDraft: Sendable {
  /// What the workbook is about; printed at the top of every page.
  package var title: String
  /// Who sends it.
  package var author: String
  /// When it was made.
  package var created: CivilInstant
  /// The language of the words that the writer adds: page numbers, and what is shown where a value is
  /// refused.
  package var language: Language
  /// The sheets in their order; at least one of them is visible.
  package var sheets: [SheetDraft]

  /// A workbook.
  package init(
    title: String, author: String = "", created: CivilInstant, language: Language = .chinese,
    sheets: [SheetDraft] = []
  ) {
    self.title = title
    self.author = author
    self.created = created
    self.language = language
    self.sheets = sheets
  }
}

/// One sheet: explanations, a header, rows, and what may be typed in.
///
/// From top to bottom: `preamble`, the explanations of the columns where one has some, the header, the
/// rows, and rows that people may fill. Printed on A4 across, as wide as the page, with the header on
/// every page.
package struct SheetDraft: Sendable {
  /// Its name, cut and cleaned where spreadsheet programs refuse it (`SheetName`); the full name is in
  /// the first row then.
  package var name: String
  /// The columns from left to right; one with a header at least, or the sheet has no header.
  package var columns: [ColumnDraft]
  /// The rows below the header; each as long as there are columns, or shorter.
  package var rows: [[CellDraft]]
  /// Rows above the header, such as how the sheet is to be filled in.
  package var preamble: [[CellDraft]]
  /// How many empty rows people may fill below the last one.
  package var blankRows = 0
  /// Whether people see it only when they ask for hidden sheets.
  package var isHidden = false
  /// Whether only columns with `isOpen` can be typed in; there is no password.
  package var isProtected = false
  /// Whether the header has buttons to filter by.
  package var hasFilter = false
  /// How many columns on the left stay in view; on paper they are on every page.
  package var frozenColumns = 0
  /// How many pages of paper are side by side.
  package var pagesWide = 1
  /// What is shown in colour, and under which condition.
  package var highlights: [Highlight] = []

  /// A sheet.
  package init(
    name: String, columns: [ColumnDraft], rows: [[CellDraft]] = [], preamble: [[CellDraft]] = []
  ) {
    self.name = name
    self.columns = columns
    self.rows = rows
    self.preamble = preamble
  }
}

/// One cell.
///
/// None is ever written as a formula: `=1+1` as a text is shown as it is written.
package enum CellDraft: Hashable, Sendable {
  /// Text, kept as it is: leading zeros, long numbers and all.
  case text(String)
  /// A number with fractions; spreadsheet programs keep 15 digits of it.
  case number(Double)
  /// A whole number; one of more than 15 digits is written as text.
  case count(Int)
  /// A day; one before 1900-03-01, on which programs do not agree, is written as text.
  case date(CivilDate)
  /// An instant as the wall clock shows it; one before 1900-03-01 is written as text.
  case dateTime(CivilInstant)
  /// Nothing.
  case empty
}
