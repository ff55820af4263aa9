import GRDB
package import Reports

extension Ledger {
  /// All entries of the audit trail, the oldest first, as the catalogue holds them; `ledger check`
  /// proves that they hang together.
  ///
  /// - Throws: `Unusable` with `HL6003` where the catalogue cannot be read.
  package func auditEntries() throws -> [AuditEntry] {
    try read([]) { db in
      try Row.fetchAll(
        db, sql: "SELECT id, at, action, detail, hash, previous FROM audit ORDER BY id"
      )
      .map { row in
        AuditEntry(
          sequence: row[0], at: row[1], action: row[2], detail: row[3], hash: row[4],
          previous: row[5])
      }
    }
  }
}
