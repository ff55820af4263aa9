import Charsets
import CCSV
package import Findings
import LocalFiles

/// The cells of a sheet as libcsv reads them, with the physical line each row begins on.
package struct SheetCells: Sendable {
  /// A row that is not blank.
  package struct Row: Hashable, Sendable {
    /// The physical line on which the row begins, from 1.
    package let line: Int
    /// The cells, blanks around unquoted text taken off.
    package let cells: [String]

    /// The row with empty cells behind the others, up to so many.
    package func padded(to count: Int) -> Row {
      guard cells.count < count else { return self }
      return Row(
        line: line, cells: cells + [String](repeating: "", count: count - cells.count))
    }
  }

  /// The file: the path that was named, or the workbook in its place.
  package let file: String
  /// The name of the sheet where the file is a workbook.
  package let sheet: String?
  /// The rows from top to bottom.
  package let rows: [Row]
  /// Whether empty cells at the end of a row are left out, as workbooks do.
  package let hasOpenRows: Bool
  /// SHA-256 of the file's bytes behind its byte order mark, which says nothing of the cells.
  package let sha256: String

  /// Reads a sheet in UTF-8 (with or without byte order mark) or GB18030, or a workbook.
  ///
  /// - Throws: `Unusable`: `HL2010` where there is no such file, `HL2011` unreadable, `HL2013` where a
  ///   workbook is beside it, `HL1301` bytes of neither charset, `HL1412` a quotation mark that is
  ///   never closed; of a workbook `HL2014`, `HL2017` and what makes it unusable.
  package init(contentsOf name: String) throws {
    let source = try SheetSource(contentsOf: name)
    var rows: [Row] = []
    try source.eachRow { rows.append($0) }
    self.rows = rows
    (file, sheet) = (source.file, source.sheet)
    (hasOpenRows, sha256) = (source.hasOpenRows, source.sha256)
  }

  /// A place in the sheet.
  package func place(
    line: Int? = nil, column: Int? = nil, field: String? = nil
  ) -> SourceLocation {
    SourceLocation(file: file, sheet: sheet, line: line, column: column, field: field)
  }

  /// The bytes behind a byte order mark.
  package static func withoutMark(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
    bytes.dropFirst(bytes.starts(with: Charset.byteOrderMark) ? 3 : 0)
  }
}

/// A sheet whose rows are given one by one: a register of a hundred thousand lines is never held as
/// cells.
package struct SheetSource: Sendable {
  /// The file: the path that was named, or the workbook in its place.
  package let file: String
  /// The name of the sheet where the file is a workbook.
  package let sheet: String?
  /// Whether empty cells at the end of a row are left out, as workbooks do.
  package let hasOpenRows: Bool
  /// SHA-256 of the file's bytes behind its byte order mark, which says nothing of the cells.
  package let sha256: String
  private let contents: Contents

  /// What the rows are read from.
  private enum Contents: Sendable {
    /// UTF-8.
    case text(ArraySlice<UInt8>)
    case workbook([SheetCells.Row])
  }

  /// Opens a sheet in UTF-8 (with or without byte order mark) or GB18030, or a workbook.
  ///
  /// - Throws: `Unusable`, as `SheetCells(contentsOf:)` does; the quotation mark that is never closed
  ///   is found by `eachRow`.
  package init(contentsOf name: String) throws {
    let path = try SheetPath.file(of: name)
    file = path
    guard Folder.hasEntry(path) else {
      throw Unusable(.sheetMissing(maker: Self.maker(of: path)), at: SourceLocation(file: path))
    }
    let bytes = try Self.bytes(of: path)
    let body = SheetCells.withoutMark(bytes)
    sha256 = Fingerprint.hex(of: body)
    hasOpenRows = WorkbookCells.areThere(in: bytes)
    guard !hasOpenRows else {
      let workbook = try WorkbookCells(path, bytes: bytes)
      (contents, sheet) = (.workbook(workbook.rows), workbook.sheet)
      return
    }
    sheet = nil
    var check = UTF8Check()
    guard check.firstFault(in: body) != nil || check.faultAtEnd(of: body) != nil else {
      contents = .text(body)
      return
    }
    var text: [UInt8] = []
    if let position = Charset.gb18030.decode(body, into: &text) {
      throw Unusable(
        .bytesUndecodable(
          found: Fingerprint.hex(bytes[position..<min(position + 4, bytes.count)]),
          offset: "\(position)", charset: "utf-8 / gb18030"),
        at: SourceLocation(file: path, offset: position))
    }
    contents = .text(text[...])
  }

  /// A place in the sheet.
  package func place(
    line: Int? = nil, column: Int? = nil, field: String? = nil
  ) -> SourceLocation {
    SourceLocation(file: file, sheet: sheet, line: line, column: column, field: field)
  }

  private static func bytes(of path: String) throws -> [UInt8] {
    do {
      return try InputFile.bytes(of: path)
    } catch let unusable as Unusable {
      // What is said of a file that cannot be read is said of tickets.
      throw Unusable(
        unusable.findings.map { finding in
          guard finding.code == .fileUnreadable else { return finding }
          let reason = finding.facts["reason"] ?? ""
          return Finding(.sheetUnreadable(reason: reason), at: finding.places)
        })
    }
  }

  /// The command that makes a sheet of a workspace; empty for any other file.
  private static func maker(of path: String) -> String {
    if path.contains("/Mappings/sources/") { return "`mapping new`" }
    let isOfWorkspace = path.contains("/Mappings/") || Folder.name(of: path) == "register.csv"
    return isOfWorkspace ? "`hotline init --missing`" : ""
  }

  /// Gives the rows from top to bottom.
  ///
  /// - Parameter take: takes a row. What it throws is thrown once all rows were read, so that a sheet
  ///   that cannot be read is reported as such; it gets no row after that.
  /// - Throws: `Unusable`: `HL1412` a quotation mark that is never closed, `HL1413` text behind one.
  package func eachRow(_ take: (SheetCells.Row) throws -> Void) throws {
    switch contents {
    case .workbook(let rows): for row in rows { try take(row) }
    case .text(let text): try eachRow(of: text, take)
    }
  }

  /// Feeds libcsv one physical line at a time, so that each row knows where it begins.
  private func eachRow(
    of text: ArraySlice<UInt8>, _ take: (SheetCells.Row) throws -> Void
  ) throws {
    let collector = Collector()
    var parser = unsafe csv_parser()
    let options = UInt8(CSV_STRICT | CSV_STRICT_FINI)
    guard unsafe csv_init(&parser, options) == 0 else {
      throw Unusable(.unexpected(reason: "libcsv"), at: SourceLocation(file: file))
    }
    defer { unsafe csv_free(&parser) }
    let context = unsafe Unmanaged.passUnretained(collector).toOpaque()
    var failure: (any Error)?
    func give() {
      defer { collector.rows.removeAll(keepingCapacity: true) }
      guard failure == nil else { return }
      do {
        for row in collector.rows { try take(row) }
      } catch {
        failure = error
      }
    }
    var lineNumber = 1
    var start = text.startIndex
    while start < text.endIndex {
      let line = text[start..<Self.endOfLine(in: text, from: start)]
      start = line.endIndex
      collector.begins(line, lineNumber)
      let taken = unsafe line.withUnsafeBytes { bytes in
        unsafe csv_parse(
          &parser, bytes.baseAddress, bytes.count, Self.addCell, Self.endRow, context)
      }
      guard taken == line.count else {
        throw Unusable(.textAfterQuote, at: SourceLocation(file: file, line: lineNumber))
      }
      lineNumber += 1
      give()
    }
    guard unsafe csv_fini(&parser, Self.addCell, Self.endRow, context) == 0 else {
      throw Unusable(.quoteNeverClosed, at: SourceLocation(file: file, line: collector.rowLine))
    }
    give()
    if let failure { throw failure }
  }

  /// Where a physical line ends that begins at a position: behind LF, CR or CR LF, or with the text.
  private static func endOfLine(in text: ArraySlice<UInt8>, from start: Int) -> Int {
    unsafe text.withUnsafeBufferPointer { bytes in
      var position = start - text.startIndex
      while position < bytes.count {
        let byte = unsafe bytes[position]
        position += 1
        if byte == UInt8(ascii: "\n") { break }
        guard byte == UInt8(ascii: "\r") else { continue }
        if position == bytes.count { break }
        if unsafe bytes[position] != UInt8(ascii: "\n") { break }
      }
      return text.startIndex + position
    }
  }

  /// What the callbacks of libcsv write to.
  private final class Collector {
    /// The rows that were read and not yet given.
    var rows: [SheetCells.Row] = []
    var cells: [String] = []
    /// The line on which the row under way began.
    var rowLine: Int?

    /// A physical line is about to be read; unless it is blank or within a row, a row begins.
    func begins(_ line: ArraySlice<UInt8>, _ number: Int) {
      let isBlank = line.allSatisfy { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
      if rowLine == nil, !isBlank { rowLine = number }
    }
  }

  private static let addCell:
    @convention(c) (UnsafeMutableRawPointer?, Int, UnsafeMutableRawPointer?)
      -> Void = { bytes, count, context in
        guard let context = unsafe context else { return }
        let collector = unsafe Unmanaged<Collector>.fromOpaque(context).takeUnretainedValue()
        let cell = unsafe UnsafeRawBufferPointer(start: bytes, count: count)
        unsafe collector.cells.append(String(decoding: cell, as: UTF8.self))
      }

  private static let endRow: @convention(c) (Int32, UnsafeMutableRawPointer?) -> Void = {
    _, context in
    guard let context = unsafe context else { return }
    let collector = unsafe Unmanaged<Collector>.fromOpaque(context).takeUnretainedValue()
    if let line = collector.rowLine, collector.cells.contains(where: { !$0.isEmpty }) {
      collector.rows.append(SheetCells.Row(line: line, cells: collector.cells))
    }
    collector.cells = []
    collector.rowLine = nil
  }
}
