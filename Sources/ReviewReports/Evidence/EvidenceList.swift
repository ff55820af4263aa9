import HotlineModel
package import MergerRuns
package import Reports
import ReviewRuns

/// A file of evidence of a line, and what it proves.
package struct ProvingFile: Hashable, Sendable {
  /// The file.
  package let file: EvidenceFile
  /// What it proves: `公告渠道：门户网站`.
  package let of: String

  /// A file, and what it proves.
  package init(_ file: EvidenceFile, of: String) {
    self.file = file
    self.of = of
  }
}

/// All files of evidence of a line: the one place that knows where files are named.
package enum EvidenceList {
  /// The files, in the order in which they were entered; those of channels that were withdrawn, and
  /// of proofs that were replaced, among them.
  ///
  /// - Throws: `Unusable` with `HL2211` for a line that is not registered.
  package static func files(
    of line: String, in workspace: Workspace
  ) throws -> [ProvingFile] {
    let events = try NumberRun(workspace).history(of: line).events
    let announced = events.compactMap { entry in
      entry.event.proof?.file.map { ProvingFile($0, of: "公告渠道：\(entry.event.channel)") }
    }
    var seen: Set<ProvingFile> = []
    return announced.filter { seen.insert($0).inserted }
  }
}
