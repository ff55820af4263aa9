import GRDB
package import HotlineModel
import LocalFiles

/// The open books of one file: each record is entered once, and the books must close.
package struct FileBook: ~Copyable {
  struct Origin {
    let batch: String
    let mapping: String
  }

  private let db: Database
  private let batch: Int64
  private let fileID: Int64
  private let file: ExportFile
  private let lastWins: Bool
  private let origin: Origin
  private var segment: OutputFile
  private var books = Reconciliation()
  private var findings: [Finding] = []

  init(
    db: Database, batch: Int64, fileID: Int64, file: ExportFile, lastWins: Bool,
    segment: consuming OutputFile, origin: Origin
  ) {
    self.db = db
    self.batch = batch
    self.fileID = fileID
    self.file = file
    self.lastWins = lastWins
    self.segment = segment
    self.origin = origin
  }

  /// Records entered so far, and how many of them were kept out.
  package var progress: (read: Int, quarantined: Int) { (books.read, books[.quarantined]) }

  /// Enters a record that is no ticket.
  package mutating func skip() {
    books.read += 1
    books[.skipped] += 1
  }

  /// Enters a record that cannot be used, with its bytes.
  package mutating func quarantine(_ record: LegacyRecord, _ found: [Finding], line: String) throws
  {
    books.read += 1
    books[.quarantined] += 1
    findings += found
    try db.cachedStatement(
      sql: """
        INSERT INTO quarantine (line, file, sha256, record, physical_line, code, findings, raw,
          first_batch_id, last_batch_id, state)
        VALUES (?,?,?,?,?,?,?,?,?,?,'open')
        ON CONFLICT (line, sha256, record) DO UPDATE SET code = excluded.code,
          findings = excluded.findings, last_batch_id = excluded.last_batch_id,
          state = CASE state WHEN 'resolved' THEN 'open' ELSE state END
        """
    ).execute(arguments: [
      line, file.name, file.sha256, record.place.record ?? 0, record.place.line ?? 0,
      found.first?.code.rawValue ?? "", JSONValue.array(found.map(\.json)).line,
      record.raw.databaseBytes, batch, batch,
    ])
  }

  /// Enters a ticket: new, changed, known, or come again in this delivery.
  ///
  /// A key that came before in this delivery with other content is superseded by the later record
  /// where the mapping lets the last one win; elsewhere the later record is kept out.
  package mutating func enter(_ ticket: Ticket, of record: LegacyRecord) throws {
    var fingerprint = Fingerprint()
    fingerprint.update(ticket.content)
    let hash = fingerprint.digest
    if let earlier = try delivered(ticket) {
      if earlier.hash == hash {
        books.read += 1
        books[.duplicate] += 1
        return
      }
      guard lastWins else {
        let conflict = Finding(.keyConflict, at: record.place, ["sheet": "source.csv"])
        return try quarantine(record, [conflict], line: ticket.line)
      }
      try supersede(earlier, ticket)
    }
    let current = try currentHash(ticket)
    let outcome: Reconciliation.Outcome =
      current == nil ? .accepted : (current == hash ? .unchanged : .updated)
    books.read += 1
    books[outcome] += 1
    if outcome != .unchanged { try write(ticket, hash: hash, of: record) }
    try remember(ticket, hash: hash, outcome: outcome)
  }

  /// Closes the books: the segment is made durable, the counts are entered.
  mutating func close(segmentName: String) throws -> [Finding] {
    guard books.isBalanced else {
      throw Unusable(
        .booksOpen, at: SourceLocation(file: file.name),
        ["file": file.name, "found": "read \(books.read)"])
    }
    let isReferred =
      try Bool.fetchOne(
        db, sql: "SELECT EXISTS (SELECT 1 FROM ticket_version WHERE segment_id = ?)",
        arguments: [fileID]) ?? false
    if isReferred {
      let size = segment.size
      let sha256 = try segment.commit()
      try db.execute(
        sql: "INSERT INTO segment (id, batch_file_id, name, sha256, size) VALUES (?,?,?,?,?)",
        arguments: [fileID, fileID, segmentName, sha256, size])
    }
    try db.execute(
      sql: """
        UPDATE quarantine SET state = 'resolved'
        WHERE sha256 = ? AND state = 'open' AND last_batch_id <> ?
        """, arguments: [file.sha256, batch])
    try db.execute(
      sql: """
        UPDATE batch_file SET read = ?, accepted = accepted + ?, updated = updated + ?,
          unchanged = unchanged + ?, superseded = superseded + ?, duplicate = ?, quarantined = ?,
          skipped = ? WHERE id = ?
        """,
      arguments: [
        books.read, books[.accepted], books[.updated], books[.unchanged], books[.superseded],
        books[.duplicate], books[.quarantined], books[.skipped], fileID,
      ])
    return findings
  }

  // MARK: - The catalogue

  private struct Delivered {
    let fileID: Int64
    let outcome: Reconciliation.Outcome
    let hash: [UInt8]
  }

  /// What this delivery already brought under the ticket's key.
  private func delivered(_ ticket: Ticket) throws -> Delivered? {
    let row = try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT batch_file_id, outcome, hash FROM delivery
          WHERE line = ? AND legacy_number = ?
          """), arguments: [ticket.line, ticket.legacyNumber])
    return row.flatMap { row in
      Reconciliation.Outcome(rawValue: row[1]).map { outcome in
        Delivered(fileID: row[0], outcome: outcome, hash: bytes(row[2]) ?? [])
      }
    }
  }

  /// The earlier record of a key is superseded: in its own file's books, and in the catalogue,
  /// which then stands as it stood before the delivery.
  private mutating func supersede(_ earlier: Delivered, _ ticket: Ticket) throws {
    if earlier.fileID == fileID {
      books[earlier.outcome] -= 1
      books[.superseded] += 1
    } else {
      let column = earlier.outcome.rawValue
      try db.execute(
        sql: """
          UPDATE batch_file SET \(column) = \(column) - 1, superseded = superseded + 1 WHERE id = ?
          """, arguments: [earlier.fileID])
    }
    guard earlier.outcome != .unchanged else { return }
    let key: StatementArguments = [ticket.line, ticket.legacyNumber]
    try db.cachedStatement(
      sql: """
        DELETE FROM ticket_version WHERE line = ? AND legacy_number = ? AND is_current
        """
    ).execute(arguments: key)
    try db.cachedStatement(
      sql: """
        UPDATE ticket_version SET is_current = 1 WHERE id =
          (SELECT max(id) FROM ticket_version WHERE line = ? AND legacy_number = ?)
        """
    ).execute(arguments: key)
  }

  private func currentHash(_ ticket: Ticket) throws -> [UInt8]? {
    let row = try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT hash FROM ticket_version WHERE line = ? AND legacy_number = ? AND is_current
          """), arguments: [ticket.line, ticket.legacyNumber])
    return row.flatMap { bytes($0[0]) }
  }

  private mutating func write(_ ticket: Ticket, hash: [UInt8], of record: LegacyRecord) throws {
    let line = ticket.line(
      Provenance(
        file: file.name, record: record.place.record ?? 0, line: record.place.line ?? 0,
        batch: origin.batch, mapping: origin.mapping))
    let offset = segment.size
    try segment.write(line)
    try db.cachedStatement(
      sql: """
        UPDATE ticket_version SET is_current = 0
        WHERE line = ? AND legacy_number = ? AND is_current
        """
    ).execute(arguments: [ticket.line, ticket.legacyNumber])
    try db.cachedStatement(
      sql: """
        INSERT INTO ticket_version
          (line, legacy_number, batch_file_id, segment_id, offset, length, hash)
        VALUES (?,?,?,?,?,?,?)
        """
    ).execute(arguments: [
      ticket.line, ticket.legacyNumber, fileID, fileID, offset, line.count, hash.databaseBytes,
    ])
  }

  private func remember(
    _ ticket: Ticket, hash: [UInt8], outcome: Reconciliation.Outcome
  ) throws {
    try db.cachedStatement(
      sql: """
        INSERT OR REPLACE INTO delivery (line, legacy_number, batch_file_id, outcome, hash)
        VALUES (?,?,?,?,?)
        """
    ).execute(arguments: [
      ticket.line, ticket.legacyNumber, fileID, outcome.rawValue, hash.databaseBytes,
    ])
  }
}
