import Findings
import GRDB
import Glibc
import LocalFiles

extension Ledger {
  /// Tidies the folders of segments and of key files up: half-written files of killed runs go; files that
  /// were dropped go where no delivery under way reads them; files that the catalogue does not know,
  /// by name and bytes, are never deleted but moved aside, since they may be all that is left of
  /// somebody's tickets.
  ///
  /// The caller holds the lock.
  func sweepSegments() throws {
    try tidySegments()
    try removeRedundantAsides()
  }

  private func tidySegments() throws {
    func dropped(_ db: Database, _ table: String) throws -> [String: String] {
      try Row.fetchAll(db, sql: "SELECT name, sha256 FROM \(table)").reduce(into: [:]) {
        $0[$1[0]] = $1[1]
      }
    }
    let (segments, keyFiles, droppedSegments, droppedKeyFiles) = try read(
      [.segment, .keyFile, .droppedSegment, .droppedKeyFile]
    ) { db in
      (
        try String.fetchSet(db, sql: "SELECT name FROM segment"),
        try String.fetchSet(db, sql: "SELECT name FROM key_file"),
        try dropped(db, "dropped_segment"), try dropped(db, "dropped_key_file")
      )
    }
    for name in temporaryNames { Folder.remove("\(folder)/\(name)") }
    try tidy("segments", known: segments, dropped: droppedSegments)
    try tidy(Self.keyFolderName, known: keyFiles, dropped: droppedKeyFiles)
  }

  private func tidy(_ folderName: String, known: Set<String>, dropped: [String: String]) throws {
    let names = Folder.names(in: "\(folder)/\(folderName)").filter { !known.contains($0) }
    guard !names.isEmpty else { return }
    let readers = LedgerLock.Readers(folder: folder)
    for name in names {
      let path = "\(folder)/\(folderName)/\(name)"
      if name.hasSuffix(".part") || name.hasPrefix(FileKeys.pieceMark) {
        Folder.remove(file: path)
      } else if let sha256 = dropped[name], !readers.areNone || isFile(path, ofHash: sha256) {
        if readers.areNone { Folder.remove(file: path) }
      } else {
        try setAside(name, from: folderName)
      }
    }
  }

  private func isFile(_ path: String, ofHash sha256: String) -> Bool {
    (try? Fingerprint.hex(ofFile: path)) == sha256
  }

  /// Takes away what was set aside and holds, byte for byte, what a segment of the catalogue holds:
  /// a run that was killed within its transaction left it, and was done again.
  private func removeRedundantAsides() throws {
    let aside = "\(folder)/\(Self.asideName)"
    // A run may have been killed when the folder was empty but still there.
    guard Folder.exists(aside) else { return }
    let names = Folder.names(in: aside)
    let hashes = try read([.segment, .keyFile]) { db in
      Dictionary(
        try Row.fetchAll(
          db,
          sql: "SELECT size, sha256 FROM segment UNION ALL SELECT size, sha256 FROM key_file"
        ).map {
          ($0[0] as Int, [$0[1] as String])
        }, uniquingKeysWith: +)
    }
    for name in names {
      let path = "\(aside)/\(name)"
      guard let size = Folder.size(ofFile: path), let known = hashes[size],
        known.contains(try Fingerprint.hex(ofFile: path))
      else { continue }
      Folder.remove(file: path)
      notices.withdraw(path)
    }
    if Folder.names(in: aside, withHidden: true).isEmpty { Folder.remove(aside) }
  }

  /// Moves a file that the catalogue does not know out of the way, under a name of its own.
  private func setAside(_ name: String, from folderName: String) throws {
    let target = "\(folder)/\(Self.asideName)"
    try Folder.makePrivate(target)
    var path = "\(target)/\(name)"
    var number = 1
    while Folder.exists(path) {
      number += 1
      path = "\(target)/\(name).\(number)"
    }
    try Folder.move("\(folder)/\(folderName)/\(name)", to: path)
    notices.add(Finding(.fileSetAside(found: name, target: path), at: SourceLocation(file: path)))
  }

  /// Files in the ledger's folder that belong to no ledger: what killed runs left, as far as no run
  /// is at work, and what was set aside.
  package func leftovers() -> [String] {
    let aside = Folder.names(in: "\(folder)/\(Self.asideName)").map { "\(Self.asideName)/\($0)" }
    guard !LedgerLock.isHeld(in: folder) else { return aside }
    let parts = ["segments", Self.keyFolderName].flatMap { name in
      Folder.names(in: "\(folder)/\(name)").filter {
        $0.hasSuffix(".part") || $0.hasPrefix(FileKeys.pieceMark)
      }.map { "\(name)/\($0)" }
    }
    return aside + temporaryNames + parts
  }

  /// Names of what runs left that are at work no more: each bears the number of its process.
  private var temporaryNames: [String] {
    Folder.names(in: folder).filter { name in
      if name.hasSuffix(".part") { return true }
      let rest = ["backup-", "scratch-"].first(where: name.hasPrefix).map {
        name.dropFirst($0.count)
      }
      guard let rest, let process = Int32(rest.prefix(while: \.isNumber)) else { return false }
      return kill(process, 0) != 0 && errno == ESRCH
    }
  }

  /// The folder, within the ledger's, of files that the catalogue does not know.
  static let asideName = "set-aside"
}
