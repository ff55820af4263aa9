import Findings
import HotlineModel
import Reports
import Tickets
import Workbooks

/// Which table of a workbook holds the records, and which rows hold its columns' names.
struct TableGuess {
  let book: any Workbook
  let table: FileLayout.Table
  let names: [String]

  /// The first visible sheet with a row of names; all sheets with the same names belong to it.
  ///
  /// - Throws: `Unusable` with `HL1004` where no sheet has a row that can be that of the names.
  init(of file: DeliveredFile, knowsName: @escaping (String) -> Bool) throws {
    book = try file.workbook()
    let search = TableSearch(book: book, path: file.path, range: nil, headerRows: 1)
    let visible = book.sheets.filter { !$0.isHidden }
    var found: [(sheet: WorkbookSheet, header: HeaderGuess.Found)] = []
    var filled = 0
    var beginsWithRecord = false
    for sheet in visible {
      let rows = try search.firstRows(of: sheet).map(\.cells)
      guard !rows.isEmpty else { continue }
      filled += 1
      let width = rows.map(\.count).max() ?? 0
      let guess = HeaderGuess(
        rows: rows.map { $0 + [String](repeating: "", count: width - $0.count) }, width: width,
        knowsName: knowsName)
      if let header = guess.best() {
        found.append((sheet, header))
      } else {
        beginsWithRecord = beginsWithRecord || guess.beginsWithRecord
      }
    }
    let place = SourceLocation(file: file.path)
    guard let first = found.first else {
      throw Unusable(
        [Finding(.headerNotFound(searched: "\(TableSearch.searched)"), at: place)]
          + (beginsWithRecord ? [Finding(.headerIsRecord, at: place)] : []))
    }
    func seen(_ header: HeaderGuess.Found) -> [String] {
      TableSearch.withoutEnd(header.names.map(ColumnNames.seen))
    }
    let names = seen(first.header)
    self.names = names
    let alike = found.filter { seen($0.header) == names }
    let sheets = alike.map(\.sheet.name)
    table = FileLayout.Table(
      file.kind == .html ? .html : file.kind == .xmlWorkbook ? .xml2003 : .xlsx, sheets: sheets,
      choice: SheetChoice(sheet: alike.count > 1 ? "*" : filled > 1 ? first.sheet.name : nil),
      titleRows: first.header.index, headerRows: first.header.count)
  }
}
