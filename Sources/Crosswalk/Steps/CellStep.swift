import Bytes
import Findings
import HotlineModel
import Sheets

/// One step that prepares the text of a field before its transform: a row of `steps.csv`.
///
/// Steps are done in the order of the sheet. None of them guesses: a text that a step cannot tell
/// is a finding, and `otherwise` of the field says what becomes of it.
struct CellStep: Sendable {
  /// What a step does, in a closed list; the raw value is what the sheet says.
  enum Kind: String, CaseIterable {
    /// Full-width letters, digits and signs as ASCII.
    case halfWidth = "half-width"
    /// Where the text is empty, the first of some columns that says something.
    case firstOf = "first-of"
    /// Further columns behind.
    case join
    /// One piece between separators.
    case split
    /// What a pattern finds.
    case extract
    /// Texts that say nothing in this field.
    case empty
    /// A code table.
    case lookup
    /// Where the text is empty, what the record above says.
    case fillDown = "fill-down"
  }

  /// What is done, with what it needs.
  enum Action: Sendable {
    case halfWidth
    case firstOf
    case join(separator: String)
    case split(separator: [UInt8], part: Int)
    case extract(SearchPattern, group: Int)
    case empty(Set<String>)
    case lookup(CodeTable)
    case fillDown
  }

  /// Whether it fills empty cells with what is above them.
  var fillsDown: Bool { if case .fillDown = action { true } else { false } }

  /// The field it prepares, as `fields.csv` names it.
  let field: String
  /// What is done.
  let action: Action
  /// The columns it takes besides the field's own.
  let columns: [String]
  /// Where the step stands.
  let place: SourceLocation
  /// How listings show it: `split / 2`.
  let summary: String

  /// A step of a row; `table` finds a code table by its name.
  ///
  /// - Throws: `Unusable` with what the row lacks, and what `table` throws.
  init(_ row: SheetRow, table: (String) throws -> CodeTable) throws {
    let kind = Kind(rawValue: row["step"]) ?? .halfWidth
    field = row["field"]
    place = row.place(of: "step")
    columns = row.list("columns")
    let words = [row["step"], row["columns"], row["value"], row["part"]].filter { !$0.isEmpty }
    summary = words.joined(separator: " ")
    try Self.check(row, kind)
    let value = Self.blanks[row["value"]] ?? row["value"]
    switch kind {
    case .halfWidth: action = .halfWidth
    case .firstOf: action = .firstOf
    case .join: action = .join(separator: value)
    case .split:
      action = .split(separator: Array(value.utf8), part: Int(row["part"]) ?? 1)
    case .extract: action = try Self.extract(row)
    case .empty: action = .empty(Set(row.list("value")))
    case .lookup: action = .lookup(try table(value))
    case .fillDown: action = .fillDown
    }
  }

  /// A spreadsheet program drops a blank that stands alone in a cell; these words stand for it.
  private static let blanks = ["blank": " ", "空格": " ", "tab": "\t"]

  /// The cells a step needs are filled, and those that mean nothing to it are not.
  private static func check(_ row: SheetRow, _ kind: Kind) throws {
    let needed: [String]
    var allowed: [String] = []
    switch kind {
    case .halfWidth, .fillDown: needed = []
    case .firstOf: needed = ["columns"]
    case .join: (needed, allowed) = (["columns"], ["value"])
    case .split: needed = ["value", "part"]
    case .extract: (needed, allowed) = (["value"], ["part"])
    case .empty, .lookup: needed = ["value"]
    }
    var complaints: [Finding] = []
    for column in ["columns", "value", "part"] {
      let isFilled = !row[column].isEmpty
      if needed.contains(column), !isFilled {
        complaints.append(
          Finding(
            .sheetCellEmpty(column: column, expected: "what \(kind.rawValue) needs"),
            at: row.place(of: column)))
      } else if isFilled, !needed.contains(column), !allowed.contains(column) {
        complaints.append(
          Finding(
            .sheetValueUnknown(
              found: row[column], column: column, nearest: "",
              expected: "nothing: \(kind.rawValue) takes no \(column)"), at: row.place(of: column)))
      }
    }
    if !row["part"].isEmpty, Int(row["part"]).map({ $0 == 0 }) ?? true {
      complaints.append(
        Finding(
          .sheetValueMalformed(
            found: row["part"], expected: "a whole number but 0", example: "1, or -1 for last"),
          at: row.place(of: "part")))
    }
    guard complaints.isEmpty else { throw Unusable(complaints) }
  }

  private static func extract(_ row: SheetRow) throws -> Action {
    guard let pattern = SearchPattern(row["value"]) else {
      throw Unusable(
        .sheetValueMalformed(
          found: row["value"], expected: "a search pattern", example: "电话[：:]([0-9]{11})"),
        at: row.place(of: "value"))
    }
    let group = Int(row["part"]) ?? min(1, pattern.groupCount)
    guard (0...pattern.groupCount).contains(group) else {
      throw Unusable(
        .sheetValueMalformed(
          found: row["part"], expected: "the number of a bracket of the pattern", example: "1"),
        at: row.place(of: "part"))
    }
    return .extract(pattern, group: group)
  }

  static let form = SheetForm(
    thing: "step",
    columns: [
      FieldRule.Target.column,
      SheetColumn("step", "步骤", .oneOf(Kind.allCases.map(\.rawValue))),
      SheetColumn("columns", "列", .optionalText, absent: ""),
      SheetColumn("value", "值", .optionalText, absent: ""),
      SheetColumn("part", "第几", .optionalText, absent: ""),
      SheetColumn("note", "备注", .optionalText, absent: ""),
    ])
}
