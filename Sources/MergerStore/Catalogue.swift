import GRDB
import HotlineModel
import LocalFiles

/// Enters a file whose books are closed in the catalogue; the caller holds the transaction.
struct Catalogue {
  private let db: Database
  private let batch: OpenBatch
  private let fileID: Int64

  init(_ db: Database, batch: OpenBatch, fileID: Int64) {
    self.db = db
    self.batch = batch
    self.fileID = fileID
  }

  /// The number that the next batch will have: no number is ever given twice.
  static func nextBatch(_ db: Database) throws -> Int64 {
    let last = try Int64.fetchOne(db, sql: "SELECT seq FROM sqlite_sequence WHERE name = 'batch'")
    return (last ?? 0) + 1
  }

  /// Enters a batch; the caller's transaction holds its first file, too.
  static func begin(_ batch: OpenBatch, _ db: Database) throws {
    try db.execute(sql: "DELETE FROM delivery WHERE line = ?", arguments: [batch.line])
    try db.execute(
      sql: """
        INSERT INTO batch (id, kind, label, line, mapping, started, state)
        VALUES (?,?,?,?,?,?,'open')
        """,
      arguments: [
        batch.id, batch.kind.rawValue, batch.label, batch.line, batch.mapping, batch.now.rfc3339,
      ])
  }

  /// Enters the file and its books.
  func add(_ file: ExportFile, _ books: Reconciliation) throws {
    try db.execute(
      sql: """
        INSERT INTO batch_file (id, batch_id, name, sha256, size, charset, read, accepted, updated,
          unchanged, superseded, duplicate, quarantined, skipped)
        VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)
        """,
      arguments: [
        fileID, batch.id, file.name, file.sha256, file.size, file.charset, books.read,
        books[.accepted], books[.updated], books[.unchanged], books[.superseded],
        books[.duplicate], books[.quarantined], books[.skipped],
      ])
  }

  /// Keeps what stands above the records of the file, so that quarantined ones can be exported with
  /// their columns and read again.
  func add(_ header: DeliveredHeader) throws {
    try db.execute(
      sql: """
        INSERT INTO delivered_header (sha256, name, charset, delimiter, header)
        VALUES (?,?,?,?,?) ON CONFLICT DO UPDATE SET name = excluded.name,
          charset = excluded.charset, delimiter = excluded.delimiter, header = excluded.header
        """,
      arguments: [
        header.sha256, header.name, header.charset, Int(header.delimiter),
        header.bytes.databaseBytes,
      ])
  }

  /// Enters the file's segment.
  func addSegment(_ name: String, sha256: String, size: Int) throws {
    try db.execute(
      sql: "INSERT INTO segment (batch_file_id, name, sha256, size) VALUES (?,?,?,?)",
      arguments: [fileID, name, sha256, size])
  }

  /// Records of earlier files of the delivery are superseded: in their own files' books, and in
  /// the catalogue, which then stands as it stood before the delivery.
  func supersede(_ indices: [Int], of earlier: DeliveryKeys) throws {
    for index in indices {
      let entry = earlier[index]
      guard let column = entry.outcome?.rawValue else { continue }
      try db.execute(
        sql: """
          UPDATE batch_file SET \(column) = \(column) - 1, superseded = superseded + 1 WHERE id = ?
          """, arguments: [entry.file])
      let number = String(decoding: earlier.number(of: index), as: UTF8.self)
      let key: StatementArguments = [batch.line, number]
      guard entry.outcome != .unchanged else {
        try db.cachedStatement(
          sql: "DELETE FROM delivery WHERE line = ? AND legacy_number = ?"
        ).execute(arguments: key)
        continue
      }
      try db.cachedStatement(
        sql: """
          DELETE FROM ticket_version WHERE line = ? AND legacy_number = ? AND batch_file_id = ?
          """
      ).execute(arguments: key + [entry.file])
      try db.cachedStatement(
        sql: """
          UPDATE ticket_version SET is_current = 1
          WHERE line = ?1 AND legacy_number = ?2 AND batch_file_id =
            (SELECT max(batch_file_id) FROM ticket_version WHERE line = ?1 AND legacy_number = ?2)
          """
      ).execute(arguments: key)
    }
  }

  /// Enters the tickets in the order of their keys, so that each page is filled once.
  func add(_ keys: DeliveryKeys, in order: [UInt32], keepingUnchanged: Bool) throws {
    let line = batch.line.sqlLiteral
    let retire = try BulkStatement(
      db,
      """
      UPDATE ticket_version SET is_current = 0
      WHERE line = \(line) AND legacy_number = ?1 AND is_current
      """)
    let insert = try BulkStatement(
      db,
      """
      INSERT INTO ticket_version
        (line, legacy_number, batch_file_id, frame, offset, length, hash)
      VALUES (\(line), ?1, \(fileID), ?2, ?3, ?4, ?5)
      """)
    let keep = try BulkStatement(
      db,
      """
      INSERT OR REPLACE INTO delivery (line, legacy_number, batch_file_id, hash, record)
      VALUES (\(line), ?1, \(fileID), ?2, ?3)
      """)
    for index in order.lazy.map(Int.init) {
      let entry = keys[index]
      let number = keys.number(of: index)
      if entry.outcome == .unchanged {
        if keepingUnchanged {
          keep.bind(3, Int64(entry.record))
          try keep.run(number, entry.content, at: 2)
        }
        continue
      }
      if entry.outcome == .updated { try retire.run(number) }
      insert.bind(2, Int64(entry.place.frame))
      insert.bind(3, Int64(entry.place.offset))
      insert.bind(4, Int64(entry.place.length))
      try insert.run(number, entry.content, at: 5)
    }
  }
}
