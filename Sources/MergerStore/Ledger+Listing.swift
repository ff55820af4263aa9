import GRDB
import HotlineModel
package import Reports
import Tickets

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
  /// - Parameters:
  ///   - names: the batches; none for all.
  ///   - withFiles: whether batch and file are told, which are empty else.
  /// - Returns: the counts that are not zero.
  /// - Throws: `Unusable` with `HL6003` where the ledger cannot be read.
  package func totals(
    ofBatches names: Set<String>, withFiles: Bool
  ) throws -> [ControlTotals.Key: Int] {
    let wanted = try names.map { String(try Self.batchID($0)) }.joined(separator: ",")
    let files =
      "SELECT id FROM batch_file"
      + (names.isEmpty ? "" : " WHERE batch_id IN (\(wanted))")
    let place = withFiles ? "f.id" : "0"
    return try read([.batch, .batchFile, .cell, .retiredCell]) { db in
      let places = withFiles ? try Self.places(db) : [:]
      var totals: [ControlTotals.Key: Int] = [:]
      var rows = try RowStatement(
        db,
        """
        SELECT sum(c.tickets), b.line, c.month, c.type, c.status, c.legacy_type, c.legacy_status,
          \(place)
        FROM (SELECT * FROM cell WHERE batch_file_id IN (\(files)) UNION ALL
            SELECT c.batch_file_id, c.cell, c.month, c.type, c.status, c.legacy_type,
              c.legacy_status, -r.tickets
            FROM retired_cell r JOIN cell c ON c.batch_file_id = r.of_file AND c.cell = r.cell
            WHERE r.of_file IN (\(files))) c
          JOIN batch_file f ON f.id = c.batch_file_id JOIN batch b ON b.id = f.batch_id
        GROUP BY 2, 3, 4, 5, 6, 7, 8 HAVING sum(c.tickets) <> 0
        """)
      while try rows.next() {
        guard let count = rows.integer(0), let file = rows.integer(7) else { continue }
        let values = (1...6).map { rows.text($0) ?? "" }
        let place = places[file] ?? (batch: "", file: "")
        let key = ControlTotals.Key(
          line: values[0], month: values[1], type: values[2], status: values[3],
          legacyType: values[4], legacyStatus: values[5], batch: place.batch, file: place.file)
        totals[key, default: 0] += Int(count)
      }
      return totals
    }
  }

  /// Batch and name of each file.
  private static func places(_ db: Database) throws -> [Int64: (batch: String, file: String)] {
    try Row.fetchAll(db, sql: "SELECT id, batch_id, name FROM batch_file").reduce(into: [:]) {
      $0[$1[0]] = (batchName($1[1]), $1[2])
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
