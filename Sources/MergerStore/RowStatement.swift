import GRDB
import GRDBSQLite
import LocalFiles

/// Reads rows value by value as they are stored, whatever their types: a value of another type than
/// the program writes is told, where GRDB's rows would end the program.
@safe struct RowStatement: ~Copyable {
  private let handle: OpaquePointer?
  private let database: OpaquePointer?

  /// What stands for a `?` of a query.
  enum Argument {
    case integer(Int64), text(String)
  }

  /// Prepares a query on the connection in use.
  init(_ db: Database, _ query: String, _ arguments: [Argument] = []) throws {
    try unsafe self.init(on: db.sqliteConnection, query, arguments)
  }

  /// Prepares a query on a connection of SQLite.
  init(on connection: OpaquePointer?, _ query: String, _ arguments: [Argument] = []) throws {
    unsafe database = connection
    var statement: OpaquePointer?
    let code = unsafe sqlite3_prepare_v2(database, query, -1, &statement, nil)
    unsafe handle = statement
    guard code == SQLITE_OK else { throw error(code) }
    for (index, argument) in arguments.enumerated() {
      let place = Int32(index + 1)
      switch argument {
      case .integer(let number): unsafe sqlite3_bind_int64(handle, place, number)
      case .text(let text):
        // SQLite keeps a copy of its own.
        let copied = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        unsafe sqlite3_bind_text(handle, place, text, Int32(text.utf8.count), copied)
      }
    }
  }

  deinit {
    unsafe sqlite3_finalize(handle)
  }

  /// Steps to the next row; `false` behind the last.
  mutating func next() throws -> Bool {
    let code = unsafe sqlite3_step(handle)
    if code == SQLITE_DONE { return false }
    guard code == SQLITE_ROW else { throw error(code) }
    return true
  }

  /// The whole number in a column; `nil` where it holds anything else.
  func integer(_ column: Int32) -> Int64? {
    guard unsafe sqlite3_column_type(handle, column) == SQLITE_INTEGER else { return nil }
    return unsafe sqlite3_column_int64(handle, column)
  }

  /// The text in a column; `nil` where it holds anything else, or bytes that are not UTF-8.
  func text(_ column: Int32) -> String? {
    guard unsafe sqlite3_column_type(handle, column) == SQLITE_TEXT else { return nil }
    return unsafe withBytes(column) { bytes in
      unsafe String(validating: bytes, as: UTF8.self)
    }
  }

  /// Whether a column holds NULL.
  func isNull(_ column: Int32) -> Bool {
    unsafe sqlite3_column_type(handle, column) == SQLITE_NULL
  }

  /// Whether a column holds text.
  func isText(_ column: Int32) -> Bool {
    unsafe sqlite3_column_type(handle, column) == SQLITE_TEXT
  }

  /// The 32 bytes in a column; `nil` where it holds anything else.
  func words(_ column: Int32) -> SIMD4<UInt64>? {
    guard unsafe sqlite3_column_type(handle, column) == SQLITE_BLOB else { return nil }
    return unsafe withBytes(column) { bytes in
      guard bytes.count == 32 else { return nil }
      return unsafe bytes.loadUnaligned(as: SIMD4<UInt64>.self)
    }
  }

  /// The content hash in a column; `nil` where it holds anything else.
  func hash(_ column: Int32) -> ContentHash? {
    guard unsafe sqlite3_column_type(handle, column) == SQLITE_BLOB else { return nil }
    return unsafe withBytes(column) { unsafe ContentHash($0.bytes) }
  }

  /// Lends the bytes of a text or BLOB.
  func withBytes<Result>(
    _ column: Int32, _ body: (UnsafeRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    let start = unsafe sqlite3_column_blob(handle, column)
    let count = Int(unsafe sqlite3_column_bytes(handle, column))
    return try unsafe body(UnsafeRawBufferPointer(start: start, count: count))
  }

  /// Writes the row down with the types of its values.
  func serialize(into row: inout SerializedRow) {
    row.removeAll()
    let count = unsafe sqlite3_column_count(handle)
    for column in 0..<count {
      switch unsafe sqlite3_column_type(handle, column) {
      case SQLITE_INTEGER: row.add(unsafe sqlite3_column_int64(handle, column))
      case SQLITE_FLOAT: row.add(unsafe sqlite3_column_double(handle, column))
      case SQLITE_TEXT: unsafe withBytes(column) { unsafe row.add(text: $0) }
      case SQLITE_BLOB: unsafe withBytes(column) { unsafe row.add(blob: $0) }
      default: row.addNull()
      }
    }
  }

  private func error(_ code: Int32) -> DatabaseError {
    let message = unsafe sqlite3_errmsg(database).map { unsafe String(cString: $0) }
    return DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
  }
}
