package import Findings
package import HotlineModel
import LocalFiles
import RecordReaders

/// A sheet that a user edits: rows of typed cells under a declared header, checked on load.
///
/// Everything a user edits is such a sheet: registers, mappings, code tables, settings. It opens
/// in WPS and Excel, and every complaint names file, row and column.
package struct Sheet: Sendable {
  /// The file as the user named it.
  package let file: String
  /// SHA-256 of the file's bytes behind its byte order mark: which version of the sheet it was.
  package let sha256: String
  /// The rows below the header.
  package let rows: [SheetRow]

  /// Reads a sheet, or the workbook in its place, and checks every cell against the form.
  ///
  /// - Throws: `Unusable` with all complaints at once (`HL2001`–`HL2009`, `HL1xxx`).
  package init(contentsOf name: String, form: SheetForm) throws {
    let cells = try SheetCells(contentsOf: name)
    file = cells.file
    sha256 = cells.sha256
    guard let header = cells.rows.first else {
      throw Unusable(
        .sheetHeaderMissing(
          expected: "header", example: form.columns.map(\.name).joined(separator: ",")),
        at: cells.place(line: 1))
    }
    let columns = try Self.columns(header, form: form, of: cells)
    let layout = SheetLayout(
      place: cells.place(), columns: columns, form: form)
    var complaints: [Finding] = []
    var rows: [SheetRow] = []
    rows.reserveCapacity(cells.rows.count)
    for read in cells.rows.dropFirst() {
      let row = cells.hasOpenRows ? read.padded(to: header.cells.count) : read
      guard row.cells.count == header.cells.count else {
        complaints.append(
          Finding(
            .sheetRowWidth(found: "\(row.cells.count)", expected: "\(header.cells.count)"),
            at: cells.place(line: row.line)))
        continue
      }
      for (index, column) in columns.enumerated() where !column.accepts(row.cells[index]) {
        complaints += column.complaints(
          about: row.cells[index], at: layout.place(ofCell: index, line: row.line))
      }
      rows.append(SheetRow(layout: layout, line: row.line, cells: row.cells))
    }
    complaints += Self.repeatedKeys(rows, form: form)
    guard complaints.isEmpty else { throw Unusable(complaints) }
    self.rows = rows
  }

  /// Reads a sheet that may be left out; `nil` where nothing stands at `path`.
  ///
  /// - Throws: `Unusable` with all complaints about a sheet that is there.
  package init?(ifPresent path: String, form: SheetForm) throws {
    guard SheetPath.exists(path) else { return nil }
    try self.init(contentsOf: path, form: form)
  }

  /// Matches the header's names, in either language, to the form's columns.
  private static func columns(
    _ header: SheetCells.Row, form: SheetForm, of cells: SheetCells
  ) throws -> [SheetColumn] {
    var complaints: [Finding] = []
    var columns: [SheetColumn] = []
    for (index, name) in header.cells.enumerated() {
      let place = cells.place(line: header.line, column: index + 1)
      guard let column = form.columns.first(where: { $0.name == name || $0.chineseName == name })
      else {
        let names = form.columns.map(\.name)
        complaints.append(
          Finding(
            .sheetColumnUnknown(
              found: name, nearest: nearest(to: name, among: names),
              expected: names.joined(separator: ", ")), at: place))
        continue
      }
      if columns.contains(where: { $0.name == column.name }) {
        complaints.append(Finding(.sheetColumnTwice(found: name), at: place))
      }
      columns.append(column)
    }
    for column in form.columns where column.absent == nil {
      if !columns.contains(where: { $0.name == column.name }) {
        complaints.append(
          Finding(
            .sheetColumnMissing(expected: column.name),
            at: cells.place(line: header.line)))
      }
    }
    guard complaints.isEmpty else { throw Unusable(complaints) }
    return columns
  }

  private static func repeatedKeys(_ rows: [SheetRow], form: SheetForm) -> [Finding] {
    guard !form.key.isEmpty else { return [] }
    var seen: [[String]: SourceLocation] = [:]
    var complaints: [Finding] = []
    for row in rows {
      let key = form.key.map { row[$0] }
      let place = row.place(of: form.key[0])
      if let first = seen.updateValue(place, forKey: key) {
        complaints.append(
          Finding(
            .sheetKeyTwice(found: key.joined(separator: ", "), thing: form.thing),
            at: [place, first]))
      }
    }
    return complaints
  }
}

/// What the rows of a sheet have in common: which column stands where.
private struct SheetLayout: Sendable {
  /// The file, and the sheet of a workbook.
  let whole: SourceLocation
  /// The names in the order of the header.
  let names: [String]
  /// For each column that the header has, its position.
  let positions: [String: Int]
  /// What holds for the columns that the header leaves out.
  let absent: [String: String]

  init(place: SourceLocation, columns: [SheetColumn], form: SheetForm) {
    whole = place
    names = columns.map(\.name)
    let positions = Dictionary(names.enumerated().map { ($1, $0) }) { _, last in last }
    self.positions = positions
    absent = Dictionary(
      form.columns.filter { positions[$0.name] == nil }.map { ($0.name, $0.absent ?? "") }
    ) { first, _ in first }
  }

  func place(ofCell index: Int, line: Int) -> SourceLocation {
    SourceLocation(
      file: whole.file, sheet: whole.sheet, line: line, column: index + 1, field: names[index])
  }
}

/// A row of a sheet whose cells have passed the form.
package struct SheetRow: Sendable {
  private let layout: SheetLayout
  private let line: Int
  private let cells: [String]

  fileprivate init(layout: SheetLayout, line: Int, cells: [String]) {
    self.layout = layout
    self.line = line
    self.cells = cells
  }

  /// Where the row begins.
  package var place: SourceLocation {
    SourceLocation(file: layout.whole.file, sheet: layout.whole.sheet, line: line)
  }

  /// The text of a cell; a column that the form does not have is a programmer's error.
  package subscript(column: String) -> String {
    if let position = layout.positions[column] { return cells[position] }
    guard let text = layout.absent[column] else { preconditionFailure("no column \(column)") }
    return text
  }

  /// Where a cell stands.
  package func place(of column: String) -> SourceLocation {
    layout.positions[column].map { layout.place(ofCell: $0, line: line) } ?? place
  }

  /// The day in a cell of domain `date`; `nil` where it says `-` or nothing.
  package func date(_ column: String) -> CivilDate? { CivilDate(self[column]) }

  /// The whole number in a cell of domain `count`; `nil` where it says `unknown` or nothing.
  package func count(_ column: String) -> Int? { Int(self[column]) }

  /// The parts of a cell that lists several values with `|`.
  package func list(_ column: String) -> [String] {
    self[column].split(separator: "|").map { part in
      String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
  }
}
