import Findings
import HotlineModel

/// Makes rows of cells, within the limits of a sheet.
struct RowAssembler {
  /// No sheet has more rows, columns, or text in a cell or a row.
  static let mostRows = 1_048_576
  static let mostColumns = 16_384
  static let longestCell = 1 << 20
  private static let longestRow = 1 << 24

  /// The rows that are whole, and cells and text of the one under way; the text of the cell under way is
  /// behind `cellStart`.
  var rows = SheetRows()
  var notes = SheetNotes()
  private let path: String
  private var row: SheetRows.Row?
  /// Where the text of the row, and of the cell under way, begins.
  private var rowStart = 0
  private(set) var cellStart = 0

  init(path: String) {
    self.path = path
  }

  /// Whether there are rows, and so much of them that they should be handed out.
  var isFull: Bool {
    !rows.rows.isEmpty
      && (rows.bytes.count >= 1 << 19 || rows.cells.count >= 1 << 17 || rows.rows.count >= 1 << 14)
  }

  /// Hands out the rows that are whole; what there is of the next one stays.
  mutating func take() -> SheetRows {
    var whole = rows
    rows = SheetRows()
    guard let row else { return whole }
    let first = row.cells.lowerBound
    rows.bytes = Array(whole.bytes[rowStart...])
    rows.cells = whole.cells[first...].map { cell in
      cell == .empty
        ? cell
        : .init(start: cell.range.lowerBound - rowStart, end: cell.range.upperBound - rowStart)
    }
    rows.faults = whole.faults.filter { $0.row == whole.rows.count }
      .map { .init(row: 0, column: $0.column, kind: $0.kind) }
    whole.faults.removeLast(rows.faults.count)
    whole.cells.removeSubrange(first...)
    whole.bytes.removeSubrange(rowStart...)
    self.row?.cells = 0..<0
    cellStart -= rowStart
    rowStart = 0
    return whole
  }

  /// The number of the row under way, or of the last one; 0 before the first.
  private(set) var rowNumber = 0

  /// Whether a row is under way.
  var isInRow: Bool { row != nil }

  /// The column behind the last cell of the row under way.
  var nextColumn: Int { rows.cells.count - (row?.cells.lowerBound ?? rows.cells.count) }

  mutating func beginRow(_ number: Int, isHidden: Bool) {
    rowNumber = number
    rowStart = rows.bytes.count
    row = SheetRows.Row(
      number: number, cells: rows.cells.count..<rows.cells.count, isHidden: isHidden)
  }

  /// Ends the row under way, if there is one.
  mutating func endRow(isKept: Bool = true) {
    guard var row else { return }
    row.cells = row.cells.lowerBound..<rows.cells.count
    if isKept { rows.rows.append(row) }
    self.row = nil
  }

  /// Begins a cell behind those before it; which are left out is known when it ends.
  mutating func beginCell() {
    cellStart = rows.bytes.count
  }

  /// Begins a cell; those before it that are left out are empty.
  mutating func beginCell(at column: Int) {
    while nextColumn < column { rows.cells.append(.empty) }
    beginCell()
  }

  /// Adds text to the cell under way.
  ///
  /// - Throws: `Unusable` with `HL1062` where it, or its row, is longer than any.
  mutating func append(_ text: some Sequence<UInt8>) throws {
    rows.bytes.append(contentsOf: text)
    try checkLength()
  }

  private func checkLength() throws {
    if rows.bytes.count - cellStart > Self.longestCell {
      throw tooLarge("a cell has more than \(Self.longestCell) bytes")
    }
    if rows.bytes.count - rowStart > Self.longestRow {
      throw tooLarge("a row has more than \(Self.longestRow) bytes")
    }
  }

  /// What makes a workbook unusable that has more of something than any sheet.
  func tooLarge(_ reason: String) -> Unusable {
    Unusable(.sheetTooLarge(reason: reason), at: SourceLocation(file: path))
  }

  /// Ends the cell under way, behind all others of its row.
  mutating func endCell(fault: SheetRows.Fault.Kind?) {
    let isDecoded = markUndecodable()
    _ = endCell(at: nextColumn, fault: isDecoded ? fault : .undecodable)
  }

  /// Ends the cell under way, wherever it is in its row; cells that are left out before it are empty.
  ///
  /// - Returns: `false` where the row has another one there, or there is no row.
  mutating func endCell(at column: Int, fault: SheetRows.Fault.Kind?) -> Bool {
    guard let row else { return false }
    let cell = SheetRows.Cell(start: cellStart, end: rows.bytes.count)
    if let fault { rows.faults.append(.init(row: rows.rows.count, column: column, kind: fault)) }
    let place = row.cells.lowerBound + column
    guard place < rows.cells.count else {
      while rows.cells.count < place { rows.cells.append(.empty) }
      rows.cells.append(cell)
      return true
    }
    defer { rows.cells[place] = cell }
    return rows.cells[place].range.isEmpty
  }

  /// Puts U+FFFD where bytes did not decode; `true` where all did.
  private mutating func markUndecodable() -> Bool {
    let sign = DecodedInput.undecodable
    guard rows.bytes[cellStart...].contains(sign[0]) else { return true }
    var isDecoded = true
    var place = cellStart
    while place + sign.count <= rows.bytes.count {
      if rows.bytes[place...].starts(with: sign) {
        rows.bytes.replaceSubrange(place..<(place + sign.count), with: [0xEF, 0xBF, 0xBD])
        isDecoded = false
      }
      place += 1
    }
    return isDecoded
  }

  /// Notes that cells are merged: so many to the right of one and below it.
  mutating func merge(column: Int, across: Int, down: Int) {
    guard across > 0 || down > 0 else { return }
    let last = SourceLocation.letters(of: column + across)
    merge("\(SourceLocation.letters(of: column))\(rowNumber):\(last)\(rowNumber + down)")
  }

  /// Notes a range of merged cells, unless there are very many.
  mutating func merge(_ range: String) {
    if notes.mergedRanges.count < SheetNotes.mostRanges { notes.mergedRanges.append(range) }
  }
}
