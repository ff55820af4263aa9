import GRDB
import HotlineModel

/// A record on its way to quarantine: it waits in a table that is gone with the connection, so
/// that memory does not grow where a whole file is unusable.
struct KeptOut {
  let record: LegacyRecord
  let findings: [Finding]

  init(_ record: LegacyRecord, _ findings: [Finding]) {
    self.record = record
    self.findings = findings
  }

  /// Makes the waiting table, empty.
  static func prepare(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TEMP TABLE IF NOT EXISTS kept_out (
          record INTEGER NOT NULL, physical_line INTEGER NOT NULL, code TEXT NOT NULL,
          findings TEXT NOT NULL, raw BLOB NOT NULL);
        DELETE FROM kept_out;
        """)
  }

  /// Adds records.
  static func add(_ all: [KeptOut], _ db: Database) throws {
    try db.inTransaction {
      let insert = try db.cachedStatement(sql: "INSERT INTO kept_out VALUES (?,?,?,?,?)")
      for one in all {
        try insert.execute(arguments: [
          one.record.place.record ?? 0, one.record.place.line ?? 0,
          one.findings.first?.code.rawValue ?? "",
          JSONValue.array(one.findings.map(\.json)).line, one.record.raw.databaseBytes,
        ])
      }
      return .commit
    }
  }

  /// Enters all that wait in the quarantine; what is in it no longer is resolved.
  static func enter(_ db: Database, line: String, file: ExportFile, batch: Int64) throws {
    try db.execute(
      sql: """
        INSERT INTO quarantine (line, file, sha256, record, physical_line, code, findings, raw,
          first_batch_id, last_batch_id, state)
        SELECT ?1, ?2, ?3, record, physical_line, code, findings, raw, ?4, ?4, 'open'
        FROM kept_out WHERE true ORDER BY kept_out.rowid
        ON CONFLICT (line, sha256, record) DO UPDATE SET code = excluded.code,
          findings = excluded.findings, last_batch_id = excluded.last_batch_id,
          state = CASE state WHEN 'resolved' THEN 'open' ELSE state END
        """, arguments: [line, file.name, file.sha256, batch])
    try db.execute(
      sql: """
        UPDATE quarantine SET state = 'resolved'
        WHERE sha256 = ? AND state = 'open' AND last_batch_id <> ?
        """, arguments: [file.sha256, batch])
  }
}
