import CallRouting
import Checklists
import Findings
package import HotlineModel
import LocalFiles
package import MergerRuns
package import Reports
import Sheets
import Workbooks

/// Makes the checklist of every line from its decision, its cut-over day and the templates.
package struct ChecklistRun {
  private let workspace: Workspace

  /// A run over a workspace.
  package init(_ workspace: Workspace) {
    self.workspace = workspace
  }

  /// The checklists, in the order of the lines' numbers.
  ///
  /// - Throws: `Unusable` with the complaints about policy, routing sheets and templates.
  package func checklists() throws -> [Checklist] {
    let templates = try ChecklistTemplates(folder: "\(workspace.mappings)/checklists")
    let sheets = try RoutingSheets(folder: "\(workspace.mappings)/routing", home: workspace.home)
    let cutovers = Dictionary(sheets.phases.map { ($0.line, $0.cutover?.date) }) { first, _ in first
    }
    let calendar = try workspace.calendar()
    return try ClassifyRun(workspace).decisions().map { decision in
      try templates.checklist(
        for: decision, cutover: cutovers[decision.line.id] ?? nil, calendar: calendar)
    }
  }

  /// The checklist of one line.
  ///
  /// - Parameter line: the line, by its id or number in any spelling.
  /// - Returns: its checklist.
  /// - Throws: `Unusable`: `HL2211` for a line that is not registered, and the complaints about
  ///   policy, routing sheets and templates.
  package func checklist(of line: String) throws -> Checklist {
    let known = try workspace.register().knownLine(line, workspace)
    guard let checklist = try checklists().first(where: { $0.line == known.id }) else {
      throw Unusable(.unexpected(reason: "checklist"), at: known.place)
    }
    return checklist
  }

  /// Writes all checklists as one sheet for WPS and Excel.
  ///
  /// - Parameters:
  ///   - path: the file, which must be new or may be replaced.
  ///   - replacing: whether it may be replaced.
  /// - Returns: the file, with the number of items in it.
  /// - Throws: `Unusable`: `HL6101` where the file is there already, `HL6102` where it cannot be
  ///   written.
  package func exportCSV(to path: String, replacing: Bool) throws -> DeliveryFile {
    try Self.check(path, replacing: replacing)
    let checklists = try checklists()
    let file = try OutputFile.write(ChecklistCSV.text(of: checklists), to: path)
    return DeliveryFile(
      name: path, sha256: file.sha256, size: file.size,
      count: checklists.map(\.items.count).reduce(0, +))
  }

  /// Writes all checklists as a workbook to fill in: one sheet for each mode, with lists to choose
  /// from, columns that are open and colours for what is late.
  ///
  /// - Parameters:
  ///   - path: the file, which must be new or may be replaced.
  ///   - replacing: whether it may be replaced.
  ///   - created: the time that the workbook names as the one it was made at.
  /// - Returns: the file, with the number of items in it.
  /// - Throws: `Unusable`: `HL6101` where the file is there already, `HL6102` to `HL6105` where it
  ///   cannot be written.
  package func exportWorkbook(
    to path: String, replacing: Bool, created: CivilInstant
  ) throws -> DeliveryFile {
    try WorkbookTarget.check(path, isReplaced: replacing)
    let checklists = try checklists()
    let workbook = ChecklistWorkbook(
      checklists, city: workspace.city, created: created, hash: { Fingerprint.hex(of: $0.utf8) })
    let file = try workbook.draft.write(to: path)
    return DeliveryFile(
      name: path, sha256: file.sha256, size: file.size,
      count: checklists.map(\.items.count).reduce(0, +))
  }

  private static func check(_ path: String, replacing: Bool) throws {
    if Folder.exists(path), !replacing {
      throw Unusable(.outputExists(found: path), at: SourceLocation(file: path))
    }
  }
}
