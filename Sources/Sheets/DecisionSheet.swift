package import Findings
import HotlineModel
import RecordReaders

/// A decision table as a sheet: five header rows, then one rule a row; cells keep their places.
///
/// ```
/// decision,volume,话务量等级
/// hit,UNIQUE
/// role,in,out,note
/// name,monthly_calls,volume,clause
/// domain,number>=0?,low|high|unknown,
/// V1,<300,low,53号
/// ```
/// What the cells mean is not looked at here.
package struct DecisionSheet: Sendable {
  /// A cell with its place.
  package struct Cell: Hashable, Sendable {
    /// What is written, blanks around it taken off.
    package let text: String
    /// Where.
    package let place: SourceLocation
  }

  /// One column, as the header rows declare it.
  package struct Column: Hashable, Sendable {
    /// `in`, `out` or `note`.
    package let role: Cell
    /// The column's name.
    package let name: Cell
    /// The values it may hold.
    package let domain: Cell
  }

  /// One rule.
  package struct Rule: Hashable, Sendable {
    /// The rule's name.
    package let id: Cell
    /// One cell for each column.
    package let cells: [Cell]
  }

  /// The file as the user named it.
  package let file: String
  /// SHA-256 of the file's bytes behind its byte order mark.
  package let sha256: String
  /// The table's name.
  package let name: Cell
  /// What people call the table.
  package let label: String
  /// How rules share the work.
  package let hit: Cell
  /// The columns from left to right.
  package let columns: [Column]
  /// The rules from top to bottom.
  package let rules: [Rule]

  /// Reads a decision sheet in UTF-8 or GB18030, or the workbook in its place.
  ///
  /// Empty cells at the end of a row, as spreadsheets leave them, do not count.
  ///
  /// - Throws: `Unusable`: a header row that is missing (`HL2009`), a row that is longer or
  ///   shorter than the header (`HL2004`), and what `SheetCells` throws.
  package init(contentsOf name: String) throws {
    let sheet = try SheetCells(contentsOf: name)
    let rows = sheet.rows.map { Row($0, of: sheet) }
    var headers: [Row] = []
    for (index, header) in Self.headers.enumerated() {
      guard index < rows.count, rows[index].cells.first?.text == header.name else {
        throw Unusable(
          .sheetHeaderMissing(expected: header.name, example: header.example),
          at: sheet.place(line: index < rows.count ? rows[index].line : nil))
      }
      headers.append(rows[index])
    }
    let width = headers[2].width
    var complaints: [Finding] = []
    for row in rows.dropFirst(2)
    where row.isRagged(
      width: width, isHeader: sheet.hasOpenRows || row.line <= headers[4].line)
    {
      complaints.append(
        Finding(
          .sheetRowWidth(found: "\(row.cells.count)", expected: "\(width)"),
          at: sheet.place(line: row.line)))
    }
    guard complaints.isEmpty else { throw Unusable(complaints) }
    file = sheet.file
    sha256 = sheet.sha256
    self.name = headers[0].cell(1)
    label = headers[0].cell(2).text
    hit = headers[1].cell(1)
    columns = (1..<max(1, width)).map {
      Column(role: headers[2].cell($0), name: headers[3].cell($0), domain: headers[4].cell($0))
    }
    rules = rows.dropFirst(headers.count).map { row in
      Rule(id: row.cell(0), cells: (1..<max(1, width)).map { row.cell($0) })
    }
  }

  private static let headers = [
    (name: "decision", example: "decision,volume,话务量等级"),
    (name: "hit", example: "hit,UNIQUE"),
    (name: "role", example: "role,in,out,note"),
    (name: "name", example: "name,monthly_calls,volume,clause"),
    (name: "domain", example: "domain,number>=0?,low|high|unknown,"),
  ]

  /// A row whose cells know their places.
  private struct Row {
    let sheet: SheetCells
    let line: Int
    let cells: [Cell]

    init(_ row: SheetCells.Row, of sheet: SheetCells) {
      self.sheet = sheet
      line = row.line
      cells = row.cells.enumerated().map { index, text in
        Cell(text: text, place: sheet.place(line: row.line, column: index + 1))
      }
    }

    /// Cells up to the last that says something.
    var width: Int { (cells.lastIndex { !$0.text.isEmpty } ?? -1) + 1 }

    /// Whether the row does not fit under a header; header rows may leave out empty cells.
    func isRagged(width: Int, isHeader: Bool) -> Bool {
      self.width > width || (cells.count < width && !isHeader)
    }

    func cell(_ index: Int) -> Cell {
      index < cells.count
        ? cells[index]
        : Cell(text: "", place: sheet.place(line: line, column: index + 1))
    }
  }
}
