import Findings
import HotlineModel
import Sheets

/// How the codes of a legacy system go over (代码对照表): a sheet of pairs, each for as long as it
/// held, and where another column says something.
struct CodeTable: Sendable {
  let name: String
  let file: String
  let sha256: String
  /// The unified codes by the legacy ones, where nothing else matters; `nil` where something does.
  let pairs: [String: String]?
  private let rows: [String: [Row]]

  private struct Row: Sendable {
    let unified: String
    let period: Period
    /// What another column must say; `nil` where it does not matter.
    let condition: (column: String, values: [String])?
    let place: SourceLocation

    /// Whether two rows of one code hold at one time, as far as the sheet alone can tell.
    func rivals(_ other: Row) -> Bool {
      guard period.overlaps(other.period) else { return false }
      switch (condition, other.condition) {
      case (nil, nil): return true
      case (let one?, let two?): return one.column == two.column && one.values == two.values
      default: return false
      }
    }
  }

  /// What a legacy code stands for.
  enum Lookup: Equatable {
    case unified(String)
    case unknown
    /// Two rows hold, and say different things.
    case ambiguous(String, String)
  }

  /// What a table looks like; `unified` are the codes the field may hold, `nil` for any text.
  static func form(unified codes: [String]?) -> SheetForm {
    SheetForm(
      thing: "code",
      columns: [
        SheetColumn("legacy", "原代码", .text),
        SheetColumn("unified", "统一代码", codes.map { .oneOf($0) } ?? .text),
        SheetColumn("when", "条件", .optionalText, absent: ""),
        SheetColumn("valid_from", "启用日期", .optionalDate, absent: ""),
        SheetColumn("valid_to", "停用日期", .optionalDate, absent: ""),
        SheetColumn("note", "备注", .optionalText, absent: ""),
      ])
  }

  /// Reads a table; `unified` are the codes the field may hold, `nil` for any text.
  ///
  /// - Throws: `Unusable` with every complaint: two rows that hold for one code at one time.
  init(_ name: String, contentsOf path: String, unified codes: [String]?) throws {
    let sheet = try Sheet(contentsOf: path, form: Self.form(unified: codes))
    self.name = name
    file = path
    sha256 = sheet.sha256
    var rows: [String: [Row]] = [:]
    var complaints: [Finding] = []
    for row in sheet.rows {
      let text = row["when"]
      let parts = text.split(separator: "=", maxSplits: 1).map { trimmed(String($0)) }
      let values = parts.last?.split(separator: "|").map { trimmed(String($0)) } ?? []
      let isCondition = parts.count == 2 && !parts[0].isEmpty && !values.isEmpty
      if !text.isEmpty, !isCondition {
        complaints.append(
          Finding(
            .sheetValueMalformed(
              found: text, expected: "a column and what it says", example: "大类=投诉|举报"),
            at: row.place(of: "when")))
      }
      let new = Row(
        unified: row["unified"], period: row.days,
        condition: isCondition ? (parts[0], values) : nil, place: row.place)
      for other in rows[row["legacy"], default: []] where new.rivals(other) {
        complaints.append(
          Finding(
            .sheetKeyTwice(found: row["legacy"], thing: "code at one time"),
            at: [new.place, other.place]))
      }
      rows[row["legacy"], default: []].append(new)
    }
    guard complaints.isEmpty else { throw Unusable(complaints) }
    self.rows = rows
    let isPlain = rows.values.allSatisfy { rows in
      rows.count == 1 && rows[0].condition == nil && rows[0].period == .always
    }
    pairs = isPlain ? rows.mapValues { $0[0].unified } : nil
  }

  /// The columns that conditions ask.
  var columns: [String] { Set(rows.values.joined().compactMap(\.condition?.column)).sorted() }

  /// Whether some row is of this legacy code.
  func knows(_ legacy: String) -> Bool { rows[legacy] != nil }

  /// What a legacy code stands for in a record.
  ///
  /// A row whose condition holds goes before one without a condition.
  ///
  /// - Parameters:
  ///   - legacy: the code.
  ///   - day: when the call came in; without it only rows that hold for ever count.
  ///   - said: what a column of the record says.
  /// - Returns: the unified code, or why there is none.
  func lookup(_ legacy: String, on day: CivilDate?, said: (String) -> String) -> Lookup {
    let valid = rows[legacy, default: []].filter { $0.period.holds(on: day) }
    let asked = valid.filter { row in
      row.condition.map { $0.values.contains(said($0.column)) } ?? false
    }
    let held = asked.isEmpty ? valid.filter { $0.condition == nil } : asked
    guard let first = held.first else { return .unknown }
    let other = held.first { $0.unified != first.unified }
    return other.map { .ambiguous(first.unified, $0.unified) } ?? .unified(first.unified)
  }
}

extension SheetRow {
  /// The days for which the row holds, both included.
  var days: Period { Period(first: date("valid_from"), last: date("valid_to")) }
}

extension Period {
  /// Whether a row of this period holds on a day; without a day only one that holds at all times.
  func holds(on day: CivilDate?) -> Bool { day.map(contains) ?? (self == .always) }
}
