import Findings
import Foundation
import GRDB
import MergerRuns
import MergerStore
import TestSupport
import Testing

/// Rows of the catalogue that something else than the program changed: made from the schema, for
/// every table and column.
///
/// `HOTLINE_CAMPAIGN_SIZE` is how many changes are made of each table at most, chosen from
/// `HOTLINE_CAMPAIGN_SEED` on.
@Suite struct `Changed rows` {
  @Test func `each row that is changed, deleted, added or swapped is found by ledger check`()
    async throws
  {
    let ledger = try await RichLedger()
    try #require(try await LedgerRuns(ledger.workspace).check().findings.isEmpty)
    let catalogue = try Catalogue(ledger.catalogue)
    let all = try catalogue.changes()
    let size = CampaignSettings.size(or: 4)
    var random = SeededRandom(state: CampaignSettings.seed(or: 1))
    let changes = catalogue.tables.flatMap { table in
      all.filter { $0.table == table }.shuffled(using: &random).prefix(size)
    }
    var missed: [String] = []
    var impossible = 0
    var kinds: [String: Int] = [:]
    for change in changes {
      guard try catalogue.apply(change) else {
        impossible += 1
        continue
      }
      let findings: [Finding]
      do {
        findings = try await LedgerRuns(ledger.workspace).check().findings
      } catch let unusable as Unusable {
        findings = unusable.findings
      }
      kinds[change.kind, default: 0] += 1
      if !findings.contains(where: { $0.severity == .error }) { missed.append(change.description) }
    }
    try catalogue.restore()
    #expect(
      missed.isEmpty, "\(missed.count) of \(changes.count): \(missed.joined(separator: "\n"))")
    let made = changes.count - impossible
    let columns = Set(changes.map(\.place))
    print(
      "changed rows: \(catalogue.tables.count) tables, \(columns.count) columns, "
        + kinds.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
        + ": \(made - missed.count) of \(made) found; \(impossible) would change nothing or make two rows of one key"
    )
    #expect(made >= catalogue.tables.count)
    #expect(all.count > 1000)
  }
}

/// One change of one row, or of two.
struct RowChange: CustomStringConvertible {
  let table: String
  let column: String
  let kind: String
  let statements: [String]

  var place: String { "\(table).\(column)" }
  var description: String { "\(place) \(kind): \(statements.joined(separator: "; "))" }
}

/// A catalogue that is changed behind the program's back: checks, triggers and foreign keys do not
/// hold anybody up who writes to the file.
struct Catalogue {
  let path: String
  let tables: [String]
  private let sound: Data

  init(_ path: String) throws {
    self.path = path
    let queue = try Self.open(path)
    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
    tables = try queue.read {
      try String.fetchAll(
        $0, sql: "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    }
    try queue.close()
    sound = try Data(contentsOf: URL(fileURLWithPath: path))
  }

  private static func open(_ path: String) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA ignore_check_constraints = ON; PRAGMA synchronous = OFF")
    }
    return try DatabaseQueue(path: path, configuration: configuration)
  }

  /// Puts the catalogue back as it was.
  func restore() throws {
    for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    try sound.write(to: URL(fileURLWithPath: path))
  }

  /// Makes one change in the catalogue as it was; `false` where two rows would have one key then,
  /// or the table would hold the very rows it held before.
  func apply(_ change: RowChange) throws -> Bool {
    try restore()
    let queue = try Self.open(path)
    defer { try? queue.close() }
    do {
      return try apply(change, queue)
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
      return false
    }
  }

  private func apply(_ change: RowChange, _ queue: DatabaseQueue) throws -> Bool {
    try queue.write { db in
      let rows = try Self.rows(of: change.table, db)
      let triggers = try Row.fetchAll(
        db, sql: "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
      for trigger in triggers { try db.execute(sql: "DROP TRIGGER \(trigger["name"] as String)") }
      let before = db.totalChangesCount
      for statement in change.statements { try db.execute(sql: statement) }
      #expect(db.totalChangesCount > before, "\(change)")
      for trigger in triggers { try db.execute(sql: trigger["sql"]) }
      return try Self.rows(of: change.table, db) != rows
    }
  }

  /// The rows of a table to the last byte.
  private static func rows(of table: String, _ db: Database) throws -> [String] {
    let names =
      table == "sqlite_sequence" ? ["name", "seq"] : try db.columns(in: table).map(\.name)
    let columns = names.map { "typeof(\($0)) || hex(\($0))" }
    return try String.fetchAll(
      db,
      sql:
        "SELECT \(columns.joined(separator: " || ")) FROM \(table) ORDER BY 1"
    )
  }

  /// Every change, by the tables and columns there are.
  func changes() throws -> [RowChange] {
    try restore()
    let queue = try Self.open(path)
    defer { try? queue.close() }
    return try queue.read { db in try tables.flatMap { try Self.changes(of: $0, db) } }
  }

  private static func changes(of table: String, _ db: Database) throws -> [RowChange] {
    let columns =
      table == "sqlite_sequence" ? ["name", "seq"] : try db.columns(in: table).map(\.name)
    let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") ?? 0
    try #require(count > 0, "no row in \(table)")
    let info = try Row.fetchAll(db, sql: "PRAGMA table_info(\(table))")
    let keys = info.filter { $0["pk"] as Int > 0 }.map { $0["name"] as String }
    let isWithoutRowid =
      try String.fetchOne(
        db, sql: "SELECT sql FROM sqlite_master WHERE name = ?", arguments: [table])?
      .contains("WITHOUT ROWID") ?? false
    let names = isWithoutRowid ? keys : ["rowid"]
    // The first and the last row.
    let rows = try [("ASC", 0), ("DESC", 1)].compactMap { order, _ in
      try Row.fetchOne(
        db,
        sql: """
          SELECT \(names.map { "\($0) AS key_\($0)" }.joined(separator: ", ")), * FROM \(table)
          ORDER BY \(names.map { "\($0) \(order)" }.joined(separator: ", ")) LIMIT 1
          """)
    }
    let place = { (row: Row) in
      names.map { "\($0) IS \(literal(row["key_\($0)"]))" }.joined(separator: " AND ")
    }
    var changes: [RowChange] = []
    for column in columns {
      let isRowid =
        info.contains { row in
          row["name"] as String == column && row["pk"] as Int > 0
            && row["type"] as String == "INTEGER"
        } && !isWithoutRowid
      let mayBeNull = info.contains { row in
        row["name"] as String == column && row["notnull"] as Int == 0 && row["pk"] as Int == 0
      }
      for row in rows {
        let value = row[column] as DatabaseValue? ?? .null
        for (kind, other) in others(than: value, isRowid: isRowid, mayBeNull: mayBeNull)
        where kind == "changed" || row == rows[0] {
          changes.append(
            RowChange(
              table: table, column: column, kind: kind,
              statements: ["UPDATE \(table) SET \(column) = \(other) WHERE \(place(row))"]))
        }
      }
      let pair = try Row.fetchAll(
        db,
        sql: """
          SELECT \(names.map { "\($0) AS key_\($0)" }.joined(separator: ", ")), \(column) FROM \(table)
          GROUP BY \(column) LIMIT 4
          """)
      for pair in [pair.prefix(2), pair.suffix(2)] where pair.count == 2 {
        let pair = Array(pair)
        let values = pair.map { literal($0[column]) }
        // By way of a value that nothing has: keys are unique at every moment.
        changes.append(
          RowChange(
            table: table, column: column, kind: "swapped",
            statements: [
              "UPDATE \(table) SET \(column) = 987654321 WHERE \(place(pair[0]))",
              "UPDATE \(table) SET \(column) = \(values[0]) WHERE \(place(pair[1]))",
              "UPDATE \(table) SET \(column) = \(values[1]) WHERE \(column) = 987654321",
            ]))
      }
    }
    for row in rows {
      changes.append(
        RowChange(
          table: table, column: columns[0], kind: "deleted",
          statements: ["DELETE FROM \(table) WHERE \(place(row))"]))
    }
    changes.append(added(to: table, columns: columns, info: info, like: rows[0], place(rows[0])))
    return changes
  }

  /// A copy of a row under a new key.
  private static func added(
    to table: String, columns: [String], info: [Row], like row: Row, _ place: String
  ) -> RowChange {
    let values = columns.map { column in
      let type = info.first { $0["name"] as String == column }?["type"] as String? ?? ""
      let isKey = info.contains { $0["name"] as String == column && $0["pk"] as Int > 0 }
      let isUnique = isKey || ["name", "sha256"].contains(column)
      guard isUnique else { return column }
      return type == "INTEGER" ? "\(column) + 7000" : "\(column) || 'x'"
    }
    return RowChange(
      table: table, column: columns[0], kind: "added",
      statements: [
        """
        INSERT INTO \(table) (\(columns.joined(separator: ", ")))
        SELECT \(values.joined(separator: ", ")) FROM \(table) WHERE \(place)
        """
      ])
  }

  /// Other values than one, by the kind of the change.
  private static func others(
    than value: DatabaseValue, isRowid: Bool, mayBeNull: Bool
  ) -> [(kind: String, value: String)] {
    var others: [(String, String)] = []
    switch value.storage {
    case .int64(let number):
      others.append(("changed", "\(number + 5000)"))
      if number == 0 || number == 1 { others.append(("flipped", "\(1 - number)")) }
      if !isRowid {
        others.append(("text for a number", "'x'"))
        others.append(("huge", "9223372036854775807"))
        others.append(("negative", "-1"))
      }
    case .string(let text):
      others.append(("changed", literal((text + "x").databaseValue)))
      others.append(("bytes for a text", "CAST(\(literal(value)) AS BLOB)"))
      others.append(("behind a NUL", "\(literal(value)) || char(0) || 'x'"))
      if text != "" { others.append(("emptied", "''")) }
    case .blob(let data):
      others.append(("changed", literal((data + [0]).databaseValue)))
      others.append(("text for bytes", "CAST(\(literal(value)) AS TEXT)"))
      others.append(("number for bytes", "7"))
    case .null: others.append(("changed", "7"))
    case .double: break
    }
    if mayBeNull, !value.isNull { others.append(("nothing", "NULL")) }
    return others.map { (kind: $0.0, value: $0.1) }
  }

  private static func literal(_ value: DatabaseValue?) -> String {
    switch value?.storage {
    case .int64(let number): "\(number)"
    case .string(let text): "'" + text.replacingOccurrences(of: "'", with: "''") + "'"
    case .blob(let data): "x'" + data.map { String(format: "%02x", $0) }.joined() + "'"
    case .double(let number): "\(number)"
    case .null, nil: "NULL"
    }
  }
}
