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
    /// The row as machines get it.
    let json: JSONValue
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
      for row in rows { terminal.output(row.json.line) }
    case .csv:
      if !options.noHeader { terminal.output(Self.csv(chosen.map { columns[$0].key })) }
      for row in rows { terminal.output(Self.csv(chosen.map { row.cells[$0] })) }
    case .md:
      let titles = chosen.map { title(of: columns[$0], on: terminal) }
      if !options.noHeader {
        terminal.output("| " + titles.joined(separator: " | ") + " |")
        terminal.output("|" + chosen.map { columns[$0].isNumber ? "--:|" : "---|" }.joined())
      }
      for row in rows {
        terminal.output("| " + chosen.map { row.cells[$0] }.joined(separator: " | ") + " |")
      }
    case .table:
      table(rows, chosen, options, on: terminal)
    }
  }

  private func table(
    _ rows: [Row], _ chosen: [Int], _ options: ListingOptions, on terminal: Terminal
  ) {
    let titles = chosen.map { title(of: columns[$0], on: terminal) }
    let body = (rows.map(\.cells) + [total].compactMap { $0 }).map { cells in
      chosen.map { columns[$0].isNumber ? Self.grouped(cells[$0]) : cells[$0] }
    }
    let widths = chosen.indices.map { index in
      (body.map { CellWidth.of($0[index]) } + [CellWidth.of(titles[index])]).max() ?? 0
    }
    func line(_ cells: [String]) -> String {
      let padded = cells.enumerated().map { index, cell in
        CellWidth.padded(
          cell, to: widths[index], alignedRight: columns[chosen[index]].isNumber)
      }
      return String(
        padded.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
    }
    if !options.noHeader {
      terminal.output(line(titles))
      terminal.output(widths.map { String(repeating: "-", count: $0) }.joined(separator: "  "))
    }
    for cells in body { terminal.output(line(cells)) }
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
      cell.contains { $0 == "," || $0 == "\"" || $0 == "\n" || $0 == "\r\n" }
        ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
    }.joined(separator: ",")
  }
}
