import Crosswalk
package import HotlineModel

/// Shows what a mapping makes of a file's first records; writes nothing.
package struct PreviewRun {
  private let file: MappedFile

  /// A run with a mapping of the workspace.
  ///
  /// - Throws: `Unusable`: `HL2201` no such mapping, and the complaints about it.
  package init(_ workspace: Workspace, mapping: String) throws {
    file = try workspace.mappedFile(mapping, line: nil)
  }

  /// The first `count` records beside their tickets, and what is to be known of the columns.
  ///
  /// - Throws: `Unusable` where the file cannot be used.
  package func run(_ path: String, count: Int) throws -> ([PreviewedRecord], [Finding]) {
    var records: [PreviewedRecord] = []
    let findings = try file.forEachRecord(of: path) { record, bound in
      if records.count < count { records.append(file.mapping.preview(record, by: bound)) }
      return records.count < count
    }
    return (records, findings)
  }
}
