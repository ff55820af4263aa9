package import Findings
import LocalFiles

/// Where a workbook is to be written.
package enum WorkbookTarget {
  /// Refuses what cannot be written to, before any work is done for it.
  ///
  /// - Parameters:
  ///   - path: the file; `nil` for a stream.
  ///   - isReplaced: whether a file that is there may be replaced.
  /// - Throws: `Unusable` with `HL6101` where a file is there, `HL6102` where the folder takes none,
  ///   `HL6103` where the library that writes workbooks is missing.
  package static func check(_ path: String?, isReplaced: Bool) throws(Unusable) {
    if let path {
      let place = SourceLocation(file: path)
      if Folder.exists(path), !isReplaced { throw Unusable(.outputExists(found: path), at: place) }
      let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
      let reason =
        Folder.isFolder(path)
        ? "Is a directory" : Folder.isFolder(folder) ? nil : "No such file or directory"
      if let reason { throw Unusable(.outputUnwritable(found: path, reason: reason), at: place) }
    }
    _ = try XLSXLibrary.functions()
  }
}
