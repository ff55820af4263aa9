import HotlineModel

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
    /// The row as machines get it; made only where it is asked for.
    var json: JSONValue { makeJSON() }
    private let makeJSON: () -> JSONValue

    init(cells: [String], json: @autoclosure @escaping () -> JSONValue) {
      self.cells = cells
      makeJSON = json
    }
  }

  /// The name of the JSON document: `hotline/batch.list/1`.
  let schema: String
  let columns: [Column]
  var rows: [Row]
  /// A last row that sums up; not part of machine forms.
  var total: [String]?
  /// Members beside `data` in the JSON document.
  var members: [String: JSONValue] = [:]

  /// Prints the rows.
  func print(_ options: ListingOptions, workspace: String, on terminal: Terminal) throws {
    let chosen = try options.columns(of: self)
    let rows = try options.rows(of: self)
    switch options.form {
    case .json:
      var document = members
      document["schema"] = .string(schema)
      document["workspace"] = .string(workspace)
      document["data"] = .array(rows.map(\.json))
      document["findings"] = document["findings"] ?? ["error": 0, "warning": 0]
      terminal.outputRaw(JSONValue.object(document).document)
    case .jsonl:
      terminal.output(lines: rows.lazy.map(\.json.line))
    case .csv:
      if !options.noHeader { terminal.output(Self.csv(chosen.map { columns[$0].key })) }
      terminal.output(lines: rows.lazy.map { row in Self.csv(chosen.map { row.cells[$0] }) })
    case .md:
      let titles = chosen.map { title(of: columns[$0], on: terminal) }
      if !options.noHeader {
        terminal.output("| " + titles.joined(separator: " | ") + " |")
        terminal.output("|" + chosen.map { columns[$0].isNumber ? "--:|" : "---|" }.joined())
      }
      terminal.output(
        lines: rows.lazy.map { row in
          "| " + chosen.map { row.cells[$0] }.joined(separator: " | ") + " |"
        })
    case .table:
      table(rows, chosen, options, on: terminal)
    }
  }

  private func table(
    _ rows: [Row], _ chosen: [Int], _ options: ListingOptions, on terminal: Terminal
  ) {
    let titles = chosen.map { title(of: columns[$0], on: terminal) }
    let isNumber = chosen.map { columns[$0].isNumber }
    func cells(_ row: [String]) -> [String] {
      zip(chosen, isNumber).map { $1 ? Self.grouped(row[$0]) : row[$0] }
    }
    var widths = titles.map(CellWidth.of)
    for row in rows.map(\.cells) + [total].compactMap({ $0 }) {
      for (index, cell) in cells(row).enumerated() {
        widths[index] = max(widths[index], CellWidth.of(cell))
      }
    }
    func line(_ cells: [String]) -> String {
      var line = ""
      for (index, cell) in cells.enumerated() {
        if index > 0 { line += "  " }
        line += CellWidth.padded(cell, to: widths[index], alignedRight: isNumber[index])
      }
      while line.utf8.last == UInt8(ascii: " ") { line.removeLast() }
      return line
    }
    if !options.noHeader {
      terminal.output(line(titles))
      terminal.output(widths.map { String(repeating: "-", count: $0) }.joined(separator: "  "))
    }
    terminal.output(lines: rows.lazy.map { line(cells($0.cells)) })
    if let total { terminal.output(line(cells(total))) }
  }

  private func title(of column: Column, on terminal: Terminal) -> String {
    terminal.words(column.english, column.chinese)
  }

  /// `132229` as `132,229`.
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

  private static func csv(_ cells: [String]) -> String {
    cells.map { cell in
      cell.utf8.contains { [0x22, 0x2C, 0x0A].contains($0) }
        ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
    }.joined(separator: ",")
  }
}
