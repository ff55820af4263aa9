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
    let path = try SheetPath.file(of: name)
    file = path
    guard Folder.hasEntry(path) else {
      throw Unusable(.sheetMissing(maker: Self.maker(of: path)), at: SourceLocation(file: path))
    }
    let bytes = try Self.bytes(of: path)
    let body = Self.withoutMark(bytes)
    sha256 = Fingerprint.hex(of: body)
    hasOpenRows = WorkbookCells.areThere(in: bytes)
    guard !hasOpenRows else {
      let workbook = try WorkbookCells(path, bytes: bytes)
      (rows, sheet) = (workbook.rows, workbook.sheet)
      return
    }
    var text: [UInt8] = []
    if Charset.utf8.decode(body, into: &text) != nil {
      text = []
      if let position = Charset.gb18030.decode(body, into: &text) {
        throw Unusable(
          .bytesUndecodable(
            found: Fingerprint.hex(bytes[position..<min(position + 4, bytes.count)]),
            offset: "\(position)", charset: "utf-8 / gb18030"),
          at: SourceLocation(file: path, offset: position))
      }
    }
    rows = try Self.rows(of: text, in: path)
    sheet = nil
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

  /// The bytes behind a byte order mark.
  package static func withoutMark(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
    bytes.dropFirst(bytes.starts(with: Charset.byteOrderMark) ? 3 : 0)
  }

  /// The command that makes a sheet of a workspace; empty for any other file.
  private static func maker(of path: String) -> String {
    if path.contains("/Mappings/sources/") { return "`mapping new`" }
    let isOfWorkspace = path.contains("/Mappings/") || Folder.name(of: path) == "register.csv"
    return isOfWorkspace ? "`hotline init --missing`" : ""
  }

  /// Feeds libcsv one physical line at a time, so that each row knows where it begins.
  private static func rows(of text: [UInt8], in path: String) throws -> [Row] {
    let collector = Collector()
    var parser = unsafe csv_parser()
    let options = UInt8(CSV_STRICT | CSV_STRICT_FINI)
    guard unsafe csv_init(&parser, options) == 0 else {
      throw Unusable(.unexpected(reason: "libcsv"), at: SourceLocation(file: path))
    }
    defer { unsafe csv_free(&parser) }
    let context = unsafe Unmanaged.passUnretained(collector).toOpaque()
    var lineNumber = 1
    for line in text.physicalLines {
      collector.begins(line, lineNumber)
      let taken = unsafe line.withUnsafeBytes { bytes in
        unsafe csv_parse(
          &parser, bytes.baseAddress, bytes.count, addCell, endRow, context)
      }
      guard taken == line.count else {
        throw Unusable(.textAfterQuote, at: SourceLocation(file: path, line: lineNumber))
      }
      lineNumber += 1
    }
    guard unsafe csv_fini(&parser, addCell, endRow, context) == 0 else {
      throw Unusable(.quoteNeverClosed, at: SourceLocation(file: path, line: collector.rowLine))
    }
    return collector.rows
  }

  /// What the callbacks of libcsv write to.
  private final class Collector {
    var rows: [Row] = []
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
      collector.rows.append(Row(line: line, cells: collector.cells))
    }
    collector.cells = []
    collector.rowLine = nil
  }
}

extension [UInt8] {
  /// The slices that end behind LF, CR or CR LF, and what is left at the end.
  fileprivate var physicalLines: [ArraySlice<UInt8>] {
    var slices: [ArraySlice<UInt8>] = []
    var start = 0
    for position in indices {
      let isBreak =
        self[position] == UInt8(ascii: "\n")
        || (self[position] == UInt8(ascii: "\r")
          && (position + 1 == count || self[position + 1] != UInt8(ascii: "\n")))
      if isBreak {
        slices.append(self[start...position])
        start = position + 1
      }
    }
    if start < count { slices.append(self[start...]) }
    return slices
  }
}
