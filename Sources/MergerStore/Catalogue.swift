import Bytes
import GRDB
import HotlineModel
import LocalFiles
import Reports
import Tickets

/// Enters a file whose books are closed in the catalogue; the caller holds the transaction.
struct Catalogue {
  let db: Database
  let batch: OpenBatch
  let fileID: Int64

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
    try dropUnchanged(db, line: batch.line)
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
        header.sha256, header.name, header.charset, header.syntax?.code ?? 0,
        header.bytes.databaseBytes,
      ])
  }

  /// Enters a key file.
  ///
  /// - Returns: its number.
  func add(_ keys: SealedKeyFile) throws -> Int64 {
    try Self.add(keys, line: batch.line, db)
  }

  /// Enters a key file of a line.
  static func add(_ keys: SealedKeyFile, line: String, _ db: Database) throws -> Int64 {
    try db.execute(
      sql: """
        INSERT INTO key_file (name, line, kind, entries, size, sha256, index_sha256)
        VALUES (?,?,?,?,?,?,?)
        """,
      arguments: [
        keys.name, line, keys.kind.rawValue, keys.entries, keys.file.size, keys.file.sha256,
        keys.indexSHA256,
      ])
    return db.lastInsertedRowID
  }

  /// Enters the file's segment and what is in it.
  func add(_ segment: SealedSegment, keys: Int64?, _ keyFiles: FileKeyFiles) throws {
    try db.execute(
      sql: """
        INSERT INTO segment (batch_file_id, name, sha256, size, tickets, key_file_id)
        VALUES (?,?,?,?,?,?)
        """,
      arguments: [
        fileID, segment.name, segment.file.sha256, segment.file.size, Int(segment.tickets), keys,
      ])
    try Self.addContents(
      db, file: fileID, tickets: segment.tickets, cells: segment.cells, keyFiles)
  }

  /// Enters by what the tickets of a segment are counted, and which of them are no versions.
  static func addContents(
    _ db: Database, file: Int64, tickets: UInt32, cells: TotalsCells, _ keyFiles: FileKeyFiles
  ) throws {
    // As bytes: GRDB hands texts out only as far as their first NUL.
    let insert = try db.makeStatement(
      sql: "INSERT INTO cell VALUES (?,?\(String(repeating: ",CAST(? AS TEXT)", count: 5)),?)")
    for (cell, count) in keyFiles.counts.enumerated() where count > 0 {
      try insert.execute(
        arguments: [file, cell]
          + StatementArguments(cells.values(of: cell).map(\.databaseBytes)) + [count])
    }
    var others = OrdinalSet(below: Int(tickets))
    others.subtract(keyFiles.ordinals)
    if !others.isEmpty { try retire(db, others, of: file, by: file, cells: [:]) }
  }

  /// Records of an earlier file of the delivery are superseded: its books say so.
  func supersede(_ outcomes: [Reconciliation.Outcome: Int], of file: Int64) throws {
    for (outcome, count) in outcomes {
      let column = outcome.rawValue
      try db.execute(
        sql: """
          UPDATE batch_file SET \(column) = \(column) - ?1, superseded = superseded + ?1 WHERE id = ?2
          """, arguments: [count, file])
    }
  }

  /// Drops the keys that files of a delivery brought unchanged: no further file of it will come.
  static func dropUnchanged(_ db: Database, line: String) throws {
    try dropKeyFiles(db, where: "kind = 'unchanged' AND line = ?", [line])
  }

  /// Takes key files out of the catalogue; the files go when nobody reads them.
  static func dropKeyFiles(
    _ db: Database, where condition: String, _ arguments: StatementArguments = []
  ) throws {
    try db.execute(
      sql: """
        INSERT INTO dropped_key_file (name, sha256) SELECT name, sha256 FROM key_file
        WHERE \(condition)
        """, arguments: arguments)
    try db.execute(sql: "DELETE FROM key_file WHERE \(condition)", arguments: arguments)
  }
}
