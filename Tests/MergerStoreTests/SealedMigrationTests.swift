import Findings
import GRDB
import HotlineModel
import LocalFiles
import TestSupport
import Testing

@testable import MergerStore

/// A sealed ledger whose tables a newer program changes.
@Suite struct `Changes of tables in a sealed ledger` {
  private let folder: TemporaryFolder
  private let database: DatabaseQueue
  private let keys: AuditKeyPlace
  private let now = CivilInstant(unixSeconds: 1_700_000_000)

  /// The change from which on entries are sealed.
  private static let sealed = "audit 1 which ledger this is, seals of entries"

  init() throws {
    folder = try TemporaryFolder()
    database = try DatabaseQueue()
    keys = .file(folder.path + "/key")
    try Schema.migrator().migrate(database, upTo: Self.sealed)
    try enter("import", "B0001 x", sealedBy: try AuditKey.make(at: folder.path + "/key"))
  }

  private func enter(_ action: String, _ detail: String, sealedBy key: AuditKey) throws {
    try database.write { db in
      var trail = try AuditTrail(db, at: now, key: key)
      trail.note(action, detail)
      try trail.append(db, state: TableState(db).text)
    }
  }

  private func proof(with keys: AuditKeyPlace) throws -> LedgerProof {
    try database.read { db in
      var check = LedgerCheck(db, folder: folder.path, keys: keys)
      check.runOnCatalogue()
      return check.proof
    }
  }

  @Test func `the entry of the change carries the seal`() throws {
    try Schema.migrator(keys).migrate(database)
    let proof = try proof(with: keys)
    #expect(proof.findings.isEmpty, "\(proof.findings)")
    // One of the import, and one of each change behind it.
    let changes = Schema.migrator().migrations
    let place = try #require(changes.firstIndex(of: Self.sealed))
    try #require(changes.count - place > 3)
    #expect(proof.auditEntries == changes.count - place)
    #expect(proof.seals == changes.count - place)
  }

  @Test func `changed without the key, it is broken until a new key signs for it`() throws {
    try Schema.migrator().migrate(database)
    #expect(try proof(with: keys).findings.map(\.code).contains(.sealBroken))
    let renewed = AuditKeyPlace.file(folder.path + "/new")
    let key = try AuditKey.make(at: folder.path + "/new")
    try enter("seal", "\(key.name) by 某科长: 遗失", sealedBy: key)
    #expect(try proof(with: renewed).findings.map(\.code) == [.sealUnchecked])
  }
}
