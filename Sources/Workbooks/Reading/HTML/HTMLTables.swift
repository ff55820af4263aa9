import Findings
import HotlineModel

/// Makes sheets, rows and cells of the tags and texts of a page: its tables, or the rows of one.
struct HTMLTables {
  /// The position of the table whose rows are wanted; `nil` where its tables are.
  private let wanted: Int?
  private let path: String
  private(set) var sheets: [WorkbookSheet] = []
  var assembler: RowAssembler
  private(set) var styles: HTMLStyleSheet
  /// The rows of all tables that were whole.
  private(set) var wholeRows = 0

  /// For each table around the place, outermost first, whether a cell of it is open.
  private var tables: [Bool] = []
  private static let deepest = 64
  private var isInRow = false
  /// Within a caption, or what describes columns.
  private var isAside = false
  private var row = 0
  private var grid = HTMLGrid()
  private var column = 0
  private var tableStyle = HTMLStyle()
  private var groupStyle = HTMLStyle()
  private var rowStyle = HTMLStyle()
  private var cell = HTMLCell()
  private var text = HTMLCellText()
  private var nesting = HTMLNesting()
  private var isInStyleSheet = false

  init(path: String, wanted: Int?, styles: HTMLStyleSheet) {
    self.path = path
    self.wanted = wanted
    self.styles = styles
    assembler = RowAssembler(path: path)
  }

  /// Whether the table whose rows are wanted has ended.
  var isDone: Bool {
    wanted.map { sheets.count > $0 || sheets.count == $0 && tables.isEmpty } ?? false
  }
  private var isInWanted: Bool { wanted == sheets.count }

  /// Looks at a token.
  ///
  /// - Throws: `Unusable`: `HL1061` contradictory, `HL1062` too large.
  mutating func add(_ token: HTMLTokeniser.Token, of page: HTMLTokeniser) throws {
    switch token {
    case .text(let range): try add(page.buffer[range], of: page)
    case .character(let bytes): try add(bytes[...], of: page)
    case .raw(let range): if isInStyleSheet { styles.add(page.buffer[range]) }
    case .start(let element):
      if !tables.isEmpty, page.attributes.holdsCells(in: page.buffer) {
        throw contradiction("a quotation mark in a tag is not closed", page)
      }
      try begin(element, page)
    case .end(let element): try end(element)
    }
  }

  /// Ends the page.
  ///
  /// - Throws: `Unusable` with `HL1064` where it is cut off.
  func finish(_ page: HTMLTokeniser) throws {
    let reason = page.unfinished ?? (tables.isEmpty ? nil : "it ends within a table")
    guard let reason else { return }
    throw Unusable(
      .pageCutOff(reason: reason, count: wholeRows), at: SourceLocation(file: path, line: page.line)
    )
  }

  private func contradiction(_ reason: String, _ page: HTMLTokeniser) -> Unusable {
    Unusable(.sheetContradictory(reason: reason), at: SourceLocation(file: path, line: page.line))
  }

  private mutating func add(_ part: ArraySlice<UInt8>, of page: HTMLTokeniser) throws {
    guard let isInCell = tables.first else { return }
    guard isInCell else {
      if isInRow, !isAside, !Self.isBlank(part) {
        throw contradiction("text is beside the cells of a row", page)
      }
      return
    }
    guard isInWanted, !nesting.isHidden else { return }
    try text.add(part, nesting.blanks ?? cell.blanks, to: &assembler)
  }

  /// Whether there is nothing to be seen but blanks, no-break ones too.
  private static func isBlank(_ text: ArraySlice<UInt8>) -> Bool {
    text.allSatisfy { $0 <= 0x20 || $0 == 0xC2 || $0 == 0xA0 }
  }

  // MARK: - Tags

  private mutating func begin(_ element: HTMLElement, _ page: HTMLTokeniser) throws {
    if element == .raw("style") { isInStyleSheet = wanted == nil }
    if element == .table { return try beginTable(page) }
    guard !tables.isEmpty else { return }
    guard tables.count == 1 else { return beginNested(element, page) }
    switch element {
    case .row:
      endRow()
      beginRow(page)
    case .cell: try beginCell(page)
    case .rowGroup:
      endGroup()
      groupStyle = style("tbody", page)
    case .caption, .columns:
      endGroup()
      isAside = true
    case .column: addColumn(page)
    default: if tables[0], isInWanted { beginPart(element, page) }
    }
  }

  private mutating func end(_ element: HTMLElement) throws {
    if element == .raw("style"), isInStyleSheet {
      isInStyleSheet = false
      styles.end()
    }
    guard !tables.isEmpty else { return }
    switch element {
    case .table: endTable()
    case .row where tables.count == 1: endRow()
    case .cell where tables.count == 1: endCell()
    case .rowGroup where tables.count == 1: endGroup()
    case .caption where tables.count == 1, .columns where tables.count == 1: isAside = false
    case .cell, .row: endNestedCell()
    default: if tables[0], isInWanted { endPart(element) }
    }
  }

  private mutating func style(_ element: String, _ page: HTMLTokeniser) -> HTMLStyle {
    let attributes = page.attributes
    guard !attributes.isEmpty else {
      return styles.style(of: element, classes: nil, inline: nil)
    }
    var style = styles.style(
      of: element, classes: attributes.value("class", in: page.buffer),
      inline: attributes.value("style", in: page.buffer))
    if attributes.value("hidden", in: page.buffer) != nil { style.isHidden = true }
    return style
  }

  // MARK: - Tables and rows

  private mutating func beginTable(_ page: HTMLTokeniser) throws {
    if tables.count == 1, !tables[0] { endTable() }
    if tables.count > 1, tables.last == false { tables.removeLast() }
    guard tables.count < Self.deepest else {
      throw contradiction("tables are nested deeper than \(Self.deepest)", page)
    }
    tables.append(false)
    guard tables.count == 1 else { return text.block() }
    tableStyle = style("table", page)
    (row, isAside, isInRow) = (0, false, false)
    grid = HTMLGrid()
    let position = sheets.count + 1
    sheets.append(
      WorkbookSheet(
        name: "table \(position)", position: position, isHidden: tableStyle.isHidden ?? false))
  }

  private mutating func endTable() {
    if tables.count == 1 { endGroup() }
    tables.removeLast()
    nesting.endAll(depth: tables.count + 1)
    if !tables.isEmpty { text.block() }
  }

  private mutating func endGroup() {
    endRow()
    isAside = false
    groupStyle = HTMLStyle()
    grid.endGroup()
  }

  private mutating func beginRow(_ page: HTMLTokeniser?) {
    (isInRow, isAside, column) = (true, false, 0)
    row += 1
    rowStyle = page.map { style("tr", $0) } ?? HTMLStyle()
    let isHidden = rowStyle.isHidden ?? groupStyle.isHidden ?? false
    if isInWanted { assembler.beginRow(row, isHidden: isHidden) }
  }

  private mutating func endRow() {
    guard isInRow else { return }
    endCell()
    isInRow = false
    wholeRows += 1
    guard isInWanted else { return }
    for place in column..<max(column, grid.coveredEnd) { addEmptyCell(at: place) }
    grid.endRow()
    assembler.endRow()
  }

  private mutating func addColumn(_ page: HTMLTokeniser) {
    guard isInWanted else { return }
    let span = Self.span(page.attributes.value("span", in: page.buffer), most: 1000)
    let isHidden = style("col", page).isHidden ?? false
    let first = grid.columns
    grid.columns = min(first + span, RowAssembler.mostColumns)
    if isHidden { assembler.notes.hiddenColumns.formUnion(first..<grid.columns) }
  }

  static func span(_ value: String?, most: Int) -> Int {
    guard let value, let number = Int(value.filter { !$0.isWhitespace }) else { return 1 }
    return number < 0 ? 1 : min(number, most)
  }

  // MARK: - Cells

  private mutating func beginCell(_ page: HTMLTokeniser) throws {
    endCell()
    if !isInRow { beginRow(nil) }
    tables[0] = true
    guard isInWanted else { return }
    while grid.isCovered(column) {
      addEmptyCell(at: column)
      column += 1
    }
    cell = HTMLCell(page, style: style("td", page), inherited: rowStyle.blanks ?? tableStyle.blanks)
    guard column + cell.columns <= RowAssembler.mostColumns else {
      throw assembler.tooLarge("a row has more than \(RowAssembler.mostColumns) cells")
    }
    if cell.isHidden { assembler.notes.hiddenColumns.formUnion(column..<(column + cell.columns)) }
    assembler.beginCell(at: column)
    assembler.merge(column: column, across: cell.columns - 1, down: cell.mergedRows - 1)
    grid.cover(column..<(column + cell.columns), rows: cell.rows)
    text = HTMLCellText()
  }

  private mutating func endCell() {
    guard tables[0] else { return }
    tables[0] = false
    nesting.endAll(depth: 1)
    guard isInWanted else { return }
    assembler.endCell(fault: cell.settle(hasText: text.hasText, in: &assembler))
    for place in (column + 1)..<max(column + 1, column + cell.columns) { addEmptyCell(at: place) }
    column += cell.columns
  }

  private mutating func addEmptyCell(at column: Int) {
    assembler.beginCell(at: column)
    assembler.endCell(fault: nil)
  }

  // MARK: - What is within cells

  private mutating func beginPart(_ element: HTMLElement, _ page: HTMLTokeniser) {
    switch element {
    case .lineBreak: if !nesting.isHidden { text.lineBreak() }
    case .void, .raw: break
    case .pre:
      text.beginPre()
      nesting.begin(element, isHidden: false, blanks: .kept, depth: tables.count)
    case .choice: nesting.begin(element, isHidden: true, blanks: nil, depth: tables.count)
    case .block(let name), .inline(let name):
      if case .block = element, !nesting.isHidden { text.block() }
      let style = style(name, page)
      nesting.begin(
        element, isHidden: style.isHidden ?? false, blanks: style.blanks, depth: tables.count)
    case .table, .caption, .columns, .column, .rowGroup, .row, .cell: break
    }
  }

  private mutating func endPart(_ element: HTMLElement) {
    switch element {
    case .block, .pre: if !nesting.isHidden { text.block() }
    // Browsers read `</br>` as `<br>`.
    case .lineBreak: if !nesting.isHidden { text.lineBreak() }
    default: break
    }
    if !nesting.isEmpty { nesting.end(element, depth: tables.count) }
  }

  /// A table within a cell: its rows are lines of the cell's text.
  private mutating func beginNested(_ element: HTMLElement, _ page: HTMLTokeniser) {
    switch element {
    case .row:
      endNestedCell()
      text.block()
    case .cell:
      endNestedCell()
      tables[tables.count - 1] = true
      text.blank()
    case .rowGroup, .caption, .columns: text.block()
    default: if isInWanted { beginPart(element, page) }
    }
  }

  private mutating func endNestedCell() {
    nesting.endAll(depth: tables.count)
    tables[tables.count - 1] = false
  }
}
