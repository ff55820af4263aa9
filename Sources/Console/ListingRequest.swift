package import Findings
package import HotlineModel

/// The forms a listing can take.
package enum ListingForm: String, CaseIterable, Sendable {
  case table, json, jsonl, csv, md, xlsx
}

/// What of a listing is printed, and how.
package struct ListingRequest {
  /// The form of the output.
  let form: ListingForm
  /// The rows to print, in their order.
  let rows: [Listing.Row]
  /// The positions of the columns to print, in their order.
  let columns: [Int]
  /// Whether somebody named the columns: these are never hidden.
  let areColumnsNamed: Bool
  /// Whether the titles of columns are printed above the rows.
  let hasHeader: Bool
  /// Whether a table is printed in full, however wide the screen is.
  let isWide: Bool
  /// What the form `xlsx` needs beside the rows.
  let workbook: Workbook

  /// What a workbook of a listing needs beside its rows.
  package struct Workbook {
    /// The name of the sheet, and the top of its pages.
    let title: Words
    /// The program that made it.
    let author: String
    /// When it was made.
    let created: CivilInstant
    /// The path of the file; `nil` for standard output.
    let target: String?
    /// Whether a file of that path is replaced.
    let isReplaced: Bool

    /// A workbook for a file, or for standard output.
    ///
    /// - Parameters:
    ///   - title: the name of the sheet, and the top of its pages.
    ///   - author: the program that makes it.
    ///   - created: the time that it names as the one it was made at.
    ///   - target: the path of the file; `nil` for standard output.
    ///   - isReplaced: whether a file of that path is replaced.
    package init(
      title: Words, author: String, created: CivilInstant, target: String?, isReplaced: Bool
    ) {
      self.title = title
      self.author = author
      self.created = created
      self.target = target
      self.isReplaced = isReplaced
    }
  }

  /// A request whose rows and columns are those of a listing.
  ///
  /// - Parameters:
  ///   - form: the form of the output.
  ///   - rows: the rows to print, in their order.
  ///   - columns: the positions of the columns to print, in their order.
  ///   - areColumnsNamed: whether somebody named the columns, so that none is hidden.
  ///   - hasHeader: whether the titles of columns are printed.
  ///   - isWide: whether a table is printed in full, however wide the screen is.
  ///   - workbook: what the form `xlsx` needs beside the rows.
  package init(
    form: ListingForm, rows: [Listing.Row], columns: [Int], areColumnsNamed: Bool,
    hasHeader: Bool, isWide: Bool, workbook: Workbook
  ) {
    self.form = form
    self.rows = rows
    self.columns = columns
    self.areColumnsNamed = areColumnsNamed
    self.hasHeader = hasHeader
    self.isWide = isWide
    self.workbook = workbook
  }
}
