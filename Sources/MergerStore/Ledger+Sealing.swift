import GRDB
package import HotlineModel
import LocalFiles

extension Ledger {
  /// Makes the key that seals the ledger's audit trail, where there is a place for it and no key yet.
  ///
  /// - Returns: the key's file; `nil` where there is no place for one: a ledger without a key works as
  ///   well, and says that nothing is sealed.
  /// - Throws: `Unusable` with `HL6102` where there is a place and the disk fails.
  package func makeKey() throws -> String? {
    guard let path = keys.path(ofLedger: try auditHead().ledger) else { return nil }
    guard !Folder.exists(path) else { return path }
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    guard Folder.canBeMade(folder.isEmpty ? "/" : folder) else { return nil }
    _ = try AuditKey.make(at: path)
    return path
  }

  /// Seals the audit trail from here on: with the key there is, or with a new one.
  ///
  /// The caller holds the lock.
  ///
  /// - Parameters:
  ///   - reason: why; needed where another key sealed it before.
  ///   - signer: who.
  ///   - now: when.
  /// - Returns: the key's file.
  /// - Throws: `Unusable`: `HL6216` where keys are kept nowhere, or a key is replaced without
  ///   a name or a reason, `HL6102` where it cannot be written.
  package func seal(because reason: String, by signer: String, now: CivilInstant) throws -> String {
    let (id, sealedBy) = try read([]) { db in
      (try Self.identity(db), try Self.newestKey(db))
    }
    guard let path = keys.path(ofLedger: id) else {
      throw Self.unusableKey("HOTLINE_AUDIT_KEY", "neither it nor HOME names a place for it")
    }
    let key = try Self.key(at: path, sealing: sealedBy)
    if !sealedBy.isEmpty, key?.name != sealedBy {
      let isBlank: (String) -> Bool = { $0.allSatisfy(\.isWhitespace) }
      guard !isBlank(signer), !isBlank(reason) else {
        throw Self.unusableKey(
          path, "to seal with another key than before, say --because and --by")
      }
    }
    if let key, key.name == sealedBy { return path }
    // A new key takes its name when an entry says that it seals from here on: a run that fails before
    // leaves a ledger without its key, not one that another key seems to have sealed.
    let pending = Self.pending(path)
    let new = try key ?? Self.stored(pending) ?? AuditKey.make(at: pending)
    try write(at: now, sealing: new) { _, trail in
      _ = trail.note("seal", "\(new.name) by \(signer): \(reason)")
    }
    if key == nil { try Folder.move(pending, to: path) }
    return path
  }

  /// The name of the key that sealed the newest audit entry, empty where none did; and the name of
  /// the key that is here.
  package func sealing() throws -> (newest: String, here: String?) {
    let (id, sealedBy) = try read([]) { db in
      (try Self.identity(db), try Self.newestKey(db))
    }
    let path = keys.path(ofLedger: id)
    let key = try path.flatMap { try Self.key(at: $0, sealing: sealedBy) }
    return (sealedBy, key?.name)
  }

  /// The name of the key that sealed the newest entry that has a seal; empty where none has.
  static func newestKey(_ db: Database) throws -> String {
    try String.fetchOne(
      db, sql: "SELECT key FROM audit WHERE key <> '' ORDER BY id DESC LIMIT 1") ?? ""
  }

  /// The key in a file, or the one that was to take its place and has sealed an entry already.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - newest: the name of the key that sealed the newest entry.
  /// - Returns: the key; `nil` where there is none.
  /// - Throws: `Unusable` with `HL6216` where the file holds no key, or others may read it.
  static func key(at path: String, sealing newest: String) throws -> AuditKey? {
    if let renewed = try stored(pending(path)), renewed.name == newest {
      try? Folder.move(pending(path), to: path)
      return renewed
    }
    return try stored(path)
  }

  private static func stored(_ path: String) throws -> AuditKey? {
    Folder.exists(path) ? try AuditKey(contentsOf: path) : nil
  }

  private static func pending(_ path: String) -> String { path + ".new" }
}
