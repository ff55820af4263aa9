package import DecisionTables
package import Reports

extension Policy {
  /// By when the clauses of a policy's notice want their tasks done, whether or not anybody has
  /// signed the policy.
  ///
  /// - Throws: `Unusable` with the complaints about the sheets.
  package static func deadlines(in folder: String) throws -> [PolicyDeadline] {
    try PolicySheets(folder: folder).deadlines
  }

  /// The decision tables of a folder that need not be a whole policy, and are not proven.
  package struct LooseTables: Sendable {
    /// The tables.
    package let graph: DecisionGraph
    /// The parameters beside them.
    package let parameters: [PolicyParameter]
    /// What sorts of numbers there are; `nil` where no sheet says so.
    package let classes: NumberClasses?
  }

  /// The decision tables of a folder, with what stands beside them.
  ///
  /// - Throws: `Unusable` with every complaint about the sheets and how they hang together.
  package static func looseTables(of folder: String) throws -> LooseTables {
    let sheets = try PolicySheets(folder: folder)
    return LooseTables(
      graph: try sheets.graph(), parameters: sheets.parameters, classes: sheets.classes)
  }
}
