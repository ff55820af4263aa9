import Findings
import GRDB
package import HotlineModel
import LocalFiles
package import Reports
package import Tickets

extension Ledger {
  /// The number behind a name such as `B0007`.
  ///
  /// - Throws: `Unusable` with `HL6204` where it is no such name.
  package static func batchID(_ name: String) throws -> Int {
    guard let first = name.first, first == "B" || first == "b", let id = Int(name.dropFirst())
    else { throw Unusable(.batchUnknown(found: name), at: SourceLocation(file: name)) }
    return id
  }

  /// One batch with the books of its files.
  ///
  /// - Throws: `Unusable` with `HL6204` where there is none of that name.
  package func batch(named name: String) throws -> Batch {
    let wanted = Self.batchName(Int64(try Self.batchID(name)))
    guard let batch = try batches().first(where: { $0.name == wanted }) else {
      throw Unusable(.batchUnknown(found: name), at: SourceLocation(file: name))
    }
    return batch
  }

  /// A batch with what was found in it.
  ///
  /// - Throws: `Unusable` with `HL6204` where there is none of that name.
  package func detail(ofBatch name: String) throws -> BatchDetail {
    let batch = try batch(named: name)
    let id = try Self.batchID(name)
    let kept = try read([.quarantineCount]) { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT code, state, sum(records) FROM quarantine_count
          WHERE first_batch_id = ? OR last_batch_id = ? GROUP BY code, state
          ORDER BY sum(records) DESC, code, state
          """, arguments: [id, id]
      ).map { BatchDetail.QuarantineCount(code: $0[0], state: $0[1], count: $0[2]) }
    }
    return BatchDetail(batch: batch, quarantine: kept)
  }

  /// Hands out tickets that a batch changed, each as it was before and after.
  ///
  /// - Parameters:
  ///   - name: the batch.
  ///   - limit: how many are handed out.
  ///   - body: takes them in the order in which they came.
  /// - Returns: how many there are.
  /// - Throws: `Unusable`: `HL6204` no such batch, `HL6210` and `HL6226` where a segment or a key file
  ///   is not the one that was written; and what `body` throws.
  package func forEachChange(
    inBatch name: String, limit: Int, _ body: (_ before: Ticket, _ after: Ticket) throws -> Void
  ) throws -> Int {
    let batch = try batch(named: name)
    let use = SegmentUse(folder: folder)
    defer { _ = use }
    let (changes, segments) = try read(StoredTable.tickets) { db in
      let changes = try TicketChanges(ofBatch: try Self.batchID(name), line: batch.line, db, self)
      return (
        changes.all,
        try SegmentRow.all(db).reduce(into: [Int64: SegmentRow]()) { $0[$1.file] = $1 }
      )
    }
    var readers: [Int64: SegmentReader] = [:]
    func ticket(_ version: TicketChanges.Version) throws -> Ticket {
      if readers[version.file] == nil {
        readers[version.file] = try segments[version.file].map { try segment($0) }
      }
      guard let reader = readers[version.file] else {
        throw Self.damaged("a version of file \(version.file) is in no segment", in: folder)
      }
      return try reader.ticket(version.ordinal).ticket
    }
    for change in changes.prefix(limit) {
      try body(try ticket(change.before), try ticket(change.after))
    }
    return changes.count
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
        .batchUndone(found: batch.name, state: batch.state), at: SourceLocation(file: batch.name))
    }
    let (undone, unknown) = try write(at: now) { db, trail in
      let later = try Self.allDependants(db, of: id)
      guard later.isEmpty || withLater else {
        throw Unusable(
          .batchNeeded(
            found: batch.name, later: later.map { Self.batchName($0.id) }.joined(separator: ", "),
            count: later.map(\.records).reduce(0, +)), at: SourceLocation(file: batch.name))
      }
      var unknown: [Finding] = []
      let undone = try (later.map(\.id).sorted(by: >) + [id]).map {
        try takeBack(db, batch: $0, now: now, &trail, &unknown)
      }
      return (undone, unknown)
    }
    unknown.forEach(notices.add)
    try sweepSegments()
    return undone
  }

  /// Later batches that rest on a batch, and those that rest on them.
  private static func allDependants(
    _ db: Database, of id: Int64
  ) throws -> [(id: Int64, records: Int)] {
    var later = try dependants(db, of: id)
    var known = Set(later.map(\.id))
    var index = 0
    while index < later.count {
      later += try dependants(db, of: later[index].id).filter { known.insert($0.id).inserted }
      index += 1
    }
    return later.sorted { $0.id < $1.id }
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
          SELECT g.batch_id AS later, sum(r.tickets) AS records
          FROM retired r JOIN batch_file f ON f.id = r.of_file JOIN batch_file g ON g.id = r.by_file
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

  private func takeBack(
    _ db: Database, batch id: Int64, now: CivilInstant, _ trail: inout AuditTrail,
    _ unknown: inout [Finding]
  ) throws -> UndoneBatch {
    let files = "SELECT id FROM batch_file WHERE batch_id = \(id)"
    try prove([.cell, .retiredCell], db)
    // The versions that hold again.
    let restored = try Int.fetchOne(
      db,
      sql: """
        SELECT coalesce(sum(tickets), 0) FROM retired
        WHERE by_file IN (\(files)) AND of_file NOT IN (\(files))
        """)
    let taken = try noteUndone(db, batch: id, &unknown)
    for table in ["retired", "retired_cell"] {
      try db.execute(sql: "DELETE FROM \(table) WHERE by_file IN (\(files))")
    }
    // A batch that was interrupted may have left keys behind for its further files.
    let isOpen = try Bool.fetchOne(
      db, sql: "SELECT state <> 'closed' FROM batch WHERE id = ?", arguments: [id])
    let line = try String.fetchOne(
      db, sql: "SELECT line FROM batch WHERE id = ?", arguments: [id])
    if let line, isOpen == true { try Catalogue.dropUnchanged(db, line: line) }
    try Self.dropSegments(db, of: files)
    try restoreQuarantine(db, before: id)
    let sequence = trail.note("undo", "\(Self.batchName(id)) \(taken) tickets")
    try db.execute(
      sql: "INSERT INTO batch_undone (batch_id, tickets, at, sequence) VALUES (?,?,?,?)",
      arguments: [id, taken, now.rfc3339, sequence])
    return UndoneBatch(name: Self.batchName(id), tickets: taken, restored: restored ?? 0)
  }

  /// Keeps which tickets a batch had brought: whoever was handed them before must be told.
  ///
  /// Where a segment is lost, none of them is kept, so that later deltas are refused, and the user is
  /// told; the batch can be undone nevertheless, and its files be imported again.
  ///
  /// - Returns: how many versions they were.
  private func noteUndone(
    _ db: Database, batch id: Int64, _ unknown: inout [Finding]
  ) throws -> Int {
    do {
      try noteNumbers(db, ofBatch: id)
    } catch let unusable as Unusable where unusable.findings.first?.code == .segmentMissing {
      let finding = unusable.findings[0]
      let reason = "\(finding.facts["found"] ?? ""): \(finding.facts["reason"] ?? "")"
      unknown.append(
        Finding(.undoneUnknown(found: Self.batchName(id), reason: reason), at: finding.places))
      try db.execute(sql: "DELETE FROM undone_ticket WHERE batch_id = ?", arguments: [id])
    }
    return try Int.fetchOne(
      db,
      sql: """
        SELECT coalesce((SELECT sum(c.tickets) FROM cell c JOIN batch_file f
            ON f.id = c.batch_file_id WHERE f.batch_id = ?1), 0)
          - coalesce((SELECT sum(r.tickets) FROM retired_cell r JOIN batch_file f
            ON f.id = r.of_file JOIN batch_file g ON g.id = r.by_file
            WHERE f.batch_id = ?1 AND g.batch_id = ?1), 0)
        """, arguments: [id]) ?? 0
  }

  private func noteNumbers(_ db: Database, ofBatch id: Int64) throws {
    let insert = try db.makeStatement(
      sql: "INSERT OR IGNORE INTO undone_ticket (batch_id, line, legacy_number) VALUES (?,?,?)")
    let selections = try Self.selections(
      db, segments: "f.batch_id = \(id)", lists: "f.batch_id = \(id) AND g.batch_id = \(id)")
    var cursor = TicketCursor(selections, of: self, use: SegmentUse(folder: folder))
    var row = TicketRow()
    while let tickets = try cursor.next()?.open() {
      for index in 0..<tickets.count {
        try tickets.read(index, into: &row)
        try insert.execute(arguments: [id, row.string(.line), row.string(.legacyNumber)])
      }
    }
  }

  /// The tickets of some segments that some lists do not retire.
  ///
  /// - Parameters:
  ///   - db: the connection, within a transaction.
  ///   - segments: a condition on segments `s` and their files `f`.
  ///   - lists: a condition on lists `r`, the files `f` whose segments they are about, and the files
  ///     `g` that retired.
  /// - Returns: a selection for each segment that has such tickets, in the order of their files.
  /// - Throws: where the catalogue cannot be read.
  static func selections(
    _ db: Database, segments: String, lists: String
  ) throws -> [SegmentSelection] {
    var retired: [Int64: OrdinalSet] = [:]
    for list in try RetiredList.all(db, where: lists) {
      retired[list.of, default: OrdinalSet()].formUnion(list.ordinals)
    }
    let counts = try Row.fetchAll(db, sql: "SELECT batch_file_id, tickets FROM segment")
      .reduce(into: [Int64: Int]()) { $0[$1[0]] = $1[1] }
    return try SegmentRow.all(db, where: segments).compactMap { segment in
      var tickets = OrdinalSet(below: counts[segment.file] ?? 0)
      if let gone = retired[segment.file] { tickets.subtract(gone) }
      return tickets.isEmpty ? nil : SegmentSelection(segment: segment, tickets: tickets)
    }
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
    for (table, column) in [
      ("retired", "of_file"), ("retired_cell", "of_file"), ("cell", "batch_file_id"),
    ] {
      try db.execute(sql: "DELETE FROM \(table) WHERE \(column) IN (\(files))")
    }
    try db.execute(sql: "DELETE FROM segment WHERE batch_file_id IN (\(files))")
    try Catalogue.dropKeyFiles(
      db,
      where: """
        kind = 'versions' AND id NOT IN
          (SELECT key_file_id FROM segment WHERE key_file_id IS NOT NULL)
        """)
  }
}

/// The tickets that a batch changed.
private struct TicketChanges {
  /// A version of a ticket: the file that brought it, and its ordinal in the file's segment.
  struct Version {
    let file: Int64
    let ordinal: UInt32
  }

  /// Each as it was before and after, in the order in which they came.
  let all: [(before: Version, after: Version)]

  init(ofBatch id: Int, line: String, _ db: Database, _ ledger: Ledger) throws {
    let keys = try ledger.keyIndex(ofLine: line, db)
    let selections = try Ledger.selections(
      db, segments: "f.batch_id = \(id)", lists: "f.batch_id = \(id) AND g.batch_id = \(id)")
    var all: [(before: Version, after: Version)] = []
    for selection in selections {
      try keys.forEachVersion(ofFile: selection.segment.file) { entry in
        guard selection.tickets.contains(entry.ordinal),
          let before = try keys.version(of: entry.key, before: selection.segment.file)
        else { return }
        all.append(
          (
            Version(file: before.file, ordinal: before.ordinal),
            Version(file: selection.segment.file, ordinal: entry.ordinal)
          ))
      }
    }
    self.all = all.sorted {
      ($0.after.file, $0.after.ordinal) < ($1.after.file, $1.after.ordinal)
    }
  }
}
