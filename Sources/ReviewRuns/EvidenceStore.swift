package import Findings
import LocalFiles
package import MergerRuns
package import Reports

/// The files that prove what was done, copied into the workspace under their SHA-256.
///
/// A file is there before the row of the ledger that names it: a run that is killed in between leaves
/// a file that nobody names, which does no harm, and never a row without its file. The folder is its
/// owner's alone.
package struct EvidenceStore: Sendable {
  /// The largest file that is taken, in bytes: 50 MiB.
  package static let largest = 50 << 20

  /// Where the files are.
  package let folder: String

  /// The evidence of a workspace.
  package init(_ workspace: Workspace) { folder = "\(workspace.folder)/Evidence" }

  /// Copies a file into the workspace; one that is there already stays as it is.
  ///
  /// Whoever adds holds the ledger's lock: what other runs have begun is taken for left behind.
  ///
  /// - Parameter path: the file. Its name is kept without its folder.
  /// - Returns: the copy's name, SHA-256, size, and what it is by its content.
  /// - Throws: `Unusable`: `HL4115` where it cannot be read, is empty, larger than 50 MiB, or of a
  ///   kind that is not taken; `HL1006` where it changes meanwhile; `HL6102` where the copy cannot
  ///   be written.
  package func add(_ path: String) throws -> EvidenceFile {
    let name = Folder.name(of: path)
    func refused(_ reason: String) -> Unusable {
      Unusable(.evidenceRefused(found: name, reason: reason), at: SourceLocation(file: path))
    }
    let bytes: [UInt8]
    do {
      bytes = try Self.bytes(of: path)
    } catch let unusable as Unusable where unusable.findings.first?.code == .fileUnreadable {
      throw refused(unusable.findings.first?.facts["reason"] ?? "no such file")
    }
    if bytes.isEmpty { throw refused("nothing is in it") }
    if bytes.count > Self.largest { throw refused("it has more than \(Self.largest >> 20) MiB") }
    guard let type = EvidenceKind.name(of: bytes, named: name) else {
      throw refused("by its content it is not one of \(EvidenceKind.names)")
    }
    let file = EvidenceFile(
      name: name, sha256: Fingerprint.hex(of: bytes), size: bytes.count, type: type)
    try Folder.makePrivate(folder)
    // What a killed run has left half written.
    for name in Folder.names(in: folder) where name.hasSuffix(".part") {
      Folder.remove(file: "\(folder)/\(name)")
    }
    if fault(of: file) != nil {
      var copy = try OutputFile(self.path(of: file), mode: 0o600)
      try copy.write(bytes)
      _ = try copy.commit()
    }
    return file
  }

  /// Where the copy of a file is.
  package func path(of file: EvidenceFile) -> String { "\(folder)/\(file.sha256).\(file.type)" }

  /// Whether the file of a hash is there and holds what it held when it was copied.
  package func verify(_ sha256: String) -> Bool {
    Folder.names(in: folder).filter { $0.hasPrefix("\(sha256).") }
      .contains { (try? Fingerprint.hex(ofFile: "\(folder)/\($0)")) == sha256 }
  }

  /// What is wrong with the copies of some files: those that are gone, or hold something else.
  package func findings(_ files: [EvidenceFile]) -> [Finding] {
    var seen: Set<String> = []
    return files.filter { seen.insert($0.sha256).inserted }.compactMap { file in
      fault(of: file).map { reason in
        Finding(
          .evidenceChanged(found: file.name, reason: reason),
          at: SourceLocation(file: path(of: file)))
      }
    }
  }

  private func fault(of file: EvidenceFile) -> String? {
    let path = path(of: file)
    guard Folder.hasEntry(path) else { return "no such file" }
    return (try? Fingerprint.hex(ofFile: path)) == file.sha256 ? nil : "it is not what was copied"
  }

  /// All bytes of a file, or one byte more than may be.
  private static func bytes(of path: String) throws -> [UInt8] {
    let file = try InputFile(path)
    let before = file.state
    var bytes: [UInt8] = []
    while bytes.count <= largest {
      let piece = try file.read(upTo: min(1 << 20, largest + 1 - bytes.count))
      if piece.isEmpty { break }
      bytes += piece
    }
    guard file.state == before, bytes.count > largest || bytes.count == before.size else {
      throw Unusable(.fileChanged, at: SourceLocation(file: path))
    }
    return bytes
  }
}
