/// Where something was found, physically and logically.
package struct SourceLocation: Hashable, Sendable {
  /// The file, as the user named it.
  package let file: String
  /// The physical line, from 1; `nil` where it cannot be told.
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
    file: String, line: Int? = nil, column: Int? = nil, record: Int? = nil, field: String? = nil,
    offset: Int? = nil
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.record = record
    self.field = field
    self.offset = offset
  }
}

extension SourceLocation: CustomStringConvertible {
  /// `2020.csv:184:27`, as editors and terminals open it.
  package var description: String {
    ([file] + [line, column].compactMap { $0.map(String.init) }).joined(separator: ":")
  }
}
