import Findings
import LocalFiles

/// A sheet of a workbook as it came back, as plain text.
package struct ReturnedSheet: Hashable, Sendable {
  /// One row that has a cell with text.
  package struct Row: Hashable, Sendable {
    /// Its number in the sheet, from 1.
    package let number: Int
    /// Its cells from column A on.
    package let cells: [String]
    /// Cells whose value cannot be known, such as `#REF!`, from 0.
    package let faults: Set<Int>

    /// A row.
    package init(_ number: Int, _ cells: [String], faults: Set<Int> = []) {
      self.number = number
      self.cells = cells
      self.faults = faults
    }

    /// The text of a cell, without blanks around it.
    package func text(_ column: Int) -> String {
      cells.indices.contains(column) ? FilledText.trimmed(cells[column]) : ""
    }

    /// Whether a cell shows something.
    package func isWritten(_ column: Int) -> Bool {
      !text(column).isEmpty || faults.contains(column)
    }
  }

  /// Its name.
  package let name: String
  /// The rows from top to bottom.
  package let rows: [Row]

  /// A sheet.
  package init(name: String, rows: [Row]) {
    self.name = name
    self.rows = rows
  }
}

/// A workbook that was sent to people to be filled in, as it came back; the name of the file means
/// nothing.
package struct ReturnedWorkbook: Sendable {
  /// The file as the user named it.
  package let file: String
  /// SHA-256 of the file.
  package let sha256: String
  /// Its sheets.
  package let sheets: [ReturnedSheet]

  /// A workbook.
  package init(file: String, sha256: String, sheets: [ReturnedSheet]) {
    self.file = file
    self.sha256 = sha256
    self.sheets = sheets
  }

  /// Nobody fills in more rows than this.
  private static let mostRows = 20_000

  /// Reads a workbook.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - isWanted: whether a sheet of a name is read.
  /// - Throws: `Unusable` with what makes the file unreadable: `HL1001`, `HL1031`–`HL1037`.
  package init(contentsOf path: String, where isWanted: (String) -> Bool) throws {
    let workbook = try XLSXWorkbook(path)
    sheets = try workbook.sheets.filter { isWanted($0.name) }.map { sheet in
      var rows: [ReturnedSheet.Row] = []
      let source = try workbook.rows(of: sheet)
      while let batch = try source.next() {
        rows += Self.rows(of: batch)
        guard rows.count <= Self.mostRows else {
          throw Unusable(
            .workbookTooLarge(reason: "\(sheet.name) > \(Self.mostRows)"),
            at: SourceLocation(file: path, sheet: sheet.name))
        }
      }
      return ReturnedSheet(name: sheet.name, rows: rows)
    }
    file = path
    sha256 = try Fingerprint.hex(ofFile: path)
  }

  private static func rows(of batch: SheetRows) -> [ReturnedSheet.Row] {
    let faults = Dictionary(grouping: batch.faults, by: \.row)
    return batch.rows.enumerated().compactMap { index, row in
      let cells = batch.texts(of: row)
      let faulty = Set((faults[index] ?? []).map(\.column))
      guard !faulty.isEmpty || cells.contains(where: { !$0.isEmpty }) else { return nil }
      return ReturnedSheet.Row(row.number, cells, faults: faulty)
    }
  }

  /// A sheet by its name.
  package func sheet(_ name: String) -> ReturnedSheet? { sheets.first { $0.name == name } }
}
