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
  /// SHA-256 of the file's bytes: which version of the sheet it was.
  package let sha256: String
  /// The rows below the header.
  package let rows: [SheetRow]

  /// Reads a sheet and checks every cell against the form.
  ///
  /// - Throws: `Unusable` with all complaints at once (`HL2001`–`HL2009`, `HL1xxx`).
  package init(contentsOf path: String, form: SheetForm) throws {
    let cells = try SheetCells(contentsOf: path)
    file = path
    sha256 = cells.sha256
    guard let header = cells.rows.first else {
      throw Unusable(
        .sheetHeaderMissing, at: SourceLocation(file: path, line: 1),
        ["expected": "header", "example": form.columns.map(\.name).joined(separator: ",")])
    }
    let columns = try Self.columns(header, form: form, path: path)
    var complaints: [Finding] = []
    var rows: [SheetRow] = []
    for row in cells.rows.dropFirst() {
      let place = SourceLocation(file: path, line: row.line)
      guard row.cells.count == header.cells.count else {
        complaints.append(
          Finding(
            .sheetRowWidth, at: place,
            ["found": "\(row.cells.count)", "expected": "\(header.cells.count)"]))
        continue
      }
      var values: [String: SheetRow.Cell] = [:]
      for (index, column) in columns.enumerated() {
        let place = SourceLocation(
          file: path, line: row.line, column: index + 1, field: column.name)
        let text = row.cells[index]
        values[column.name] = SheetRow.Cell(text: text, place: place)
        complaints += column.complaints(about: text, at: place)
      }
      for column in form.columns where values[column.name] == nil {
        values[column.name] = SheetRow.Cell(text: column.absent ?? "", place: place)
      }
      rows.append(SheetRow(cells: values, place: place))
    }
    complaints += Self.repeatedKeys(rows, form: form)
    guard complaints.isEmpty else { throw Unusable(complaints) }
    self.rows = rows
  }

  /// Reads a sheet that may be left out; `nil` where nothing stands at `path`.
  ///
  /// - Throws: `Unusable` with all complaints about a sheet that is there.
  package init?(ifPresent path: String, form: SheetForm) throws {
    guard Folder.exists(path) else { return nil }
    try self.init(contentsOf: path, form: form)
  }

  /// Matches the header's names, in either language, to the form's columns.
  private static func columns(
    _ header: SheetCells.Row, form: SheetForm, path: String
  ) throws -> [SheetColumn] {
    var complaints: [Finding] = []
    var columns: [SheetColumn] = []
    for (index, name) in header.cells.enumerated() {
      let place = SourceLocation(file: path, line: header.line, column: index + 1)
      guard let column = form.columns.first(where: { $0.name == name || $0.chineseName == name })
      else {
        let names = form.columns.map(\.name)
        complaints.append(
          Finding(
            .sheetColumnUnknown, at: place,
            [
              "found": name, "nearest": nearest(to: name, among: names),
              "expected": names.joined(separator: ", "),
            ]))
        continue
      }
      if columns.contains(where: { $0.name == column.name }) {
        complaints.append(Finding(.sheetColumnTwice, at: place, ["found": name]))
      }
      columns.append(column)
    }
    for column in form.columns where column.absent == nil {
      if !columns.contains(where: { $0.name == column.name }) {
        complaints.append(
          Finding(
            .sheetColumnMissing, at: SourceLocation(file: path, line: header.line),
            ["expected": column.name]))
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
            .sheetKeyTwice, at: [place, first],
            ["found": key.joined(separator: ", "), "thing": form.thing]))
      }
    }
    return complaints
  }
}

/// A row of a sheet whose cells have passed the form.
package struct SheetRow: Sendable {
  struct Cell: Sendable {
    let text: String
    let place: SourceLocation
  }

  let cells: [String: Cell]
  /// Where the row begins.
  package let place: SourceLocation

  /// The text of a cell; a column that the form does not have is a programmer's error.
  package subscript(column: String) -> String {
    guard let cell = cells[column] else { preconditionFailure("no column \(column)") }
    return cell.text
  }

  /// Where a cell stands.
  package func place(of column: String) -> SourceLocation { cells[column]?.place ?? place }

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
