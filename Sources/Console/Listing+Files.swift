import Bytes
package import Findings
package import HotlineModel
import Workbooks

extension Listing {
  /// All rows as CSV with titles, as people read them, without what a spreadsheet would take for a
  /// formula.
  package func csvText(in language: Language) -> String {
    let form = CSVForm(guardsFormulas: true)
    let titles = form.row(columns.map { $0.title(in: language) })
    return rows.reduce(into: titles) { text, row in
      text += form.row(
        columns.indices.map { index in
          let cell = shown(index, of: row, in: language)
          return cell == "-" ? "" : cell
        })
    }
  }

  /// Writes all rows as a workbook.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - title: the name of the sheet, and the top of its pages.
  ///   - author: the program that makes it.
  ///   - created: the time that it names as the one it was made at.
  ///   - language: the language of titles and words.
  /// - Throws: `Unusable` with `HL6102`–`HL6105`.
  package func writeWorkbook(
    to path: String, title: String, author: String, created: CivilInstant, in language: Language
  ) throws {
    try workbook(
      columns.indices.filter { columns[$0].rank != .machine }, rows, hasHeader: true, title: title,
      author: author, created: created, in: language
    ).finish(to: path)
  }
}
