package import Findings
import Tickets

/// A column without a name.
package struct UnnamedColumn: Sendable {
  /// Where it is among the columns, from 0.
  package let position: Int
  /// The records that have a value in it.
  var values = PlaceCount()

  /// The finding, where some record has a value in it.
  package var finding: Finding? {
    values.count == 0
      ? nil
      : Finding(.columnUnnamed(column: position + 1, count: values.count), at: values.places)
  }
}
