package import Findings
import LocalFiles

/// Which file the name of a sheet leads to.
///
/// Programs and other sheets know a sheet by the name of its CSV, `register.csv`; a workbook may be in
/// its place, `register.xlsx`.
package enum SheetPath {
  /// What workbooks and what takes their place are called; those that cannot be read are refused when
  /// they are read, with a reason.
  private static let workbookEndings = ["xlsx", "xls", "xlsm", "et", "ods"]
  private static let ending = ".csv"

  /// The file of a sheet: the path itself, or the workbook that is there in its place.
  ///
  /// - Parameter path: the path; of one that ends with `.csv` a workbook may take the place.
  /// - Returns: the file; the path itself where there is neither.
  /// - Throws: `Unusable` with `HL2013` where there are both, or several workbooks.
  package static func file(of path: String) throws(Unusable) -> String {
    let files = files(of: path)
    guard files.count < 2 else {
      throw Unusable(
        [
          Finding(
            .sheetTwice(found: Folder.name(of: files[0]), other: Folder.name(of: files[1])),
            at: files.map { SourceLocation(file: $0) })
        ])
    }
    return files.first ?? path
  }

  /// Whether a sheet is there, in either form.
  package static func exists(_ path: String) -> Bool {
    candidates(of: path).contains(where: Folder.hasEntry)
  }

  /// The files that are there under the name of a sheet, its CSV first.
  package static func files(of path: String) -> [String] {
    candidates(of: path).filter(Folder.hasEntry)
  }

  private static func candidates(of path: String) -> [String] {
    guard path.hasSuffix(ending) else { return [path] }
    let stem = path.dropLast(ending.utf8.count)
    return [path] + workbookEndings.map { "\(stem).\($0)" }
  }

  /// The names of the sheets in a folder, as those of their CSV, sorted.
  package static func names(in folder: String) -> [String] {
    Set(Folder.names(in: folder).compactMap(name(ofFile:))).sorted()
  }

  /// The name of a sheet by that of its file; `nil` where the file is no sheet.
  package static func name(ofFile file: String) -> String? {
    if file.hasSuffix(ending) { return file }
    // What office programs put beside an open workbook is none.
    guard !file.hasPrefix("~$"), !file.hasPrefix(".~"),
      let used = workbookEndings.first(where: { file.hasSuffix(".\($0)") })
    else { return nil }
    return file.dropLast(used.utf8.count + 1) + ending
  }

  /// Whether a path is that of a sheet, by its ending.
  package static func isSheet(_ path: String) -> Bool { name(ofFile: Folder.name(of: path)) != nil }

  /// Makes sure that a sheet can be written as CSV.
  ///
  /// - Throws: `Unusable` with `HL2015` where a workbook is in its place.
  package static func checkWritable(_ path: String) throws(Unusable) {
    guard let workbook = files(of: path).first(where: { !$0.hasSuffix(ending) }) else { return }
    throw Unusable(.sheetInWorkbook(found: workbook), at: SourceLocation(file: workbook))
  }
}
