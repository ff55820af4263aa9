import CXLSXWriter
import Findings
import HotlineModel

/// Writes one sheet from top to bottom.
@safe final class SheetWriter {
  /// The most rows and columns that a sheet may have.
  static let limits = (rows: 1_048_576, columns: 16_384)

  let file: XLSXFile
  let draft: SheetDraft
  let sheet: UnsafeMutablePointer<lxw_worksheet>
  /// The name that the sheet has.
  let name: String
  /// How wide the columns are, in characters of ASCII.
  let widths: [Int]
  /// The row of the header, from 0; `nil` for a sheet without one.
  private(set) var headerRow: Int?
  /// The next row, from 0.
  private(set) var row = 0
  /// The first row of values, from 0.
  private(set) var firstRow = 0
  /// How many rows hold a value or a text.
  private(set) var filledRows = 0

  /// Begins a sheet: what is above its rows is written.
  ///
  /// - Throws: `Unusable` with `HL6104` for a text that is longer than a cell, `HL6106` for more
  ///   columns than a sheet can have.
  init(_ draft: SheetDraft, in file: XLSXFile) throws {
    self.draft = draft
    self.file = file
    guard draft.columns.count <= Self.limits.columns else {
      throw Unusable(
        .sheetTooWide(
          found: draft.name, count: "\(draft.columns.count)", limit: "\(Self.limits.columns)"),
        at: SourceLocation(file: draft.name))
    }
    unsafe (sheet, name) = try file.addSheet(draft.name)
    widths = draft.columns.indices.map { draft.width(of: $0) }
    try setWidths()
    if !name.hasPrefix(draft.name), !draft.isHidden {
      try append([.text(draft.name)], as: .preamble)
    }
    for cells in draft.preamble { try append(cells, as: .preamble) }
    if draft.columns.contains(where: { $0.note != nil }) {
      try append(draft.columns.map { .text($0.note ?? "") }, as: .note)
    }
    if draft.columns.contains(where: { !$0.header.isEmpty }) {
      headerRow = row
      try append(draft.columns.map { .text($0.header) }, as: .header)
    }
    firstRow = row
  }

  /// Whether the sheet takes another row.
  var isFull: Bool { row + draft.blankRows >= Self.limits.rows }

  /// Adds a row of values.
  ///
  /// - Throws: `Unusable` with `HL6104` for a text that is longer than a cell.
  func append(_ cells: [CellDraft]) throws { try append(cells, as: .value) }

  /// Ends the sheet: empty rows to fill, checks, protection, and how it is printed.
  func finish(title: String, language: Language) throws {
    for _ in 0..<draft.blankRows {
      try append(draft.columns.map { _ in .empty })
    }
    try setChecks(language)
    try setHighlights()
    try setView()
    try setPages(title: title, language)
  }

  private func append(_ cells: [CellDraft], as role: CellStyle.Role) throws {
    if role != .preamble { try setHeight(cells) }
    for (column, cell) in cells.enumerated() { try write(cell, column, role) }
    row += 1
    if cells.contains(where: { $0 != .empty && $0 != .text("") }) { filledRows += 1 }
  }

  private func write(_ cell: CellDraft, _ column: Int, _ role: CellStyle.Role) throws {
    let isOpen =
      draft.columns.indices.contains(column) && draft.columns[column].isOpen
      && (role == .value || role == .header)
    var style = CellStyle(role: role, isOpen: isOpen)
    switch cell {
    case .text(let text): try write(text, column, style)
    case .count(let count) where count.magnitude > 999_999_999_999_999:
      try write("\(count)", column, style)
    case .count(let count):
      style.shape = .count
      try write(Double(count), column, style)
    case .number(let number) where !number.isFinite: try write("\(number)", column, style)
    case .number(let number):
      style.shape = .number
      try write(number, column, style)
    case .date(let date):
      guard let serial = Self.serial(date) else { return try write("\(date)", column, style) }
      style.shape = .date
      try write(Double(serial), column, style)
    case .dateTime(let instant):
      guard let serial = Self.serial(instant.date) else {
        return try write("\(instant)", column, style)
      }
      style.shape = instant.secondOfDay % 60 == 0 ? .minute : .second
      let fraction = Double(instant.secondOfDay) / Double(CivilInstant.secondsPerDay)
      try write(Double(serial) + fraction, column, style)
    case .empty:
      guard role == .value, draft.columns.indices.contains(column) else { return }
      style.shape = draft.columns[column].kind.shape
      try file.check(
        unsafe file.library.worksheet_write_blank(
          sheet, UInt32(row), UInt16(column), file.format(style)))
    }
  }

  private func write(_ text: String, _ column: Int, _ style: CellStyle) throws {
    let escaped = CellText.escaped(text)
    guard escaped.utf16.count <= CellText.longest else {
      throw Unusable(
        .cellTooLong(
          found: "\(name)!\(cellName(row, column))", count: "\(text.utf16.count)",
          limit: "\(CellText.longest)"), at: SourceLocation(file: name, line: row + 1))
    }
    let format = unsafe file.format(style)
    // The library writes nothing for an empty text, and would leave out the border.
    try file.check(
      unsafe escaped.isEmpty
        ? file.library.worksheet_write_blank(sheet, UInt32(row), UInt16(column), format)
        : file.library.worksheet_write_string(sheet, UInt32(row), UInt16(column), escaped, format))
  }

  private func write(_ number: Double, _ column: Int, _ style: CellStyle) throws {
    try file.check(
      unsafe file.library.worksheet_write_number(
        sheet, UInt32(row), UInt16(column), number, file.format(style)))
  }

  /// The name of a cell, both counted from 0: `C5`.
  func cellName(_ row: Int, _ column: Int) -> String {
    "\(SourceLocation.letters(of: column))\(row + 1)"
  }

  /// Days since 1899-12-30; `nil` before 1900-03-01, where programs count differently.
  static func serial(_ date: CivilDate) -> Int? {
    let serial = date.dayNumber + 25_569
    return serial > 60 ? serial : nil
  }
}

extension ColumnDraft.Kind {
  /// How its values are shown.
  var shape: CellStyle.Shape {
    switch self {
    case .text: .text
    case .number: .count
    case .date: .date
    case .dateTime: .minute
    }
  }
}
