import Findings
import LocalFiles
package import Reports

extension EvidenceStore {
  /// Copies a file out of the workspace, and proves while it is copied that it holds what it held when
  /// it was taken.
  ///
  /// - Parameters:
  ///   - file: the file.
  ///   - target: where the copy is to be; its owner's alone.
  /// - Throws: `Unusable`: `HL4116` where it is gone or holds something else, nothing is left at the
  ///   target then; `HL6102` where the copy cannot be written.
  package func copy(_ file: EvidenceFile, to target: String) throws {
    let source = path(of: file)
    func changed(_ reason: String) -> Unusable {
      Unusable(
        .evidenceChanged(found: file.name, reason: reason), at: SourceLocation(file: source))
    }
    guard Folder.hasEntry(source) else { throw changed("no such file") }
    let input: InputFile
    do {
      input = try InputFile(source)
    } catch is Unusable {
      throw changed("no such file")
    }
    var copy = try OutputFile(target, mode: 0o600)
    while true {
      let piece = try input.read(upTo: 1 << 20)
      if piece.isEmpty { break }
      try copy.write(piece)
    }
    let sealed = try copy.seal()
    guard sealed.sha256 == file.sha256 else { throw changed("it is not what was copied") }
    try sealed.publish()
  }
}
