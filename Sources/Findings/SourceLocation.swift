/// Where something was found, physically and logically.
package struct SourceLocation: Hashable, Sendable {
  /// The file, as the user named it.
  package let file: String
  /// The sheet of a workbook; `nil` in every other file.
  package let sheet: String?
  /// The physical line, from 1, on a sheet its row; `nil` where it cannot be told.
  package let line: Int?
  /// The column of a sheet or export, from 1.
  package let column: Int?
  /// The record's number, from 1, header and blank lines not counted.
  package let record: Int?
  /// The column's or element's name.
  package let field: String?
  /// Bytes from the start of the file to the start of what was found.
  package let offset: Int?

  /// A place; only the file is always known.
  package init(
    file: String, sheet: String? = nil, line: Int? = nil, column: Int? = nil, record: Int? = nil,
    field: String? = nil, offset: Int? = nil
  ) {
    self.file = file
    self.sheet = sheet
    self.line = line
    self.column = column
    self.record = record
    self.field = field
    self.offset = offset
  }
}

extension SourceLocation: CustomStringConvertible {
  /// `2020.csv:184:27`, as editors and terminals open it; on a sheet its cell,
  /// `2020.xlsx:工单!AA184`.
  package var description: String {
    guard let sheet else {
      return ([file] + [line, column].compactMap { $0.map(String.init) }).joined(separator: ":")
    }
    return cell.map { "\(file):\(sheet)!\($0)" } ?? "\(file):\(sheet)"
  }

  /// The cell of a sheet: `C7`, or as much of it as is known; `nil` where nothing is.
  package var cell: String? {
    guard line != nil || column != nil else { return nil }
    return (column.map { Self.letters(of: $0 - 1) } ?? "") + (line.map(String.init) ?? "")
  }

  /// The letters of a column of a sheet, counted from 0: `AA` for 26.
  package static func letters(of column: Int) -> String {
    var (letters, rest) = ("", column)
    while rest >= 0 {
      letters = "\(UnicodeScalar(UInt8(0x41 + rest % 26)))" + letters
      rest = rest / 26 - 1
    }
    return letters
  }
}
