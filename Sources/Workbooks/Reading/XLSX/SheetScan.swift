import Findings

/// What libxml2's calls make of a worksheet: rows, cells, and what is to be known of them.
struct SheetScan {
  private var assembler: RowAssembler
  /// Why the sheet cannot be read.
  private(set) var failure: (any Error)?
  private let path: String
  private var strings: SharedStrings.Cursor
  private let styles: CellStyles

  private var isInData = false
  /// Whether the part's first element was seen.
  private var isBegun = false
  /// How many elements of the cell under way are open: its value is in those of certain places alone.
  private var depth = 0
  private var isInCell = false
  private var isInText = false
  private var column = -1
  private var type = CellType.number
  private var style = 0
  private var hasFormula = false
  private var isInRun = false
  /// Whether the characters that come now belong to the cell.
  private var isText = false

  private enum CellType { case number, shared, inline, formulaText, truth, error, moment }

  init(path: String, strings: SharedStrings, styles: CellStyles) {
    self.path = path
    assembler = RowAssembler(path: path)
    self.strings = .init(strings)
    self.styles = styles
  }

  var notes: SheetNotes { assembler.notes }

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
      assembler.merge(attributes.text("ref") ?? "?")
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
      assembler.endRow(isKept: assembler.nextColumn > 0)
    } else if unsafe name.isName("sheetData") {
      isInData = false
    }
  }

  /// An element within a cell: its value, its formula, or its text, in runs or not; readings of signs
  /// and what programs add are not its text.
  private mutating func beginPart(_ name: UnsafePointer<UInt8>) {
    let letter = unsafe name[1] == 0 ? name[0] : 0
    switch depth {
    case 1 where letter == UInt8(ascii: "v"): isText = true
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
    guard assembler.rows.bytes.count - assembler.cellStart <= StringScan.longestText else {
      return fail(
        Unusable(
          .workbookTooLarge(reason: "a cell has more than \(StringScan.longestText) bytes"),
          at: SourceLocation(file: path)))
    }
    unsafe assembler.rows.bytes.append(contentsOf: text)
  }

  mutating func fail(_ error: any Error) {
    if failure == nil { failure = error }
  }

  mutating func refuseDoctype() {
    fail(Unusable(.xmlDoctypeRefused, at: SourceLocation(file: path)))
  }

  private mutating func damaged(_ reason: String) { fail(ZipArchive.damaged(reason, path)) }

  // MARK: - Rows

  private mutating func beginRow(_ attributes: Attributes) {
    let last = assembler.rowNumber
    var (number, isHidden) = (last + 1, false)
    unsafe attributes.forEach { name, value in
      if unsafe name.isName("r") {
        number = unsafe CellReference.number(value) ?? -1
      } else if unsafe name.isName("hidden") {
        isHidden = unsafe value.isTrue
      }
    }
    if number <= last || number > RowAssembler.mostRows {
      damaged("row \(number) comes after row \(last)")
    }
    assembler.beginRow(number, isHidden: isHidden)
    column = -1
  }

  /// The rows that are whole, as soon as there is much of them, or all at the end.
  mutating func take(isAtEnd: Bool) -> SheetRows? {
    guard isAtEnd || assembler.isFull else { return nil }
    let rows = assembler.take()
    return rows.rows.isEmpty ? nil : rows
  }

  // MARK: - Cells

  private mutating func beginCell(_ attributes: Attributes) {
    column += 1
    isInCell = true
    depth = 0
    (type, style, hasFormula) = (.number, 0, false)
    assembler.beginCell()
    var isPlaced = assembler.isInRow
    unsafe attributes.forEach { name, value in
      switch unsafe name[0] {
      case UInt8(ascii: "r") where unsafe name[1] == 0:
        if let (column, row) = unsafe CellReference.place(value) {
          self.column = column
          isPlaced = isPlaced && row == assembler.rowNumber
        } else {
          isPlaced = false
        }
      case UInt8(ascii: "s") where unsafe name[1] == 0:
        style = unsafe CellReference.number(value) ?? 0
      case UInt8(ascii: "t") where unsafe name[1] == 0: type = unsafe Self.type(value)
      default: break
      }
    }
    if !isPlaced || column >= RowAssembler.mostColumns {
      damaged("a cell of row \(assembler.rowNumber) has no place in it")
      column = min(max(column, 0), RowAssembler.mostColumns - 1)
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
    let start = assembler.cellStart
    let isEmpty = assembler.rows.bytes.count == start
    var fault: SheetRows.Fault.Kind?
    switch type {
    case .number where !isEmpty:
      fault = CellNumber.render(
        &assembler.rows.bytes, from: start, format: styles.format(of: style), dates: styles.dates)
    case .number: if hasFormula { fault = .formulaWithoutValue }
    case .shared where !isEmpty: replaceByShared(from: start)
    case .inline, .formulaText: TextEscapes.replace(in: &assembler.rows.bytes, from: start)
    case .truth where !isEmpty:
      let isTrue = assembler.rows.bytes[start] != UInt8(ascii: "0")
      assembler.rows.bytes.removeSubrange(start...)
      assembler.rows.bytes.append(contentsOf: (isTrue ? "TRUE" : "FALSE").utf8)
    case .error: fault = .error
    case .moment:
      fault = CellNumber.renderISO(
        &assembler.rows.bytes, from: start, format: styles.format(of: style), dates: styles.dates)
    case .shared, .truth: break
    }
    guard assembler.rows.bytes.count > start || fault != nil else { return }
    if !assembler.endCell(at: column, fault: fault) {
      damaged("row \(assembler.rowNumber) has a cell twice")
    }
  }

  private mutating func replaceByShared(from start: Int) {
    var index = 0
    for byte in assembler.rows.bytes[start...] {
      guard byte &- 48 <= 9, index < 1 << 40 else {
        index = -1
        break
      }
      index = index * 10 + Int(byte - 48)
    }
    assembler.rows.bytes.removeSubrange(start...)
    do {
      if try !strings.append(index, to: &assembler.rows.bytes) {
        damaged("row \(assembler.rowNumber) names a text that is not in the workbook")
      }
    } catch {
      fail(error)
    }
  }

  private mutating func addColumn(_ attributes: Attributes) {
    var (first, last, isHidden) = (0, 0, false)
    unsafe attributes.forEach { name, value in
      if unsafe name.isName("min") { first = unsafe CellReference.number(value) ?? 0 }
      if unsafe name.isName("max") { last = unsafe CellReference.number(value) ?? 0 }
      if unsafe name.isName("hidden") { isHidden = unsafe value.isTrue }
    }
    guard isHidden, first > 0, first <= last else { return }
    assembler.notes.hiddenColumns.formUnion((first - 1)..<min(last, RowAssembler.mostColumns))
  }
}
