import Findings
import GRDB
package import HotlineModel
package import Reports

/// A record of the quarantine that a batch closes: it came again, or it was repaired.
package struct QuarantineClosing: Hashable, Sendable {
  /// The record's number in quarantine.
  package let entry: Int
  /// The batch that closes it; undoing that batch opens it again.
  package let batch: Int
  /// Where the record was quarantined again, the entry that stands for it now.
  package let replacement: Int?

  /// A record that a batch closes.
  package init(entry: Int, batch: Int, replacement: Int? = nil) {
    self.entry = entry
    self.batch = batch
    self.replacement = replacement
  }
}

/// What a batch closes of the quarantine when it is closed itself, found within that transaction.
package typealias QuarantineClosings =
  (_ view: QuarantineView, _ batch: Int) throws -> [QuarantineClosing]

extension Ledger {
  /// The number behind a name such as `Q000184`.
  ///
  /// - Throws: `Unusable` with `HL6201` where it is no such name.
  package static func quarantineID(_ name: String) throws -> Int {
    guard let first = name.first, first == "Q" || first == "q", let id = Int(name.dropFirst())
    else {
      throw Unusable(.quarantineUnknown(found: name), at: SourceLocation(file: name))
    }
    return id
  }

  /// Closes records; they stay closed when their file comes again as it was.
  static func resolve(
    _ db: Database, _ closings: [QuarantineClosing], _ trail: inout AuditTrail
  ) throws {
    guard !closings.isEmpty else { return }
    let insert = try db.makeStatement(
      sql: """
        INSERT INTO quarantine_closed (quarantine_id, batch_id, is_repair, stands_in)
        VALUES (?,?,1,?) ON CONFLICT DO UPDATE SET is_repair = 1, stands_in = excluded.stands_in
        """)
    let update = try db.makeStatement(
      sql: "UPDATE quarantine SET state = 'resolved' WHERE id = ? AND state = 'open'")
    let byBatch = Dictionary(grouping: closings, by: \.batch)
    for (batch, closings) in byBatch.sorted(by: { $0.key < $1.key }) {
      trail.note("resolve", "\(closings.count) records by \(batchName(Int64(batch)))")
      for closing in closings {
        try insert.execute(arguments: [closing.entry, batch, closing.replacement])
        try update.execute(arguments: [closing.entry])
      }
    }
  }

  /// Leaves records out for good, by somebody's signed decision.
  ///
  /// - Throws: `Unusable`: `HL6201` no such record, `HL6202` one that is not open; nothing is
  ///   waived then.
  package func waive(_ ids: [Int], waiver: Waiver, now: CivilInstant) throws {
    try write(at: now) { db, trail in
      for id in ids {
        let entry = try QuarantineView(db: db, ledger: self).entry(id)
        let name = entry.record.name
        guard entry.record.state == "open" else {
          throw Unusable(
            .quarantineNotOpen(found: name, state: entry.record.state),
            at: SourceLocation(file: name))
        }
        try db.execute(sql: "UPDATE quarantine SET state = 'waived' WHERE id = ?", arguments: [id])
        try db.execute(
          sql: "INSERT INTO waiver (quarantine_id, signer, reason, at) VALUES (?,?,?,?)",
          arguments: [id, waiver.signer, waiver.reason, waiver.at])
        trail.note("waive", "\(name) by \(waiver.signer): \(waiver.reason)")
      }
    }
  }

  // MARK: - Undoing

  /// Entries go back to what they were before a batch.
  ///
  /// Records that it closed are open again, records that it quarantined again say what they said
  /// before, and records that it was the first to bring are gone with it, waived ones excepted: they
  /// come again with their file.
  func restoreQuarantine(_ db: Database, before batch: Int64) throws {
    try prove([.quarantine, .quarantineHistory], db)
    let touched = try Int64.fetchAll(
      db,
      sql: """
        SELECT quarantine_id FROM quarantine_closed WHERE batch_id = :batch
        UNION SELECT id FROM quarantine WHERE last_batch_id = :batch
        """, arguments: ["batch": batch])
    try db.execute(sql: "DELETE FROM quarantine_closed WHERE batch_id = ?", arguments: [batch])
    for id in touched { try Self.restoreEntry(db, id, before: batch) }
  }

  private static func restoreEntry(_ db: Database, _ id: Int64, before batch: Int64) throws {
    let arguments: StatementArguments = ["id": id, "batch": batch]
    try db.cachedStatement(
      sql: """
        UPDATE quarantine SET (code, findings, last_batch_id) =
            (SELECT code, findings, batch_id FROM quarantine_history
              WHERE quarantine_id = id ORDER BY batch_id DESC LIMIT 1)
          WHERE id = :id AND last_batch_id = :batch
            AND EXISTS (SELECT 1 FROM quarantine_history WHERE quarantine_id = id)
        """
    ).execute(arguments: arguments)
    try db.cachedStatement(
      sql: """
        DELETE FROM quarantine_history WHERE quarantine_id = :id
          AND batch_id = (SELECT last_batch_id FROM quarantine WHERE id = :id)
        """
    ).execute(arguments: ["id": id])
    try db.cachedStatement(
      sql: """
        UPDATE quarantine SET state = CASE
            WHEN EXISTS (SELECT 1 FROM quarantine_closed c WHERE c.quarantine_id = id
              AND (c.is_repair OR c.batch_id > last_batch_id)) THEN 'resolved'
            ELSE 'open' END
          WHERE id = :id AND state <> 'waived'
        """
    ).execute(arguments: ["id": id])
    // Nothing is left of an entry that only this batch ever made.
    let isGone = """
      SELECT EXISTS (SELECT 1 FROM quarantine
        WHERE id = :id AND last_batch_id = :batch AND state <> 'waived')
      """
    guard try Bool.fetchOne(db.cachedStatement(sql: isGone), arguments: arguments) ?? false else {
      return
    }
    for (table, column) in [("quarantine_closed", "quarantine_id"), ("quarantine", "id")] {
      try db.cachedStatement(sql: "DELETE FROM \(table) WHERE \(column) = ?")
        .execute(arguments: [id])
    }
  }
}
