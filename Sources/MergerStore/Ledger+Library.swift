import GRDBSQLite

extension Ledger {
  /// The version of SQLite that this process runs with.
  package static var library: String { unsafe String(cString: sqlite3_libversion()) }
}
