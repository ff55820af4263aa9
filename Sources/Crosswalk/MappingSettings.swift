package import Bytes
import Findings
package import HotlineModel
package import Reports
import Sheets
package import Tickets

/// What the files of a legacy system are (`source.csv`).
package struct MappingSettings: Sendable {
  /// What holds the records.
  package enum Container: Sendable {
    /// Separated values, with how they are written.
    case csv(CSVSyntax)
    /// XML, with the name of the element that is one record.
    case xml(record: String)
    /// A workbook, with the sheet and the cells of it that hold the records.
    case workbook(SheetChoice)

    /// What kind of container it is.
    package var kind: FileContainer {
      switch self {
      case .csv: .csv
      case .xml: .xml
      case .workbook: .workbook
      }
    }
  }

  /// What holds the records.
  package private(set) var container: Container
  /// What else may hold them, where the mapping reads every kind of file.
  private var alternatives: [Container]
  /// The declared charset, or `auto`.
  package let charset: String
  /// How many rows of a file of separated values hold the names of its columns.
  package let headerRows: Int
  /// Whether records may end in one more delimiter than the row of names, with nothing behind it.
  package let ignoresTrailing: Bool
  /// The first of the hundred years that two digits of a year stand for; `nil` where nobody said.
  let yearsFrom: Int?
  /// What happens when a ticket number comes again.
  package let repetition: Repetition
  /// Columns that are known and not used: nobody needs to be told of them again.
  let unusedColumns: Set<String>
  /// Whether a column that nobody knows stops the file.
  let stopsAtNewColumns: Bool
  /// Whom to ask about the files.
  package let owner: String
  /// Rows that are no tickets.
  let skips: [SkipRule]
  /// The sheet.
  package let file: String
  /// SHA-256 of the sheet.
  let sha256: String

  init(contentsOf path: String) throws {
    let sheet = try Sheet(contentsOf: path, form: Self.form)
    file = path
    sha256 = sheet.sha256
    var complaints: [Finding] = []
    func value(_ name: String, oneOf values: [String], else fallback: String) -> String {
      guard let row = sheet.rows.last(where: { $0["setting"] == name }) else { return fallback }
      let column = SheetColumn(name, name, .oneOf(values))
      complaints += column.complaints(about: row["value"], at: row.place(of: "value"))
      return row["value"]
    }
    let quote = value("quote", oneOf: CSVSyntax.Quote.allCases.map(\.rawValue), else: "double")
    let escape = value("escape", oneOf: CSVSyntax.Escape.allCases.map(\.rawValue), else: "doubled")
    let delimiter = sheet.rows.last { $0["setting"] == "delimiter" }
    let bytes = CSVSyntax.delimiter(named: delimiter?["value"] ?? "comma")
    let syntax = CSVSyntax(
      delimiter: bytes?.first ?? UInt8(ascii: ","), second: bytes?.second,
      quote: CSVSyntax.Quote(rawValue: quote) ?? .double,
      escape: CSVSyntax.Escape(rawValue: escape) ?? .doubled)
    if let delimiter, bytes == nil || !syntax.isUnambiguous {
      complaints.append(
        Finding(
          .sheetValueMalformed(
            found: delimiter["value"],
            expected:
              "comma, tab, semicolon, pipe, or one or two signs of ASCII that are no quotation mark",
            example: "pipe, ^, || or 0x01"), at: delimiter.place(of: "value")))
    }
    charset = value(
      "charset",
      oneOf: ["auto", "utf-8", "gb18030", "gb18030-2005", "windows-936", "utf-16le", "utf-16be"],
      else: "auto")
    headerRows = Int(value("header-rows", oneOf: ["1", "2", "3"], else: "1")) ?? 1
    let years = sheet.rows.last { $0["setting"] == "years-from" }
    yearsFrom = years.flatMap { Int($0["value"]) }
    if let years, yearsFrom.map({ !(1900..<DateLayout.years.upperBound).contains($0) }) ?? true {
      complaints.append(
        Finding(
          .sheetValueMalformed(
            found: years["value"], expected: "the first of the hundred years that `yy` stands for",
            example: "1980"), at: years.place(of: "value")))
    }
    ignoresTrailing =
      value("trailing", oneOf: ["refuse", "ignore-empty"], else: "refuse") == "ignore-empty"
    repetition =
      Repetition(
        rawValue: value(
          "repeated", oneOf: Repetition.allCases.map(\.rawValue), else: "quarantine"))
      ?? .quarantine
    stopsAtNewColumns = value("extra", oneOf: ["note", "stop"], else: "note") == "stop"
    unusedColumns = Set(sheet.rows.last { $0["setting"] == "unused" }?.list("value") ?? [])
    let kind = value("container", oneOf: ["csv", "xml", "workbook", "auto"], else: "csv")
    let record = sheet.rows.last { $0["setting"] == "record" }?["value"] ?? "record"
    let chosen = sheet.rows.last { $0["setting"] == "sheet" }?["value"]
    let cells = sheet.rows.last { $0["setting"] == "range" }
    let range = cells.flatMap { SheetRange($0["value"]) }
    if let cells, range == nil {
      complaints.append(
        Finding(
          .sheetValueMalformed(
            found: cells["value"], expected: "the first and the last cell of a table",
            example: "A5:T900, A5:T or A:T"), at: cells.place(of: "value")))
    }
    let containers = [
      Container.csv(syntax), .xml(record: record),
      .workbook(SheetChoice(sheet: chosen, range: range)),
    ]
    container = containers.first { $0.kind.rawValue == kind } ?? .csv(syntax)
    alternatives = kind == "auto" ? containers : []
    owner = sheet.rows.last { $0["setting"] == "owner" }?["value"] ?? "the unit"
    skips = sheet.rows.filter { $0["setting"] == "skip" }.compactMap { row in
      let rule = SkipRule(row["value"])
      if rule == nil {
        complaints.append(
          Finding(
            .sheetValueMalformed(
              found: row["value"], expected: "column=pattern", example: "工单编号=合计*"),
            at: row.place(of: "value")))
      }
      return rule
    }
    for (index, row) in sheet.rows.enumerated() where row["setting"] != "skip" {
      for other in sheet.rows[..<index] where other["setting"] == row["setting"] {
        complaints.append(
          Finding(
            .sheetKeyTwice(found: row["setting"], thing: "setting"),
            at: [row.place(of: "setting"), other.place(of: "setting")]))
      }
    }
    guard complaints.isEmpty else { throw Unusable(complaints) }
  }

  /// Settles on what a file is, where the mapping reads every kind.
  mutating func resolve(for kind: () throws -> FileContainer) rethrows {
    guard !alternatives.isEmpty else { return }
    let kind = try kind()
    container = alternatives.first { $0.kind == kind } ?? container
  }

  static let form = SheetForm(
    thing: "setting",
    columns: [
      SheetColumn(
        "setting", "设置",
        .oneOf([
          "container", "charset", "delimiter", "quote", "escape", "header-rows", "trailing",
          "record", "sheet", "range", "repeated", "extra", "unused", "owner", "skip", "years-from",
        ])),
      SheetColumn("value", "值", .text),
      SheetColumn("note", "备注", .optionalText, absent: ""),
    ])
}

/// Rows that are no tickets by what stands in one column: totals, marker rows.
struct SkipRule: Sendable {
  let column: String
  private let patterns: [String]
  /// The patterns as bytes, and whether any tail may follow.
  let patternBytes: [(bytes: [UInt8], hasTail: Bool)]

  init?(_ text: String) {
    guard let sign = text.firstIndex(of: "=") else { return nil }
    column = String(text[..<sign])
    patterns = text[text.index(after: sign)...].split(separator: "|").map(String.init)
    patternBytes = patterns.map { pattern in
      let hasTail = pattern.hasSuffix("*")
      return (Array((hasTail ? String(pattern.dropLast()) : pattern).utf8), hasTail)
    }
    // `*` alone would skip every record there is.
    if column.isEmpty || patterns.isEmpty || patterns.contains("*") { return nil }
  }

  /// Whether a value is one of the patterns; a trailing `*` stands for any tail.
  func matches(_ value: String) -> Bool {
    patterns.contains { pattern in
      pattern.hasSuffix("*") ? value.hasPrefix(pattern.dropLast()) : value == pattern
    }
  }
}
