import GRDB
import HotlineModel
import Synchronization

/// A table, or a row of it, that does not hold what the program wrote.
struct DamagedTable: Error {
  /// What was found, and where.
  let found: String
}

/// The tables that this process has held against what proves them: each once.
final class ProvenTables: Sendable {
  private let tables = Mutex<Set<StoredTable>>([])
  private let segments = Mutex<Set<String>>([])

  /// Whether a segment was found to be the one that was written.
  func holds(segment name: String) -> Bool { segments.withLock { $0.contains(name) } }

  func insert(segment name: String) { segments.withLock { _ = $0.insert(name) } }

  /// Those of some tables that were not proven yet.
  func missing(of wanted: [StoredTable]) -> [StoredTable] {
    tables.withLock { proven in wanted.filter { !proven.contains($0) } }
  }

  func insert(_ new: [StoredTable]) {
    tables.withLock { $0.formUnion(new) }
  }
}

extension Ledger {
  /// Reads the catalogue as it is at one moment.
  ///
  /// - Parameters:
  ///   - tables: what `body` reads; each is proven before it is read for the first time, so that no
  ///     command takes damage for an answer.
  ///   - body: reads.
  /// - Returns: what `body` returns.
  /// - Throws: `Unusable`: `HL6003` where a table does not hold what the program wrote; and what
  ///   `body` throws.
  func read<Value>(
    _ tables: [StoredTable], _ body: (Database) throws -> Value
  ) throws -> Value {
    try translated {
      try database.read { db in
        try prove(tables, db)
        return try body(db)
      }
    }
  }

  /// Proves tables that are about to be read or changed; within a transaction that changes them, as
  /// it has left them so far.
  func prove(_ tables: [StoredTable], _ db: Database) throws {
    let missing = proven.missing(of: tables)
    guard !missing.isEmpty else { return }
    var entry = try NewestEntry(db)
    if let state = changes.underWay { entry.state = state }
    for table in missing {
      if let found = try table.damage(db, entry: entry) { throw DamagedTable(found: found) }
    }
    proven.insert(missing)
  }

  /// Turns what the database complains about into findings.
  func translated<Value: ~Copyable>(_ body: () throws -> Value) throws -> Value {
    try Self.translated(folder, body)
  }

  static func translated<Value: ~Copyable>(
    _ folder: String, _ body: () throws -> Value
  ) throws -> Value {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw unusable(error, folder: folder)
    } catch let damage as DamagedTable {
      throw damaged(damage.found, in: folder)
    } catch is RowDecodingError {
      throw damaged("ledger.db: a value of another type", in: folder)
    }
  }
}

/// The newest entry of the audit trail, and what it says of the tables.
struct NewestEntry {
  /// Its number, which is the ledger's sequence number; 0 where there is none.
  var sequence: Int64 = 0
  /// Its hash; empty where there is none.
  var hash = ""
  /// What the tables held after it; `nil` where there is none, or it is of an earlier program.
  var state: TableState?

  /// Reads the entry.
  ///
  /// - Throws: `DamagedTable` where it does not carry its own hash.
  init(_ db: Database) throws {
    var rows = try RowStatement(
      db,
      """
      SELECT id, previous, at, action, detail, state, hash FROM audit ORDER BY id DESC LIMIT 1
      """)
    guard try rows.next() else { return }
    guard let id = rows.integer(0), let previous = rows.text(1), let at = rows.text(2),
      let action = rows.text(3), let detail = rows.text(4), let text = rows.text(5),
      let hash = rows.text(6),
      AuditTrail.hash(previous, at, action, detail, text) == hash
    else { throw DamagedTable(found: "audit: the newest entry does not carry its own hash") }
    sequence = id
    self.hash = hash
    state = TableState(text)
    if state == nil, !text.isEmpty {
      throw DamagedTable(found: "audit, entry \(id): what it says of the tables cannot be read")
    }
  }
}

extension StoredTable {
  /// What does not hold of the table; `nil` where all does.
  func damage(_ db: Database, entry: NewestEntry) throws -> String? {
    switch proof {
    case .types: return try structure(db) ?? mistyped(db)
    case .digest:
      if let complaint = try structure(db) { return complaint }
      guard let state = entry.state else { return try mistyped(db) }
      return try TableState.digest(of: rawValue, db) == state.digests[rawValue]
        ? nil : Self.differs(rawValue, from: entry)
    }
  }

  /// How a table is told that holds other rows than the newest audit entry says.
  static func differs(_ table: String, from entry: NewestEntry) -> String {
    "\(table): other rows than audit entry \(entry.sequence) says"
  }

  /// What does not hold of the table's pages and of its indexes.
  private func structure(_ db: Database) throws -> String? {
    let answer = try String.fetchOne(
      db, sql: "PRAGMA integrity_check(\(rawValue.quotedDatabaseIdentifier))")
    return answer == "ok" ? nil : "\(rawValue): its pages or indexes do not fit together"
  }

  /// Where nothing proves the rows, as in a ledger of an earlier program, at least their types are
  /// held against what the table declares.
  private func mistyped(_ db: Database) throws -> String? {
    let tests = try db.columns(in: rawValue, in: "main").map { column in
      let name = column.name.quotedDatabaseIdentifier
      // Counts, sizes and numbers of rows: none is negative, and sums of them stay in bounds.
      let bounds = column.type == "INTEGER" ? " AND \(name) BETWEEN 0 AND 9007199254740992" : ""
      let test = "(typeof(\(name)) = '\(column.type.lowercased())'\(bounds))"
      return column.isNotNull || column.primaryKeyIndex > 0 ? test : "(\(name) IS NULL OR \(test))"
    }
    let isWrong = try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS (SELECT 1 FROM main.\(rawValue.quotedDatabaseIdentifier)
          WHERE NOT (\(tests.joined(separator: " AND "))))
        """)
    return isWrong == true ? "\(rawValue): a value of another type, or out of bounds" : nil
  }
}
