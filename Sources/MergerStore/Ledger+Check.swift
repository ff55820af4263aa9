package import Findings
import GRDB
import HotlineModel
import LocalFiles
import Reports

/// What a proof of the ledger went over.
package struct LedgerProof: Sendable {
  /// Tables that hold what the newest audit entry says.
  package internal(set) var tables = 0
  /// Segments whose bytes have the hash the catalogue says.
  package internal(set) var segments = 0
  /// Key files whose bytes have the hash the catalogue says.
  package internal(set) var keyFiles = 0
  /// Ticket versions that lie where the catalogue says.
  package internal(set) var versions = 0
  /// Audit entries that carry the hash of the one before them.
  package internal(set) var auditEntries = 0
  /// Audit entries that carry the seal of the ledger's key.
  package internal(set) var seals = 0
  /// Heads in earlier manifests and backups that the ledger continues.
  package internal(set) var heads = 0
  /// What does not hold.
  package internal(set) var findings: [Finding] = []

  /// Takes up what another part of the proof found.
  mutating func add(_ other: LedgerProof) {
    segments += other.segments
    keyFiles += other.keyFiles
    versions += other.versions
    findings += other.findings
  }

  /// Takes up something in the catalogue that does not hold; once.
  mutating func complain(_ found: String, folder: String) {
    let place = SourceLocation(file: "\(folder)/ledger.db")
    let finding = Finding(.ledgerDamaged(found: found), at: place)
    if !findings.contains(finding) { findings.append(finding) }
  }
}

extension Ledger {
  /// Holds everything against everything: pages and indexes, each table against the newest audit
  /// entry, the audit trail, batches, waivers and decisions against their entries, the books, ticket
  /// versions against the books and the segments.
  ///
  /// All of it is of one moment, also beside a run that writes.
  ///
  /// - Parameters:
  ///   - earlier: heads that the ledger must continue, by the file that names them.
  ///   - progress: is given how many tickets were proven, of how many segments, of all of them.
  /// - Returns: what was proven, and what does not hold.
  /// - Throws: `Unusable` where the catalogue cannot be read at all.
  package func prove(
    against earlier: [(source: String, heads: [LedgerHead])] = [],
    progress: (_ tickets: Int, _ segments: Int, _ all: Int) -> Void = { _, _, _ in }
  ) async throws -> LedgerProof {
    let use = SegmentUse(folder: folder)
    defer { _ = use }
    var (proof, tickets) = try translated {
      try database.read { db in
        var check = LedgerCheck(db, folder: folder, keys: keys)
        check.run(against: earlier)
        return (check.proof, check.tickets(keyFolder: keyFolder))
      }
    }
    if let found = try await tickets?.run(progress: progress) { proof.add(found) }
    return proof
  }
}

/// The proof of the catalogue, within one read transaction.
struct LedgerCheck {
  let db: Database
  let folder: String
  let keys: AuditKeyPlace
  var proof = LedgerProof()

  init(_ db: Database, folder: String, keys: AuditKeyPlace) {
    self.db = db
    self.folder = folder
    self.keys = keys
  }

  /// Where the catalogue is.
  var place: SourceLocation { SourceLocation(file: "\(folder)/ledger.db") }

  /// Makes every part of the proof; a part that cannot be made leaves a finding.
  mutating func run(against earlier: [(source: String, heads: [LedgerHead])]) {
    runOnCatalogue()
    for (source, heads) in earlier { part { try $0.prove(heads, of: source) } }
  }

  /// The proof of segments and key files, to be made afterwards; `nil` where the catalogue does not
  /// hold what they could be held against.
  mutating func tickets(keyFolder: String) -> TicketCheck? {
    var check: TicketCheck?
    part { check = try TicketCheck($0.db, folder: $0.folder, keyFolder: keyFolder) }
    return check
  }

  /// Makes the parts of the proof that need the catalogue alone.
  mutating func runOnCatalogue() {
    part { try $0.provePages() }
    part { try $0.proveAudit() }
    part { try $0.proveTables() }
    part { try $0.proveEntries() }
    part { try $0.proveBooks() }
    part { try $0.proveCounts() }
  }

  private mutating func part(_ body: (inout LedgerCheck) throws -> Void) {
    do {
      try body(&self)
    } catch let unusable as Unusable {
      proof.findings += unusable.findings
    } catch let damage as DamagedTable {
      complain(damage.found)
    } catch let error as DatabaseError {
      proof.findings += Ledger.unusable(error, folder: folder).findings
    } catch {
      complain("\(type(of: error))")
    }
  }

  mutating func complain(_ found: String) {
    proof.complain(found, folder: folder)
  }

  // MARK: - Pages, tables, books

  private mutating func provePages() throws {
    for complaint in try String.fetchAll(db, sql: "PRAGMA integrity_check(10)")
    where complaint != "ok" {
      complain("pages: \(complaint)")
    }
    var rows = try RowStatement(db, "PRAGMA foreign_key_check")
    while try rows.next() {
      complain("\(rows.text(0) ?? ""): a row that names a missing row of \(rows.text(2) ?? "")")
    }
  }

  private mutating func proveTables() throws {
    let entry = try NewestEntry(db)
    guard let state = entry.state else {
      for table in StoredTable.allCases {
        if let found = try table.damage(db, entry: entry) { complain(found) }
      }
      return
    }
    let found = try TableState(db)
    for table in Set(found.digests.keys).union(state.digests.keys).sorted() {
      if found.digests[table] == state.digests[table] {
        proof.tables += 1
      } else {
        complain(StoredTable.differs(table, from: entry))
      }
    }
  }

  private mutating func proveBooks() throws {
    let outcomes = Reconciliation.Outcome.allCases.map(\.rawValue)
    var rows = try RowStatement(
      db,
      """
      SELECT f.name, b.state, f.read, \(outcomes.map { "f.\($0)" }.joined(separator: ", "))
      FROM batch_file f JOIN batch b ON b.id = f.batch_id ORDER BY f.id
      """)
    while try rows.next() {
      let name = rows.text(0) ?? ""
      let counts = outcomes.indices.map { rows.integer(Int32(3 + $0)) }
      let sum = counts.reduce(Int64?.some(0)) { sum, count in
        guard let sum, let count, count >= 0 else { return nil }
        let (total, isOver) = sum.addingReportingOverflow(count)
        return isOver ? nil : total
      }
      guard let read = rows.integer(2), read == sum else {
        proof.findings.append(
          Finding(
            .booksOpen(file: name, found: "read \(rows.integer(2).map(String.init) ?? "?")"),
            at: SourceLocation(file: name)))
        continue
      }
    }
  }

  /// The counts of tickets go with the books, and the lists of retired ones with their counts.
  private mutating func proveCounts() throws {
    try hold(
      """
      SELECT 'cell: the versions of file ' || f.id, coalesce((SELECT sum(c.tickets) FROM cell c
          WHERE c.batch_file_id = f.id), 0)
        - coalesce((SELECT sum(r.tickets) FROM retired r JOIN batch_file g ON g.id = r.by_file
          WHERE r.of_file = f.id AND r.by_file <> f.id AND g.batch_id = f.batch_id), 0)
        = CASE WHEN u.batch_id IS NULL THEN f.accepted + f.updated ELSE 0 END
      FROM batch_file f LEFT JOIN batch_undone u ON u.batch_id = f.batch_id
      """, "its books say otherwise")
    try hold(
      """
      SELECT 'segment: the tickets of file ' || s.batch_file_id, s.tickets =
        coalesce((SELECT sum(c.tickets) FROM cell c WHERE c.batch_file_id = s.batch_file_id), 0)
        + coalesce((SELECT r.tickets FROM retired r WHERE r.by_file = s.batch_file_id
          AND r.of_file = s.batch_file_id), 0)
      FROM segment s
      """, "its counts say otherwise")
    try hold(
      """
      SELECT 'retired: those of file ' || r.of_file || ' by ' || r.by_file, r.tickets =
        coalesce((SELECT sum(c.tickets) FROM retired_cell c
          WHERE c.by_file = r.by_file AND c.of_file = r.of_file), 0)
      FROM retired r WHERE r.by_file <> r.of_file
      """, "its counts say otherwise")
    let counted = """
      SELECT line, first_batch_id, last_batch_id, code, state, count(*) FROM quarantine
      GROUP BY line, first_batch_id, last_batch_id, code, state
      """
    try hold(
      """
      SELECT 'quarantine: the records of ' || line || ' of batch ' || first_batch_id || ', '
        || code || ', ' || state, 0
      FROM (SELECT * FROM (\(counted) EXCEPT SELECT * FROM quarantine_count)
        UNION SELECT * FROM (SELECT * FROM quarantine_count EXCEPT \(counted)))
      """, "its counts say otherwise")
    let open = "SELECT id, line, last_batch_id, code FROM quarantine WHERE state = 'open'"
    let listed = "SELECT quarantine_id, line, last_batch_id, code FROM quarantine_open"
    try hold(
      """
      SELECT 'quarantine: record ' || id, 0
      FROM (SELECT * FROM (\(open) EXCEPT \(listed))
        UNION SELECT * FROM (\(listed) EXCEPT \(open)))
      """, "the list of open records says otherwise")
  }
}
