package import Bytes
package import Findings
import HotlineModel
import LocalFiles
package import Tickets
import Workbooks

/// Reads one record from each row of a workbook's table, below the row of its columns' names.
///
/// A record is kept as the row of separated values that it would be in a file of UTF-8, so that the
/// quarantine holds it as it holds every other.
package struct WorkbookReader: RecordReader, ~Copyable {
  /// The names of the columns.
  package let header: [String]
  /// The row of names as separated values, with its line end.
  package let headerBytes: [UInt8]
  /// Rows above the header.
  package let titleRows: Int
  /// Rows without anything in them, between records.
  package private(set) var blankRows = 0
  /// The columns that have no name, each with the records that have a value in it.
  package private(set) var unnamedColumns: [UnnamedColumn] = []
  /// The columns whose cells must be readable, by their position; `nil` for all.
  package var usedColumns: Set<Int>?

  private let file: DeliveredFile
  private let book: any Workbook
  /// The tables that are read one after the other.
  private let tables: [SheetTable]
  /// The sheets that nobody reads.
  private let others: [WorkbookSheet]
  private var current = 0
  private var rows: SheetTableRows
  private var number = 0
  /// Bytes of the sheets before the current one.
  private var bytesBefore = 0
  private var found: [Finding] = []
  /// What `next()` hands out one by one.
  private var handedOut: (batch: RecordBatch, next: Int)?

  /// How a record is written for the quarantine.
  package static let syntax = CSVSyntax()

  /// Opens a workbook and reads it up to its header.
  ///
  /// - Parameters:
  ///   - file: the file, looked at before.
  ///   - choice: which sheet and which of its cells.
  ///   - headerRows: how many rows together hold the names of the columns.
  ///   - columnsAtLeast: how many columns the header has where its names are fewer.
  ///   - isHeader: whether some cells are the names of the columns.
  /// - Returns: the reader, with the header behind it.
  /// - Throws: `Unusable`: `HL1004` where no row of the first twenty is the header, `HL1038` where
  ///   several sheets have it, `HL1039` no such sheet, and what makes the workbook unusable.
  package static func open(
    _ file: DeliveredFile, choice: SheetChoice, headerRows: Int = 1, columnsAtLeast: Int = 0,
    isHeader: ([String]) -> Bool
  ) throws -> WorkbookReader {
    try open(
      file, as: file.workbook(), choice: choice, headerRows: headerRows,
      columnsAtLeast: columnsAtLeast, isHeader: isHeader)
  }

  /// Reads a workbook that is open up to its header, as `open` does.
  static func open(
    _ file: DeliveredFile, as book: any Workbook, choice: SheetChoice, headerRows: Int,
    columnsAtLeast: Int = 0, isHeader: ([String]) -> Bool
  ) throws -> WorkbookReader {
    let search = TableSearch(
      book: book, path: file.path, range: choice.range, headerRows: headerRows)
    let tables = try search.tables(choice.sheet, isHeader)
    let read = Set(tables.map(\.sheet.position))
    return WorkbookReader(
      file: file, book: book, tables: tables,
      others: choice.sheet == nil || choice.sheet == "*"
        ? book.sheets.filter { !read.contains($0.position) } : [],
      rows: try SheetTableRows(tables[0], of: book), columnsAtLeast)
  }

  private init(
    file: DeliveredFile, book: any Workbook, tables: [SheetTable], others: [WorkbookSheet],
    rows: SheetTableRows, _ columnsAtLeast: Int
  ) {
    self.file = file
    self.book = book
    self.tables = tables
    self.others = others
    self.rows = rows
    let missing = max(0, columnsAtLeast - tables[0].names.count)
    let names = tables[0].names + [String](repeating: "", count: missing)
    header = ColumnNames.of(names)
    headerBytes = Array((Self.syntax.row(names) + "\n").utf8)
    titleRows = tables[0].titleRows
    unnamedColumns = ColumnNames.unnamed(in: header).map { UnnamedColumn(position: $0) }
  }

  /// Whether no record was read yet.
  package var isWithoutRecords: Bool { number == 0 }

  /// Bytes of the file that were read for the records so far.
  package var bytesRead: Int { min(bytesBefore + rows.notes.bytesRead, file.size) }

  package mutating func next() throws -> LegacyRecord? {
    while true {
      if let (batch, next) = handedOut, next < batch.records.count {
        handedOut?.next += 1
        return batch.legacyRecord(next)
      }
      guard let batch = try nextRecords() else { return nil }
      handedOut = (batch, 0)
    }
  }

  /// The next records, `nil` behind the last ones.
  ///
  /// - Throws: `Unusable` as `open` does, `HL1006` where the file was changed meanwhile.
  package mutating func nextRecords() throws -> RecordBatch? {
    while true {
      if let read = try rows.next() {
        var assembly = RecordAssembly(
          file, sheet: tables[current].sheet.name, header: header)
        for row in read.rows.indices {
          number += 1
          assembly.add(read, row, number: number, columns: tables[current].columns)
          noteUnnamed(row, in: assembly)
        }
        for (record, column) in assembly.beyond {
          noteUnnamed(column, assembly.place(ofRecord: record))
        }
        blankRows += read.blankRows
        return assembly.batch(usedColumns)
      }
      found += notes(of: tables[current], rows.notes)
      guard current + 1 < tables.count else { return try atEnd() }
      bytesBefore += rows.notes.bytesRead
      current += 1
      rows = try SheetTableRows(tables[current], of: book)
    }
  }

  private func atEnd() throws -> RecordBatch? {
    guard FileState(ofFile: file.path) == file.state else {
      throw Unusable(.fileChanged, at: SourceLocation(file: file.path))
    }
    return nil
  }

  private mutating func noteUnnamed(_ row: Int, in assembly: RecordAssembly) {
    for column in unnamedColumns where column.position < header.count {
      guard assembly.hasValue(column.position, ofRecord: row) else { continue }
      noteUnnamed(column.position, assembly.place(ofRecord: row))
    }
  }

  private mutating func noteUnnamed(_ column: Int, _ place: SourceLocation) {
    if let index = unnamedColumns.firstIndex(where: { $0.position == column }) {
      unnamedColumns[index].values.add(place)
    } else if unnamedColumns.count < Self.mostUnnamed {
      var unnamed = UnnamedColumn(position: column)
      unnamed.values.add(place)
      unnamedColumns.append(unnamed)
    }
  }

  /// Of so many columns without a name it is known how many values they have.
  private static let mostUnnamed = 100

  /// What is to be known of the workbook when all of it is read: what is hidden, merged or not read.
  package mutating func notes() throws -> [Finding] {
    var findings = found
    for sheet in others {
      let count = try Self.rowCount(of: sheet, in: book)
      guard count > 0 else { continue }
      let place = SourceLocation(file: file.path, sheet: sheet.name)
      findings.append(
        Finding(.sheetNotRead(found: Masking.scrubbed(sheet.name), count: count), at: place))
    }
    return findings
  }

  private static func rowCount(of sheet: WorkbookSheet, in book: any Workbook) throws -> Int {
    let source = try book.rows(of: sheet)
    var count = 0
    while let rows = try source.next() { count += rows.rows.count }
    return count
  }

  private func notes(of table: SheetTable, _ notes: SheetNotes) -> [Finding] {
    let place = SourceLocation(file: file.path, sheet: table.sheet.name)
    let hidden = notes.hiddenColumns.filter { table.columns.contains($0) }.sorted().compactMap {
      column in
      let index = column - table.columns.lowerBound
      return header.indices.contains(index) ? header[index] : nil
    }
    let merged = notes.mergedRanges(below: table.firstRow - 1)
    return [
      rows.hiddenRows == 0 ? nil : Finding(.rowsHidden(count: rows.hiddenRows), at: place),
      hidden.isEmpty
        ? nil : Finding(.columnsHidden(found: hidden.joined(separator: ", ")), at: place),
      merged.isEmpty
        ? nil
        : Finding(
          .cellsMerged(
            count: merged.count,
            found: merged.prefix(3).joined(separator: ", ") + (merged.count > 3 ? " …" : "")),
          at: place),
    ].compactMap(\.self)
  }
}
