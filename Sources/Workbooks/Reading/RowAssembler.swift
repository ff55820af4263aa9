import Findings
import HotlineModel

/// Makes rows of cells that come one after the other, within the limits of a sheet.
struct RowAssembler {
  /// No sheet has more rows, columns, or text in a cell or a row.
  static let mostRows = 1_048_576
  static let mostColumns = 16_384
  static let longestCell = 1 << 20
  private static let longestRow = 1 << 24

  private(set) var rows = SheetRows()
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

  /// The column behind the last cell of the row under way.
  var nextColumn: Int { rows.cells.count - (row?.cells.lowerBound ?? rows.cells.count) }

  mutating func beginRow(_ number: Int, isHidden: Bool) {
    rowNumber = number
    rowStart = rows.bytes.count
    row = SheetRows.Row(
      number: number, cells: rows.cells.count..<rows.cells.count, isHidden: isHidden)
  }

  /// Ends the row under way, if there is one.
  mutating func endRow() {
    guard var row else { return }
    row.cells = row.cells.lowerBound..<rows.cells.count
    rows.rows.append(row)
    self.row = nil
  }

  /// Begins a cell; those before it that are left out are empty.
  mutating func beginCell(at column: Int) {
    while nextColumn < column { rows.cells.append(.empty) }
    cellStart = rows.bytes.count
  }

  /// Adds text to the cell under way.
  ///
  /// - Throws: `Unusable` with `HL1062` where it, or its row, is longer than any.
  mutating func append(_ text: some Sequence<UInt8>) throws {
    rows.bytes.append(contentsOf: text)
    try checkLength()
  }

  /// Changes the text of all cells at its end, behind `cellStart`.
  mutating func withBytes<Result>(_ body: (inout [UInt8]) -> Result) -> Result {
    body(&rows.bytes)
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

  /// Ends the cell under way.
  mutating func endCell(fault: SheetRows.Fault.Kind?) {
    let isDecoded = markUndecodable()
    rows.cells.append(.init(start: cellStart, end: rows.bytes.count))
    guard let kind = isDecoded ? fault : .undecodable else { return }
    rows.faults.append(.init(row: rows.rows.count, column: nextColumn - 1, kind: kind))
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
    guard notes.mergedRanges.count < SheetNotes.mostRanges else { return }
    let last = SourceLocation.letters(of: column + across)
    notes.mergedRanges.append(
      "\(SourceLocation.letters(of: column))\(rowNumber):\(last)\(rowNumber + down)")
  }
}
