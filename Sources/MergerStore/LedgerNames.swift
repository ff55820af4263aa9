import GRDB
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
    let tables = read(
      "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'account'")
    guard let tables = tables.first else { return nil }
    return tables == 0 ? false : read("SELECT EXISTS (SELECT 1 FROM account)").first.map { $0 != 0 }
  }

  private func read(_ sql: String) -> [Int64] {
    var configuration = Configuration()
    configuration.readonly = true
    let escaped = path.utf8.map { byte in
      let isPlain = byte < 0x80 && byte > 0x20 && ![0x23, 0x25, 0x3F].contains(byte)
      let hexadecimal = String(byte, radix: 16)
      return isPlain ? String(UnicodeScalar(byte)) : (byte < 16 ? "%0" : "%") + hexadecimal
    }.joined()
    // SQLite looks for no journal beside a file that is said not to change, and makes none.
    let database = try? DatabaseQueue(
      path: "file:\(escaped)?immutable=1", configuration: configuration)
    return (try? database?.read { try Int64.fetchAll($0, sql: sql) }) ?? []
  }
}
