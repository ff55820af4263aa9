/// Rows as a person reads them: a table that fits the screen or, on a very narrow one, one field a
/// line.
struct Table {
  /// A cell: what is written, escaped, and its colour.
  struct Cell {
    let text: String
    /// The text without its code in brackets, for a screen that is too narrow for both.
    var short: String?
    var colour: Terminal.Meaning?
  }

  let columns: [Listing.Column]
  let rows: [[Cell]]
  /// A last row that sums up.
  let total: [Cell]?
  let hasTitles: Bool
  /// Whether columns may be hidden: not where somebody named them.
  let mayHide: Bool
  let terminal: Terminal

  /// Prints the table; all of it where there is no width to fit.
  func print(within width: Int?) {
    guard let width else { return print(TableLayout(of: widths)) }
    if TableLayout(of: widths).total > width, let shortened {
      return shortened.print(within: width)
    }
    let layout = TableLayout(of: widths, columns, isHiding: mayHide, within: width)
    // Of a table that is nearly all hidden, nothing is left to compare by column.
    guard let layout, layout.hidden.count * 3 <= columns.count * 2 else {
      return printFields(within: width)
    }
    print(layout)
    let hidden = layout.hidden.sorted().map { titles[$0] }
    guard !hidden.isEmpty else { return }
    terminal.say(
      terminal.words(
        "\(hidden.count) columns hidden (\(hidden.joined(separator: ", "))); --wide shows them",
        "已隐藏 \(hidden.count) 列（\(hidden.joined(separator: "、"))）；加 --wide 全部显示"))
  }

  /// The table without codes in brackets; `nil` where it has none.
  private var shortened: Table? {
    func short(_ row: [Cell]) -> [Cell] {
      row.map { Cell(text: $0.short ?? $0.text, colour: $0.colour) }
    }
    guard rows.contains(where: { row in row.contains { $0.short != nil } }) else { return nil }
    return Table(
      columns: columns, rows: rows.map(short), total: total.map(short), hasTitles: hasTitles,
      mayHide: mayHide, terminal: terminal)
  }

  /// The width that each column would take.
  private var widths: [Int] {
    var widths = titles.map { CellWidth.of($0) }
    for row in rows + (total.map { [$0] } ?? []) {
      for (index, cell) in row.enumerated() {
        widths[index] = max(widths[index], CellWidth.of(cell.text))
      }
    }
    return widths
  }

  private var titles: [String] { columns.map { $0.title(in: terminal.language) } }

  private func print(_ layout: TableLayout) {
    func line(_ cells: [Cell]) -> TerminalText {
      layout.shown.map { index in
        let text = CellWidth.cut(cells[index].text, to: layout.widths[index])
        let blanks = TerminalText(
          String(repeating: " ", count: layout.widths[index] - CellWidth.of(text)))
        let painted = painted(TerminalText(escaped: text), cells[index].colour)
        return columns[index].isNumber ? blanks + painted : painted + blanks
      }.joined(separator: "  ").withoutBlanksAtEnd
    }
    if hasTitles {
      terminal.output(line(titles.map { Cell(text: TerminalText($0).escaped) }))
      let rules = layout.shown.map { String(repeating: "-", count: layout.widths[$0]) }
      terminal.output("\(rules.joined(separator: "  "))")
    }
    terminal.output(lines: rows.lazy.map(line))
    if let total { terminal.output(line(total)) }
  }

  /// One field a line, an empty line between rows.
  private func printFields(within width: Int) {
    for (index, row) in (rows + (total.map { [$0] } ?? [])).enumerated() {
      if index > 0 { terminal.output("") }
      for (column, cell) in row.enumerated() where !cell.text.isEmpty {
        let title = TerminalText("\(titles[column])\(terminal.words(": ", "："))")
        terminal.output(
          prose: [title + painted(TerminalText(escaped: cell.text), cell.colour)], hanging: 2)
      }
    }
  }

  private func painted(_ text: TerminalText, _ colour: Terminal.Meaning?) -> TerminalText {
    colour.map { terminal.painted(text, $0) } ?? text
  }
}
