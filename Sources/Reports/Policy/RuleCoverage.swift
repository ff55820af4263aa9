import HotlineModel

/// How often a rule answered in some cases.
package struct RuleCoverage: Hashable, Sendable {
  /// The table.
  package let table: String
  /// The rule.
  package let rule: String
  /// The clause it rests on.
  package let clause: String
  /// How often it answered.
  package let hits: Int

  /// How often a rule answered in some cases.
  package init(table: String, rule: String, clause: String, hits: Int) {
    self.table = table
    self.rule = rule
    self.clause = clause
    self.hits = hits
  }
}
