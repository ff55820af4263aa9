import GRDB
import Glibc
import HotlineModel
import LocalFiles

extension Ledger {
  /// Tidies the folder of segments up: half-written files of killed runs go; files whose segment
  /// was dropped go where no delivery under way reads them; files that the catalogue does not know
  /// are never deleted but moved aside, since they may be all that is left of somebody's tickets.
  ///
  /// The caller holds the lock.
  func sweepSegments() throws {
    try tidySegments()
    try removeRedundantAsides()
  }

  private func tidySegments() throws {
    let (known, dropped) = try read([.segment, .droppedSegment]) { db in
      (
        try Set(String.fetchAll(db, sql: "SELECT name FROM segment")),
        try Set(String.fetchAll(db, sql: "SELECT name FROM dropped_segment"))
      )
    }
    let names = Folder.names(in: "\(folder)/segments").filter { !known.contains($0) }
    for name in temporaryNames { Folder.remove("\(folder)/\(name)") }
    guard !names.isEmpty else { return }
    let readers = LedgerLock.Readers(folder: folder)
    for name in names {
      let path = "\(folder)/segments/\(name)"
      if name.hasSuffix(".part") {
        Folder.remove(file: path)
      } else if dropped.contains(name) {
        if readers.areNone { Folder.remove(file: path) }
      } else {
        try setAside(name)
      }
    }
  }

  /// Takes away what was set aside and holds, byte for byte, what a segment of the catalogue holds:
  /// a run that was killed within its transaction left it, and was done again.
  private func removeRedundantAsides() throws {
    let aside = "\(folder)/\(Self.asideName)"
    let names = Folder.names(in: aside)
    guard !names.isEmpty else { return }
    let hashes = try read([.segment]) { db in
      Dictionary(
        try Row.fetchAll(db, sql: "SELECT size, sha256 FROM segment").map {
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
  private func setAside(_ name: String) throws {
    let target = "\(folder)/\(Self.asideName)"
    try Folder.makePrivate(target)
    var path = "\(target)/\(name)"
    var number = 1
    while Folder.exists(path) {
      number += 1
      path = "\(target)/\(name).\(number)"
    }
    try Folder.move("\(folder)/segments/\(name)", to: path)
    notices.add(
      Finding(
        .fileSetAside, at: SourceLocation(file: path), ["found": name, "target": path]))
  }

  /// Files in the ledger's folder that belong to no ledger: what killed runs left, as far as no run
  /// is at work, and what was set aside.
  package func leftovers() -> [String] {
    let aside = Folder.names(in: "\(folder)/\(Self.asideName)").map { "\(Self.asideName)/\($0)" }
    guard !LedgerLock.isHeld(in: folder) else { return aside }
    let parts = Folder.names(in: "\(folder)/segments").filter { $0.hasSuffix(".part") }
    return aside + temporaryNames + parts.map { "segments/\($0)" }
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
