import Findings
import LocalFiles
package import MergerRuns
package import MergerStore
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
  package let copies: EvidenceFolder

  /// The evidence of a workspace.
  package init(_ workspace: Workspace) { copies = EvidenceFolder(ofWorkspace: workspace.folder) }

  /// The path of the folder.
  package var folder: String { copies.path }

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
    guard Self.isShowable(name) else {
      throw refused("its name has more than 200 characters, or some that cannot be seen")
    }
    guard !Self.hasMobileNumber(name) else {
      throw refused("its name holds a telephone number, which every list would show")
    }
    let found: [UInt8]?
    do {
      found = try Self.bytes(of: path)
    } catch let unusable as Unusable where unusable.findings.first?.code == .fileUnreadable {
      throw refused(unusable.findings.first?.facts["reason"] ?? "no such file")
    }
    guard let bytes = found else {
      throw refused("it has more than \(Self.largest >> 20) MiB")
    }
    if bytes.isEmpty { throw refused("nothing is in it") }
    guard let type = EvidenceKind.name(of: bytes, named: name) else {
      throw refused("by its content it is not one of \(EvidenceKind.names)")
    }
    let file = EvidenceFile(
      name: name, sha256: Fingerprint.hex(of: bytes), size: bytes.count, type: type)
    guard !Folder.isLink(folder) else {
      throw Unusable(
        .outputUnwritable(found: folder, reason: "it is a link; name the folder it leads to"),
        at: SourceLocation(file: folder))
    }
    try Folder.makePrivate(folder)
    // What a killed run has left half written.
    for name in Folder.names(in: folder) where name.hasSuffix(".part") {
      Folder.remove(file: "\(folder)/\(name)")
    }
    if copies.fault(of: file) != nil {
      var copy = try OutputFile(copies.path(of: file), mode: 0o600)
      try copy.write(bytes)
      _ = try copy.commit()
    }
    return file
  }

  /// Whether some digits of a name are those of a mobile telephone.
  private static func hasMobileNumber(_ name: String) -> Bool {
    name.split { !$0.isASCII || !$0.isNumber }
      .contains {
        $0.count == 11 && $0.first == "1" && $0.dropFirst().first.map { "3"..."9" ~= $0 } == true
      }
  }

  /// Whether a name can be shown in one line as it is.
  private static func isShowable(_ name: String) -> Bool {
    name.unicodeScalars.count <= 200 && ChecklistEntryRun.isLine(name)
  }

  /// All bytes of a file; `nil` for one that is too large, of which nothing is read.
  private static func bytes(of path: String) throws -> [UInt8]? {
    let file = try InputFile(path)
    let before = file.state
    guard before.size <= largest else { return nil }
    var bytes: [UInt8] = []
    while bytes.count <= before.size {
      let piece = try file.read(upTo: 1 << 20)
      if piece.isEmpty { break }
      bytes += piece
    }
    guard file.state == before, bytes.count == before.size else {
      throw Unusable(.fileChanged, at: SourceLocation(file: path))
    }
    return bytes
  }
}
