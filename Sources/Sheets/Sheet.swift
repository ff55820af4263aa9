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
    var rows: [SheetRow] = []
    (file, sha256) = try Self.eachRow(of: name, form: form) { rows.append($0) }
    self.rows = rows
  }

  /// Gives the rows of a sheet one by one, and keeps none of them.
  ///
  /// - Parameters:
  ///   - name: the sheet, or that in whose place a workbook is.
  ///   - form: what it must look like.
  ///   - take: takes a row; what it learns counts only where the sheet is not refused in the end.
  /// - Returns: the file as the user named it, and SHA-256 of its bytes behind its byte order mark.
  /// - Throws: `Unusable` with all complaints at once (`HL2001`–`HL2009`, `HL1xxx`).
  @discardableResult
  package static func eachRow(
    of name: String, form: SheetForm, _ take: (SheetRow) -> Void
  ) throws -> (file: String, sha256: String) {
    let source = try SheetSource(contentsOf: name)
    var layout: SheetLayout?
    var keys = SheetKeys(form)
    var complaints: [Finding] = []
    try source.eachRow { read in
      guard let layout else {
        let columns = try Self.columns(read, form: form, of: source)
        layout = SheetLayout(place: source.place(), columns: columns, form: form)
        return
      }
      let row = source.hasOpenRows ? read.padded(to: layout.columns.count) : read
      guard row.cells.count == layout.columns.count else {
        complaints.append(
          Finding(
            .sheetRowWidth(found: "\(row.cells.count)", expected: "\(layout.columns.count)"),
            at: source.place(line: row.line)))
        return
      }
      for (index, column) in layout.columns.enumerated() where !column.accepts(row.cells[index]) {
        complaints += column.complaints(
          about: row.cells[index], at: layout.place(ofCell: index, line: row.line))
      }
      let typed = SheetRow(layout: layout, line: row.line, cells: row.cells)
      keys.note(typed)
      if complaints.isEmpty { take(typed) }
    }
    guard layout != nil else {
      throw Unusable(
        .sheetHeaderMissing(
          expected: "header", example: form.columns.map(\.name).joined(separator: ",")),
        at: source.place(line: 1))
    }
    complaints += keys.complaints
    guard complaints.isEmpty else { throw Unusable(complaints) }
    return (source.file, source.sha256)
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
    _ header: SheetCells.Row, form: SheetForm, of source: SheetSource
  ) throws -> [SheetColumn] {
    var complaints: [Finding] = []
    var columns: [SheetColumn] = []
    for (index, name) in header.cells.enumerated() {
      let place = source.place(line: header.line, column: index + 1)
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
            at: source.place(line: header.line)))
      }
    }
    guard complaints.isEmpty else { throw Unusable(complaints) }
    return columns
  }
}

/// The keys of a sheet's rows, and those that stand there twice.
private struct SheetKeys {
  private let form: SheetForm
  private var lines: [[String]: Int] = [:]
  /// The lines of keys of one column.
  private var linesOfWords: [String: Int] = [:]
  private(set) var complaints: [Finding] = []

  init(_ form: SheetForm) { self.form = form }

  mutating func note(_ row: SheetRow) {
    guard let column = form.key.first else { return }
    let key = form.key.map { row[$0] }
    let first =
      form.key.count == 1
      ? linesOfWords.updateValue(row.line, forKey: key[0])
      : lines.updateValue(row.line, forKey: key)
    guard let first else { return }
    complaints.append(
      Finding(
        .sheetKeyTwice(found: key.joined(separator: ", "), thing: form.thing),
        at: [row.place(of: column), row.moved(toLine: first).place(of: column)]))
  }
}

/// What the rows of a sheet have in common: which column stands where.
private final class SheetLayout: Sendable {
  /// The columns in the order of the header.
  let columns: [SheetColumn]
  /// The file, and the sheet of a workbook, on a line.
  private let whole: SourceLocation
  /// The same, for each column.
  private let places: [SourceLocation]
  /// For each column that the header has, its position.
  let positions: [String: Int]
  /// What holds for the columns that the header leaves out.
  let absent: [String: String]

  init(place: SourceLocation, columns: [SheetColumn], form: SheetForm) {
    whole = place
    self.columns = columns
    places = columns.enumerated().map { index, column in
      SourceLocation(
        file: place.file, sheet: place.sheet, line: 1, column: index + 1, field: column.name)
    }
    let positions = Dictionary(columns.enumerated().map { ($1.name, $0) }) { _, last in last }
    self.positions = positions
    absent = Dictionary(
      form.columns.filter { positions[$0.name] == nil }.map { ($0.name, $0.absent ?? "") }
    ) { first, _ in first }
  }

  func place(ofCell index: Int, line: Int) -> SourceLocation { places[index].moved(toLine: line) }

  func place(ofLine line: Int) -> SourceLocation { whole.moved(toLine: line) }
}

/// A row of a sheet whose cells have passed the form.
package struct SheetRow: Sendable {
  private let layout: SheetLayout
  fileprivate let line: Int
  private let cells: [String]

  fileprivate init(layout: SheetLayout, line: Int, cells: [String]) {
    self.layout = layout
    self.line = line
    self.cells = cells
  }

  /// A row on another line whose cells are not known.
  fileprivate func moved(toLine line: Int) -> SheetRow {
    SheetRow(layout: layout, line: line, cells: [])
  }

  /// Where the row begins.
  package var place: SourceLocation { layout.place(ofLine: line) }

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
