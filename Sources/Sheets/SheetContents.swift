import LocalFiles
import RecordReaders

/// What a sheet says, whichever program saved it: its cells, without blanks around them and without
/// empty cells and rows at the end.
///
/// Charset, byte order mark, line ends and quotation marks make no difference.
package struct SheetContents: Hashable, Sendable {
  /// A row that is not blank.
  package struct Row: Hashable, Sendable {
    /// The physical line on which the row begins, from 1.
    package let line: Int
    /// The cells up to the last that says something.
    package let cells: [String]
  }

  /// The file as the user named it.
  package let file: String
  /// The rows from top to bottom.
  package let rows: [Row]
  /// SHA-256 of the file's bytes behind its byte order mark.
  package let sha256: String

  /// Reads a sheet in UTF-8 (with or without byte order mark) or GB18030, or the workbook in its place.
  ///
  /// - Throws: `Unusable`: `HL2010` no such file, `HL2011` unreadable, `HL1301` bytes of neither
  ///   charset, `HL1412` a
  ///   quotation mark that is never closed.
  package init(contentsOf path: String) throws {
    let sheet = try SheetCells(contentsOf: path)
    file = sheet.file
    sha256 = sheet.sha256
    rows = sheet.rows.map { Row(line: $0.line, cells: Self.canonical($0.cells)) }
  }

  /// The names of the sheets in a folder, as those of their CSV, sorted: `limits.csv` for a workbook
  /// `limits.xlsx`, too.
  package static func names(in folder: String) -> [String] { SheetPath.names(in: folder) }

  /// Whether a sheet is there, as CSV or as a workbook.
  package static func exists(_ path: String) -> Bool { SheetPath.exists(path) }

  /// The files of a sheet, its CSV first; more than one are refused when it is read.
  package static func files(of path: String) -> [String] { SheetPath.files(of: path) }

  /// The name of a sheet by the path of its file; `nil` where that is no sheet.
  package static func name(ofFile path: String) -> String? {
    SheetPath.name(ofFile: Folder.name(of: path))
  }

  /// Makes sure that a sheet can be written as CSV.
  ///
  /// - Throws: `Unusable` with `HL2015` where a workbook is in its place.
  package static func checkWritable(_ path: String) throws { try SheetPath.checkWritable(path) }

  /// SHA-256 of the bytes of a sheet behind their byte order mark.
  package static func sha256(of bytes: [UInt8]) -> String {
    Fingerprint.hex(of: SheetCells.withoutMark(bytes))
  }

  /// SHA-256 over the cells: two sheets that say the same have the same one.
  ///
  /// The length stands before each cell, and their number before each row, so that no text of a
  /// cell can pass for the end of it.
  package var fingerprint: String {
    var fingerprint = Fingerprint()
    for row in rows {
      fingerprint.update(Array("\(row.cells.count)\n".utf8))
      for cell in row.cells { fingerprint.update(Array("\(cell.utf8.count):\(cell)".utf8)) }
    }
    return fingerprint.hex
  }

  private static func canonical(_ cells: [String]) -> [String] {
    let texts = cells.map { trimmed(inOneKindOfLine($0)) }
    return Array(texts[..<((texts.lastIndex { !$0.isEmpty } ?? -1) + 1)])
  }

  /// A cell of several lines with each ended by LF.
  private static func inOneKindOfLine(_ text: String) -> String {
    guard text.utf8.contains(13) else { return text }
    var bytes: [UInt8] = []
    var isAfterReturn = false
    for byte in text.utf8 {
      if !(isAfterReturn && byte == 10) { bytes.append(byte == 13 ? 10 : byte) }
      isAfterReturn = byte == 13
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func trimmed(_ text: String) -> String {
    let blanks: Set<UInt8> = [0x20, 0x09, 0x0A]
    let bytes = Array(text.utf8)
    guard let first = bytes.firstIndex(where: { !blanks.contains($0) }),
      let last = bytes.lastIndex(where: { !blanks.contains($0) })
    else { return "" }
    return String(decoding: bytes[first...last], as: UTF8.self)
  }
}
