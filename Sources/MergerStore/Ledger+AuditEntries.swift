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
      .map(AuditEntry.init(row:))
    }
  }

  /// The newest entries of the audit trail, the newest first.
  ///
  /// - Parameters:
  ///   - count: how many at most.
  ///   - sequence: only those before it; `nil` for the newest of all.
  ///   - action: only those of an action, or of one with a dot behind it: `signature` means
  ///     `signature.sign`, too; empty for all.
  /// - Returns: the entries.
  /// - Throws: `Unusable` with `HL6003` where the catalogue cannot be read.
  package func newestAuditEntries(
    _ count: Int, before sequence: Int? = nil, action: String = ""
  ) throws -> [AuditEntry] {
    try read([]) { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT id, at, action, detail, hash, previous FROM audit
          WHERE id < ? AND (? = '' OR action = ? OR substr(action, 1, length(?) + 1) = ? || '.')
          ORDER BY id DESC LIMIT ?
          """, arguments: [sequence ?? Int.max, action, action, action, action, count]
      ).map(AuditEntry.init(row:))
    }
  }

  /// What was done after an entry of the audit trail, each action once.
  ///
  /// - Throws: as `auditEntries` does.
  package func auditActions(after sequence: Int) throws -> Set<String> {
    try read([]) { db in
      try Set(
        String.fetchAll(
          db, sql: "SELECT DISTINCT action FROM audit WHERE id > ?", arguments: [sequence]))
    }
  }
}

extension AuditEntry {
  fileprivate init(row: Row) {
    self.init(
      sequence: row[0], at: row[1], action: row[2], detail: row[3], hash: row[4], previous: row[5])
  }
}
