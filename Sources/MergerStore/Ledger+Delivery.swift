import Findings
import GRDB
package import HotlineModel
import LocalFiles
package import Reports

/// What a delivery holds: one moment of the ledger, whatever is written beside it.
///
/// Batches that are not closed are no part of it: a ticket that one of them changed is as the last
/// closed batch left it.
package struct LedgerMoment: ~Copyable {
  /// How far the ledger had come: its sequence number, and the hash of the newest audit entry.
  package let head: LedgerHead
  /// How far the ledger had come when a batch was closed or undone last: what is written since then
  /// changed no ticket.
  package let lastChange: LedgerHead
  /// The batches that were closed, those undone since among them; the oldest first.
  package let batches: [Batch]
  /// Records of each line that are no tickets: quarantined or waived.
  package let notLoaded: [String: ControlTotals.NotLoaded]
  /// Records of each line that came twice.
  package let duplicates: [String: Int]
  /// Tickets that were handed over before and are no more; in the order of lines and numbers.
  package let tombstones: [Ledger.Tombstone]
  /// The tickets.
  package var tickets: TicketCursor

  /// Whether there is nothing to hand over.
  package var isEmpty: Bool { tickets.isAtEnd && tombstones.isEmpty }
}

extension Ledger {
  /// A ticket that was handed over and stands no longer.
  package struct Tombstone: Hashable, Sendable {
    /// The line.
    package let line: String
    /// The legacy number.
    package let legacyNumber: String
    /// The batch that had brought it and was undone.
    package let batch: String
  }

  /// What is to be handed over now: everything, or what changed since an earlier moment.
  ///
  /// What changed are the tickets that batches closed since then have brought, and those that are
  /// as before because a batch was undone since then; the tickets that undoing took back are
  /// tombstones. Some of both may have been the same at the earlier moment: a delta can be loaded
  /// more than once.
  ///
  /// - Parameter base: the sequence number of the earlier moment; `nil` for everything.
  /// - Returns: the moment; segments it needs stay until the value goes.
  /// - Throws: `Unusable`: `HL6003` where the ledger cannot be read, `HL6125` where batches were
  ///   undone before the ledger kept their tickets.
  package func moment(since base: Int? = nil) throws -> LedgerMoment {
    // Before the moment: from then on no segment goes that it may name.
    let use = SegmentUse(folder: folder)
    let moment = try read(
      StoredTable.tickets + [.undoneTicket, .quarantine, .quarantineClosed]
    ) { db in
      let closed = try Int64.fetchSet(
        db, sql: "SELECT id FROM batch WHERE closed_sequence IS NOT NULL"
      ).map(Self.batchName)
      let all = try Self.selections(
        db, segments: "f.id NOT IN (\(Self.unclosedFiles))",
        lists: "g.id NOT IN (\(Self.unclosedFiles))")
      return (
        head: try Self.head(db), lastChange: try Self.lastChange(db),
        batches: try Self.batches(db, isWriting: false).filter { closed.contains($0.name) },
        notLoaded: try Self.deliveredNotLoaded(db), duplicates: try Self.duplicates(db),
        changed: try base.map { try changes(db, since: $0, in: all) } ?? (all, [])
      )
    }
    return LedgerMoment(
      head: moment.head, lastChange: moment.lastChange, batches: moment.batches,
      notLoaded: moment.notLoaded, duplicates: moment.duplicates, tombstones: moment.changed.1,
      tickets: TicketCursor(moment.changed.0, of: self, use: use))
  }

  /// The sequence number at which a batch was closed.
  ///
  /// - Throws: `Unusable`: `HL6204` no such batch, `HL6129` one that is not closed.
  package func closedSequence(ofBatch name: String) throws -> Int {
    let batch = try batch(named: name)
    let sequence = try read([.batch]) { db in
      try Int.fetchOne(
        db, sql: "SELECT closed_sequence FROM batch WHERE id = ?",
        arguments: [try Self.batchID(name)])
    }
    guard let sequence else {
      throw Unusable(
        .deltaBaseUnfit(found: batch.name, reason: "the batch is \(batch.state)"),
        at: SourceLocation(file: batch.name))
    }
    return sequence
  }

  /// Why an earlier head is none of this ledger's past; `nil` where it is.
  package func parting(from head: LedgerHead) throws -> String? {
    try read([.audit]) { try Self.parting(of: $0, from: head) }
  }

  /// Leaves a trace that something was handed over in clear text.
  ///
  /// The right to write is not needed for it: an import beside it continues, and its transaction,
  /// which may take minutes for a large file, is waited for.
  package func noteDelivery(_ detail: String, at now: CivilInstant) throws {
    var attempts = 120
    while true {
      do {
        return try write(at: now) { _, trail in _ = trail.note("export-clear", detail) }
      } catch let unusable as Unusable {
        attempts -= 1
        guard unusable.findings.first?.code == .ledgerLocked, attempts > 0 else { throw unusable }
      }
    }
  }

  // MARK: - What belongs to a moment

  private static func lastChange(_ db: Database) throws -> LedgerHead {
    let sequence =
      try Int.fetchOne(
        db,
        sql: """
          SELECT max(sequence) FROM (SELECT closed_sequence AS sequence FROM batch
            UNION ALL SELECT sequence FROM batch_undone)
          """) ?? 0
    let hash = try String.fetchOne(
      db, sql: "SELECT hash FROM audit WHERE id = ?", arguments: [sequence])
    return LedgerHead(ledger: try identity(db), sequence: sequence, hash: hash ?? "")
  }

  /// Files of batches that are not closed.
  private static let unclosedFiles = """
    SELECT f.id FROM batch_file f JOIN batch b ON b.id = f.batch_id
    WHERE b.closed_sequence IS NULL AND b.id NOT IN (SELECT batch_id FROM batch_undone)
    """

  /// What changed since a moment: the tickets that batches closed since then have brought, those
  /// that hold again since a batch was undone, and those that are no more.
  ///
  /// - Parameters:
  ///   - db: the connection, within a transaction.
  ///   - base: the sequence number of the moment.
  ///   - selections: all tickets of now.
  /// - Returns: those that changed, and the tombstones.
  /// - Throws: `Unusable` with `HL6125` where batches were undone before the ledger kept their tickets.
  private func changes(
    _ db: Database, since base: Int, in selections: [SegmentSelection]
  ) throws -> ([SegmentSelection], [Tombstone]) {
    let forgotten = try Int64.fetchOne(
      db,
      sql: """
        SELECT u.batch_id FROM batch_undone u WHERE u.sequence > ? AND u.tickets > 0
          AND NOT EXISTS (SELECT 1 FROM undone_ticket t WHERE t.batch_id = u.batch_id)
        """, arguments: [base])
    if let forgotten {
      throw Unusable(
        .deltaImpossible(found: "sequence number \(base)", batch: Self.batchName(forgotten)),
        at: SourceLocation(file: Self.batchName(forgotten)))
    }
    let brought = try Int64.fetchSet(
      db,
      sql: """
        SELECT f.id FROM batch_file f JOIN batch b ON b.id = f.batch_id
        WHERE b.closed_sequence > ?
        """, arguments: [base])
    let unclosed = try Int64.fetchSet(db, sql: Self.unclosedFiles)
    var restored: [Int64: OrdinalSet] = [:]
    var tombstones: [Tombstone] = []
    var keys: (line: String, index: KeyIndex)?
    let undone = try Row.fetchCursor(
      db,
      sql: """
        SELECT t.line, t.legacy_number, max(t.batch_id) FROM undone_ticket t
        JOIN batch_undone u ON u.batch_id = t.batch_id
        WHERE u.sequence > ? GROUP BY t.line, t.legacy_number ORDER BY t.line, t.legacy_number
        """, arguments: [base])
    while let row = try undone.next() {
      let line: String = row[0]
      if keys?.line != line { keys = (line, try keyIndex(ofLine: line, excluding: unclosed, db)) }
      guard let index = keys?.index else { continue }
      if let version = try index.history(of: index.hasher.hash(of: row[1])).before {
        restored[version.file, default: OrdinalSet()].insert(version.ordinal)
      } else {
        tombstones.append(
          Tombstone(line: line, legacyNumber: row[1], batch: Self.batchName(row[2])))
      }
    }
    let changed = selections.compactMap { selection -> SegmentSelection? in
      if brought.contains(selection.segment.file) { return selection }
      return restored[selection.segment.file].map {
        SegmentSelection(segment: selection.segment, tickets: $0)
      }
    }
    return (changed, tombstones)
  }

  /// Records that closed batches brought and that are no tickets; one that only a batch under way
  /// has resolved is still quarantined.
  private static func deliveredNotLoaded(_ db: Database) throws -> [String: ControlTotals.NotLoaded]
  {
    let closing = """
      SELECT b.closed_sequence FROM quarantine_closed c JOIN batch b ON b.id = c.batch_id
      WHERE c.quarantine_id = q.id
      """
    return try Row.fetchAll(
      db,
      sql: """
        SELECT q.line, sum(q.state = 'waived'), sum(q.state <> 'waived') FROM quarantine q
        JOIN batch f ON f.id = q.first_batch_id
        WHERE f.closed_sequence IS NOT NULL AND (q.state <> 'resolved'
          OR (EXISTS (\(closing)) AND NOT EXISTS (\(closing) AND b.closed_sequence IS NOT NULL)))
        GROUP BY q.line
        """
    ).reduce(into: [:]) { notLoaded, row in
      notLoaded[row[0], default: .init()].waived = row[1]
      notLoaded[row[0], default: .init()].quarantined = row[2]
    }
  }

  private static func duplicates(_ db: Database) throws -> [String: Int] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT b.line, sum(f.duplicate) FROM batch b JOIN batch_file f ON f.batch_id = b.id
        WHERE b.closed_sequence IS NOT NULL
          AND b.id NOT IN (SELECT batch_id FROM batch_undone) GROUP BY b.line
        """
    ).reduce(into: [:]) { $0[$1[0]] = $1[1] }
  }
}
