package import ArgumentParser
import CommandHelp
package import Console
package import Findings
import Workbooks

extension ListingForm: ExpressibleByArgument {}

/// The flags that every listing has.
package struct ListingOptions: ParsableArguments {
  /// The options as they are where nobody gives any.
  package init() {}

  @Option(
    help: words(
      "How to print: table, json, jsonl, csv, md, or xlsx (a workbook, see --to).",
      "输出格式：table（表格）、json、jsonl、csv、md 或 xlsx（工作簿，见 --to）。"))
  package var format: ListingForm = .table

  @Option(
    help: ArgumentHelp(
      words(
        "Write the rows as a workbook to this file; it must be new.", "把各行写成工作簿文件；不得已存在。"),
      valueName: "file.xlsx"),
    completion: .file(extensions: ["xlsx"]))
  package var to: String?

  @Flag(help: words("Replace a file that is there already.", "替换已有的文件。"))
  package var replace = false

  @Flag(help: words("Short for --format json.", "同 --format json。"))
  package var json = false

  @Option(help: words("Print only these columns, in this order: a,b,c.", "只输出这些列，按此顺序：a,b,c。"))
  package var columns: String?

  @Option(
    name: .customLong("where"),
    help: words("Print only rows with this value: column=value.", "只输出该列为该值的行，写作 列=值。"),
    completion: .rowFilters)
  package var filter: [String] = []

  @Option(help: words("Sort by this column.", "按该列排序。"))
  package var sort: String?

  @Option(help: words("Print at most this many rows.", "最多输出多少行。"))
  package var limit: Int?

  @Flag(help: words("Leave out the header.", "不输出表头。"))
  package var noHeader = false

  @Flag(
    help: words(
      "Print all columns of a table in full, however wide the screen is.",
      "无论屏幕多宽，完整输出表格的所有列。"))
  package var wide = false

  /// A table with all its columns, for listings that are part of something larger.
  package static var plain: ListingOptions {
    var options = ListingOptions()
    options.format = .table
    options.to = nil
    options.replace = false
    options.json = false
    options.columns = nil
    options.filter = []
    options.sort = nil
    options.limit = nil
    options.noHeader = false
    options.wide = false
    return options
  }

  /// The form asked for.
  package var form: ListingForm {
    if json { return .json }
    return format == .table && to != nil ? .xlsx : format
  }

  /// Refuses what a workbook cannot be written to, before any work is done.
  package func validate() throws {
    if let to {
      guard form == .xlsx else {
        throw ValidationError(
          words(
            "--to is for workbooks; redirect other forms: > FILE", "--to 只用于工作簿；其他格式请用重定向：> 文件"))
      }
      guard to.lowercased().hasSuffix(".xlsx") else {
        throw ValidationError(
          words("--to \(to): the name must end in .xlsx", "--to \(to)：文件名应以 .xlsx 结尾"))
      }
    }
    guard form == .xlsx else { return }
    if to == nil, Terminal.isOutputWatched {
      throw ValidationError(
        words(
          "a workbook is not text: name a file with --to FILE.xlsx",
          "工作簿不是文本：请用 --to 文件.xlsx 指定文件"))
    }
    do {
      try checkTarget()
    } catch {
      FindingPrinter(terminal: Terminal(language: nil, colour: .auto, isQuiet: false))
        .print(error.findings)
      throw ExitCode(error.findings[0].code.entry.exitCode)
    }
  }

  /// Refuses a file that is there already, and a machine that cannot write workbooks.
  package func checkTarget() throws(Unusable) {
    try WorkbookTarget.check(to, isReplaced: replace)
  }

  /// Refuses names of columns that a listing does not have, before any work is done.
  package func check(_ listing: Listing) throws {
    _ = try columns(of: listing)
    _ = try rows(of: listing)
  }

  /// The positions of the columns to print: those named, else all that are for this form.
  package func columns(of listing: Listing) throws -> [Int] {
    guard let columns else {
      return listing.columns.indices.filter {
        form == .csv || listing.columns[$0].rank != .machine
      }
    }
    return try columns.split(separator: ",").map { try position(of: String($0), in: listing) }
  }

  /// The rows to print, in their order.
  package func rows(of listing: Listing) throws -> [Listing.Row] {
    var rows = listing.rows
    for text in filter {
      guard let sign = text.firstIndex(of: "=") else {
        throw ValidationError(
          words("--where \(text): write column=value", "--where \(text)：应写作 列=值"))
      }
      let column = try position(of: String(text[..<sign]), in: listing)
      let value = text[text.index(after: sign)...]
      rows = rows.filter { listing.isValue(value, column, of: $0) }
    }
    if let sort {
      let column = try position(of: sort, in: listing)
      let isNumber = listing.columns[column].isNumber
      rows = rows.enumerated().sorted { left, right in
        let (first, second) = (left.element.cells[column], right.element.cells[column])
        if first == second { return left.offset < right.offset }
        // What is no number, such as the rate out of no ticket, comes first.
        return isNumber
          ? (Double(first) ?? -.infinity) < (Double(second) ?? -.infinity) : first < second
      }.map(\.element)
    }
    return limit.map { Array(rows.prefix($0)) } ?? rows
  }

  /// A column by its key, or by its header in either language.
  private func position(of name: String, in listing: Listing) throws -> Int {
    let columns = listing.columns
    let position =
      columns.firstIndex { $0.key == name } ?? columns.firstIndex { $0.isCalled(name) }
    guard let position else {
      let keys = columns.map(\.key).joined(separator: ", ")
      throw ValidationError(
        words("there is no column \(name); the columns are \(keys)", "没有“\(name)”这一列；可用的列：\(keys)"))
    }
    return position
  }
}

extension Listing {
  /// Prints the rows in the form that the user asked for.
  package func print(_ options: ListingOptions, workspace: String?, on terminal: Terminal) throws {
    let columns = try options.columns(of: self)
    try print(
      ListingRequest(
        form: options.form, rows: options.rows(of: self), columns: columns,
        areColumnsNamed: options.columns != nil, hasHeader: !options.noHeader,
        isWide: options.wide,
        workbook: ListingRequest.Workbook(
          title: title, author: ExplainedProgram.title, created: Environment.timeOfFiles(),
          target: options.to, isReplaced: options.replace)),
      workspace: workspace, on: terminal)
  }

  /// Whether a cell has a value, given as the code or as people read it, in either language.
  fileprivate func isValue(_ value: Substring, _ column: Int, of row: Row) -> Bool {
    let cell = row.cells[column]
    if cell == value { return true }
    if columns[column].isNumber { return Self.grouped(cell) == value }
    guard let words = row.words[columns[column].key] else { return false }
    // `双号并行` as well as `双号并行（dual-number）`.
    return [words.english, words.chinese].contains { $0 == value || $0 == "\(value)（\(cell)）" }
  }
}
