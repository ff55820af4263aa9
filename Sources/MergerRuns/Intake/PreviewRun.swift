import Crosswalk
package import Findings
import HotlineModel
import MergerStore
package import Reports

/// Shows what a mapping makes of a file's first records; writes nothing.
package struct PreviewRun {
  private let file: MappedFile
  private let isClear: Bool

  /// A run with a mapping of the workspace, masked unless somebody answers for more.
  ///
  /// - Throws: `Unusable`: `HL2201` no such mapping, the complaints about it, `HL6215` a look at
  ///   clear text without name or purpose.
  package init(_ workspace: Workspace, mapping: String, clear: ClearView? = nil) throws {
    file = try workspace.mappedFile(mapping, line: nil)
    isClear = clear != nil
    if let clear { try workspace.ledger().record(clear, of: "preview with \(mapping)") }
  }

  /// The first `count` records beside their tickets, and what is to be known of the columns.
  ///
  /// - Throws: `Unusable` where the file cannot be used.
  package func run(_ path: String, count: Int) throws -> ([PreviewedRecord], [Finding]) {
    var records: [PreviewedRecord] = []
    let findings = try file.forEachRecord(of: path) { record, bound in
      if records.count < count {
        records.append(file.mapping.preview(record, by: bound, isClear: isClear))
      }
      return records.count < count
    }
    return (records, findings)
  }
}
