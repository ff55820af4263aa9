import GRDB
import GRDBSQLite
import Synchronization

/// What the transaction under way does to the tables, row by row, on one connection: temporary
/// triggers call it, so that no statement can be forgotten and the file itself stays plain SQLite.
final class TableChanges: Sendable {
  /// The digests; `nil` between transactions.
  private let digests = Mutex<[String: TableDigest]?>(nil)
  private static let function = "hotline_row_changed"

  /// Makes the function known that the triggers call.
  ///
  /// By SQLite's own interface: GRDB hands texts out only as far as their first NUL.
  func register(_ db: Database) {
    let context = unsafe Unmanaged.passRetained(self).toOpaque()
    unsafe sqlite3_create_function_v2(
      db.sqliteConnection, Self.function, -1, SQLITE_UTF8, context,
      { context, count, values in
        guard let changes = unsafe sqlite3_user_data(context), let values = unsafe values else {
          return
        }
        unsafe Unmanaged<TableChanges>.fromOpaque(changes).takeUnretainedValue().note(
          UnsafeBufferPointer(start: values, count: Int(count)))
      }, nil, nil,
      { context in
        if let context = unsafe context {
          unsafe Unmanaged<TableChanges>.fromOpaque(context).release()
        }
      })
  }

  /// A row that comes or goes: the table, whether the row is gone, and its values.
  private func note(_ values: UnsafeBufferPointer<OpaquePointer?>) {
    guard values.count > 2, let name = unsafe sqlite3_value_text(values[0]) else { return }
    let table = unsafe String(cString: name)
    let isGone = unsafe sqlite3_value_int(values[1]) != 0
    var row = SerializedRow()
    for index in 2..<values.count {
      let value = unsafe values[index]
      switch unsafe sqlite3_value_type(value) {
      case SQLITE_INTEGER: row.add(unsafe sqlite3_value_int64(value))
      case SQLITE_FLOAT: row.add(unsafe sqlite3_value_double(value))
      case SQLITE_TEXT: unsafe row.add(text: Self.bytes(of: value))
      case SQLITE_BLOB: unsafe row.add(blob: Self.bytes(of: value))
      default: row.addNull()
      }
    }
    digests.withLock { $0?[table, default: TableDigest()].add(row, taking: isGone) }
  }

  private static func bytes(of value: OpaquePointer?) -> UnsafeRawBufferPointer {
    let start = unsafe sqlite3_value_blob(value)
    return unsafe UnsafeRawBufferPointer(start: start, count: Int(sqlite3_value_bytes(value)))
  }

  /// Begins a transaction from what the newest audit entry says of the tables; where it says
  /// nothing, since the ledger is new or of an earlier program, they are counted.
  func begin(_ db: Database) throws {
    let last = try String.fetchOne(db, sql: "SELECT state FROM audit ORDER BY id DESC LIMIT 1")
    let known = try last.flatMap { TableState($0) } ?? TableState(db)
    digests.withLock { $0 = known.digests }
    for table in try TableState.watched(db) { try watch(table, db) }
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

  /// The digests after the transaction under way.
  func state(_ db: Database) throws -> TableState {
    var state = underWay ?? TableState(digests: [:])
    try state.countUnwatched(db)
    return state
  }

  /// The digests of the watched tables at this point of the transaction under way; `nil` where none is.
  var underWay: TableState? { digests.withLock { $0.map { TableState(digests: $0) } } }

  /// Ends the transaction.
  func end() { digests.withLock { $0 = nil } }
}
