package import DecisionTables

extension Policy {
  /// The decision tables of a folder that need not be a whole policy, and are not proven.
  ///
  /// - Throws: `Unusable` with every complaint about the sheets and how they hang together.
  package static func looseTables(of folder: String) throws -> DecisionGraph {
    try PolicySheets(folder: folder).graph()
  }
}
