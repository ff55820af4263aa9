import Bytes

/// Rows of one kind of thing, printed in whichever form the user asked for.
struct Listing {
  struct Column {
    /// The name in `--columns`, CSV and JSON.
    let key: String
    let english: String
    let chinese: String
    var isNumber = false
  }

  struct Row {
    let cells: [String]
    /// The colours of single cells in a table, by the keys of their columns.
    let colours: [String: Terminal.Meaning]
    /// The row as machines get it; made only where it is asked for.
    var json: JSONValue { makeJSON() }
    private let makeJSON: () -> JSONValue

    init(
      cells: [String], colours: [String: Terminal.Meaning] = [:],
      json: @autoclosure @escaping () -> JSONValue
    ) {
      self.cells = cells
      self.colours = colours
      makeJSON = json
    }
  }

  /// The name of the JSON document: `hotline/batch.list/1`.
  let schema: String
  let columns: [Column]
  var rows: [Row]
  /// A last row that sums up; not part of machine forms.
  var total: Row?
  /// Members beside `data` in the JSON document.
  var members: [String: JSONValue] = [:]

  /// Prints the rows.
  func print(_ options: ListingOptions, workspace: String, on terminal: Terminal) throws {
    let chosen = try options.columns(of: self)
    let rows = try options.rows(of: self)
    switch options.form {
    case .json:
      terminal.output(
        .array(rows.map(\.json)), schema: schema, workspace: workspace, members: members)
    case .jsonl:
      terminal.output(lines: rows.lazy.map { TerminalText(json: $0.json.line) })
    case .csv:
      if !options.noHeader { terminal.output(Self.csv(chosen.map { columns[$0].key })) }
      terminal.output(lines: rows.lazy.map { row in Self.csv(chosen.map { row.cells[$0] }) })
    case .md:
      let titles = chosen.map { title(of: columns[$0], on: terminal) }
      if !options.noHeader {
        terminal.output(Self.markdown(titles))
        terminal.output("|\(chosen.map { columns[$0].isNumber ? "--:|" : "---|" }.joined())")
      }
      terminal.output(
        lines: rows.lazy.map { row in Self.markdown(chosen.map { row.cells[$0] }) })
    case .table:
      table(rows, chosen, options, on: terminal)
    }
  }

  private func table(
    _ rows: [Row], _ chosen: [Int], _ options: ListingOptions, on terminal: Terminal
  ) {
    let titles = chosen.map { title(of: columns[$0], on: terminal) }
    let shown = rows.map { cells(of: $0, chosen, on: terminal) }
    let last = total.map { cells(of: $0, chosen, on: terminal) }
    var widths = titles.map(CellWidth.of)
    for row in shown + [last].compactMap({ $0 }) {
      for (index, cell) in row.enumerated() { widths[index] = max(widths[index], cell.width) }
    }
    func line(_ cells: [Cell]) -> TerminalText {
      cells.indices.map { index in
        let blanks = TerminalText(String(repeating: " ", count: widths[index] - cells[index].width))
        let text = cells[index].text
        return columns[chosen[index]].isNumber ? blanks + text : text + blanks
      }.joined(separator: "  ").withoutBlanksAtEnd
    }
    if !options.noHeader {
      terminal.output(line(titles.map { Cell(text: TerminalText($0), width: CellWidth.of($0)) }))
      terminal.output(
        "\(widths.map { String(repeating: "-", count: $0) }.joined(separator: "  "))")
    }
    terminal.output(lines: shown.lazy.map(line))
    if let last { terminal.output(line(last)) }
  }

  /// A cell of a table: what is written, and how many cells of the terminal it takes.
  private struct Cell {
    let text: TerminalText
    let width: Int
  }

  private func cells(of row: Row, _ chosen: [Int], on terminal: Terminal) -> [Cell] {
    chosen.map { index in
      let value = columns[index].isNumber ? Self.grouped(row.cells[index]) : row.cells[index]
      let text = TerminalText(value)
      let colour = row.colours[columns[index].key]
      return Cell(
        text: colour.map { terminal.painted(text, $0) } ?? text, width: CellWidth.of(text.escaped))
    }
  }

  private func title(of column: Column, on terminal: Terminal) -> String {
    terminal.words(column.english, column.chinese)
  }

  /// `132229` as `132,229`.
  static func grouped(_ count: Int) -> String {
    // Counts that do not fit are kept as the largest number.
    count == .max ? ">9.2e18" : grouped("\(count)")
  }

  /// Digits in groups of three.
  static func grouped(_ digits: String) -> String {
    guard digits.utf8.count > 3, digits.utf8.allSatisfy({ (48...57).contains($0) }) else {
      return digits
    }
    var text = ""
    for (index, digit) in digits.reversed().enumerated() {
      if index > 0, index.isMultiple(of: 3) { text.append(",") }
      text.append(digit)
    }
    return String(text.reversed())
  }

  private static func csv(_ cells: [String]) -> TerminalText { "\(CSVForm().cellsOnly(cells))" }

  private static func markdown(_ cells: [String]) -> TerminalText {
    "| \(cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ")) |"
  }
}
