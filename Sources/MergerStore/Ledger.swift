import Findings
import GRDB
import Glibc
package import HotlineModel
import LocalFiles

/// The ledger (台账): every ticket in immutable segments, and the catalogue that says where.
///
/// A file of an import is kept whole or not at all; what a killed run leaves behind is swept by
/// the next one. Only one run writes at a time.
package struct Ledger: Sendable {
  let database: DatabaseQueue
  let folder: String
  /// Where the key files are: in the ledger's folder, but for a ledger of an earlier program in a
  /// workspace that may only be read.
  let keyFolder: String
  /// What the transaction under way does to the tables.
  let changes = TableChanges()
  /// The tables that were held against what proves them.
  let proven = ProvenTables()

  /// Where the key is kept that seals the audit trail.
  let keys: AuditKeyPlace
  /// What the ledger did that its user should know of.
  let notices: LedgerNotices
  /// Where the workspace may only be read: the copy of the catalogue that is read instead.
  private let copy: CatalogueCopy?

  /// The file of the catalogue that is read.
  var catalogue: String { copy?.path ?? "\(folder)/ledger.db" }
  /// Whether the workspace may only be read.
  var isReadOnly: Bool { copy != nil }

  /// Opens the ledger in a workspace's `.hotline` folder, and makes it where there is none.
  ///
  /// - Parameters:
  ///   - folder: the folder.
  ///   - keys: where the key is kept that seals the audit trail.
  ///   - notices: is told what the user should know of.
  /// - Throws: `Unusable`: `HL6003` where the file there is no ledger, or an empty one, an older one
  ///   or that of another workspace; `HL6006` where a newer version of the program has written it;
  ///   `HL6007` where the folder may not be looked into.
  package init(
    folder: String, keys: AuditKeyPlace = .none, notices: LedgerNotices = LedgerNotices()
  ) throws {
    self.folder = folder
    self.keys = keys
    self.notices = notices
    guard !Folder.exists(folder) || Folder.isOpen(folder) else {
      throw Unusable(.ledgerNotAllowed(found: folder), at: SourceLocation(file: folder))
    }
    let path = "\(folder)/ledger.db"
    let isWritable =
      !Folder.exists(folder)
      || (DiskSpace.takesFiles(folder) && (!Folder.exists(path) || DiskSpace.isWritable(path)))
    if isWritable {
      for name in ["segments", Self.keyFolderName] { try Folder.make("\(folder)/\(name)") }
    }
    guard Folder.isFolder("\(folder)/segments") else {
      throw Self.damaged("segments: the folder is gone that it names", in: folder)
    }
    let head = try LedgerHead(folder: folder)
    let segments = Folder.names(in: "\(folder)/segments").filter { !$0.hasSuffix(".part") }
    let isEmpty = try !Folder.exists(path) || Self.isEmpty(path)
    if isEmpty, head != nil || !segments.isEmpty {
      throw Self.damaged(
        "ledger.db is empty or gone, beside \(segments.count) segments of tickets", in: folder)
    }
    let copy = isWritable || isEmpty ? nil : try CatalogueCopy(of: path)
    self.copy = copy
    let changes = changes
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { db in
      // A ledger that was told "done" stays done when the power goes.
      try db.execute(sql: "PRAGMA synchronous = FULL")
      // Counts only when the ledger is made. With larger pages, the pages that one statement and its
      // triggers may have to restore are more than SQLite holds in memory, and go to a file each time.
      try db.execute(sql: "PRAGMA page_size = 4096")
      try db.execute(sql: "PRAGMA cache_size = -16384")
      changes.register(db)
    }
    (database, keyFolder) = try Self.translated(folder) {
      let database = try DatabaseQueue(path: copy?.path ?? path, configuration: configuration)
      if let head, let parting = try database.read({ try Self.parting(of: $0, from: head) }) {
        throw DamagedTable(found: parting)
      }
      try database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
      guard try !database.read({ try Schema.migrator().hasBeenSuperseded($0) }) else {
        throw Unusable(.ledgerNewer, at: SourceLocation(file: path))
      }
      let keyFolder = try Self.migrate(database, folder: folder, copy: copy, keys: keys)
      return (database, keyFolder)
    }
    try proveSegmentsAreThere(segments)
  }

  /// A folder of segments that is empty, though the catalogue names some, is not the one there was:
  /// its disk is gone, or it was not copied.
  private func proveSegmentsAreThere(_ segments: [String]) throws {
    guard segments.isEmpty else { return }
    let named = try read([]) { try Int.fetchOne($0, sql: "SELECT count(*) FROM segment") ?? 0 }
    if named > 0 {
      throw Self.damaged("segments: none of \(named) is there", in: folder)
    }
  }

  /// Whether a catalogue that is there has no bytes, by its size: whoever opens the file and closes it
  /// gives up the locks that SQLite holds on it for other connections of this process, and another
  /// process would remove the journal that they write to.
  private static func isEmpty(_ path: String) throws -> Bool {
    var status = stat()
    guard unsafe stat(path, &status) == 0, unsafe access(path, R_OK) == 0 else {
      return try InputFile(path).read(upTo: 1).isEmpty
    }
    return status.st_size == 0
  }

  /// The folder, within the ledger's, of key files.
  static let keyFolderName = "key-files"

  static func damaged(_ found: String, in folder: String) -> Unusable {
    Unusable(.ledgerDamaged(found: found), at: SourceLocation(file: "\(folder)/ledger.db"))
  }

  /// Holds the ledger for writing until the value goes; a second writer is turned away.
  ///
  /// The lock belongs to the process: it is gone when the process is, however it ended.
  ///
  /// - Throws: `Unusable`: `HL6001` where another run is writing, `HL6225` where the catalogue is
  ///   that of another workspace, too.
  package func lock() throws -> LedgerLock {
    let lock = try LedgerLock(folder: folder)
    let links = Folder.links(ofFile: catalogue)
    guard links <= 1 else {
      throw Unusable(.ledgerShared(found: links), at: SourceLocation(file: catalogue))
    }
    try bringHeadUp()
    try sweepSegments()
    return lock
  }

  /// What the database complains about, as a finding; its own words stay inside.
  static func unusable(_ error: DatabaseError, folder: String) -> Unusable {
    let place = SourceLocation(file: "\(folder)/ledger.db")
    func damaged(_ found: String) -> Unusable {
      Unusable(.ledgerDamaged(found: found), at: place)
    }
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL: return Unusable(.ledgerLocked, at: place)
    case .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_READONLY, .SQLITE_CANTOPEN:
      return Unusable(
        .outputUnwritable(found: place.file, reason: error.message ?? "\(error.resultCode)"),
        at: place)
    case .SQLITE_CORRUPT: return damaged("ledger.db: its pages do not fit together")
    case .SQLITE_NOTADB: return damaged("ledger.db is not a database")
    default: return damaged("ledger.db: SQLite \(error.extendedResultCode.rawValue)")
    }
  }
}

/// The right to read segments: as long as the value is there, no run takes a segment away.
package struct SegmentUse: ~Copyable {
  private let descriptor: Int32

  init(folder: String) {
    let path = "\(folder)/readers"
    let writable = unsafe open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
    descriptor = writable >= 0 ? writable : unsafe open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    // Without a file to lock, in a folder that takes none, nothing is taken away either.
    while descriptor >= 0, flock(descriptor, LOCK_SH) != 0, errno == EINTR {}
  }

  deinit { giveBack(descriptor) }
}

/// The right to write to a ledger.
package struct LedgerLock: ~Copyable {
  private let descriptor: Int32

  /// Whether some run holds the right.
  static func isHeld(in folder: String) -> Bool {
    let descriptor = unsafe open("\(folder)/lock", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { giveBack(descriptor) }
    return flock(descriptor, LOCK_SH | LOCK_NB) != 0
  }

  init(folder: String) throws {
    let path = "\(folder)/lock"
    descriptor = unsafe open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw Unusable(
        .outputUnwritable(found: path, reason: systemReason()), at: SourceLocation(file: path))
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw Unusable(.ledgerLocked, at: SourceLocation(file: path))
    }
  }

  deinit { giveBack(descriptor) }
}

/// Gives a lock back and closes its file.
///
/// It is given back aloud: a child process that is just being started still holds a copy of the
/// descriptor.
private func giveBack(_ descriptor: Int32) {
  guard descriptor >= 0 else { return }
  flock(descriptor, LOCK_UN)
  close(descriptor)
}

extension LedgerLock {
  /// Runs that read segments and hold no right to write: deliveries.
  ///
  /// Each holds a shared lock on `.hotline/readers` as long as it reads.
  struct Readers: ~Copyable {
    private let descriptor: Int32
    /// Whether nobody reads, which stays so as long as this value is there.
    let areNone: Bool

    init(folder: String) {
      descriptor = unsafe open(
        "\(folder)/readers", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
      areNone = descriptor >= 0 && flock(descriptor, LOCK_EX | LOCK_NB) == 0
    }

    deinit { giveBack(descriptor) }
  }
}
