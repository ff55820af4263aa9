import Findings
import Glibc
import LocalFiles

/// A delivery that is being written: nothing of it is in its folder before all of it is there.
///
/// A folder that is new appears by one rename. Where the folder is there already, be it empty, a
/// disk, or an earlier delivery that is to be replaced, the files are moved into it, the list of
/// hashes last; the earlier delivery stays as it is until then. A run that fails leaves nothing; what
/// a killed one leaves the next one takes away.
package struct DeliveryDraft: ~Copyable {
  /// Where the files are written.
  package let path: String

  private let folder: String
  private let isNew: Bool

  /// Begins a delivery.
  ///
  /// - Throws: `Unusable`: `HL6101` where something is in the folder that is not to be replaced,
  ///   `HL6102` where the folder is a link or cannot be made.
  package init(_ folder: String, replacing: Bool) throws {
    guard !Folder.isLink(folder) else {
      throw Unusable(
        .outputUnwritable(found: folder, reason: "it is a link; name the folder it leads to"),
        at: SourceLocation(file: folder))
    }
    let isNew = !Folder.exists(folder)
    if !isNew, !Folder.isFolder(folder) || !(replacing || Folder.names(in: folder).isEmpty) {
      throw Unusable(.outputExists(found: folder), at: SourceLocation(file: folder))
    }
    let parts = folder.split(separator: "/")
    let above = (folder.hasPrefix("/") ? "/" : "") + parts.dropLast().joined(separator: "/")
    let place = isNew ? (above.isEmpty ? "." : above) : folder
    let stem = isNew ? ".\(parts.last ?? "").part-" : ".part-"
    try Folder.make(place)
    for name in Folder.names(in: place, withHidden: true) where Self.isLeft(name, stem: stem) {
      Folder.remove("\(place)/\(name)")
    }
    let path = "\(place)/\(stem)\(getpid())"
    try Folder.make(path)
    self.path = path
    self.folder = folder
    self.isNew = isNew
  }

  deinit { Folder.remove(path) }

  /// Puts the delivery into its folder.
  ///
  /// - Throws: `Unusable` with `HL6102` where the files cannot be moved.
  package consuming func publish() throws {
    guard isNew else {
      Self.removeListed(in: folder)
      return try Folder.moveContents(
        of: path, to: folder, last: [DeliveryFolder.manifestName, DeliveryFolder.sumsName])
    }
    try Folder.move(path, to: folder)
  }

  /// Whether a name is that of a draft whose run is at work no more.
  private static func isLeft(_ name: String, stem: String) -> Bool {
    guard name.hasPrefix(stem), let process = Int32(name.dropFirst(stem.count)) else {
      return false
    }
    return kill(process, 0) != 0 && errno == ESRCH
  }

  /// Takes away the files that an earlier delivery lists.
  private static func removeListed(in folder: String) {
    let list = "\(folder)/\(DeliveryFolder.sumsName)"
    let text = (try? InputFile.bytes(of: list)) ?? []
    for line in String(decoding: text, as: UTF8.self).split(separator: "\n") {
      guard let entry = DeliveryFolder.entry(line) else { continue }
      Folder.remove(file: "\(folder)/\(entry.name)")
    }
  }
}
