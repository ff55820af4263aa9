import GRDB
import GRDBSQLite
import HotlineModel
import LocalFiles

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

  /// Runs the statement for a key, its first parameter, and a content hash.
  func run(_ key: ArraySlice<UInt8>, _ content: ContentHash, at parameter: Int32) throws {
    try unsafe content.withBytes { bytes in
      unsafe sqlite3_bind_blob(handle, parameter, bytes.baseAddress, Int32(bytes.count), nil)
      try run(key)
    }
  }

  /// Runs the statement for a key, its first parameter.
  func run(_ key: ArraySlice<UInt8>) throws {
    _ = unsafe try step(key) { _ in }
  }

  /// The content hash in the first column of the row that a key finds; `nil` where it finds none.
  func content(of key: ArraySlice<UInt8>) throws -> ContentHash? {
    unsafe try step(key) { unsafe Self.content(in: $0, column: 0) } ?? nil
  }

  /// Hands out each row of a key and a content hash.
  func forEachRow(_ body: (_ key: [UInt8], _ content: ContentHash) -> Void) throws {
    defer { unsafe sqlite3_reset(handle) }
    while true {
      let code = unsafe sqlite3_step(handle)
      if code == SQLITE_DONE { return }
      guard code == SQLITE_ROW else { throw error(code) }
      guard let content = unsafe Self.content(in: handle, column: 1) else { continue }
      body(unsafe Self.bytes(in: handle, column: 0), content)
    }
  }

  /// Binds a key in place, and steps; what `read` makes of the row, `nil` where there is none.
  private func step<Value>(
    _ key: ArraySlice<UInt8>, _ read: (OpaquePointer?) -> Value
  ) throws -> Value? {
    try unsafe key.withUnsafeBytes { key in
      let start = unsafe key.baseAddress?.assumingMemoryBound(to: CChar.self)
      unsafe sqlite3_bind_text(handle, 1, start, Int32(key.count), nil)
      defer { unsafe sqlite3_reset(handle) }
      let code = unsafe sqlite3_step(handle)
      if code == SQLITE_DONE { return nil }
      guard code == SQLITE_ROW else { throw error(code) }
      return unsafe read(handle)
    }
  }

  private static func content(in row: OpaquePointer?, column: Int32) -> ContentHash? {
    ContentHash(unsafe bytes(in: row, column: column))
  }

  private static func bytes(in row: OpaquePointer?, column: Int32) -> [UInt8] {
    guard let start = unsafe sqlite3_column_blob(row, column) else { return [] }
    let count = Int(unsafe sqlite3_column_bytes(row, column))
    return unsafe [UInt8](UnsafeRawBufferPointer(start: start, count: count))
  }

  private func error(_ code: Int32) -> DatabaseError {
    let message = unsafe sqlite3_errmsg(database).map { unsafe String(cString: $0) }
    return DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
  }
}
