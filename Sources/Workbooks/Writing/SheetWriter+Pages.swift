import CXLSXWriter
import Findings

extension SheetWriter {
  /// Sets how wide the columns are.
  func setWidths() throws {
    for (index, width) in widths.enumerated() {
      try file.check(
        unsafe file.library.worksheet_set_column(
          sheet, UInt16(index), UInt16(index), Double(width) + 2, nil))
    }
  }

  /// Makes a row as high as its texts need.
  ///
  /// Not every program does so when it opens a workbook. A row of one line is left to the program, so
  /// that it grows with what is typed.
  func setHeight(_ cells: [CellDraft]) throws {
    var lines = 1
    for (cell, width) in zip(cells, widths) {
      if case .text(let text) = cell { lines = max(lines, CellText.lines(of: text, width: width)) }
    }
    guard lines > 1 else { return }
    // Points; programs take 409 at most.
    let height = min(409, Double(lines) * 15)
    try file.check(unsafe file.library.worksheet_set_row(sheet, UInt32(row), height, nil))
  }

  /// Sets what stays in view, the filter, and which cells can be typed in.
  func setView() throws {
    if let headerRow {
      unsafe file.library.worksheet_freeze_panes(
        sheet, UInt32(headerRow + 1), UInt16(draft.frozenColumns))
      if draft.hasFilter, !draft.columns.isEmpty {
        try file.check(
          unsafe file.library.worksheet_autofilter(
            sheet, UInt32(headerRow), 0, UInt32(max(row - 1, headerRow)),
            UInt16(draft.columns.count - 1)))
      }
    }
    if draft.isProtected {
      var rights = lxw_protection()
      rights.format_columns = 1
      rights.format_rows = 1
      rights.autofilter = 1
      rights.sort = 1
      unsafe file.library.worksheet_protect(sheet, nil, &rights)
    }
    if draft.isHidden { unsafe file.library.worksheet_hide(sheet) }
  }

  /// Sets how the sheet is printed: A4 across, as wide as the page, the header on every page.
  func setPages(title: String, _ language: Language) throws {
    let library = file.library
    unsafe library.worksheet_set_landscape(sheet)
    unsafe library.worksheet_set_paper(sheet, 9)
    unsafe library.worksheet_set_margins(sheet, 0.5, 0.5, 0.75, 0.6)
    unsafe library.worksheet_fit_to_pages(sheet, UInt16(max(1, draft.pagesWide)), 0)
    if draft.pagesWide > 1, draft.frozenColumns > 0 {
      try file.check(
        unsafe library.worksheet_repeat_columns(sheet, 0, UInt16(draft.frozenColumns - 1)))
    }
    if let headerRow {
      try file.check(
        unsafe library.worksheet_repeat_rows(sheet, UInt32(headerRow), UInt32(headerRow)))
    }
    // Programs take 255 characters in all; `&` begins an instruction.
    let shown = Self.cut(title, to: 100).replacing("&", with: "&&")
    try file.check(unsafe library.worksheet_set_header(sheet, "&L\(shown)&R&A"))
    let pages = language == .english ? "&Cpage &P of &N" : "&C第 &P 页，共 &N 页"
    try file.check(unsafe library.worksheet_set_footer(sheet, pages))
  }
}

extension SheetDraft {
  /// How wide a column is, in characters of ASCII: as given, else as wide as what is in it.
  func width(of index: Int) -> Int {
    let column = columns[index]
    if let width = column.width { return width }
    let values = rows.lazy.map { $0.indices.contains(index) ? $0[index].width : 0 }
    // The button of the filter takes room beside the header, and a word behind a value in colour.
    let header = CellText.width(column.header) + (hasFilter ? 2 : 0)
    let words = highlights.filter { $0.columns.first == column.header }.map(\.word)
    let word = words.map { $0.isEmpty ? 0 : CellText.width($0) + 4 }.max() ?? 0
    return min(50, max(header, (values.max() ?? 0) + word, column.note == nil ? 6 : 16))
  }
}

extension CellDraft {
  /// How wide it is shown, in characters of ASCII.
  fileprivate var width: Int {
    switch self {
    case .text(let text): CellText.width(text)
    case .count(let count): "\(count)".utf8.count * 4 / 3
    case .number(let number): "\(number)".utf8.count
    case .date: 10
    case .dateTime: 19
    case .empty: 0
    }
  }
}
