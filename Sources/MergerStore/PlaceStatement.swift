import GRDB
import GRDBSQLite
import HotlineModel
import LocalFiles

/// The places of tickets in the segments, row by row, over a connection of its own.
///
/// A row costs a step and nothing else: millions of them are read.
@safe struct PlaceStatement: ~Copyable {
  private var database: OpaquePointer?
  private var statement: OpaquePointer?
  private let path: String

  init(path: String, _ sql: String) throws {
    self.path = path
    unsafe database = nil
    unsafe statement = nil
    guard unsafe sqlite3_open_v2(path, &database, SQLITE_OPEN_READONLY, nil) == SQLITE_OK,
      unsafe sqlite3_prepare_v2(database, sql, -1, &statement, nil) == SQLITE_OK
    else { throw failure() }
  }

  deinit {
    unsafe sqlite3_finalize(statement)
    unsafe sqlite3_close(database)
  }

  /// The next place; `nil` behind the last.
  func next() throws -> PackedTickets.Place? {
    let code = unsafe sqlite3_step(statement)
    if code == SQLITE_DONE { return nil }
    guard code == SQLITE_ROW else { throw failure() }
    let size = Int(unsafe sqlite3_column_bytes(statement, 4))
    let blob = unsafe UnsafeRawBufferPointer(start: sqlite3_column_blob(statement, 4), count: size)
    return unsafe PackedTickets.Place(
      segment: sqlite3_column_int64(statement, 0),
      place: TicketPlace(
        frame: Int(sqlite3_column_int64(statement, 1)),
        offset: Int(sqlite3_column_int64(statement, 2)),
        length: Int(sqlite3_column_int64(statement, 3))),
      hash: ContentHash([UInt8](blob)) ?? .none)
  }

  private func failure() -> Unusable {
    let reason = unsafe sqlite3_errmsg(database).map { unsafe String(cString: $0) } ?? "sqlite"
    return Unusable(.ledgerDamaged, at: SourceLocation(file: path), ["found": reason])
  }
}
