import GRDB
package import HotlineModel
import LocalFiles

extension Ledger {
  /// The number behind a name such as `B0007`.
  ///
  /// - Throws: `Unusable` with `HL6204` where it is no such name.
  package static func batchID(_ name: String) throws -> Int {
    guard let first = name.first, first == "B" || first == "b", let id = Int(name.dropFirst())
    else { throw Unusable(.batchUnknown, at: SourceLocation(file: name), ["found": name]) }
    return id
  }

  /// One batch with the books of its files.
  ///
  /// - Throws: `Unusable` with `HL6204` where there is none of that name.
  package func batch(named name: String) throws -> Batch {
    let wanted = Self.batchName(Int64(try Self.batchID(name)))
    guard let batch = try batches().first(where: { $0.name == wanted }) else {
      throw Unusable(.batchUnknown, at: SourceLocation(file: name), ["found": name])
    }
    return batch
  }

  /// A batch with what was found in it.
  ///
  /// - Throws: `Unusable` with `HL6204` where there is none of that name.
  package func detail(ofBatch name: String) throws -> BatchDetail {
    let batch = try batch(named: name)
    let id = try Self.batchID(name)
    let kept = try read([.quarantine]) { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT code, state, count(*) FROM quarantine
          WHERE first_batch_id = ? OR last_batch_id = ? GROUP BY code, state
          ORDER BY count(*) DESC, code, state
          """, arguments: [id, id]
      ).map { BatchDetail.KeptOut(code: $0[0], state: $0[1], count: $0[2]) }
    }
    return BatchDetail(batch: batch, quarantine: kept)
  }

  /// Hands out each ticket that a batch changed, as it stood before and after.
  ///
  /// - Throws: `Unusable`: `HL6204` no such batch, `HL6003` where a segment does not hold what the
  ///   catalogue says; and what `body` throws.
  package func forEachChange(
    inBatch name: String, _ body: (_ before: Ticket, _ after: Ticket) throws -> Void
  ) throws {
    let id = try Self.batchID(name)
    _ = try batch(named: name)
    let pairs = try read([.ticketVersion]) { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT v.line, v.legacy_number, v.batch_file_id AS after,
            max(e.batch_file_id) AS before
          FROM ticket_version v JOIN batch_file f ON f.id = v.batch_file_id
            JOIN ticket_version e ON e.line = v.line AND e.legacy_number = v.legacy_number
              AND e.batch_file_id < v.batch_file_id
          WHERE f.batch_id = ? GROUP BY v.line, v.legacy_number, v.batch_file_id
          ORDER BY v.batch_file_id, v.frame, v.offset
          """, arguments: [id])
    }
    for pair in pairs {
      try body(try version(pair, of: pair["before"]), try version(pair, of: pair["after"]))
    }
  }

  /// The version of a row's ticket that a file brought.
  private func version(_ key: Row, of file: Int64) throws -> Ticket {
    let row = try read([.segment, .ticketVersion]) { db in
      try Row.fetchOne(
        db,
        sql: """
          SELECT s.name, v.frame, v.offset, v.length FROM ticket_version v
          JOIN segment s ON s.batch_file_id = v.batch_file_id
          WHERE v.line = ? AND v.legacy_number = ? AND v.batch_file_id = ?
          """, arguments: [key["line"] as String, key["legacy_number"] as String, file])
    }
    guard let row else {
      throw Unusable(
        .ledgerDamaged, at: SourceLocation(file: "\(folder)/ledger.db"),
        ["found": "a version of file \(file) is in no segment"])
    }
    let path = "\(folder)/segments/\(row["name"] as String)"
    var reader = try SegmentReader(path)
    guard let stored = try reader.stored(at: TicketPlace(row)) else {
      throw Unusable(
        .ledgerDamaged, at: SourceLocation(file: path, offset: row["frame"]),
        ["found": "no ticket where the catalogue names one"])
    }
    return stored.ticket
  }

  /// How many tickets earlier files brought to a line, versions counted each.
  func ticketsBrought(to line: String, before file: Int64) throws -> Int {
    try read([.batch, .batchFile]) { db in
      try Int.fetchOne(
        db,
        sql: """
          SELECT coalesce(sum(f.accepted + f.updated), 0) FROM batch_file f
          JOIN batch b ON b.id = f.batch_id WHERE b.line = ? AND f.id < ?
          """, arguments: [line, file]) ?? 0
    }
  }

  // MARK: - Undoing

  /// Restores the state before a batch, and leaves a trace that it was there.
  ///
  /// A batch that was interrupted can be undone like one that is closed. The caller holds the lock.
  ///
  /// - Parameters:
  ///   - name: the batch.
  ///   - withLater: whether later batches that rest on it are undone too, the last first.
  ///   - now: when.
  /// - Returns: what was taken back, the latest batch first.
  /// - Throws: `Unusable`: `HL6204` no such batch, `HL6206` one that was undone before, `HL6205`
  ///   where a later batch rests on it.
  package func undo(
    _ name: String, withLater: Bool, now: CivilInstant
  ) throws -> [UndoneBatch] {
    let id = Int64(try Self.batchID(name))
    let batch = try batch(named: name)
    guard batch.state != "undone" else {
      throw Unusable(
        .batchUndone, at: SourceLocation(file: batch.name),
        ["found": batch.name, "state": batch.state])
    }
    let undone = try write(at: now) { db, trail in
      var later = try Self.dependants(db, of: id)
      guard later.isEmpty || withLater else {
        throw Unusable(
          .batchNeeded, at: SourceLocation(file: batch.name),
          [
            "found": batch.name, "count": "\(later.map(\.records).reduce(0, +))",
            "later": later.map { Self.batchName($0.id) }.joined(separator: ", "),
          ])
      }
      // What depends on a dependant depends on this batch.
      var known = Set(later.map(\.id))
      var index = 0
      while index < later.count {
        for next in try Self.dependants(db, of: later[index].id)
        where known.insert(next.id).inserted {
          later.append(next)
        }
        index += 1
      }
      return try (later.map(\.id).sorted(by: >) + [id]).map {
        try Self.takeBack(db, batch: $0, now: now, &trail)
      }
    }
    try sweepSegments()
    return undone
  }

  /// Later batches that rest on a batch, each with the number of records by which it does.
  ///
  /// They changed some of its tickets; or found tickets of the line unchanged, of which nobody
  /// knows any more whose they were; or quarantined records again that it had quarantined; or are
  /// retries and repairs of those.
  private static func dependants(
    _ db: Database, of id: Int64
  ) throws -> [(id: Int64, records: Int)] {
    try Row.fetchAll(
      db,
      sql: """
        WITH entries(quarantine_id, batch_id) AS (
          SELECT id, last_batch_id FROM quarantine
          UNION SELECT quarantine_id, batch_id FROM quarantine_history)
        SELECT later, sum(records) FROM (
          SELECT g.batch_id AS later, count(DISTINCT v.legacy_number) AS records
          FROM ticket_version v JOIN batch_file f ON f.id = v.batch_file_id
            JOIN ticket_version l ON l.line = v.line AND l.legacy_number = v.legacy_number
              AND l.batch_file_id > v.batch_file_id
            JOIN batch_file g ON g.id = l.batch_file_id
          WHERE f.batch_id = :id AND g.batch_id <> :id GROUP BY g.batch_id
          UNION ALL
          SELECT b.id, sum(f.unchanged) FROM batch b JOIN batch_file f ON f.batch_id = b.id
          WHERE b.id > :id AND b.line = (SELECT line FROM batch WHERE id = :id)
          GROUP BY b.id HAVING sum(f.unchanged) > 0
          UNION ALL
          SELECT batch_id, count(*) FROM (
            SELECT quarantine_id, batch_id FROM entries
            UNION SELECT quarantine_id, batch_id FROM quarantine_closed
              WHERE batch_id IN (SELECT id FROM batch WHERE kind <> 'delivery'))
          WHERE batch_id > :id
            AND quarantine_id IN (SELECT quarantine_id FROM entries WHERE batch_id = :id)
          GROUP BY batch_id
        ) WHERE later NOT IN (SELECT batch_id FROM batch_undone)
        GROUP BY later ORDER BY later
        """, arguments: ["id": id]
    ).map { (id: $0[0], records: $0[1]) }
  }

  private static func takeBack(
    _ db: Database, batch id: Int64, now: CivilInstant, _ trail: inout AuditTrail
  ) throws -> UndoneBatch {
    let files = "SELECT id FROM batch_file WHERE batch_id = \(id)"
    // The versions that hold again: the latest that is left of each ticket the batch brought.
    let before = try Row.fetchAll(
      db,
      sql: """
        SELECT e.line, e.legacy_number, max(e.batch_file_id)
        FROM ticket_version v JOIN ticket_version e
          ON e.line = v.line AND e.legacy_number = v.legacy_number
            AND e.batch_file_id < v.batch_file_id
        WHERE v.batch_file_id IN (\(files)) AND e.batch_file_id NOT IN (\(files))
        GROUP BY e.line, e.legacy_number
        """)
    try db.execute(
      sql: """
        INSERT OR IGNORE INTO undone_ticket (batch_id, line, legacy_number)
          SELECT \(id), line, legacy_number FROM ticket_version WHERE batch_file_id IN (\(files))
        """)
    try db.execute(sql: "DELETE FROM ticket_version WHERE batch_file_id IN (\(files))")
    let taken = db.changesCount
    for version in before {
      try db.execute(
        sql: """
          UPDATE ticket_version SET is_current = 1
          WHERE line = ? AND legacy_number = ? AND batch_file_id = ?
          """, arguments: [version[0] as String, version[1] as String, version[2] as Int64])
    }
    // A batch that was interrupted may have left keys behind for its further files.
    try db.execute(
      sql: """
        DELETE FROM delivery WHERE line = (SELECT line FROM batch WHERE id = ?1 AND state <> 'closed')
        """, arguments: [id])
    try dropSegments(db, of: files)
    try restoreQuarantine(db, before: id)
    let sequence = trail.note("undo", "\(batchName(id)) \(taken) tickets")
    try db.execute(
      sql: "INSERT INTO batch_undone (batch_id, tickets, at, sequence) VALUES (?,?,?,?)",
      arguments: [id, taken, now.rfc3339, sequence])
    return UndoneBatch(name: batchName(id), tickets: taken, restored: before.count)
  }

  /// Takes segments out of the catalogue that no ticket is in any more; their files go when nobody
  /// reads them.
  ///
  /// - Parameters:
  ///   - db: the connection, within a transaction.
  ///   - files: a query of the files whose segments these are.
  /// - Throws: where the catalogue cannot be changed.
  static func dropSegments(_ db: Database, of files: String) throws {
    try db.execute(
      sql: """
        INSERT INTO dropped_segment (name, sha256, batch_file_id)
          SELECT name, sha256, batch_file_id FROM segment WHERE batch_file_id IN (\(files))
        """)
    try db.execute(sql: "DELETE FROM segment WHERE batch_file_id IN (\(files))")
  }
}
