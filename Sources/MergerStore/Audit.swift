import GRDB
import HotlineModel
import LocalFiles

/// The audit trail: each entry carries the hash of the one before it.
enum Audit {
  /// Adds an entry.
  static func append(_ db: Database, at now: CivilInstant, action: String, detail: String) throws {
    let previous =
      try String.fetchOne(db, sql: "SELECT hash FROM audit ORDER BY id DESC LIMIT 1") ?? ""
    let sealed = [previous, now.rfc3339, action, detail].joined(separator: "\u{1F}")
    try db.execute(
      sql: "INSERT INTO audit (at, action, detail, previous, hash) VALUES (?,?,?,?,?)",
      arguments: [now.rfc3339, action, detail, previous, Fingerprint.hex(of: Array(sealed.utf8))])
  }
}
