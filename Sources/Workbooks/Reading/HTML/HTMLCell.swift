/// One cell of a table of HTML: how much of the table it covers, and the value that a spreadsheet wrote
/// beside its text.
struct HTMLCell {
  /// How many columns it covers, from 1.
  private(set) var columns = 1
  /// How many rows it covers; 0 for all up to the end of their group.
  private(set) var rows = 1
  private(set) var isHidden = false
  private(set) var blanks = HTMLStyle.Blanks.collapsed
  private var format: NumberFormat?
  /// The number that the text shows, `x:num` of Excel or `sdval` of LibreOffice.
  private var number: String?
  /// An error that the text shows, `x:err`.
  private var isError = false

  init() {}

  /// The cell of a start tag.
  init(_ page: HTMLTokeniser, style: HTMLStyle, inherited: HTMLStyle.Blanks?) {
    blanks = style.blanks ?? inherited ?? .collapsed
    isHidden = style.isHidden ?? false
    let attributes = page.attributes
    guard !attributes.isEmpty else { return }
    columns = max(1, HTMLTables.span(attributes.value("colspan", in: page.buffer), most: 1000))
    rows = HTMLTables.span(attributes.value("rowspan", in: page.buffer), most: 65_534)
    format = style.format
    number = attributes.value("x:num", in: page.buffer).flatMap { $0.isEmpty ? nil : $0 }
    if let value = attributes.value("sdval", in: page.buffer) {
      // LibreOffice writes two languages before the format.
      let parts = (attributes.value("sdnum", in: page.buffer) ?? "").split(
        separator: ";", maxSplits: 2, omittingEmptySubsequences: false)
      format = NumberFormat(parts.count == 3 ? String(parts[2]) : "General")
      number = value
    }
    isError = attributes.value("x:err", in: page.buffer) != nil
  }

  /// How many rows the merged range has, as far as it is known.
  var mergedRows: Int { max(1, rows) }

  /// Makes the text of the cell, which was written, what its value is.
  ///
  /// - Returns: why the value cannot be known; `nil` where it is.
  func settle(hasText: Bool, in assembler: inout RowAssembler) -> SheetRows.Fault.Kind? {
    let start = assembler.cellStart
    if isError { return .error }
    // An empty cell is written as a no-break space.
    if !hasText { assembler.rows.bytes.removeSubrange(start...) }
    guard let number, isNumber(assembler.rows.bytes[start...]) else { return nil }
    assembler.rows.bytes.removeSubrange(start...)
    assembler.rows.bytes += number.utf8
    return CellNumber.render(&assembler.rows.bytes, from: start, format: format ?? .number)
  }

  /// Whether the number beside the text is the value: its format is known, or the text is a number too.
  ///
  /// What is shown as something else, without a format, is better known from the text.
  private func isNumber(_ text: ArraySlice<UInt8>) -> Bool {
    guard format == nil else { return true }
    let digits = text.filter { $0 != UInt8(ascii: ",") }
    return DecimalNumber(digits[...]) != nil || digits.allSatisfy { $0 == UInt8(ascii: "#") }
  }
}

/// Which columns of the next rows are covered by cells above them.
struct HTMLGrid {
  /// How many columns were described by `col`.
  var columns = 0
  /// For how many rows, the one under way included, each column is covered.
  private var covered: [Int] = []

  /// The column behind the last one that is covered by a cell of a row above.
  var coveredEnd: Int { (covered.lastIndex { $0 > 0 } ?? -1) + 1 }

  func isCovered(_ column: Int) -> Bool { column < covered.count && covered[column] > 0 }

  /// Covers columns for so many rows from this one on; 0 for all up to the end of their group.
  mutating func cover(_ range: Range<Int>, rows: Int) {
    guard rows != 1 else { return }
    while covered.count < range.upperBound { covered.append(0) }
    for column in range { covered[column] = rows == 0 ? Int.max : rows }
  }

  mutating func endRow() {
    guard !covered.isEmpty else { return }
    for column in covered.indices where covered[column] > 0 { covered[column] -= 1 }
  }

  mutating func endGroup() { covered = [] }
}
