import Bytes
import HotlineModel

/// The names of the columns of separated values.
package enum ColumnNames {
  /// The names, with `#4` for the fourth column where it has none.
  package static func of(_ cells: [String]) -> [String] {
    cells.enumerated().map { index, cell in cell.isEmpty ? placeName(index) : cell }
  }

  /// A name without characters that nobody sees: two names that look alike are one.
  package static func seen(_ cell: String) -> String {
    guard cell.unicodeScalars.contains(where: \.isUnseen) else { return cell }
    var seen = String.UnicodeScalarView()
    seen.append(contentsOf: cell.unicodeScalars.filter { !$0.isUnseen })
    return String(seen)
  }

  /// The columns that have no name, by their position.
  package static func unnamed(in names: [String]) -> [Int] {
    names.indices.filter { names[$0] == placeName($0) }
  }

  /// Whether a record's fields are the names once more.
  package static func areRepeated(_ fields: [String], in names: [String]) -> Bool {
    fields == names || (fields.count == names.count && of(fields) == names)
  }

  /// Whether a name stands for a column that has none.
  package static func isPlaceName(_ name: String) -> Bool {
    Int(name.dropFirst()).map { name == placeName($0 - 1) } ?? false
  }

  private static func placeName(_ index: Int) -> String { "#\(index + 1)" }
}
