import Bytes
import Charsets
import Findings
import LocalFiles

/// The file of a sheet as it is on the disk, which can be edited with all else untouched:
/// charset, byte order mark, line ends and the order of the columns.
package struct SheetFile: Sendable {
  /// The path.
  package let path: String
  /// The names of the columns as the header has them.
  package let header: [String]
  let bytes: [UInt8]
  private let isUTF8: Bool

  /// Reads a sheet.
  ///
  /// - Throws: `Unusable` with `HL2015` where it is a workbook, and as `SheetCells` does.
  package init(_ path: String) throws {
    self.path = path
    let cells = try SheetCells(contentsOf: path)
    guard !cells.hasOpenRows else {
      throw Unusable(.sheetInWorkbook(found: path), at: SourceLocation(file: path))
    }
    header = cells.rows.first?.cells ?? []
    bytes = try InputFile.bytes(of: path)
    var text: [UInt8] = []
    isUTF8 = Charset.utf8.decode(SheetCells.withoutMark(bytes), into: &text) == nil
  }

  /// Whether the file on the disk is the one that was read.
  package func isUnchanged() throws -> Bool { try InputFile.bytes(of: path) == bytes }

  /// Whether the file that was read has exactly these bytes.
  package func isSame(as other: [UInt8]) -> Bool { bytes == other }

  /// Cells in the charset of the file.
  ///
  /// - Throws: `Unusable` with `HL6102` where the charset has no bytes for one of them.
  func encoded(_ cells: [String]) throws -> [UInt8] {
    let row = CSVForm(rowEnd: "").cellsOnly(cells)
    guard let encoded = isUTF8 ? Array(row.utf8) : Charset.gb18030.encode(row) else {
      throw Unusable(
        .outputUnwritable(found: path, reason: "its charset lacks a character"),
        at: SourceLocation(file: path))
    }
    return encoded
  }

  /// What ends the first line; LF where nothing does.
  var lineEnd: [UInt8] {
    guard let end = bytes.firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) else { return [0x0A] }
    let isPair = bytes[end] == 0x0D && end + 1 < bytes.count && bytes[end + 1] == 0x0A
    return isPair ? [0x0D, 0x0A] : [bytes[end]]
  }
}
