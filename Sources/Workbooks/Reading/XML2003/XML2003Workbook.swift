package import Charsets
import Findings
import HotlineModel
import LocalFiles

/// A workbook in XML of 2003 (SpreadsheetML), as Excel saves it and many reporting systems write it,
/// mostly under a name that ends in `.xls`.
///
/// The whole file is parsed when it is opened, so that one that is broken or cut off is refused before
/// any row is handed out; each sheet is then parsed again, piece by piece.
package struct XML2003Workbook: Workbook {
  package let sheets: [WorkbookSheet]
  private let path: String
  private let charset: Charset
  private let pieceSize: Int
  private let state: FileState

  /// Opens a workbook.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - charset: the charset it is in. What it declares is not believed.
  ///   - pieceSize: how many bytes are read at once; what comes out does not depend on it.
  /// - Throws: `Unusable`: `HL1001` unreadable, `HL1006` changed meanwhile, `HL1501` not well-formed,
  ///   `HL1502` a DOCTYPE, `HL1506` cut off, `HL1061` contradictory, `HL1062` larger than any.
  package init(_ path: String, charset: Charset, pieceSize: Int = 1 << 16) throws {
    self.path = path
    self.pieceSize = pieceSize
    self.charset = charset
    let parser = try XML2003Parser(path, charset: charset, pieceSize: pieceSize, wanted: nil)
    while !parser.isAtEnd { try parser.parseNext() }
    sheets = parser.scan.sheets
    state = parser.state
  }

  package func rows(of sheet: WorkbookSheet) throws -> any SheetRowSource {
    let parser = try XML2003Parser(
      path, charset: charset, pieceSize: pieceSize, wanted: sheet.position)
    guard parser.state == state else {
      throw Unusable(.fileChanged, at: SourceLocation(file: path))
    }
    return XML2003Rows(parser)
  }
}

/// The rows of one sheet of a workbook in XML of 2003.
private final class XML2003Rows: SheetRowSource {
  private let parser: XML2003Parser

  init(_ parser: XML2003Parser) {
    self.parser = parser
  }

  func next() throws -> SheetRows? {
    while !parser.isAtEnd, !parser.scan.isDone, !parser.scan.assembler.isFull {
      try parser.parseNext()
    }
    let rows = parser.scan.assembler.take()
    return rows.rows.isEmpty ? nil : rows
  }

  var notes: SheetNotes {
    var notes = parser.scan.assembler.notes
    notes.bytesRead = parser.bytesRead
    return notes
  }
}
