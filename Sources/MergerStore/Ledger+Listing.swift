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
    try read([.batch, .batchFile, .cell, .retiredCell, .quarantineCount]) { db in
      var holdings: [String: LineHoldings] = [:]
      let held = try Row.fetchAll(
        db,
        sql: """
          SELECT line, sum(tickets) FROM (
            SELECT b.line, c.tickets FROM cell c
              JOIN batch_file f ON f.id = c.batch_file_id JOIN batch b ON b.id = f.batch_id
            UNION ALL SELECT b.line, -r.tickets FROM retired_cell r
              JOIN batch_file f ON f.id = r.of_file JOIN batch b ON b.id = f.batch_id)
          GROUP BY line HAVING sum(tickets) <> 0
          """)
      for row in held { holdings[row[0], default: LineHoldings()].tickets = row[1] }
      let kept = try Row.fetchAll(
        db,
        sql: "SELECT line, sum(records) FROM quarantine_count WHERE state = 'open' GROUP BY line")
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
      var keys: [Int64: ControlTotals.Key] = [:]
      for row in try Row.fetchAll(
        db,
        sql: """
          SELECT f.id, f.name, b.id, b.line FROM batch_file f JOIN batch b ON b.id = f.batch_id
          """)
      {
        let batch = Self.batchName(row[2])
        guard names.isEmpty || names.contains(batch) else { continue }
        keys[row[0]] = ControlTotals.Key(line: row[3], batch: batch, file: row[1])
      }
      return try Self.totals(db, of: keys)
    }
  }

  /// The tickets of each totals cell that are not retired.
  ///
  /// - Parameters:
  ///   - db: the connection, within a transaction.
  ///   - files: the files whose cells are asked for, each with its part of the key.
  /// - Returns: the counts that are not zero.
  /// - Throws: where the catalogue cannot be read.
  private static func totals(
    _ db: Database, of files: [Int64: ControlTotals.Key]
  ) throws -> [ControlTotals.Key: Int] {
    var totals: [ControlTotals.Key: Int] = [:]
    var rows = try RowStatement(
      db,
      """
      SELECT c.batch_file_id, c.tickets - coalesce((SELECT sum(r.tickets) FROM retired_cell r
          WHERE r.of_file = c.batch_file_id AND r.cell = c.cell), 0),
        c.month, c.type, c.status, c.legacy_type, c.legacy_status
      FROM cell c
      """)
    while try rows.next() {
      guard let file = rows.integer(0), var key = files[file], let count = rows.integer(1),
        count != 0
      else { continue }
      key.month = rows.text(2) ?? ""
      key.type = rows.text(3) ?? ""
      key.status = rows.text(4) ?? ""
      key.legacyType = rows.text(5) ?? ""
      key.legacyStatus = rows.text(6) ?? ""
      totals[key, default: 0] += Int(count)
    }
    return totals
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
