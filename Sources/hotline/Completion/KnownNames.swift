/// The names that the workspace of a command line knows.
struct KnownNames {
  /// All words of the command line.
  let words: [String]

  func mappings() -> [String] { [] }
  func lines() -> [String] { [] }
  func batches() -> [String] { [] }
  func quarantined() -> [String] { [] }
  func policies() -> [String] { [] }
  func savedTables() -> [String] { [] }
  func findingCodes() -> [String] { [] }
  func rowFilters() -> [String] { [] }
}
