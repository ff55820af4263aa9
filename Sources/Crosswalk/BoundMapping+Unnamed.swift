package import HotlineModel

extension BoundMapping {
  /// Whether a column without a name is one that neither a rule nor `unused` knows.
  package func isUnknownUnnamed(_ position: Int) -> Bool {
    let name = header[position]
    return !mapping.settings.unusedColumns.contains(name)
      && !mapping.rules.contains { rule in
        rule.sources.contains(name) || rule.furtherColumns.contains { $0.name == name }
      }
  }

  /// The refusal of a file with values in a column without a name, at some places, where the mapping
  /// stops at new columns.
  package func refusal(ofUnnamed position: Int, at places: [SourceLocation]) -> Finding? {
    guard mapping.settings.stopsAtNewColumns else { return nil }
    return Finding(
      .columnsRefused, at: places,
      [
        "found": header[position], "sheet": mapping.fieldsSheet, "settings": mapping.settings.file,
      ])
  }
}
