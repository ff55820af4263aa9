package import CallRouting
import Findings
package import HotlineModel
import LocalFiles
package import MergerRuns
import RecordReaders
import Sheets

/// The times in which nothing may change on a switch.
package struct FreezeRun {
  private let workspace: Workspace
  private let path: String

  /// A run over a workspace.
  package init(_ workspace: Workspace) {
    self.workspace = workspace
    path = "\(workspace.mappings)/routing/freezes.csv"
  }

  /// The frozen times, in the order of the sheet.
  ///
  /// - Throws: `Unusable` with the complaints about `freezes.csv`.
  package func freezes() throws -> [CheckBasis.Freeze] {
    SheetContents.exists(path) ? try CheckBasis.freezes(contentsOf: path) : []
  }

  /// Adds a frozen time to the sheet, which is made where it is not there.
  ///
  /// - Throws: `Unusable`: `HL2007` for a time that is too long and `HL5108` for one outside the
  ///   calendar, which every later command would refuse; `HL2015` where the sheet is a workbook,
  ///   `HL2008` where a frozen time begins then already, `HL1006` where another program changes the
  ///   file, `HL6102`.
  package func add(from: CivilInstant, until: CivilInstant, reason: String) throws {
    let place = SourceLocation(file: path)
    if let fault = CheckBasis.fault(of: from, until, within: try workspace.calendar()) {
      throw Unusable(fault.kind, at: place)
    }
    if !SheetContents.exists(path) {
      let header = CheckBasis.freezesForm.columns.map(\.name).joined(separator: ",")
      try OutputFile.write(header + "\n", to: path)
    }
    let file = try SheetFile(path)
    guard try !freezes().contains(where: { $0.period.from == from }) else {
      throw Unusable(.sheetKeyTwice(found: "\(from)", thing: "freeze"), at: place)
    }
    let row = ["from": "\(from)", "until": "\(until)", "reason": reason]
    let cells = file.header.map { name in
      CheckBasis.freezesForm.columnName(name).flatMap { row[$0] } ?? ""
    }
    let bytes = try file.edited(adding: [cells])
    guard try file.isUnchanged() else { throw Unusable(.fileChanged, at: place) }
    var output = try OutputFile(path, mode: Folder.mode(ofFile: path) ?? 0o644)
    try output.write(bytes)
    _ = try output.commit()
  }
}
