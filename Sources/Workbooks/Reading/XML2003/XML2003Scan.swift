import CXML
import Findings
import HotlineModel

/// What the callbacks of libxml2 write to while a workbook in XML of 2003 is parsed: its sheets, or the
/// rows of one of them.
@safe final class XML2003Scan {
  /// The position of the sheet whose rows are wanted; `nil` where its sheets are.
  private let wanted: Int?
  private let path: String
  private var names = XML2003Element.Names()
  private var open: [XML2003Element] = []
  private var styles = XML2003Styles()
  private var dates = DateSystem.from1900
  private(set) var sheets: [WorkbookSheet] = []
  private var sheetName = ""
  private var isHidden = false
  /// Text of an element other than a cell.
  private var setting: [UInt8] = []

  var assembler: RowAssembler
  /// Whether the sheet whose rows are wanted has ended.
  private(set) var isDone = false
  /// Why parsing has to end.
  private(set) var failure: Unusable?
  /// The rows of all sheets that were whole.
  private(set) var wholeRows = 0
  /// The parser, for places of what is found.
  var context: xmlParserCtxtPtr?

  private var columns: [(columns: ClosedRange<Int>, style: String)] = []
  private var nextColumn = 0
  private var tableStyle: String?
  private var nextRow = 1
  private var rowStyle: String?
  private var rowIsHidden = false
  private var column = 0
  private var cell: Cell?
  private var hasTable = false

  private struct Cell {
    var style: String?
    var hasFormula: Bool
    /// How many columns to the right are merged with it.
    var across: Int
    /// The type of its data; `nil` where it has none.
    var type: String?
  }

  init(path: String, wanted: Int?) {
    self.path = path
    self.wanted = wanted
    assembler = RowAssembler(path: path)
  }

  /// No workbook nests its elements deeper.
  private static let deepest = 64

  private var isInWanted: Bool { wanted == sheets.count + 1 }

  // MARK: - What the parser finds

  func begin(
    _ name: UnsafePointer<UInt8>, namespace: UnsafePointer<UInt8>?,
    _ fives: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, count: Int
  ) {
    let element = atItsPlace(unsafe names.element(name, namespace: namespace))
    open.append(element)
    if open.count > Self.deepest {
      fail(contradiction("elements are nested deeper than \(Self.deepest)"))
      unsafe xmlStopParser(context)
    }
    guard element != .other, failure == nil, isInWanted || !element.isOfSheet else { return }
    let attributes = unsafe XML2003Attributes(fives, count: count)
    do { try begin(element, attributes) } catch { fail(error) }
  }

  /// The element as far as it is where it has to be.
  private func atItsPlace(_ element: XML2003Element) -> XML2003Element {
    guard let parent = element.parent, open.last != parent else { return element }
    let isCellPart = element == .row || element == .cell || element == .data
    if isCellPart, !open.contains(.comment), !open.contains(.data) {
      fail(contradiction("a row, cell or value is not where it has to be"))
    }
    return .other
  }

  private func begin(_ element: XML2003Element, _ attributes: XML2003Attributes) throws {
    switch element {
    case .style: styles.begin(attributes.id, parent: attributes.parent)
    case .numberFormat: styles.set(attributes.format)
    case .dates1904: dates = .from1904
    case .linkedBook:
      throw contradiction("it takes values from other workbooks")
    case .worksheet: beginSheet(attributes)
    case .visible: setting = []
    case .table where isInWanted:
      if hasTable { throw contradiction("a sheet has two tables") }
      hasTable = true
      tableStyle = attributes.style
    case .column where isInWanted: try addColumns(attributes)
    case .row where isInWanted: try beginRow(attributes)
    case .cell where isInWanted: try beginCell(attributes)
    case .data where isInWanted:
      if cell?.type != nil { throw contradiction("a cell has two values") }
      cell?.type = attributes.type
    default: break
    }
  }

  func end() {
    guard let element = open.popLast(), failure == nil else { return }
    switch element {
    case .worksheet: endSheet()
    case .visible:
      isHidden =
        setting.starts(with: "SheetHidden".utf8) || setting.starts(with: "SheetVeryHidden".utf8)
    case .row:
      if wanted == nil { wholeRows += 1 } else if isInWanted { assembler.endRow() }
    case .cell where isInWanted: endCell()
    default: break
    }
  }

  func add(_ text: UnsafeBufferPointer<UInt8>) {
    guard failure == nil else { return }
    if cell != nil, open.contains(.data) {
      do { try unsafe assembler.append(text) } catch { fail(error) }
    } else if open.last == .visible, setting.count < 64 {
      unsafe setting.append(contentsOf: text.prefix(64))
    }
  }

  func refuseDoctype() {
    fail(Unusable(.xmlDoctypeRefused, at: place))
    unsafe xmlStopParser(context)
  }

  private func fail(_ error: any Error) {
    failure = failure ?? error as? Unusable ?? contradiction("\(error)")
  }

  var line: Int { unsafe context?.pointee.input.map { unsafe Int($0.pointee.line) } ?? 1 }

  private var place: SourceLocation { SourceLocation(file: path, line: line) }

  private func contradiction(_ reason: String) -> Unusable {
    Unusable(.sheetContradictory(reason: reason), at: place)
  }

  // MARK: - What becomes of it

  private func beginSheet(_ attributes: XML2003Attributes) {
    sheetName = attributes.name ?? ""
    isHidden = false
    (columns, nextColumn, tableStyle, hasTable) = ([], 0, nil, false)
    (nextRow, column) = (1, 0)
  }

  private func endSheet() {
    if wanted == sheets.count + 1 { isDone = true }
    let name = sheetName.replacing("\u{10FFFF}", with: "\u{FFFD}")
    sheets.append(WorkbookSheet(name: name, position: sheets.count + 1, isHidden: isHidden))
  }

  private func addColumns(_ attributes: XML2003Attributes) throws {
    let first = attributes.index.map { $0 - 1 } ?? nextColumn
    guard first >= nextColumn, attributes.span >= 0 else {
      throw contradiction("its columns are not in their order")
    }
    guard first + attributes.span < RowAssembler.mostColumns else { throw tooManyColumns }
    nextColumn = first + attributes.span + 1
    let range = first...(first + attributes.span)
    if let style = attributes.style { columns.append((range, style)) }
    if attributes.isHidden { assembler.notes.hiddenColumns.formUnion(range) }
  }

  private var tooManyColumns: Unusable {
    assembler.tooLarge("a row has more than \(RowAssembler.mostColumns) cells")
  }

  private func beginRow(_ attributes: XML2003Attributes) throws {
    let number = attributes.index ?? nextRow
    guard number >= nextRow, attributes.span >= 0 else {
      throw contradiction("its rows are not in their order")
    }
    guard number <= RowAssembler.mostRows, attributes.span <= RowAssembler.mostRows else {
      throw assembler.tooLarge("a sheet has more than \(RowAssembler.mostRows) rows")
    }
    nextRow = number + attributes.span + 1
    rowStyle = attributes.style
    column = 0
    assembler.beginRow(number, isHidden: attributes.isHidden)
  }

  private func beginCell(_ attributes: XML2003Attributes) throws {
    let place = attributes.index.map { $0 - 1 } ?? column
    guard place >= column, attributes.mergeAcross >= 0, attributes.mergeDown >= 0 else {
      throw contradiction("the cells of a row are not in their order")
    }
    let across = min(attributes.mergeAcross, RowAssembler.mostColumns)
    guard place + across < RowAssembler.mostColumns else { throw tooManyColumns }
    assembler.beginCell(at: place)
    assembler.merge(
      column: place, across: across, down: min(attributes.mergeDown, RowAssembler.mostRows))
    column = place + across + 1
    cell = Cell(style: attributes.style, hasFormula: attributes.hasFormula, across: across)
  }

  private func endCell() {
    guard let cell else { return }
    self.cell = nil
    let start = assembler.cellStart
    var fault: SheetRows.Fault.Kind?
    switch cell.type {
    case nil: fault = cell.hasFormula ? .formulaWithoutValue : nil
    case "Number":
      let format = format(of: cell)
      fault = CellNumber.render(&assembler.rows.bytes, from: start, format: format, dates: dates)
    case "DateTime":
      let format = format(of: cell)
      fault = CellNumber.renderISO(
        &assembler.rows.bytes, from: start, format: format, dates: dates)
    case "Boolean": Self.renderTruth(&assembler.rows.bytes, from: start)
    case "Error": fault = .error
    default: break
    }
    assembler.endCell(fault: fault)
    for _ in 0..<cell.across {
      assembler.beginCell(at: assembler.nextColumn)
      assembler.endCell(fault: nil)
    }
  }

  private func format(of cell: Cell) -> NumberFormat {
    let column = assembler.nextColumn
    let columnStyle = columns.first { $0.columns.contains(column) }?.style
    return styles.format(of: cell.style ?? rowStyle ?? columnStyle ?? tableStyle ?? "Default")
  }

  private static func renderTruth(_ bytes: inout [UInt8], from start: Int) {
    let text: String
    switch String(decoding: bytes[start...], as: UTF8.self).lowercased() {
    case "1", "true": text = "TRUE"
    case "0", "false": text = "FALSE"
    default: return
    }
    bytes.removeSubrange(start...)
    bytes += text.utf8
  }
}
