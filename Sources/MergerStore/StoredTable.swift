import GRDB

/// The tables of the ledger, by what proves that a table holds what the program wrote.
enum StoredTable: String, CaseIterable {
  case batch
  case batchFile = "batch_file"
  case segment
  case droppedSegment = "dropped_segment"
  case quarantine
  case quarantineClosed = "quarantine_closed"
  case quarantineHistory = "quarantine_history"
  case deliveredHeader = "delivered_header"
  case waiver
  case batchUndone = "batch_undone"
  case undoneTicket = "undone_ticket"
  case decisionRecord = "decision_record"
  case itemEntry = "item_entry"
  case numberEvent = "number_event"
  case ledger
  case keyFile = "key_file"
  case droppedKeyFile = "dropped_key_file"
  case cell
  case retired
  case retiredCell = "retired_cell"
  case quarantineCount = "quarantine_count"
  case quarantineOpen = "quarantine_open"
  case account
  case signature
  case cutoverEntry = "cutover_entry"
  /// Its entries carry their own chain.
  case audit

  /// How a table is proven.
  enum Proof {
    /// The newest audit entry holds its digest, which triggers keep.
    case digest
    /// Its rows are of the types that the table declares.
    case types
  }

  /// How this table is proven before it is read.
  var proof: Proof {
    switch self {
    case .audit: .types
    case .batch, .batchFile, .segment, .droppedSegment, .quarantine, .quarantineClosed,
      .quarantineHistory, .deliveredHeader, .waiver, .batchUndone, .undoneTicket, .decisionRecord,
      .itemEntry, .numberEvent, .ledger, .keyFile, .droppedKeyFile, .cell, .retired, .retiredCell,
      .quarantineCount, .quarantineOpen, .account, .signature,
      .cutoverEntry:
      .digest
    }
  }

  /// The tables whose digests the newest audit entry holds.
  static let digested = allCases.filter { $0.proof == .digest }
  /// Tables with a row for each record or ticket that something was found of, or for each totals cell:
  /// they are proven where they are read, not by everything that is written.
  static let large: [StoredTable] = [
    .quarantine, .quarantineHistory, .undoneTicket, .cell, .retiredCell,
  ]
  /// The tables that say which tickets there are, and where.
  static let tickets: [StoredTable] = [
    .batch, .batchFile, .batchUndone, .segment, .keyFile, .retired, .ledger,
  ]
}

/// What the tables held after an audit entry: a digest of each, by name.
struct TableState: Equatable, Sendable {
  var digests: [String: TableDigest]

  /// The name under which the digest of tables, indexes and triggers is kept.
  static let schema = "schema"
  /// Tables of SQLite and of the migrations, which no trigger can watch: read whole each time.
  static let unwatched = ["grdb_migrations", "sqlite_sequence"]
  /// Tables of earlier programs with a row for each ticket, which no entry says anything of.
  static let rowsOfTickets = ["ticket_version", "delivery"]

  init(digests: [String: TableDigest]) {
    self.digests = digests
  }

  /// All tables, counted anew.
  init(_ db: Database) throws {
    digests = [:]
    for table in try Self.watched(db) { digests[table] = try Self.digest(of: table, db) }
    try countUnwatched(db)
  }

  /// As an audit entry holds it; `nil` where an entry says nothing of the tables.
  init?(_ text: String) {
    digests = [:]
    for part in text.split(separator: " ") {
      let sides = part.split(separator: "=")
      guard sides.count == 2, let digest = TableDigest(hex: sides[1]) else { return nil }
      digests[String(sides[0])] = digest
    }
    if digests.isEmpty { return nil }
  }

  /// As an audit entry holds it: `table=digest`, by name, joined by blanks.
  var text: String {
    digests.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.hex)" }.joined(separator: " ")
  }

  /// Counts what no trigger watches.
  mutating func countUnwatched(_ db: Database) throws {
    digests[Self.schema] = try Self.digest(of: Self.schema, db)
    for table in Self.unwatched { digests[table] = try Self.digest(of: table, db) }
  }

  /// The tables that triggers watch, by name.
  static func watched(_ db: Database) throws -> [String] {
    let others =
      StoredTable.allCases.filter { $0.proof != .digest }.map(\.rawValue) + unwatched
      + rowsOfTickets
    return try String.fetchAll(
      db,
      sql: """
        SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
        ORDER BY name
        """
    ).filter { !others.contains($0) }
  }

  /// The digest of a table, counted from all its rows; of the schema under its name.
  static func digest(of table: String, _ db: Database) throws -> TableDigest {
    guard table != schema else {
      return try TableDigest(db, "SELECT type, name, tbl_name, sql FROM main.sqlite_master")
    }
    return try TableDigest(db, "SELECT * FROM main.\(table.quotedDatabaseIdentifier)")
  }
}
