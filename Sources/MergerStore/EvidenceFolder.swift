package import Findings
import LocalFiles
package import Reports

/// The folder of a workspace with the copies of evidence, each under its SHA-256.
package struct EvidenceFolder: Sendable {
  /// Its path.
  package let path: String

  /// The folder of a workspace.
  package init(ofWorkspace folder: String) { path = "\(folder)/\(Self.name)" }

  /// What it is called.
  static let name = "Evidence"

  /// Where the copy of a file is.
  package func path(of file: EvidenceFile) -> String { "\(path)/\(file.copyName)" }

  /// What is wrong with the copy of a file; `nil` where it holds what it held at first.
  ///
  /// A link in its place is never followed: what it leads to can change without the workspace.
  package func fault(of file: EvidenceFile) -> String? {
    let copy = path(of: file)
    guard Folder.hasEntry(copy) else { return "no such file" }
    let isIntact =
      !Folder.isLink(copy) && Folder.size(ofFile: copy) == file.size
      && (try? Fingerprint.hex(ofFile: copy)) == file.sha256
    return isIntact ? nil : "it is not what was copied"
  }

  /// What is wrong with the copies of some files: those that are gone, or hold something else.
  ///
  /// - Returns: one finding for each file and what it is evidence of; each copy is read once.
  package func findings(of evidence: [NamedEvidence]) -> [Finding] {
    var faults: [EvidenceFile: String?] = [:]
    var seen: Set<NamedEvidence> = []
    return evidence.filter { seen.insert($0).inserted }.compactMap { named in
      let fault = faults[named.file] ?? fault(of: named.file)
      faults[named.file] = .some(fault)
      return fault.map { reason in
        Finding(
          .evidenceChanged(item: named.owner, found: named.file.name, reason: reason),
          at: SourceLocation(file: path(of: named.file)))
      }
    }
  }

  /// Copies a file out of the workspace, and proves while it is copied that it holds what it held at
  /// first.
  ///
  /// - Parameters:
  ///   - evidence: the file, and what it is evidence of.
  ///   - target: where the copy is to be; its owner's alone.
  /// - Throws: `Unusable`: `HL4116` where it is gone or holds something else, nothing is left at the
  ///   target then; `HL6102` where the copy cannot be written.
  package func copy(_ evidence: NamedEvidence, to target: String) throws {
    let source = path(of: evidence.file)
    func changed(_ reason: String) -> Unusable {
      Unusable(
        .evidenceChanged(item: evidence.owner, found: evidence.file.name, reason: reason),
        at: SourceLocation(file: source))
    }
    guard Folder.hasEntry(source) else { throw changed("no such file") }
    guard !Folder.isLink(source), let input = try? InputFile(source) else {
      throw changed("it is not what was copied")
    }
    var copy = try OutputFile(target, mode: 0o600)
    while true {
      let piece = try input.read(upTo: 1 << 20)
      if piece.isEmpty { break }
      try copy.write(piece)
    }
    let sealed = try copy.seal()
    guard sealed.sha256 == evidence.file.sha256 else { throw changed("it is not what was copied") }
    try sealed.publish()
  }
}
