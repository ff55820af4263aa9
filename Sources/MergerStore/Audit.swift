import GRDB
import HotlineModel
import LocalFiles

/// The audit entries of one transaction: every change of the catalogue leaves one, in the
/// transaction that makes it.
///
/// Entries are numbered without gaps; the number is the ledger's sequence number, which orders
/// everything that happened to it, whatever the clock showed.
struct AuditTrail {
  private let now: CivilInstant
  /// The number and the hash of the newest entry before the transaction; 0 and empty without one.
  private let head: (sequence: Int64, hash: String)
  private var entries: [(action: String, detail: String)] = []

  init(_ db: Database, at now: CivilInstant) throws {
    self.now = now
    let last = try Row.fetchOne(db, sql: "SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1")
    head = last.map { (sequence: $0[0], hash: $0[1]) } ?? (0, "")
  }

  /// Whether nothing was noted.
  var isEmpty: Bool { entries.isEmpty }

  /// Notes what the transaction does.
  ///
  /// - Returns: the sequence number of the entry.
  @discardableResult
  mutating func note(_ action: String, _ detail: String) -> Int64 {
    entries.append((action, detail))
    return head.sequence + Int64(entries.count)
  }

  /// Adds the entries; the last one carries what the tables hold after the transaction.
  func append(_ db: Database, state: String) throws {
    var (sequence, previous) = head
    for (index, entry) in entries.enumerated() {
      sequence += 1
      let state = index == entries.count - 1 ? state : ""
      let hash = Self.hash(previous, now.rfc3339, entry.action, entry.detail, state)
      try db.execute(
        sql: """
          INSERT INTO audit (id, at, action, detail, previous, hash, state)
          VALUES (?,?,?,?,?,?,?)
          """,
        arguments: [sequence, now.rfc3339, entry.action, entry.detail, previous, hash, state])
      previous = hash
    }
  }

  /// The hash of an entry.
  ///
  /// SHA-256 over the hash before it and its own fields, joined by unit separators. Entries of ledgers from before tables were held against it have no state.
  static func hash(
    _ previous: String, _ at: String, _ action: String, _ detail: String, _ state: String
  ) -> String {
    let fields = [previous, at, action, detail] + (state.isEmpty ? [] : [state])
    return Fingerprint.hex(of: Array(fields.joined(separator: "\u{1F}").utf8))
  }
}

extension Ledger {
  /// Changes the catalogue in one transaction, which ends with its audit entries and with the
  /// digests of the tables.
  ///
  /// - Parameters:
  ///   - now: when.
  ///   - body: makes the change and notes it; a body that changes nothing notes nothing.
  /// - Returns: what `body` returns.
  /// - Throws: `Unusable`: `HL6001` where another run is writing, `HL6102` where the disk takes
  ///   nothing, `HL6003` where the catalogue is damaged; and what `body` throws. Nothing is
  ///   changed then.
  func write<Value>(
    at now: CivilInstant, _ body: (Database, inout AuditTrail) throws -> Value
  ) throws -> Value {
    try translated {
      try database.write { db in
        // Nobody builds on damage.
        try prove(StoredTable.digested, db)
        try changes.begin(db)
        var trail = try AuditTrail(db, at: now)
        let before = db.totalChangesCount
        let value = try body(db, &trail)
        guard !trail.isEmpty else {
          precondition(db.totalChangesCount == before, "a change without an audit entry")
          return value
        }
        try trail.append(db, state: changes.state(db).text)
        return value
      }
    }
  }

  /// The number of audit entries and the hash of the newest, which stands for all of them.
  package func auditHead() throws -> (sequence: Int, hash: String) {
    try read([]) { db in
      let last = try Row.fetchOne(db, sql: "SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1")
      return last.map { (sequence: $0[0], hash: $0[1]) } ?? (0, "")
    }
  }
}
