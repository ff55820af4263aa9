import Findings
import LocalFiles
import Reports
import Workbooks

/// The cells of a sheet that users edit, where its file is a workbook.
struct WorkbookCells {
  /// The rows that are not blank, each up to its last cell that says something.
  let rows: [SheetCells.Row]
  /// The name of the sheet in the workbook; `nil` where all are hidden.
  let sheet: String?

  /// Whether the bytes of a file are those of a workbook, or of what is taken for one.
  static func areThere(in bytes: [UInt8]) -> Bool {
    let kind = FileKind.of(Array(bytes.prefix(4096)), name: "")
    return [.workbook, .oldWorkbook, .xmlWorkbook, .html, .webArchive].contains(kind)
  }

  /// Reads the one visible sheet that holds rows.
  ///
  /// What is hidden counts like the rest, and is reported as a notice.
  ///
  /// - Throws: `Unusable`: `HL2014` where several visible sheets hold rows, `HL2017` for cells whose
  ///   value cannot be known, and what makes the workbook unusable (`HL2019`, `HL1031`–`HL1037`).
  init(_ path: String, bytes: [UInt8]) throws {
    let workbook = try Self.workbook(path, bytes)
    let visible = workbook.sheets.filter { !$0.isHidden }
    let filled = try visible.filter { try Self.isFilled($0, of: workbook) }
    guard filled.count < 2 else {
      throw Unusable(
        .sheetsSeveral(count: filled.count, found: filled.map(\.name).joined(separator: ", ")),
        at: SourceLocation(file: path))
    }
    guard let chosen = filled.first ?? visible.first else {
      (rows, sheet) = ([], nil)
      return
    }
    sheet = chosen.name
    rows = try Self.rows(of: chosen, in: workbook, path)
  }

  private static func workbook(_ path: String, _ bytes: [UInt8]) throws -> any Workbook {
    let kind = FileKind.of(Array(bytes.prefix(4096)), name: "")
    guard kind.container == .workbook else {
      throw Unusable(
        .sheetKindForeign(found: kind.rawValue), at: SourceLocation(file: path))
    }
    return try DeliveredFile(path, expected: kind, declared: nil).workbook()
  }

  private static func isFilled(_ sheet: WorkbookSheet, of workbook: any Workbook) throws -> Bool {
    let source = try workbook.rows(of: sheet)
    while let batch = try source.next() {
      if batch.rows.contains(where: { !cells(of: $0, in: batch).isEmpty }) { return true }
    }
    return false
  }

  private static func rows(
    of sheet: WorkbookSheet, in workbook: any Workbook, _ path: String
  ) throws -> [SheetCells.Row] {
    let source = try workbook.rows(of: sheet)
    var rows: [SheetCells.Row] = []
    var complaints: [Finding] = []
    var hiddenRows = 0
    while let batch = try source.next() {
      complaints += batch.faults.map { fault in
        let row = batch.rows[fault.row]
        let texts = batch.texts(of: row)
        let text = fault.column < texts.count ? texts[fault.column] : ""
        return Finding(
          .sheetCellFaulty(found: text.isEmpty ? "a formula without its result" : text),
          at: SourceLocation(
            file: path, sheet: sheet.name, line: row.number, column: fault.column + 1))
      }
      for row in batch.rows {
        let cells = cells(of: row, in: batch)
        if cells.isEmpty { continue }
        rows.append(SheetCells.Row(line: row.number, cells: cells))
        if row.isHidden { hiddenRows += 1 }
      }
    }
    guard complaints.isEmpty else { throw Unusable(complaints) }
    report(
      source.notes, hiddenRows: hiddenRows, at: SourceLocation(file: path, sheet: sheet.name))
    return rows
  }

  /// The cells up to the last that says something, without blanks around them.
  private static func cells(of row: SheetRows.Row, in batch: SheetRows) -> [String] {
    var cells = batch.texts(of: row).map(trimmed)
    while cells.last?.isEmpty == true { cells.removeLast() }
    return cells
  }

  private static func trimmed(_ text: String) -> String {
    let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
    guard text.utf8.first.map(isBlank) == true || text.utf8.last.map(isBlank) == true else {
      return text
    }
    let bytes = Array(text.utf8).drop(while: isBlank).reversed().drop(while: isBlank)
    return String(decoding: bytes.reversed(), as: UTF8.self)
  }

  private static func report(
    _ notes: SheetNotes, hiddenRows: Int, at place: SourceLocation
  ) {
    if hiddenRows > 0 {
      Notices.add(Finding(.sheetRowsHidden(count: hiddenRows), at: place))
    }
    let ranges = notes.mergedRanges
    guard !ranges.isEmpty else { return }
    let shown = ranges.prefix(5).joined(separator: ", ") + (ranges.count > 5 ? "…" : "")
    Notices.add(
      Finding(.sheetCellsMerged(count: ranges.count, found: shown), at: place))
  }
}
