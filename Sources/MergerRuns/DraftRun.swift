import Crosswalk
package import HotlineModel
import LocalFiles
import RecordReaders

/// Writes the draft of a mapping for a file that nobody has described yet.
package struct DraftRun {
  private let workspace: Workspace
  private let synonyms: Synonyms

  /// A run over a workspace's sheets of synonyms.
  ///
  /// - Throws: `Unusable` with the complaints about them.
  package init(_ workspace: Workspace) throws {
    self.workspace = workspace
    synonyms = try Synonyms(in: workspace.mappings)
  }

  /// What was drafted.
  package struct Result: Sendable {
    /// The files written.
    package let files: [String]
    /// What became of each column.
    package let columns: [DraftedColumn]
  }

  /// Writes a folder `name` into the workspace's mappings.
  ///
  /// - Throws: `Unusable`: `HL2226` where there is such a mapping already, `HL6102` where it
  ///   cannot be written, and what makes the file unusable.
  package func run(_ path: String, name: String) throws -> Result {
    let folder = "\(workspace.mappings)/sources/\(name)"
    guard !name.isEmpty, !name.contains("/"), !name.hasPrefix("."), !Folder.exists(folder) else {
      throw Unusable(.mappingExists, at: SourceLocation(file: folder), ["found": name])
    }
    let sniffed = try FileSniffer(path) { synonyms.target(of: $0) != nil }
    var survey = ColumnSurvey(
      header: sniffed.header, placeholders: synonyms.placeholders, home: workspace.home)
    try sniffed.forEachRecord { survey.take($0) }
    let draft = MappingDraft(
      layout: sniffed.layout, charset: sniffed.file.charsetName, survey: survey,
      synonyms: synonyms)
    try Folder.make("\(folder)/codes")
    var written: [String] = []
    for sheet in draft.sheets {
      var file = try OutputFile("\(folder)/\(sheet.path)")
      try file.write(sheet.text)
      _ = try file.commit()
      written.append("\(folder)/\(sheet.path)")
    }
    return Result(files: written, columns: draft.columns)
  }
}
