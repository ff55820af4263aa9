import GRDB
import GRDBSQLite
import HotlineModel

/// A statement that is run for millions of rows: a row costs its binds and a step.
@safe struct BulkStatement: ~Copyable {
  private let handle: OpaquePointer?
  private let database: OpaquePointer?

  /// Prepares a statement on the connection in use.
  init(_ db: Database, _ sql: String) throws {
    unsafe database = db.sqliteConnection
    var statement: OpaquePointer?
    let code = unsafe sqlite3_prepare_v2(database, sql, -1, &statement, nil)
    unsafe handle = statement
    guard code == SQLITE_OK else { throw error(code) }
  }

  deinit {
    unsafe sqlite3_finalize(handle)
  }

  /// Binds a whole number to a parameter, from 1.
  func bind(_ parameter: Int32, _ number: Int64) {
    unsafe sqlite3_bind_int64(handle, parameter, number)
  }

  /// Runs the statement for a row with a text, which is read in place, and a blob.
  ///
  /// - Returns: the bytes of the first column, `nil` where no row came back.
  func run(
    text: ArraySlice<UInt8>, at textParameter: Int32, blob: [UInt8] = [],
    at blobParameter: Int32 = 0
  ) throws -> [UInt8]? {
    try unsafe text.withUnsafeBytes { text in
      try unsafe blob.withUnsafeBytes { blob in
        let start = unsafe text.baseAddress?.assumingMemoryBound(to: CChar.self)
        unsafe sqlite3_bind_text(handle, textParameter, start, Int32(text.count), nil)
        if blobParameter > 0 {
          unsafe sqlite3_bind_blob(handle, blobParameter, blob.baseAddress, Int32(blob.count), nil)
        }
        defer { unsafe sqlite3_reset(handle) }
        let code = unsafe sqlite3_step(handle)
        if code == SQLITE_DONE { return nil }
        guard code == SQLITE_ROW else { throw error(code) }
        guard let bytes = unsafe sqlite3_column_blob(handle, 0) else { return [] }
        let count = Int(unsafe sqlite3_column_bytes(handle, 0))
        return unsafe [UInt8](UnsafeRawBufferPointer(start: bytes, count: count))
      }
    }
  }

  private func error(_ code: Int32) -> DatabaseError {
    let message = unsafe sqlite3_errmsg(database).map { unsafe String(cString: $0) }
    return DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
  }
}
