import Findings
import HotlineModel
import Sheets

/// What the files of a legacy system are (`source.csv`).
package struct MappingSettings: Sendable {
  /// What holds the records.
  package enum Container: Sendable {
    /// Separated values, with the byte between fields.
    case csv(delimiter: UInt8)
    /// XML, with the name of the element that is one record.
    case xml(record: String)
  }

  /// What holds the records.
  package private(set) var container: Container
  /// What else may hold them, where the mapping reads both kinds of files.
  private var alternative: Container?
  /// The declared charset, or `auto`.
  package let charset: String
  /// How many rows of a file of separated values hold the names of its columns.
  package let headerRows: Int
  /// Whether records may end in one more delimiter than the row of names, with nothing behind it.
  package let ignoresTrailing: Bool
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
    let delimiter = sheet.rows.last { $0["setting"] == "delimiter" }
    let mark = delimiter.map { Self.delimiter($0["value"]) } ?? UInt8(ascii: ",")
    if let delimiter, mark == nil {
      complaints.append(
        Finding(
          .sheetValueMalformed(
            found: delimiter["value"],
            expected: "comma, tab, semicolon, pipe, or one mark of ASCII",
            example: "pipe, ^ or 0x01"), at: delimiter.place(of: "value")))
    }
    charset = value(
      "charset", oneOf: ["auto", "utf-8", "gb18030", "gb18030-2005", "utf-16le", "utf-16be"],
      else: "auto")
    headerRows = Int(value("header-rows", oneOf: ["1", "2", "3"], else: "1")) ?? 1
    ignoresTrailing =
      value("trailing", oneOf: ["refuse", "ignore-empty"], else: "refuse") == "ignore-empty"
    repetition =
      Repetition(
        rawValue: value(
          "repeated", oneOf: Repetition.allCases.map(\.rawValue), else: "quarantine"))
      ?? .quarantine
    stopsAtNewColumns = value("extra", oneOf: ["note", "stop"], else: "note") == "stop"
    unusedColumns = Set(sheet.rows.last { $0["setting"] == "unused" }?.list("value") ?? [])
    let kind = value("container", oneOf: ["csv", "xml", "auto"], else: "csv")
    let record = sheet.rows.last { $0["setting"] == "record" }?["value"] ?? "record"
    let separated = Container.csv(delimiter: mark ?? UInt8(ascii: ","))
    container = kind == "xml" ? .xml(record: record) : separated
    alternative = kind == "auto" ? .xml(record: record) : nil
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

  /// Settles on XML or separated values, where the mapping reads both.
  mutating func resolve(forXML isXML: () throws -> Bool) rethrows {
    guard let other = alternative else { return }
    let isSeparated = if case .csv = container { true } else { false }
    if try isSeparated == isXML() { (container, alternative) = (other, container) }
  }

  /// The byte a delimiter is: by its name, as itself, or as `0x01`.
  ///
  /// Letters, digits and what ends fields or lines anyway are none.
  private static func delimiter(_ text: String) -> UInt8? {
    let named: [String: UInt8] = ["comma": 0x2C, "tab": 0x09, "semicolon": 0x3B, "pipe": 0x7C]
    if let byte = named[text] { return byte }
    let isCode = text.hasPrefix("0x") && text.utf8.count == 4
    let byte = isCode ? UInt8(text.dropFirst(2), radix: 16) : text.utf8.first
    guard let byte, isCode || text.utf8.count == 1 else { return nil }
    let isLetter = (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
    let isTaken = [0x00, 0x0A, 0x0D, 0x20, 0x22, 0x7F].contains(byte)
    return byte < 0x80 && !isLetter && !isTaken ? byte : nil
  }

  private static let form = SheetForm(
    thing: "setting",
    columns: [
      SheetColumn(
        "setting", "设置",
        .oneOf([
          "container", "charset", "delimiter", "header-rows", "trailing", "record", "repeated",
          "extra", "unused", "owner", "skip",
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
