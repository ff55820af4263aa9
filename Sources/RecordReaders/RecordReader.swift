package import Bytes
import HotlineModel
package import Tickets

/// Reads a legacy export from front to back, one record at a time.
///
/// The laws of every reader (checked by `ReaderContract`): each record has its number and its
/// physical line; a record that cannot be used comes back with its bytes and its `damage`, never
/// silently changed or left out; what makes the file unusable is thrown.
package protocol RecordReader: ~Copyable {
  /// The next record, or `nil` behind the last one.
  mutating func next() throws -> LegacyRecord?
}

/// How a file of separated values is written.
package struct CSVDialect: Hashable, Sendable {
  /// How fields are separated, quoted and escaped.
  package let syntax: CSVSyntax
  /// How many rows together hold the names of the columns: 2 where a row of groups stands above.
  package let headerRows: Int
  /// Whether records may end in one more delimiter than the header, with nothing behind it.
  package let ignoresTrailing: Bool

  /// A dialect.
  package init(_ syntax: CSVSyntax, headerRows: Int = 1, ignoresTrailing: Bool = false) {
    self.syntax = syntax
    self.ignoresTrailing = ignoresTrailing
    self.headerRows = max(1, headerRows)
  }
}
