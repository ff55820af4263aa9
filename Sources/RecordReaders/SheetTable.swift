import Findings
import HotlineModel
import Tickets
import Workbooks

/// A table on a sheet: where its names and its records are.
struct SheetTable {
  let sheet: WorkbookSheet
  /// The columns of the sheet that it takes, from 0.
  let columns: ClosedRange<Int>
  /// The row below its names.
  let firstRow: Int
  let lastRow: Int
  /// The names of its columns as the sheet has them, without empty ones at the end.
  let names: [String]
  /// Rows with something in them above the names.
  let titleRows: Int
}

/// Looks for the tables of a workbook that have the columns of a mapping.
struct TableSearch {
  let book: any Workbook
  let path: String
  let range: SheetRange?
  let headerRows: Int

  /// Rows in which the header is looked for.
  static let searched = 20

  /// The tables to be read: of the sheet that is chosen, of all that have the columns where `*` is
  /// chosen, or of the only one that has them.
  ///
  /// - Throws: `Unusable`: `HL1004`, `HL1038`, `HL1039`.
  func tables(_ chosen: String?, _ isHeader: ([String]) -> Bool) throws -> [SheetTable] {
    let sheets = try candidates(chosen)
    var tables: [SheetTable] = []
    for sheet in sheets {
      if let table = try table(on: sheet, isHeader) { tables.append(table) }
    }
    let place = SourceLocation(
      file: path, sheet: sheets.count == 1 ? sheets[0].name : nil,
      line: sheets.count == 1 ? range?.rows.lowerBound ?? 1 : nil)
    guard let first = tables.first else {
      throw Unusable(.headerNotFound(searched: "\(Self.searched)"), at: place)
    }
    let differing = tables.filter { $0.names != first.names }
    guard tables.count == 1 || (chosen == "*" && differing.isEmpty) else {
      throw Unusable(
        .sheetChoiceOpen(
          count: tables.count, found: tables.map(\.sheet.name).joined(separator: ", ")), at: place)
    }
    return tables
  }

  private func candidates(_ chosen: String?) throws -> [WorkbookSheet] {
    guard let chosen, chosen != "*" else { return book.sheets.filter { !$0.isHidden } }
    let found =
      book.sheets.first { $0.name == chosen }
      ?? Int(chosen).flatMap { position in book.sheets.first { $0.position == position } }
    guard let found else {
      let names = book.sheets.map { Masking.scrubbed($0.name) }
      throw Unusable(
        .sheetNotFound(found: chosen, expected: names.joined(separator: ", ")),
        at: SourceLocation(file: path))
    }
    return [found]
  }

  /// The table on a sheet; `nil` where no row of the first twenty has the names.
  private func table(
    on sheet: WorkbookSheet, _ isHeader: ([String]) -> Bool
  ) throws -> SheetTable? {
    let rows = try firstRows(of: sheet)
    for index in rows.indices where index + 1 >= headerRows {
      let block = rows[(index + 1 - headerRows)...index]
      let written = HeaderRows.joined(block.map(\.cells))
      let names = Self.withoutEnd(written.map(ColumnNames.seen))
      guard !names.isEmpty, isHeader(names) else { continue }
      try refuseRecords(rows[..<(index + 1 - headerRows)], above: names, on: sheet)
      let start = range?.columns.lowerBound ?? 0
      return SheetTable(
        sheet: sheet, columns: start...(range?.columns.upperBound ?? .max - 1),
        firstRow: rows[index].number + 1, lastRow: range?.rows.upperBound ?? .max, names: names,
        titleRows: index + 1 - headerRows)
    }
    return nil
  }

  /// The first rows of a sheet with something in them, within the range, with their numbers.
  func firstRows(of sheet: WorkbookSheet) throws -> [(number: Int, cells: [String])] {
    let source = try book.rows(of: sheet)
    var found: [(number: Int, cells: [String])] = []
    while found.count < Self.searched, let rows = try source.next() {
      for row in rows.rows where found.count < Self.searched {
        guard range?.rows.contains(row.number) ?? true else { continue }
        let cells = Self.withoutEnd(Self.cut(rows.texts(of: row), to: range?.columns))
        if !cells.isEmpty { found.append((row.number, cells)) }
      }
    }
    return found
  }

  private static func cut(_ cells: [String], to columns: ClosedRange<Int>?) -> [String] {
    guard let columns else { return cells }
    return Array(cells.dropFirst(columns.lowerBound).prefix(columns.count))
  }

  static func withoutEnd(_ cells: [String]) -> [String] {
    Array(cells[..<((cells.lastIndex { !$0.isEmpty } ?? -1) + 1)])
  }

  /// A row as full as the names is a record, that a sort has put above them.
  private func refuseRecords(
    _ rows: ArraySlice<(number: Int, cells: [String])>, above names: [String],
    on sheet: WorkbookSheet
  ) throws {
    let count = names.count { !$0.isEmpty }
    for row in rows where row.cells.count(where: { !$0.isEmpty }) * 2 > count && count > 2 {
      throw Unusable(
        .recordsAboveHeader, at: SourceLocation(file: path, sheet: sheet.name, line: row.number))
    }
  }
}

/// The rows of a table that are no names, some at a time.
final class SheetTableRows {
  /// Rows of the table, cut out of the sheet.
  struct Rows {
    let sheet: SheetRows
    /// The rows of the table among those of the sheet.
    let rows: [Int]
    /// Rows without anything before each of them.
    let blankRows: Int
    /// The cells without a value that could be known, by row.
    let faults: [Int: [SheetRows.Fault]]
  }

  private let table: SheetTable
  private let source: any SheetRowSource
  private var lastNumber: Int
  /// Rows of the table that the workbook hides.
  private(set) var hiddenRows = 0

  init(_ table: SheetTable, of book: any Workbook) throws {
    self.table = table
    source = try book.rows(of: table.sheet)
    lastNumber = table.firstRow - 1
  }

  var notes: SheetNotes { source.notes }

  func next() throws -> Rows? {
    while let sheet = try source.next() {
      var (rows, blank) = ([Int](), 0)
      let faults = Dictionary(grouping: sheet.faults, by: \.row)
      for (index, row) in sheet.rows.enumerated()
      where row.number >= table.firstRow && row.number <= table.lastRow {
        let cells = row.cells.dropFirst(table.columns.lowerBound).prefix(table.columns.count)
        guard faults[index] != nil || !cells.allSatisfy({ sheet.cells[$0].range.isEmpty }) else {
          continue
        }
        blank += row.number - lastNumber - 1
        lastNumber = row.number
        if row.isHidden { hiddenRows += 1 }
        rows.append(index)
      }
      if !rows.isEmpty { return Rows(sheet: sheet, rows: rows, blankRows: blank, faults: faults) }
    }
    return nil
  }
}
