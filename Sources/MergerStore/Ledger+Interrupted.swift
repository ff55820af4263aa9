import GRDB
package import HotlineModel
import Reports
import Tickets

/// A batch that a run began and did not close: it was killed, or its disk was full.
package struct InterruptedBatch: Hashable, Sendable {
  /// The batch's name: `B0007`.
  package let name: String
  /// What kind of run it was.
  package let kind: BatchKind
  /// What the user called it.
  package let label: String
  /// The line its tickets belong to.
  package let line: String
  /// The mapping and its version.
  package let mapping: String
  /// The files of it that are in the ledger, at least one.
  package let files: [ExportFile]
  /// Whether no later batch of the line rests on it, so that further files can come into it.
  package let isNewest: Bool

  let id: Int64
}

extension Ledger {
  /// The batches of a line that were interrupted, the oldest first.
  ///
  /// The caller holds the lock, so that no batch is under way.
  package func interruptedBatches(ofLine line: String) throws -> [InterruptedBatch] {
    try read([.batch, .batchFile, .batchUndone]) { db in
      let newest = try Int64.fetchOne(
        db,
        sql: """
          SELECT max(id) FROM batch
          WHERE line = ? AND id NOT IN (SELECT batch_id FROM batch_undone)
          """, arguments: [line])
      return try Row.fetchAll(
        db,
        sql: """
          SELECT id, kind, label, mapping FROM batch WHERE line = ? AND state <> 'closed'
            AND id NOT IN (SELECT batch_id FROM batch_undone) ORDER BY id
          """, arguments: [line]
      ).map { row in
        let id: Int64 = row["id"]
        return InterruptedBatch(
          name: Self.batchName(id), kind: BatchKind(rawValue: row["kind"]) ?? .delivery,
          label: row["label"], line: line, mapping: row["mapping"],
          files: try Self.files(db, ofBatch: id).map(\.file), isNewest: id == newest, id: id)
      }
    }
  }

  /// Closes a batch that was interrupted with the files it has; the caller holds the lock.
  ///
  /// - Parameters:
  ///   - batch: the batch.
  ///   - now: when.
  ///   - closings: what it closes of the quarantine.
  /// - Throws: `Unusable` where the ledger cannot be written.
  package func close(
    _ batch: InterruptedBatch, now: CivilInstant, closings: QuarantineClosings
  ) throws {
    _ = try write(at: now) { db, trail in
      try close(
        db, batch: batch.id, mapping: batch.mapping, line: batch.line, now: now, closings, &trail)
    }
    try sweepSegments()
  }

  /// Closes a batch within the transaction of its last file, or in one of its own: its state, its
  /// place in the order of the ledger, and what it closes of the quarantine.
  ///
  /// - Returns: how many records of the quarantine it closed.
  func close(
    _ db: Database, batch: Int64, mapping: String, line: String, now: CivilInstant,
    _ closings: QuarantineClosings, _ trail: inout AuditTrail
  ) throws -> Int {
    let closed = try closings(QuarantineView(db: db, ledger: self), Int(batch))
    try Self.resolve(db, closed, &trail)
    try Catalogue.dropUnchanged(db, line: line)
    let sequence = trail.note("import", "\(Self.batchName(batch)) \(mapping)")
    try db.execute(
      sql: "UPDATE batch SET state = 'closed', ended = ?, closed_sequence = ? WHERE id = ?",
      arguments: [now.rfc3339, sequence, batch])
    // A segment whose every ticket was superseded within the delivery holds nothing any more.
    try Self.dropSegments(
      db, of: "SELECT id FROM batch_file WHERE batch_id = \(batch) AND accepted + updated = 0")
    return closed.count
  }
}
