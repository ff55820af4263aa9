import Bytes
import Findings
import HotlineModel

/// Rows of one kind of thing, printed in whichever form the user asked for.
struct Listing {
  /// The name of the JSON document: `hotline/batch.list/1`.
  let schema: String
  let columns: [Column]
  var rows: [Row]
  /// A last row that sums up; not part of machine forms.
  var total: Row?
  /// Members beside `data` in the JSON document.
  var members: [String: JSONValue] = [:]
  /// What was found on the way: counted in the JSON document, and listed in full under `reported`.
  var findings: [Finding] = []

  /// Prints the rows.
  func print(_ options: ListingOptions, workspace: String?, on terminal: Terminal) throws {
    let chosen = try options.columns(of: self)
    let rows = try options.rows(of: self)
    switch options.form {
    case .json:
      terminal.output(
        .array(rows.map(\.json)), schema: schema, workspace: workspace, findings: findings,
        members: members)
    case .jsonl:
      terminal.output(lines: rows.lazy.map { TerminalText(json: $0.json.line) })
    case .csv:
      if !options.noHeader { terminal.output(Self.csv(chosen.map { columns[$0].key })) }
      terminal.output(lines: rows.lazy.map { row in Self.csv(chosen.map { row.cells[$0] }) })
    case .md:
      if !options.noHeader {
        let titles = chosen.map { columns[$0].title(in: terminal.language) }
        terminal.output(Self.markdown(titles))
        terminal.output("|\(chosen.map { columns[$0].isNumber ? "--:|" : "---|" }.joined())")
      }
      terminal.output(
        lines: rows.lazy.map { row in
          Self.markdown(chosen.map { shown($0, of: row, in: terminal.language) })
        })
    case .xlsx:
      try write(rows, chosen, options, on: terminal)
    case .table:
      let table = Table(
        columns: chosen.map { columns[$0] },
        rows: rows.map { cells(of: $0, chosen, on: terminal) },
        total: total.map { cells(of: $0, chosen, on: terminal) }, hasTitles: !options.noHeader,
        mayHide: options.columns == nil, terminal: terminal)
      table.print(within: options.wide ? nil : terminal.width)
    }
  }

  /// What a person reads in a cell.
  func shown(_ column: Int, of row: Row, in language: Language) -> String {
    row.words[columns[column].key]?.text(in: language)
      ?? Masking.shown(row.cells[column], in: language)
  }

  private func cells(of row: Row, _ chosen: [Int], on terminal: Terminal) -> [Table.Cell] {
    chosen.map { index in
      let value = shown(index, of: row, in: terminal.language)
      let code = "（\(row.cells[index])）"
      return Table.Cell(
        text: TerminalText(columns[index].isNumber ? Self.grouped(value) : value).escaped,
        short: value.hasSuffix(code) ? TerminalText(value.dropLast(code.count)).escaped : nil,
        colour: row.colours[columns[index].key])
    }
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
