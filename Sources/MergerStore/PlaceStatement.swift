import GRDB
import GRDBSQLite
import HotlineModel
import LocalFiles

/// The places of tickets in the segments, row by row, over a connection of its own that sees one
/// moment of the catalogue, whatever others write.
///
/// A row costs a step and nothing else: millions of them are read.
@safe struct PlaceStatement: ~Copyable {
  /// The ledger's sequence number at that moment.
  private(set) var sequence = 0
  private var database: OpaquePointer?
  private var statement: OpaquePointer?
  private let path: String

  /// Opens the catalogue, and fixes the moment.
  init(path: String) throws {
    self.path = path
    unsafe database = nil
    unsafe statement = nil
    guard unsafe sqlite3_open_v2(path, &database, SQLITE_OPEN_READONLY, nil) == SQLITE_OK,
      unsafe sqlite3_busy_timeout(database, 5000) == SQLITE_OK,
      unsafe sqlite3_exec(database, "BEGIN", nil, nil, nil) == SQLITE_OK
    else { throw failure() }
    try prepare("SELECT coalesce(max(id), 0) FROM audit")
    guard unsafe sqlite3_step(statement) == SQLITE_ROW else { throw failure() }
    sequence = Int(unsafe sqlite3_column_int64(statement, 0))
  }

  /// Begins to read: file, frame, offset, length and hash of each row.
  mutating func prepare(_ sql: String) throws {
    unsafe sqlite3_finalize(statement)
    unsafe statement = nil
    guard unsafe sqlite3_prepare_v2(database, sql, -1, &statement, nil) == SQLITE_OK else {
      throw failure()
    }
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
