package import Bytes
package import Findings
import HotlineModel

/// Rows of one kind of thing, printed in whichever form the user asked for.
package struct Listing {
  /// The name of the JSON document: `hotline/batch.list/1`.
  package let schema: String
  /// The columns, in the order in which they are printed.
  package let columns: [Column]
  /// The rows, in the order in which they are printed.
  package var rows: [Row]
  /// A last row that sums up; not part of machine forms.
  package var total: Row?
  /// Members beside `data` in the JSON document.
  package var members: [String: JSONValue] = [:]
  /// What was found on the way: counted in the JSON document, and listed in full under `reported`.
  package var findings: [Finding] = []

  /// A listing of rows, each with one cell for each column.
  package init(
    schema: String, columns: [Column], rows: [Row], total: Row? = nil,
    members: [String: JSONValue] = [:], findings: [Finding] = []
  ) {
    self.schema = schema
    self.columns = columns
    self.rows = rows
    self.total = total
    self.members = members
    self.findings = findings
  }

  /// Prints what was asked for.
  ///
  /// - Throws: `Unusable` with `HL6101`–`HL6105` where a workbook cannot be written.
  package func print(_ request: ListingRequest, workspace: String?, on terminal: Terminal) throws {
    let (rows, chosen) = (request.rows, request.columns)
    switch request.form {
    case .json:
      terminal.output(
        .array(rows.map(\.json)), schema: schema, workspace: workspace, findings: findings,
        members: members)
    case .jsonl:
      terminal.output(lines: rows.lazy.map { TerminalText(json: $0.json.line) })
    case .csv:
      if request.hasHeader { terminal.output(Self.csv(chosen.map { columns[$0].key })) }
      terminal.output(lines: rows.lazy.map { row in Self.csv(chosen.map { row.cells[$0] }) })
    case .md:
      if request.hasHeader {
        let titles = chosen.map { columns[$0].title(in: terminal.language) }
        terminal.output(Self.markdown(titles))
        terminal.output("|\(chosen.map { columns[$0].isNumber ? "--:|" : "---|" }.joined())")
      }
      terminal.output(
        lines: rows.lazy.map { row in
          Self.markdown(chosen.map { shown($0, of: row, in: terminal.language) })
        })
    case .xlsx:
      try writeWorkbook(request, on: terminal)
    case .table:
      let table = Table(
        columns: chosen.map { columns[$0] },
        rows: rows.map { cells(of: $0, chosen, on: terminal) },
        total: total.map { cells(of: $0, chosen, on: terminal) }, hasTitles: request.hasHeader,
        mayHide: !request.areColumnsNamed, terminal: terminal)
      table.print(within: request.isWide ? nil : terminal.width)
    }
  }

  /// What a person reads in a cell.
  package func shown(_ column: Int, of row: Row, in language: Language) -> String {
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
  package static func grouped(_ count: Int) -> String {
    // Counts that do not fit are kept as the largest number.
    count == .max ? ">9.2e18" : grouped("\(count)")
  }

  /// Digits in groups of three.
  package static func grouped(_ digits: String) -> String {
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
