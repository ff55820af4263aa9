import GRDBSQLite
import HotlineModel
import LocalFiles

/// Names in a ledger, for the shell's completion: read from the catalogue's file alone, without a
/// lock, a journal or a migration.
///
/// What another run has not yet written into that file is not seen, and whatever goes wrong means no
/// names: nobody is waiting for an explanation.
package struct LedgerNames: Sendable {
  private let path: String

  /// The ledger in a workspace's `.hotline` folder.
  package init(folder: String) { path = "\(folder)/ledger.db" }

  /// The batches, the latest first.
  package var batches: [String] {
    read("SELECT id FROM batch ORDER BY id DESC LIMIT 200").map(Ledger.batchName)
  }

  /// Records in quarantine that are open, those that came first before the others.
  package var openRecords: [String] {
    read("SELECT id FROM quarantine WHERE state = 'open' ORDER BY id LIMIT 200")
      .map { "Q\(padded(Int($0), to: 6))" }
  }

  /// Whether there are users, to be asked before the ledger is opened, since closing the file gives up
  /// the locks on it; `nil` where the file alone does not say: a journal lies beside it, or it
  /// cannot be read.
  var hasAccounts: Bool? {
    guard Folder.exists(path) else { return false }
    let journal = try? InputFile("\(path)-wal").read(upTo: 1)
    guard journal?.isEmpty ?? true else { return nil }
    return reading { numbers in
      do {
        return try numbers("SELECT EXISTS (SELECT 1 FROM account)").first != 0
      } catch {
        let table = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'account'"
        guard try numbers(table).first == 0 else { throw error }
        return false
      }
    }
  }

  private func read(_ sql: String) -> [Int64] { reading { try $0(sql) } ?? [] }

  /// Asks the file for whole numbers; `nil` where it cannot be opened or read.
  ///
  /// SQLite itself opens it, since GRDB's queue would cost every start of the program a millisecond.
  private func reading<Value>(
    _ body: ((_ sql: String) throws -> [Int64]) throws -> Value
  ) -> Value? {
    let escaped = path.utf8.map { byte in
      let isPlain = byte < 0x80 && byte > 0x20 && ![0x23, 0x25, 0x3F].contains(byte)
      let hexadecimal = String(byte, radix: 16)
      return isPlain ? String(UnicodeScalar(byte)) : (byte < 16 ? "%0" : "%") + hexadecimal
    }.joined()
    var connection: OpaquePointer?
    defer { unsafe sqlite3_close_v2(connection) }
    // SQLite looks for no journal beside a file that is said not to change, and makes none.
    let code = unsafe sqlite3_open_v2(
      "file:\(escaped)?immutable=1", &connection,
      SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, nil)
    guard code == SQLITE_OK else { return nil }
    return try? body { sql in
      var rows = try unsafe RowStatement(on: connection, sql)
      var numbers: [Int64] = []
      while try rows.next() { numbers.append(rows.integer(0) ?? 0) }
      return numbers
    }
  }
}
