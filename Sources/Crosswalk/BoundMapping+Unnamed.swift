package import Findings

extension BoundMapping {
  /// The refusal of a file with values in a column without a name, at some places, where the mapping
  /// stops at new columns.
  package func refusal(ofUnnamed position: Int, at places: [SourceLocation]) -> Finding? {
    guard mapping.settings.stopsAtNewColumns else { return nil }
    return Finding(
      .columnsRefused(
        found: header[position], sheet: mapping.fieldsSheet, settings: mapping.settings.file),
      at: places)
  }
}
