package import Charsets
import Findings
import HotlineModel
import LocalFiles

/// The tables of a page of HTML, as reporting systems and scripts write them under a name that ends in
/// `.xls`; each outermost table is a sheet.
///
/// Text is what a browser shows: of an inner table, it belongs to the cell around it. What a spreadsheet
/// would change when it opens the page stays as it is: `00123` keeps its zeros. The whole page is read
/// when it is opened, so that one that is cut off is refused before any row is handed out.
package struct HTMLWorkbook: Workbook {
  package let sheets: [WorkbookSheet]
  private let path: String
  private let charset: Charset
  private let pieceSize: Int
  private let state: FileState
  private let styles: HTMLStyleSheet

  /// Opens a page.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - charset: the charset it is in. What it declares is not believed.
  ///   - pieceSize: how many bytes are read at once; what comes out does not depend on it.
  /// - Throws: `Unusable`: `HL1001` unreadable, `HL1006` changed meanwhile, `HL1061` contradictory,
  ///   `HL1062` larger than any, `HL1063` without a table, `HL1064` cut off.
  package init(_ path: String, charset: Charset, pieceSize: Int = 1 << 16) throws {
    self.path = path
    self.pieceSize = pieceSize
    self.charset = charset
    var page = try HTMLPage(
      path, charset: charset, pieceSize: pieceSize, wanted: nil, styles: HTMLStyleSheet())
    while !page.isAtEnd { try page.readNext() }
    guard !page.tables.sheets.isEmpty else {
      throw Unusable(.pageWithoutTable, at: SourceLocation(file: path))
    }
    sheets = page.tables.sheets
    styles = page.tables.styles
    state = page.state
  }

  package func rows(of sheet: WorkbookSheet) throws -> any SheetRowSource {
    let page = try HTMLPage(
      path, charset: charset, pieceSize: pieceSize, wanted: sheet.position, styles: styles)
    guard page.state == state else { throw Unusable(.fileChanged, at: SourceLocation(file: path)) }
    return HTMLRows(page)
  }
}

/// A page that is read piece by piece.
private struct HTMLPage: ~Copyable {
  private var input: DecodedInput
  private var tokeniser: HTMLTokeniser
  var tables: HTMLTables
  /// Whether the text that was read is used up, and whether there is none behind it.
  private var isUsedUp = true
  private var isLast = false
  private(set) var isAtEnd = false

  init(_ path: String, charset: Charset, pieceSize: Int, wanted: Int?, styles: HTMLStyleSheet)
    throws
  {
    input = try DecodedInput(path, charset: charset, pieceSize: pieceSize)
    tokeniser = HTMLTokeniser(path: path)
    tables = HTMLTables(path: path, wanted: wanted, styles: styles)
  }

  var bytesRead: Int { input.bytesRead }
  var state: FileState { input.state }

  /// Reads a piece and takes it as far as there is room for its rows.
  mutating func readNext() throws {
    if isUsedUp {
      let text = try input.next()
      isLast = text.isEmpty
      tokeniser.add(text)
    }
    isUsedUp = false
    // A tag of a few bytes can be a row of thousands of cells.
    while !tables.assembler.isFull {
      guard let token = try tokeniser.next() else {
        isUsedUp = true
        break
      }
      try tables.add(token, of: tokeniser)
    }
    isAtEnd = isLast && isUsedUp
    if isAtEnd { try tables.finish(tokeniser) }
  }
}

/// The rows of one table.
private final class HTMLRows: SheetRowSource {
  private var page: HTMLPage

  init(_ page: consuming HTMLPage) {
    self.page = page
  }

  func next() throws -> SheetRows? {
    while !page.isAtEnd, !page.tables.isDone, !page.tables.assembler.isFull { try page.readNext() }
    let rows = page.tables.assembler.take()
    return rows.rows.isEmpty ? nil : rows
  }

  var notes: SheetNotes {
    var notes = page.tables.assembler.notes
    notes.bytesRead = page.bytesRead
    return notes
  }
}
