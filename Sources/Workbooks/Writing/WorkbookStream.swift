import CXLSXWriter
package import LocalFiles

/// Writes sheets row by row in constant memory: for listings as long as they may be.
///
/// Where a sheet is full, the rows go on in another one of the same columns (`工单~2`).
package final class WorkbookStream {
  private let file: XLSXFile
  private let draft: WorkbookDraft
  private var sheet: SheetWriter?
  private var hasVisible = false
  /// How many rows of each sheet that is written hold something.
  private var filledRows: [Int] = []

  /// Begins a workbook; its sheets are begun one by one, those of the draft are not looked at.
  ///
  /// - Throws: `Unusable` with `HL6103` where the library is missing, `HL6102` where no temporary
  ///   file can be made.
  package convenience init(_ draft: WorkbookDraft) throws {
    try self.init(draft, isStreamed: true)
  }

  init(_ draft: WorkbookDraft, isStreamed: Bool) throws {
    self.draft = draft
    file = try XLSXFile(draft, isStreamed: isStreamed)
  }

  /// Begins a sheet; its rows are written as those that are appended.
  package func begin(_ draft: SheetDraft) throws {
    try finishSheet()
    let writer = try SheetWriter(draft, in: file)
    sheet = writer
    if !draft.isHidden, !hasVisible {
      hasVisible = true
      unsafe file.library.worksheet_activate(writer.sheet)
      unsafe file.library.worksheet_set_first_sheet(writer.sheet)
    }
    for row in draft.rows { try append(row) }
  }

  /// Adds a row to the sheet that was begun last.
  ///
  /// - Throws: `Unusable` with `HL6104` for a text that is longer than a cell.
  package func append(_ cells: [CellDraft]) throws {
    guard let writer = sheet else { preconditionFailure("a row without a sheet") }
    guard writer.isFull else { return try writer.append(cells) }
    var next = writer.draft
    next.rows = []
    next.preamble = []
    try begin(next)
    try sheet?.append(cells)
  }

  /// Ends the workbook and puts it in its place.
  ///
  /// - Parameter path: where it is to be; what is there is replaced.
  /// - Returns: the file, with its hash and size.
  /// - Throws: `Unusable` with `HL6105` where not all of it could be written, `HL6102` where the
  ///   folder takes no file; nothing is at `path` then that was not there before.
  @discardableResult
  package func finish(to path: String) throws -> SealedFile {
    var output = try OutputFile(path)
    try finish { try output.write($0) }
    let sealed = try output.seal()
    try sealed.publish()
    return sealed
  }

  /// Ends the workbook and hands out its bytes from first to last.
  package func finish(_ take: ([UInt8]) throws -> Void) throws {
    try finishSheet()
    if !file.lists.isEmpty { try writeLists() }
    try file.close(rows: filledRows)
    let written = try InputFile(file.path)
    // Nothing is left behind where whoever reads closes the pipe, or the program is killed.
    file.remove()
    while true {
      let piece = try written.read(upTo: 1 << 18)
      if piece.isEmpty { return }
      try take(piece)
    }
  }

  private func finishSheet() throws {
    guard let writer = sheet else { return }
    try writer.finish(title: draft.title, language: draft.language)
    filledRows.append(writer.filledRows)
    sheet = nil
  }

  private func writeLists() throws {
    let lists = file.lists
    var draft = SheetDraft(name: XLSXFile.listSheet, columns: lists.map { _ in ColumnDraft("") })
    draft.isHidden = true
    let writer = try SheetWriter(draft, in: file)
    for index in 0..<(lists.map(\.count).max() ?? 0) {
      try writer.append(lists.map { $0.indices.contains(index) ? .text($0[index]) : .empty })
    }
    try writer.finish(title: self.draft.title, language: self.draft.language)
    filledRows.append(writer.filledRows)
  }
}

extension WorkbookDraft {
  /// Writes the workbook, whole or not at all.
  ///
  /// - Parameter path: where it is to be; what is there is replaced.
  /// - Returns: the file, with its hash and size.
  /// - Throws: `Unusable` with `HL6102`, `HL6103`, `HL6104`, `HL6105` or `HL6106`; nothing is at
  ///   `path` then that was not there before.
  @discardableResult
  package func write(to path: String) throws -> SealedFile {
    let stream = try WorkbookStream(self, isStreamed: false)
    for sheet in sheets { try stream.begin(sheet) }
    return try stream.finish(to: path)
  }
}
