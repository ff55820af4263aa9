/// An entry of the ledger's audit trail.
package struct AuditEntry: Hashable, Sendable {
  /// Its number, which orders everything that happened to the ledger.
  package let sequence: Int
  /// When, RFC 3339.
  package let at: String
  /// What was done, such as `signature.sign`.
  package let action: String
  /// To what, by whom.
  package let detail: String
  /// The hash of the entry, which stands for all before it, and the one before.
  package let hash: String, previous: String

  /// An entry of the audit trail.
  package init(
    sequence: Int, at: String, action: String, detail: String, hash: String, previous: String
  ) {
    self.sequence = sequence
    self.at = at
    self.action = action
    self.detail = detail
    self.hash = hash
    self.previous = previous
  }

  /// Whether it is about one of some things, by the names of lines, items, batches and quarantined
  /// records with which details begin: `item 12329-08 …`, `12 records by B0007`.
  package func concerns(_ names: Set<String>) -> Bool {
    detail.split(separator: " ").prefix(4).contains { names.contains(String($0)) }
  }
}
