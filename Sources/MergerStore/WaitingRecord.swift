import Bytes
import Findings
import GRDB
import HotlineModel
import Tickets

/// A record on its way to quarantine: it waits in a table that is gone with the connection, so
/// that memory does not grow where a whole file is unusable.
struct WaitingRecord {
  let record: LegacyRecord
  let complaint: Complaint

  init(_ record: LegacyRecord, _ complaint: Complaint) {
    self.record = record
    self.complaint = complaint
  }

  /// Makes the waiting table, empty.
  static func prepare(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TEMP TABLE IF NOT EXISTS waiting (
          record INTEGER NOT NULL, physical_line INTEGER NOT NULL, code TEXT NOT NULL,
          findings TEXT NOT NULL, raw BLOB NOT NULL);
        -- Without it, all that wait are gone through for each record of a file that came before.
        CREATE INDEX IF NOT EXISTS temp.waiting_record ON waiting(record);
        DELETE FROM waiting;
        """)
  }

  /// Adds records.
  static func add(_ all: [WaitingRecord], _ db: Database) throws {
    try db.inTransaction {
      let insert = try db.cachedStatement(sql: "INSERT INTO waiting VALUES (?,?,?,?,?)")
      for one in all {
        try insert.execute(arguments: [
          one.record.place.record ?? 0, one.record.place.line ?? 0,
          one.complaint.code, one.complaint.json, one.record.raw.databaseBytes,
        ])
      }
      return .commit
    }
  }

  /// Enters all that wait in the quarantine.
  ///
  /// A record of the file that was open and does not wait is closed by the batch: the file came
  /// again, and the record was good this time. A record that was quarantined before is open again, unless it was repaired by hand or waived;
  /// what its entry said goes into the history.
  static func enter(
    _ db: Database, of ledger: Ledger, line: String, file: ExportFile, fileID: Int64, batch: Int64
  ) throws {
    let arguments: StatementArguments = ["line": line, "sha256": file.sha256, "batch": batch]
    // Only of a file that came before there are records to be found.
    let isKnown = try Bool.fetchOne(
      db, sql: "SELECT EXISTS (SELECT 1 FROM batch_file WHERE sha256 = ? AND id < ?)",
      arguments: [file.sha256, fileID])
    if isKnown == true { try ledger.prove([.quarantine, .quarantineHistory], db) }
    try db.execute(
      sql: """
        INSERT INTO quarantine_history (quarantine_id, batch_id, code, findings)
          SELECT q.id, q.last_batch_id, q.code, q.findings FROM waiting k JOIN quarantine q
            ON q.line = :line AND q.sha256 = :sha256 AND q.record = k.record
          WHERE q.last_batch_id <> :batch
        """, arguments: arguments)
    try db.execute(
      sql: """
        UPDATE quarantine SET code = k.code, findings = k.findings, last_batch_id = :batch,
          state = CASE WHEN state = 'resolved' AND NOT EXISTS
            (SELECT 1 FROM quarantine_closed c WHERE c.quarantine_id = id AND c.is_repair)
            THEN 'open' ELSE state END
        FROM waiting k
        WHERE line = :line AND sha256 = :sha256 AND quarantine.record = k.record
        """, arguments: arguments)
    try db.execute(
      sql: """
        INSERT INTO quarantine (line, file, sha256, record, physical_line, code, findings, raw,
          first_batch_id, last_batch_id, state)
        SELECT :line, :name, :sha256, record, physical_line, code, findings, raw, :batch, :batch,
          'open'
        FROM waiting k
        WHERE NOT EXISTS (SELECT 1 FROM quarantine q
          WHERE q.line = :line AND q.sha256 = :sha256 AND q.record = k.record)
        ORDER BY k.rowid
        """, arguments: arguments + ["name": file.name])
    try db.execute(
      sql: """
        INSERT OR IGNORE INTO quarantine_closed (quarantine_id, batch_id)
          SELECT id, :batch FROM quarantine
          WHERE line = :line AND sha256 = :sha256 AND state = 'open' AND last_batch_id <> :batch
        """, arguments: arguments)
    try db.execute(
      sql: """
        UPDATE quarantine SET state = 'resolved'
        WHERE line = :line AND sha256 = :sha256 AND state = 'open' AND last_batch_id <> :batch
        """, arguments: arguments)
  }
}
