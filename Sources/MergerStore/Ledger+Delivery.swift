import GRDB
package import HotlineModel

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

  /// Tickets that stood when a batch was closed, and stand no longer because their batch was
  /// undone since; in the order of lines and numbers.
  ///
  /// - Throws: `Unusable`: `HL6204` no such batch, `HL6125` where batches were undone before the
  ///   ledger kept their tickets.
  package func tombstones(after name: String) throws -> [Tombstone] {
    let batch = try batch(named: name)
    let id = try Self.batchID(name)
    return try read([.undoneTicket, .ticketVersion]) { db in
      let forgotten = try Int64.fetchOne(
        db,
        sql: """
          SELECT u.batch_id FROM batch_undone u JOIN batch b ON b.id = :id
          WHERE u.at >= b.started AND u.tickets > 0
            AND NOT EXISTS (SELECT 1 FROM undone_ticket t WHERE t.batch_id = u.batch_id)
          """, arguments: ["id": id])
      if let forgotten {
        throw Unusable(
          .deltaImpossible, at: SourceLocation(file: batch.name),
          ["found": batch.name, "batch": Self.batchName(forgotten)])
      }
      return try Row.fetchAll(
        db,
        sql: """
          SELECT t.line, t.legacy_number, max(t.batch_id) FROM undone_ticket t
          WHERE (t.line, t.legacy_number) IN (\(Self.undoneTickets(after: id)))
            AND NOT EXISTS (SELECT 1 FROM ticket_version v WHERE v.line = t.line
              AND v.legacy_number = t.legacy_number AND v.is_current)
          GROUP BY t.line, t.legacy_number ORDER BY t.line, t.legacy_number
          """
      ).map {
        Tombstone(line: $0[0], legacyNumber: $0[1], batch: Self.batchName($0[2]))
      }
    }
  }

  /// Records of each line that are no tickets: quarantined, waived, duplicate.
  package func duplicates() throws -> [String: Int] {
    try read([.batch, .batchFile, .batchUndone]) { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT b.line, sum(f.duplicate) FROM batch b JOIN batch_file f ON f.batch_id = b.id
          WHERE b.id NOT IN (SELECT batch_id FROM batch_undone) GROUP BY b.line
          """
      ).reduce(into: [:]) { $0[$1[0]] = $1[1] }
    }
  }

  /// Leaves a trace that something was handed over in clear text.
  package func noteDelivery(_ detail: String, at now: CivilInstant) throws {
    try write(at: now) { _, trail in _ = trail.note("export-clear", detail) }
  }

  /// The keys of tickets whose batch was undone since a batch began.
  static func undoneTickets(after id: Int) -> String {
    """
    SELECT t.line, t.legacy_number FROM undone_ticket t
    JOIN batch_undone u ON u.batch_id = t.batch_id JOIN batch b ON b.id = \(id)
    WHERE u.at >= b.started
    """
  }
}
