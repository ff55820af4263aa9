package import Findings
import HotlineModel
import LocalFiles
import MergePolicy
import RecordReaders

/// Proposes cases for a policy's `cases.csv`, for a person to look through and sign.
package struct PolicyCasesRun {
  private let sheet: CaseSheet
  private let path: String

  /// A run over a policy's folder.
  ///
  /// - Throws: `Unusable` with the complaints about the policy's sheets.
  package init(policyFolder: String) throws {
    sheet = try CaseSheet(completing: policyFolder)
    path = policyFolder + "/cases.csv"
  }

  /// A run over a workspace's policy.
  ///
  /// - Throws: `Unusable` with the complaints about the policy's sheets.
  package init(_ workspace: Workspace) throws {
    try self.init(policyFolder: workspace.policyFolder)
  }

  /// Writes the sheet with the proposals behind the cases that are there.
  ///
  /// - Parameters:
  ///   - other: another file to write; `nil` for the sheet itself.
  ///   - language: that of the header.
  /// - Returns: the file, and the names of the new cases; nothing is written where there are none.
  /// - Throws: `Unusable`: `HL2015` where the sheet is a workbook, `HL6102` where the folder takes no
  ///   file.
  package func write(
    to other: String? = nil, language: Language = .english
  ) throws -> (file: String, added: [String]) {
    let file = other ?? path
    if !sheet.added.isEmpty || other != nil {
      if other == nil { try SheetPath.checkWritable(path) }
      try OutputFile.write(sheet.text(in: language), to: file)
    }
    return (file, sheet.added)
  }
}
