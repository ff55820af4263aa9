import Findings

/// What libxml2's calls make of a worksheet: rows, cells, and what is to be known of them.
struct SheetScan {
  /// The rows under way and those that are ready.
  private(set) var rows = SheetRows()
  var notes = SheetNotes()
  /// Why the sheet cannot be read.
  private(set) var failure: FindingKind?
  private var strings: SharedStrings.Cursor
  private let styles: CellStyles

  private var isInData = false
  /// Whether the part's first element was seen.
  private var isBegun = false
  /// How many elements of the cell under way are open: its value is in those of certain places alone.
  private var depth = 0
  private var isInCell = false
  private var isInText = false
  private var rowNumber = 0
  private var isRowHidden = false
  private var rowStart = 0
  /// Where in `rows.bytes` the row under way begins.
  private var textStart = 0
  private var column = -1
  private var cellStart = 0
  private var type = CellType.number
  private var style = 0
  private var hasValue = false
  private var hasFormula = false
  private var isInRun = false
  /// Whether the characters that come now belong to the cell.
  private var isText = false

  private enum CellType { case number, shared, inline, formulaText, truth, error, moment }

  static let lastColumn = 16_383
  static let lastRow = 1_048_576

  init(strings: SharedStrings, styles: CellStyles) {
    self.strings = .init(strings)
    self.styles = styles
  }

  // MARK: - Elements

  mutating func begin(_ name: UnsafePointer<UInt8>, _ attributes: Attributes) {
    if isInCell {
      depth += 1
      unsafe beginPart(name)
    } else if isInData {
      if unsafe name[0] == UInt8(ascii: "c"), unsafe name[1] == 0 { return beginCell(attributes) }
      if unsafe name.isName("row") { beginRow(attributes) }
    } else if !isBegun {
      isBegun = true
      if unsafe !name.isName("worksheet") { damaged("a sheet of it is not a worksheet") }
    } else if unsafe name.isName("sheetData") {
      isInData = true
    } else if unsafe name.isName("col") {
      addColumn(attributes)
    } else if unsafe name.isName("mergeCell") {
      guard notes.mergedRanges.count < SheetNotes.mostRanges else { return }
      notes.mergedRanges += [attributes.text("ref") ?? "?"]
    }
  }

  mutating func end(_ name: UnsafePointer<UInt8>) {
    guard isInData else { return }
    if isInCell {
      guard depth > 0 else { return endCell() }
      depth -= 1
      isText = false
      if depth == 0 { isInText = false }
    } else if unsafe name.isName("row") {
      endRow()
    } else if unsafe name.isName("sheetData") {
      isInData = false
    }
  }

  /// An element within a cell: its value, its formula, or its text, in runs or not; readings of signs
  /// and what programs add are not its text.
  private mutating func beginPart(_ name: UnsafePointer<UInt8>) {
    let letter = unsafe name[1] == 0 ? name[0] : 0
    switch depth {
    case 1 where letter == UInt8(ascii: "v"):
      hasValue = true
      isText = true
    case 1 where letter == UInt8(ascii: "f"): hasFormula = true
    case 1: isInText = unsafe name.isName("is") && type == .inline
    case 2 where isInText:
      isText = letter == UInt8(ascii: "t")
      isInRun = letter == UInt8(ascii: "r")
    case 3 where isInRun: isText = letter == UInt8(ascii: "t")
    default: isText = false
    }
  }

  mutating func add(_ text: UnsafeBufferPointer<UInt8>) {
    guard isText else { return }
    guard rows.bytes.count - cellStart <= StringScan.longestText else {
      return fail(.workbookTooLarge(reason: "a cell has more than \(StringScan.longestText) bytes"))
    }
    unsafe rows.bytes.append(contentsOf: text)
  }

  mutating func fail(_ kind: FindingKind) {
    if failure == nil { failure = kind }
  }

  private mutating func damaged(_ reason: String) { fail(.workbookDamaged(reason: reason)) }

  // MARK: - Rows

  private mutating func beginRow(_ attributes: Attributes) {
    let last = rowNumber
    rowNumber += 1
    isRowHidden = false
    unsafe attributes.forEach { name, value in
      if unsafe name.isName("r") {
        rowNumber = unsafe CellReference.number(value) ?? -1
      } else if unsafe name.isName("hidden") {
        isRowHidden = unsafe value.isTrue
      }
    }
    if rowNumber <= last || rowNumber > Self.lastRow {
      damaged("row \(rowNumber) comes after row \(last)")
    }
    rowStart = rows.cells.count
    textStart = rows.bytes.count
    column = -1
  }

  private mutating func endRow() {
    while rows.cells.count > rowStart, rows.cells.last?.range.isEmpty == true,
      !(rows.faults.last.map {
        $0.row == rows.rows.count && rowStart + $0.column + 1 == rows.cells.count
      }
        ?? false)
    {
      rows.cells.removeLast()
    }
    guard rows.cells.count > rowStart else { return }
    rows.rows.append(
      .init(number: rowNumber, cells: rowStart..<rows.cells.count, isHidden: isRowHidden))
    rowStart = rows.cells.count
    textStart = rows.bytes.count
  }

  /// The rows that are whole, as soon as there is much of them, or all at the end.
  mutating func take(isAtEnd: Bool) -> SheetRows? {
    let size = rows.bytes.count + 8 * rows.cells.count
    guard !rows.rows.isEmpty, isAtEnd || size >= 1 << 19 else { return nil }
    var batch = rows
    rows = SheetRows()
    rows.bytes = Array(batch.bytes[textStart...])
    rows.cells = batch.cells[rowStart...].map { cell in
      cell.range.isEmpty
        ? .empty
        : .init(start: cell.range.lowerBound - textStart, end: cell.range.upperBound - textStart)
    }
    let whole = batch.rows.count
    rows.faults = batch.faults.filter { $0.row >= whole }.map {
      .init(row: $0.row - whole, column: $0.column, kind: $0.kind)
    }
    batch.faults.removeAll { $0.row >= whole }
    batch.bytes.removeSubrange(textStart...)
    batch.cells.removeSubrange(rowStart...)
    cellStart -= textStart
    (rowStart, textStart) = (0, 0)
    return batch
  }

  // MARK: - Cells

  private mutating func beginCell(_ attributes: Attributes) {
    column += 1
    isInCell = true
    depth = 0
    (type, style, hasValue, hasFormula) = (.number, 0, false, false)
    cellStart = rows.bytes.count
    var isPlaced = true
    unsafe attributes.forEach { name, value in
      switch unsafe name[0] {
      case UInt8(ascii: "r") where unsafe name[1] == 0:
        if let (column, row) = unsafe CellReference.place(value) {
          self.column = column
          isPlaced = row == rowNumber
        } else {
          isPlaced = false
        }
      case UInt8(ascii: "s") where unsafe name[1] == 0:
        style = unsafe CellReference.number(value) ?? 0
      case UInt8(ascii: "t") where unsafe name[1] == 0: type = unsafe Self.type(value)
      default: break
      }
    }
    if !isPlaced || column > Self.lastColumn {
      damaged("a cell of row \(rowNumber) has no place in it")
      column = min(max(column, 0), Self.lastColumn)
    }
  }

  private static func type(_ value: UnsafeBufferPointer<UInt8>) -> CellType {
    switch unsafe value.first {
    case UInt8(ascii: "s"): value.count == 1 ? .shared : .formulaText
    case UInt8(ascii: "i"): .inline
    case UInt8(ascii: "b"): .truth
    case UInt8(ascii: "e"): .error
    case UInt8(ascii: "d"): .moment
    default: .number
    }
  }

  private mutating func endCell() {
    (isInCell, isInText, isInRun, isText) = (false, false, false, false)
    var fault: SheetRows.Fault.Kind?
    let isEmpty = rows.bytes.count == cellStart
    switch type {
    case .number where !isEmpty:
      fault = CellNumber.render(
        &rows.bytes, from: cellStart, format: styles.format(of: style), dates: styles.dates)
    case .number: if hasFormula { fault = .formulaWithoutValue }
    case .shared where !isEmpty: replaceByShared()
    case .inline, .formulaText: TextEscapes.replace(in: &rows.bytes, from: cellStart)
    case .truth where !isEmpty:
      let isTrue = rows.bytes[cellStart] != UInt8(ascii: "0")
      rows.bytes.removeSubrange(cellStart...)
      rows.bytes.append(contentsOf: (isTrue ? "TRUE" : "FALSE").utf8)
    case .error: fault = .error
    case .moment:
      fault = CellNumber.renderISO(
        &rows.bytes, from: cellStart, format: styles.format(of: style), dates: styles.dates)
    case .shared, .truth: break
    }
    guard rows.bytes.count > cellStart || fault != nil else { return }
    place(fault)
  }

  /// Puts the cell at its column, empty ones before it where the workbook leaves some out.
  private mutating func place(_ fault: SheetRows.Fault.Kind?) {
    let place = rowStart + column
    let cell = SheetRows.Cell(start: cellStart, end: rows.bytes.count)
    if place < rows.cells.count {
      if !rows.cells[place].range.isEmpty { damaged("row \(rowNumber) has a cell twice") }
      rows.cells[place] = cell
    } else {
      while rows.cells.count < place { rows.cells.append(.empty) }
      rows.cells.append(cell)
    }
    if let fault { rows.faults.append(.init(row: rows.rows.count, column: column, kind: fault)) }
  }

  private mutating func replaceByShared() {
    var index = 0
    for byte in rows.bytes[cellStart...] {
      guard byte &- 48 <= 9, index < 1 << 40 else {
        index = -1
        break
      }
      index = index * 10 + Int(byte - 48)
    }
    rows.bytes.removeSubrange(cellStart...)
    do {
      if try !strings.append(index, to: &rows.bytes) {
        damaged("row \(rowNumber) names a text that is not in the workbook")
      }
    } catch let unusable as Unusable {
      if let finding = unusable.findings.first { unreadable = finding }
    } catch {}
  }

  /// Why the texts of the workbook could not be read back.
  private(set) var unreadable: Finding?

  private mutating func addColumn(_ attributes: Attributes) {
    var (first, last, isHidden) = (0, 0, false)
    unsafe attributes.forEach { name, value in
      if unsafe name.isName("min") { first = unsafe CellReference.number(value) ?? 0 }
      if unsafe name.isName("max") { last = unsafe CellReference.number(value) ?? 0 }
      if unsafe name.isName("hidden") { isHidden = unsafe value.isTrue }
    }
    guard isHidden, first > 0, first <= last else { return }
    for column in first...min(last, Self.lastColumn + 1) { notes.hiddenColumns.insert(column - 1) }
  }
}
