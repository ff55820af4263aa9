import Findings
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
  /// What seals the entries; `nil` where the ledger has no key.
  private let key: AuditKey?
  private let ledger: String

  init(_ db: Database, at now: CivilInstant, key: AuditKey?) throws {
    self.now = now
    self.key = key
    ledger = try Ledger.identity(db)
    let newest = try NewestEntry(db)
    head = (newest.sequence, newest.hash)
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
          INSERT INTO audit (id, at, action, detail, previous, hash, state, seal, key)
          VALUES (?,?,?,?,?,?,?,?,?)
          """,
        arguments: [
          sequence, now.rfc3339, entry.action, entry.detail, previous, hash, state,
          key?.seal(Self.sealed(hash, of: ledger)) ?? "", key?.name ?? "",
        ])
      previous = hash
    }
  }

  /// The hash of an entry.
  ///
  /// SHA-256 over the hash before it and its own fields, joined by unit separators. Entries from
  /// before tables were held against them have no state.
  static func hash(
    _ previous: String, _ at: String, _ action: String, _ detail: String, _ state: String
  ) -> String {
    let fields = [previous, at, action, detail] + (state.isEmpty ? [] : [state])
    return Fingerprint.hex(of: Array(fields.joined(separator: "\u{1F}").utf8))
  }
}

extension AuditTrail {
  /// The action of an entry that says how the tables themselves changed.
  static let migration = "migrate"

  /// What the seal of an entry is made of: its hash, which stands for all before it, and the ledger.
  static func sealed(_ hash: String, of ledger: String) -> String { "\(ledger) \(hash)" }

  /// The entry of a change of the tables themselves, dated like the one before it, since opening a
  /// ledger knows no time; none in a ledger whose entries say nothing of the tables yet.
  ///
  /// - Throws: `DamagedTable` where the tables were not as the newest entry said before `change`.
  static func note(
    migration name: String, _ db: Database, keys: AuditKeyPlace,
    _ change: (Database) throws -> Void
  ) throws {
    let newest = try NewestEntry(db)
    guard let state = newest.state else { return try change(db) }
    let before = try TableState(db)
    for table in Set(before.digests.keys).union(state.digests.keys).sorted()
    where before.digests[table] != state.digests[table] {
      throw DamagedTable(found: StoredTable.differs(table, from: newest))
    }
    try change(db)
    var after = try TableState(db)
    // The migration is entered behind this, in the same transaction.
    var row = SerializedRow()
    var text = name
    text.withUTF8 { unsafe row.add(text: UnsafeRawBufferPointer($0)) }
    after.digests["grdb_migrations", default: TableDigest()].add(row)
    let at = try String.fetchOne(db, sql: "SELECT at FROM audit ORDER BY id DESC LIMIT 1") ?? ""
    let hash = hash(newest.hash, at, migration, name, after.text)
    // Without its key a sealed ledger can still be read; the next seal speaks for this entry, too.
    let key = try? Ledger.auditKey(db, keys)
    try db.execute(
      sql: """
        INSERT INTO audit (id, at, action, detail, previous, hash, state, seal, key)
        VALUES (?,?,?,?,?,?,?,?,?)
        """,
      arguments: [
        newest.sequence + 1, at, migration, name, newest.hash, hash, after.text,
        key?.seal(sealed(hash, of: Ledger.identity(db))) ?? "", key?.name ?? "",
      ])
  }
}

extension Ledger {
  /// Changes the catalogue in one transaction, which ends with its audit entries and with the
  /// digests of the tables.
  ///
  /// - Parameters:
  ///   - now: when.
  ///   - renewed: the key that seals from here on; by default the one the ledger has.
  ///   - body: makes the change and notes it; a body that changes nothing notes nothing.
  /// - Returns: what `body` returns.
  /// - Throws: `Unusable`: `HL6001` where another run is writing, `HL6102` where the disk takes
  ///   nothing, `HL6003` where the catalogue is damaged, `HL6216` where the key is not there that
  ///   sealed it; and what `body` throws. Nothing is changed then.
  func write<Value>(
    at now: CivilInstant, sealing renewed: AuditKey? = nil,
    _ body: (Database, inout AuditTrail) throws -> Value
  ) throws -> Value {
    guard !isReadOnly else {
      throw Unusable(
        .outputUnwritable(found: folder, reason: "the workspace may only be read"),
        at: SourceLocation(file: folder))
    }
    let (value, head) = try translated {
      try database.write { db in
        // Nobody builds on damage; what is large is proven by those who read it.
        try prove(StoredTable.digested.filter { !StoredTable.large.contains($0) }, db)
        try changes.begin(db)
        defer { changes.end() }
        var trail = try AuditTrail(db, at: now, key: renewed ?? Self.auditKey(db, keys))
        let before = db.totalChangesCount
        let value = try body(db, &trail)
        guard !trail.isEmpty else {
          precondition(db.totalChangesCount == before, "a change without an audit entry")
          return (value, LedgerHead?.none)
        }
        try trail.append(db, state: changes.state(db).text)
        return (value, LedgerHead?.some(try Self.head(db)))
      }
    }
    if let head { keep(head) }
    return value
  }

  /// The key that seals the ledger's entries; `nil` where there is none and never was.
  static func auditKey(_ db: Database, _ keys: AuditKeyPlace) throws -> AuditKey? {
    let path = keys.path(ofLedger: try identity(db))
    let sealedBy = try newestKey(db)
    guard let path, let key = try key(at: path, sealing: sealedBy) else {
      if sealedBy.isEmpty { return nil }
      throw unusableKey(path ?? "", "there is no such file")
    }
    if !sealedBy.isEmpty, key.name != sealedBy {
      throw unusableKey(path, "it is not the key that sealed this ledger")
    }
    return key
  }

  static func unusableKey(_ path: String, _ reason: String) -> Unusable {
    Unusable(.auditKeyUnusable(found: path, reason: reason), at: SourceLocation(file: path))
  }
}
