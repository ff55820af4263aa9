package import Findings
package import HotlineModel
import LocalFiles
import Workbooks

/// Writes the file of a report.
package enum ReportFile {
  /// Refuses a file that cannot be written, before any work is done for it.
  ///
  /// - Throws: `Unusable`: `HL6101` where a file is there, `HL6102` where its folder takes none.
  package static func check(_ path: String, isReplaced: Bool) throws(Unusable) {
    let place = SourceLocation(file: path)
    if Folder.exists(path), !isReplaced { throw Unusable(.outputExists(found: path), at: place) }
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    let reason =
      Folder.isFolder(path)
      ? "Is a directory" : Folder.isFolder(folder) ? nil : "No such file or directory"
    if let reason { throw Unusable(.outputUnwritable(found: path, reason: reason), at: place) }
  }

  /// Writes a page.
  ///
  /// - Throws: `Unusable` with `HL6102` where it cannot be written.
  package static func write(html: String, to path: String) throws {
    try OutputFile.write(html, to: path)
  }

  /// Writes tables as a workbook, a sheet for each.
  ///
  /// - Parameters:
  ///   - tables: the tables.
  ///   - title: what the workbook is about, above each table.
  ///   - path: the file.
  ///   - created: the time that the workbook names as the one it was made at.
  /// - Throws: `Unusable` with `HL6102` to `HL6105` where it cannot be written.
  package static func write(
    _ tables: [PageTable], title: String, to path: String, created: CivilInstant
  ) throws {
    let draft = WorkbookDraft(
      title: title, created: created, sheets: tables.map { $0.sheet([title]) })
    _ = try draft.write(to: path)
  }
}
