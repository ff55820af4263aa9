import Crosswalk
package import Findings
import HotlineModel
import LocalFiles
import RecordReaders
package import Reports

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
    /// Whether the sheets load as they are; where they do not, a person must finish them first.
    package let loads: Bool
  }

  /// Writes a folder `name` into the workspace's mappings, its headers in a language.
  ///
  /// - Throws: `Unusable`: `HL2226` where there is such a mapping already, `HL6102` where it
  ///   cannot be written, and what makes the file unusable.
  package func run(
    _ path: String, name: String, language: Language = .english
  ) throws -> Result {
    let folder = "\(workspace.mappings)/sources/\(name)"
    guard !name.isEmpty, !name.contains("/"), !name.hasPrefix("."), !Folder.exists(folder) else {
      throw Unusable(.mappingExists(found: name), at: SourceLocation(file: folder))
    }
    let sniffed = try FileSniffer(path) { synonyms.target(of: $0) != nil }
    var survey = ColumnSurvey(
      header: sniffed.header, placeholders: synonyms.placeholders, home: workspace.home)
    try sniffed.forEachRecord { survey.take($0) }
    let draft = MappingDraft(
      layout: sniffed.layout, charset: sniffed.file.charsetName, survey: survey,
      synonyms: synonyms)
    try write(draft.sheets, to: folder, name: name, language: language)
    return Result(
      files: draft.sheets.map { "\(folder)/\($0.path)" }, columns: draft.columns,
      loads: (try? workspace.mapping(name)) != nil)
  }

  /// A name for the mapping of a file that no mapping has: the file's own without its ending.
  package static func proposedName(for path: String, in workspace: Workspace) -> String {
    let file = Folder.name(of: path).drop { $0 == "." }
    let stem = file.lastIndex(of: ".").map { file[..<$0] } ?? file
    let name = stem.isEmpty ? "new" : String(stem)
    let taken = Set(Folder.names(in: "\(workspace.mappings)/sources"))
    return taken.contains(name)
      ? (2...).lazy.map { "\(name)-\($0)" }.first { !taken.contains($0) } ?? name : name
  }

  /// Writes the sheets under a name that no mapping has, and renames their folder when it is whole.
  private func write(
    _ sheets: [MappingDraft.DraftSheet], to folder: String, name: String, language: Language
  ) throws {
    let unfinished = "\(workspace.mappings)/sources/.\(name)"
    // What a run that did not end has left.
    Folder.remove(unfinished)
    try Folder.make("\(unfinished)/codes")
    for sheet in sheets {
      try OutputFile.write(sheet.text(in: language), to: "\(unfinished)/\(sheet.path)")
    }
    try Folder.move(unfinished, to: folder)
  }
}
