import GRDB
package import HotlineModel

extension Ledger {
  /// All batches, the oldest first.
  package func batches() throws -> [Batch] {
    // A batch that is not closed is under way only while some run holds the lock.
    let isWriting = LedgerLock.isHeld(in: folder)
    return try read([.batch, .batchFile, .batchUndone]) {
      try Self.batches($0, isWriting: isWriting)
    }
  }

  static func batches(_ db: Database, isWriting: Bool) throws -> [Batch] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT b.*, CASE WHEN u.batch_id IS NOT NULL THEN 'undone'
          WHEN b.state = 'closed' THEN 'closed' ELSE ? END AS standing
        FROM batch b LEFT JOIN batch_undone u ON u.batch_id = b.id ORDER BY b.id
        """, arguments: [isWriting ? "open" : "interrupted"]
    ).map { row in
      Batch(
        name: batchName(row["id"]), label: row["label"], line: row["line"],
        mapping: row["mapping"], started: row["started"], state: row["standing"],
        files: try files(db, ofBatch: row["id"]))
    }
  }

  /// The records in quarantine, in the order in which they came.
  package func quarantine() throws -> [QuarantinedRecord] {
    try read([.quarantine]) { db in
      try Row.fetchAll(db, sql: "SELECT * FROM quarantine ORDER BY id").map { row in
        QuarantinedRecord(
          name: "Q\(padded(row["id"], to: 6))", line: row["line"], file: row["file"],
          physicalLine: row["physical_line"], record: row["record"], code: row["code"],
          state: row["state"])
      }
    }
  }

  /// What the ledger holds of each line.
  package func holdings() throws -> [String: LineHoldings] {
    try read([.ticketVersion, .quarantine]) { db in
      var holdings: [String: LineHoldings] = [:]
      let tickets = try Row.fetchAll(
        db, sql: "SELECT line, count(*) FROM ticket_version WHERE is_current GROUP BY line")
      for row in tickets { holdings[row[0], default: LineHoldings()].tickets = row[1] }
      let kept = try Row.fetchAll(
        db, sql: "SELECT line, count(*) FROM quarantine WHERE state = 'open' GROUP BY line")
      for row in kept { holdings[row[0], default: LineHoldings()].quarantined = row[1] }
      return holdings
    }
  }

  /// The version of the database library, and when the newest batch began, RFC 3339.
  package func vitals() throws -> (library: String, newestBatch: String?) {
    try read([.batch]) { db in
      (
        try String.fetchOne(db, sql: "SELECT sqlite_version()") ?? "",
        try String.fetchOne(db, sql: "SELECT max(started) FROM batch")
      )
    }
  }

  func files(ofBatch id: Int64) throws -> [FileReconciliation] {
    try read([.batchFile]) { try Self.files($0, ofBatch: id) }
  }

  static func files(_ db: Database, ofBatch id: Int64) throws -> [FileReconciliation] {
    let rows = try Row.fetchAll(
      db, sql: "SELECT * FROM batch_file WHERE batch_id = ? ORDER BY id", arguments: [id])
    return rows.map { row in
      var books = Reconciliation()
      books.read = row["read"]
      for outcome in Reconciliation.Outcome.allCases { books[outcome] = row[outcome.rawValue] }
      return FileReconciliation(
        file: ExportFile(
          name: row["name"], sha256: row["sha256"], size: row["size"], charset: row["charset"]),
        reconciliation: books)
    }
  }
}
