import GRDB
import LocalFiles
import Synchronization

/// A digest of a table: the sum of the SHA-256 of its rows, modulo 2^256, so that a change costs
/// the rows it touches and not the whole table.
struct TableDigest: Hashable, Sendable {
  /// The least significant word first.
  private var words: [UInt64] = [0, 0, 0, 0]

  /// The digest of a table without rows.
  init() {}

  /// Reads 64 hexadecimal digits; `nil` where the text is anything else.
  init?(hex: some StringProtocol) {
    guard hex.utf8.count == 64 else { return nil }
    var rest = hex[...]
    for place in (0..<4).reversed() {
      guard let word = UInt64(rest.prefix(16), radix: 16) else { return nil }
      words[place] = word
      rest = rest.dropFirst(16)
    }
  }

  /// 64 hexadecimal digits.
  var hex: String {
    words.reversed().map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }.joined()
  }

  /// Adds a row, or takes one away.
  mutating func add(_ row: [DatabaseValue], taking isGone: Bool = false) {
    let digest = Self.digest(of: row)
    var carry: UInt64 = 0
    for place in 0..<4 {
      var word: UInt64 = 0
      for byte in digest[(24 - 8 * place)..<(32 - 8 * place)] { word = word << 8 | UInt64(byte) }
      let (first, over) =
        isGone
        ? words[place].subtractingReportingOverflow(word)
        : words[place].addingReportingOverflow(word)
      let (second, further) =
        isGone
        ? first.subtractingReportingOverflow(carry) : first.addingReportingOverflow(carry)
      words[place] = second
      carry = over || further ? 1 : 0
    }
  }

  /// SHA-256 over the values of a row, each with its type and length before it.
  private static func digest(of row: [DatabaseValue]) -> [UInt8] {
    var bytes: [UInt8] = []
    func add(_ number: UInt64) {
      for shift in stride(from: 56, through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(shift)))
      }
    }
    for value in row {
      switch value.storage {
      case .null: bytes.append(0)
      case .int64(let number):
        bytes.append(1)
        add(UInt64(bitPattern: number))
      case .double(let number):
        bytes.append(2)
        add(number.bitPattern)
      case .string(let text):
        bytes.append(3)
        add(UInt64(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
      case .blob(let data):
        bytes.append(4)
        add(UInt64(data.count))
        bytes.append(contentsOf: data)
      }
    }
    var fingerprint = Fingerprint()
    fingerprint.update(bytes)
    return fingerprint.digest
  }
}

/// Which tables the digests in the audit trail cover, and how they are counted anew.
enum DigestedTables {
  /// Tables that are held against something else: the segments prove `ticket_version`; `delivery`
  /// is held against it; `audit` carries its own chain.
  static let others: Set<String> = ["ticket_version", "delivery", "audit"]
  /// Tables of SQLite and of the migrations, which no trigger can watch: read whole each time.
  static let unwatched = ["grdb_migrations", "sqlite_sequence"]

  /// The tables that triggers watch, by name.
  static func watched(_ db: Database) throws -> [String] {
    try String.fetchAll(
      db,
      sql: """
        SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
        ORDER BY name
        """
    ).filter { !others.contains($0) && !unwatched.contains($0) }
  }

  /// The digest of a table, counted from all its rows.
  static func digest(of table: String, _ db: Database) throws -> TableDigest {
    try digest(db, sql: "SELECT * FROM main.\(table.quotedDatabaseIdentifier)")
  }

  /// The digest of what the tables, indexes and triggers are.
  static func schemaDigest(_ db: Database) throws -> TableDigest {
    try digest(db, sql: "SELECT type, name, tbl_name, sql FROM main.sqlite_master")
  }

  private static func digest(_ db: Database, sql: String) throws -> TableDigest {
    var digest = TableDigest()
    let rows = try Row.fetchCursor(db, sql: sql)
    while let row = try rows.next() { digest.add(Array(row.databaseValues)) }
    return digest
  }

  /// The digests of all of them, counted anew, by name; `schema` is that of the schema.
  static func all(_ db: Database) throws -> [String: TableDigest] {
    var digests: [String: TableDigest] = ["schema": try schemaDigest(db)]
    for table in try watched(db) + unwatched { digests[table] = try digest(of: table, db) }
    return digests
  }

  /// As an audit entry holds them: `table=digest`, by name, joined by blanks.
  static func text(_ digests: [String: TableDigest]) -> String {
    digests.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.hex)" }.joined(separator: " ")
  }

  /// Reads the text of an audit entry; `nil` where it is none.
  static func digests(_ text: String) -> [String: TableDigest]? {
    var digests: [String: TableDigest] = [:]
    for part in text.split(separator: " ") {
      let sides = part.split(separator: "=")
      guard sides.count == 2, let digest = TableDigest(hex: sides[1]) else { return nil }
      digests[String(sides[0])] = digest
    }
    return digests.isEmpty ? nil : digests
  }
}

/// What the transaction under way does to the tables, row by row, on one connection: temporary
/// triggers call it, so that no statement can be forgotten and the file itself stays plain SQLite.
final class TableChanges: Sendable {
  private let digests = Mutex<[String: TableDigest]>([:])
  private static let function = "hotline_row_changed"

  /// Makes the function known that the triggers call.
  func register(_ db: Database) {
    let function = DatabaseFunction(Self.function) { [self] values in
      guard values.count > 2, let table = String.fromDatabaseValue(values[0]) else { return nil }
      let isGone = Bool.fromDatabaseValue(values[1]) ?? false
      digests.withLock {
        $0[table, default: TableDigest()].add(Array(values[2...]), taking: isGone)
      }
      return nil
    }
    db.add(function: function)
  }

  /// Begins a transaction from what the newest audit entry says of the tables; where it says
  /// nothing, since the ledger is new or of an earlier program, they are counted.
  func begin(_ db: Database) throws {
    let last = try String.fetchOne(db, sql: "SELECT state FROM audit ORDER BY id DESC LIMIT 1")
    let known = try last.flatMap(DigestedTables.digests) ?? DigestedTables.all(db)
    digests.withLock { $0 = known }
    for table in try DigestedTables.watched(db) { try watch(table, db) }
  }

  private func watch(_ table: String, _ db: Database) throws {
    let columns = try db.columns(in: table, in: "main").map(\.name.quotedDatabaseIdentifier)
    func call(_ row: String, taking isGone: Int) -> String {
      let values = columns.map { "\(row).\($0)" }.joined(separator: ", ")
      return "SELECT \(Self.function)('\(table)', \(isGone), \(values));"
    }
    let old = call("OLD", taking: 1)
    let new = call("NEW", taking: 0)
    for (event, calls) in [("INSERT", new), ("DELETE", old), ("UPDATE", old + " " + new)] {
      let name = "\(table) \(event)".quotedDatabaseIdentifier
      try db.execute(
        sql: """
          CREATE TEMP TRIGGER IF NOT EXISTS \(name) AFTER \(event)
          ON main.\(table.quotedDatabaseIdentifier) BEGIN \(calls) END
          """)
    }
  }

  /// The digests after the transaction under way, as an audit entry holds them.
  func state(_ db: Database) throws -> String {
    var all = digests.withLock { $0 }
    all["schema"] = try DigestedTables.schemaDigest(db)
    for table in DigestedTables.unwatched {
      all[table] = try DigestedTables.digest(of: table, db)
    }
    return DigestedTables.text(all)
  }
}
