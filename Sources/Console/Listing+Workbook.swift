import Findings
import HotlineModel
import Workbooks

extension Listing {
  /// Writes the rows as a workbook: to the file that was asked for, else to standard output.
  ///
  /// Cells hold what people read in a table: numbers as numbers, days and instants as such, all else as
  /// text, so that numbers of telephones and ids keep their zeros; characters that nobody sees are
  /// escaped as in a table.
  ///
  /// - Parameters:
  ///   - request: the rows and columns, and where to.
  ///   - terminal: gets the name of the file, or the workbook.
  /// - Throws: `Unusable` with `HL6101`–`HL6105`.
  func writeWorkbook(_ request: ListingRequest, on terminal: Terminal) throws {
    let (rows, chosen, workbook) = (request.rows, request.columns, request.workbook)
    try WorkbookTarget.check(workbook.target, isReplaced: workbook.isReplaced)
    let stream = try self.workbook(
      chosen, rows, hasHeader: request.hasHeader, title: workbook.title.text(in: terminal.language),
      author: workbook.author, created: workbook.created, in: terminal.language)
    guard let path = workbook.target else {
      return try stream.finish { terminal.output(bytes: $0) }
    }
    try stream.finish(to: path)
    terminal.output("\(path)")
    terminal.say(
      terminal.words(rows.count == 1 ? "1 row" : "\(rows.count) rows", "\(rows.count) 行"))
  }

  /// A workbook of some rows and columns.
  func workbook(
    _ chosen: [Int], _ rows: [Row], hasHeader: Bool, title: String, author: String,
    created: CivilInstant, in language: Language
  ) throws -> WorkbookStream {
    let stream = try WorkbookStream(
      WorkbookDraft(title: title, author: author, created: created, language: language))
    let kinds = chosen.map { kind(of: $0, rows) }
    var sheet = SheetDraft(
      name: title,
      columns: zip(chosen, kinds).map { index, kind in
        let header = hasHeader ? columns[index].title(in: language) : ""
        return ColumnDraft(header, kind, width: width(of: index, rows, header, in: language))
      })
    sheet.hasFilter = true
    try stream.begin(sheet)
    for row in rows {
      try stream.append(zip(chosen, kinds).map { cell($0, of: row, $1, in: language) })
    }
    return stream
  }

  /// What a column holds: numbers, or days and instants where all its values are such.
  private func kind(of column: Int, _ rows: [Row]) -> ColumnDraft.Kind {
    if columns[column].isNumber { return .number }
    if columns[column].isText { return .text }
    let values = rows.lazy.filter { $0.words[columns[column].key] == nil }
      .map { $0.cells[column] }.filter { !Self.isNone($0) }
    guard values.first != nil, values.count == rows.count(where: { !Self.isNone($0.cells[column]) })
    else { return .text }
    if values.allSatisfy({ CivilDate($0)?.description == $0 }) { return .date }
    return values.allSatisfy { CivilInstant($0)?.description == $0 } ? .dateTime : .text
  }

  private func cell(
    _ column: Int, of row: Row, _ kind: ColumnDraft.Kind, in language: Language
  ) -> CellDraft {
    let text = shown(column, of: row, in: language)
    if kind != .text, Self.isNone(text) { return .empty }
    switch kind {
    case .text: return .text(TerminalText(text).escaped)
    case .number:
      if let count = Int(text) { return .count(count) }
      return Double(text).map { .number($0) } ?? .text(text)
    case .date: return CivilDate(text).map { .date($0) } ?? .text(text)
    case .dateTime: return CivilInstant(text).map { .dateTime($0) } ?? .text(text)
    }
  }

  /// How wide a column is: as wide as what is in it, at most 50 characters.
  private func width(
    of column: Int, _ rows: [Row], _ header: String, in language: Language
  ) -> Int {
    let widest = rows.lazy.map { CellWidth.of(shown(column, of: $0, in: language)) }.max() ?? 0
    // Digits are grouped, and the button of the filter takes room beside the header.
    return min(
      50, max(CellWidth.of(header) + 2, columns[column].isNumber ? widest * 4 / 3 : widest, 6))
  }

  /// Whether a cell says that there is nothing.
  private static func isNone(_ text: String) -> Bool { text.isEmpty || text == "-" }
}
