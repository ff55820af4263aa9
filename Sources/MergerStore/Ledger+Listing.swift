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
    try read([.batch, .batchFile, .cell, .retiredCell, .quarantine]) { db in
      var holdings: [String: LineHoldings] = [:]
      for row in try Self.totals(db) {
        holdings[row.key.line, default: LineHoldings()].tickets += row.count
      }
      let kept = try Row.fetchAll(
        db, sql: "SELECT line, count(*) FROM quarantine WHERE state = 'open' GROUP BY line")
      for row in kept { holdings[row[0], default: LineHoldings()].quarantined = row[1] }
      return holdings
    }
  }

  /// How many tickets hold now, by what they are counted by; of some batches, or of all.
  ///
  /// - Parameter names: the batches; none for all.
  /// - Returns: the counts.
  /// - Throws: `Unusable` with `HL6003` where the ledger cannot be read.
  package func totals(ofBatches names: Set<String>) throws -> [ControlTotals.Key: Int] {
    try read([.batch, .batchFile, .cell, .retiredCell]) { db in
      try Self.totals(db).filter { names.isEmpty || names.contains($0.key.batch) }
        .reduce(into: [:]) { $0[$1.key, default: 0] += $1.count }
    }
  }

  /// The tickets of each totals cell that are not retired.
  private static func totals(_ db: Database) throws -> [(key: ControlTotals.Key, count: Int)] {
    try Row.fetchAll(
      db,
      sql: """
        WITH gone AS (SELECT of_file, cell, sum(tickets) AS tickets FROM retired_cell
          GROUP BY of_file, cell)
        SELECT b.line, c.month, c.type, c.status, c.legacy_type, c.legacy_status, b.id, f.name,
          c.tickets - coalesce(g.tickets, 0)
        FROM cell c JOIN batch_file f ON f.id = c.batch_file_id JOIN batch b ON b.id = f.batch_id
          LEFT JOIN gone g ON g.of_file = c.batch_file_id AND g.cell = c.cell
        """
    ).map { row in
      let key = ControlTotals.Key(
        line: row[0], month: row[1], type: row[2], status: row[3], legacyType: row[4],
        legacyStatus: row[5], batch: batchName(row[6]), file: row[7])
      return (key, row[8])
    }.filter { $0.count != 0 }
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
