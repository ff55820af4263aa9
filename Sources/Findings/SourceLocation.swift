/// Where something was found, physically and logically.
///
/// A place takes 24 bytes: all places in one column of a sheet share what they have in common.
package struct SourceLocation: Hashable, Sendable {
  private let common: Common
  /// The physical line, from 1, on a sheet its row; `nil` where it cannot be told.
  package let line: Int?

  /// All of a place but the line.
  private final class Common: Hashable, Sendable {
    let file: String
    let sheet: String?
    let column: Int?
    let record: Int?
    let field: String?
    let offset: Int?

    init(
      file: String, sheet: String?, column: Int?, record: Int?, field: String?, offset: Int?
    ) {
      (self.file, self.sheet, self.column) = (file, sheet, column)
      (self.record, self.field, self.offset) = (record, field, offset)
    }

    static func == (left: Common, right: Common) -> Bool {
      left === right
        || (left.file == right.file && left.sheet == right.sheet && left.column == right.column
          && left.record == right.record && left.field == right.field
          && left.offset == right.offset)
    }

    func hash(into hasher: inout Hasher) {
      hasher.combine(file)
      hasher.combine(sheet)
      hasher.combine(column)
      hasher.combine(record)
      hasher.combine(field)
      hasher.combine(offset)
    }
  }

  /// A place; only the file is always known.
  package init(
    file: String, sheet: String? = nil, line: Int? = nil, column: Int? = nil, record: Int? = nil,
    field: String? = nil, offset: Int? = nil
  ) {
    common = Common(
      file: file, sheet: sheet, column: column, record: record, field: field, offset: offset)
    self.line = line
  }

  private init(_ common: Common, line: Int) {
    (self.common, self.line) = (common, line)
  }

  /// The same place on another line; both share what they have in common.
  package func moved(toLine line: Int) -> SourceLocation { SourceLocation(common, line: line) }

  /// The file, as the user named it.
  package var file: String { common.file }
  /// The sheet of a workbook; `nil` in every other file.
  package var sheet: String? { common.sheet }
  /// The column of a sheet or export, from 1.
  package var column: Int? { common.column }
  /// The record's number, from 1, header and blank lines not counted.
  package var record: Int? { common.record }
  /// The column's or element's name.
  package var field: String? { common.field }
  /// Bytes from the start of the file to the start of what was found.
  package var offset: Int? { common.offset }
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
