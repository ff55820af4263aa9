import GRDB
package import HotlineModel
import LocalFiles

/// One import run into the ledger, file by file.
package struct BatchWriter: Sendable {
  /// The batch's name: `B0007`.
  package let name: String
  private let id: Int64
  private let ledger: Ledger
  private let mapping: String
  private let lastWins: Bool

  fileprivate init(id: Int64, ledger: Ledger, mapping: String, lastWins: Bool) {
    self.id = id
    self.name = Ledger.batchName(id)
    self.ledger = ledger
    self.mapping = mapping
    self.lastWins = lastWins
  }

  /// Takes one file in: all of it, or, where `body` throws, nothing of it.
  ///
  /// - Returns: what a person should know of the file's records: each finding that kept one out.
  /// - Throws: what `body` throws; `HL6004` where the books of the file do not close.
  package func add(_ file: ExportFile, body: (inout FileBook) throws -> Void) throws -> [Finding] {
    do {
      return try ledger.database.write { db in
        try db.execute(
          sql: "INSERT INTO batch_file (batch_id, name, sha256, size, charset) VALUES (?,?,?,?,?)",
          arguments: [id, file.name, file.sha256, file.size, file.charset])
        let fileID = db.lastInsertedRowID
        let segment = "\(name)-\(padded(Int(fileID), to: 6)).jsonl"
        var book = FileBook(
          db: db, batch: id, fileID: fileID, file: file, lastWins: lastWins,
          segment: try OutputFile("\(ledger.folder)/segments/\(segment)"),
          origin: FileBook.Origin(batch: name, mapping: mapping))
        try body(&book)
        return try book.close(segmentName: segment)
      }
    } catch let error as DatabaseError {
      throw Ledger.unusable(error, folder: ledger.folder)
    }
  }

  /// Ends the batch and returns the books of its files.
  package func close(at now: CivilInstant) throws -> [FileReconciliation] {
    try ledger.database.write { db in
      try db.execute(
        sql: "UPDATE batch SET state = 'closed', ended = ? WHERE id = ?",
        arguments: [now.rfc3339, id])
      try db.execute(sql: "DELETE FROM delivery")
      // A segment whose every ticket was superseded within the delivery holds nothing any more.
      try db.execute(
        sql: "DELETE FROM segment WHERE id NOT IN (SELECT segment_id FROM ticket_version)")
      // A run that took no file in leaves no batch behind.
      try db.execute(
        sql: """
          DELETE FROM batch WHERE id = ?
            AND NOT EXISTS (SELECT 1 FROM batch_file WHERE batch_id = batch.id)
          """, arguments: [id])
      if db.changesCount == 0 {
        try Audit.append(db, at: now, action: "import", detail: "\(name) \(mapping)")
      }
    }
    try ledger.removeUnknownSegments()
    return try ledger.files(ofBatch: id)
  }
}

extension Ledger {
  /// Begins an import run; the caller holds the lock, and says whether the later of two records
  /// of one key is the ticket.
  package func beginBatch(
    label: String, line: String, mapping: String, lastWins: Bool, now: CivilInstant
  ) throws -> BatchWriter {
    let id = try database.write { db in
      try db.execute(
        sql: "INSERT INTO batch (label, line, mapping, started, state) VALUES (?,?,?,?,'open')",
        arguments: [label, line, mapping, now.rfc3339])
      return db.lastInsertedRowID
    }
    return BatchWriter(id: id, ledger: self, mapping: mapping, lastWins: lastWins)
  }

  static func batchName(_ id: Int64) -> String { "B\(padded(Int(id), to: 4))" }
}
