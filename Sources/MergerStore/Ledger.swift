import GRDB
import Glibc
import HotlineModel
import LocalFiles

/// The ledger (台账): every ticket in immutable segments, and the catalogue that says where.
///
/// A file of an import is kept whole or not at all; what a killed run leaves behind is swept by
/// the next one. Only one run writes at a time.
package struct Ledger: Sendable {
  let database: DatabaseQueue
  let folder: String

  /// Opens the ledger in a workspace's `.hotline` folder, and makes it where there is none.
  ///
  /// - Throws: `Unusable`: `HL6003` where the file there is no ledger, `HL6006` where a newer
  ///   version of the program has written it.
  package init(folder: String) throws {
    self.folder = folder
    try Folder.make("\(folder)/segments")
    let segments = Folder.names(in: "\(folder)/segments")
    guard segments.isEmpty || Folder.exists("\(folder)/ledger.db") else {
      throw Unusable(
        .ledgerDamaged, at: SourceLocation(file: "\(folder)/ledger.db"),
        ["found": "\(segments.count) segments of tickets, and no ledger.db"])
    }
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { db in
      // A ledger that was told "done" stays done when the power goes.
      try db.execute(sql: "PRAGMA synchronous = FULL")
      // Counts only when the ledger is made; larger pages cost less to fill in bulk.
      try db.execute(sql: "PRAGMA page_size = 16384")
      try db.execute(sql: "PRAGMA cache_size = -16384")
    }
    do {
      database = try DatabaseQueue(path: "\(folder)/ledger.db", configuration: configuration)
      try database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
      let isNewer = try database.read { try Schema.migrator.hasBeenSuperseded($0) }
      guard !isNewer else {
        throw Unusable(.ledgerNewer, at: SourceLocation(file: "\(folder)/ledger.db"))
      }
      try Schema.migrator.migrate(database)
    } catch let error as DatabaseError {
      throw Self.unusable(error, folder: folder)
    }
  }

  /// Holds the ledger for writing until the value goes; a second writer is turned away.
  ///
  /// The lock belongs to the process: it is gone when the process is, however it ended.
  package func lock() throws -> LedgerLock {
    let lock = try LedgerLock(folder: folder)
    try sweep()
    return lock
  }

  /// Clears what a killed run left: segments that the catalogue does not know, open batches.
  private func sweep() throws {
    try removeUnknownSegments()
    try database.write { db in
      try db.execute(sql: "UPDATE batch SET state = 'interrupted' WHERE state = 'open'")
    }
  }

  /// Takes files away that no row of the catalogue names.
  func removeUnknownSegments() throws {
    let known = try database.read { db in
      try Set(String.fetchAll(db, sql: "SELECT name FROM segment"))
    }
    for name in Folder.names(in: "\(folder)/segments") where !known.contains(name) {
      Folder.remove(file: "\(folder)/segments/\(name)")
    }
  }

  static func unusable(_ error: DatabaseError, folder: String) -> Unusable {
    let place = SourceLocation(file: "\(folder)/ledger.db")
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: return Unusable(.ledgerLocked, at: place)
    case .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_READONLY, .SQLITE_CANTOPEN:
      return Unusable(
        .outputUnwritable, at: place,
        ["found": place.file, "reason": error.message ?? "\(error.resultCode)"])
    default:
      return Unusable(.ledgerDamaged, at: place, ["found": error.message ?? "\(error.resultCode)"])
    }
  }
}

/// The right to write to a ledger.
package struct LedgerLock: ~Copyable {
  private let descriptor: Int32

  init(folder: String) throws {
    let path = "\(folder)/lock"
    descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw Unusable(
        .outputUnwritable, at: SourceLocation(file: path),
        ["found": path, "reason": systemReason()])
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw Unusable(.ledgerLocked, at: SourceLocation(file: path))
    }
  }

  deinit {
    close(descriptor)
  }
}
