import Findings
import LocalFiles
package import Workbooks

/// The hidden sheet of a survey's workbook: whose it is, which row is which line, and what was filled
/// in before it was sent.
///
/// ```
/// hotline-survey  1
/// survey          S20211009
/// unit            市教育局
/// revision        5f1c…
/// row   line            number          name  …
/// R01   0757-83100007   0757-83100007   …
/// N01
/// ```
package struct SurveyIDs: Hashable, Sendable {
  /// One row of the sheet to fill in.
  package struct Row: Hashable, Sendable {
    /// The id that the row shows: `R01` for a line that was known, `N01` for a spare row.
    package let id: String
    /// The line, as the register names it; empty for a spare row.
    package let line: String
    /// What was entered when the workbook was made, by the keys of questions; nothing is left out as
    /// empty or unknown.
    package let entered: [String: String]

    /// A row.
    package init(id: String, line: String, entered: [String: String]) {
      self.id = id
      self.line = line
      self.entered = entered
    }
  }

  /// The survey's name.
  package let survey: String
  /// The unit that was asked.
  package let unit: String
  /// The rows in the order in which they were sent.
  package let rows: [Row]

  /// The content of a hidden sheet.
  package init(survey: String, unit: String, rows: [Row]) {
    self.survey = survey
    self.unit = unit
    self.rows = rows
  }

  private static let kind = ["hotline-survey", "1"]

  /// Names what was sent: SHA-256 over all of it, the first 16 digits.
  package var revision: String {
    let text = body.map { $0.joined(separator: "\u{1F}") }.joined(separator: "\u{1E}")
    return String(Fingerprint.hex(of: Array(text.utf8)).prefix(16))
  }

  /// The rows of the hidden sheet.
  package var cells: [[String]] {
    [Self.kind, ["revision", revision]] + body
  }

  private var body: [[String]] {
    let keys = SurveyQuestion.ofLines.map(\.key)
    return [["survey", survey], ["unit", unit], ["row", "line"] + keys]
      + rows.map { row in [row.id, row.line] + keys.map { row.entered[$0] ?? "" } }
  }

  /// Reads a hidden sheet as it came back.
  ///
  /// - Throws: `Unusable`: `HL2301` where it is not one, `HL2302` where it was changed.
  package init(_ sheet: ReturnedSheet?, of file: String) throws {
    let place = SourceLocation(file: file, sheet: sheet?.name)
    let rows = (sheet?.rows ?? []).map(\.cells).filter { $0.contains { !$0.isEmpty } }
    guard rows.count > 4, rows[0].starts(with: Self.kind), rows[1].first == "revision",
      rows[2].first == "survey", rows[3].first == "unit", rows[4].starts(with: ["row", "line"])
    else { throw Unusable(.surveyForeign(reason: "it has no hidden sheet of ids"), at: place) }
    let keys = rows[4].dropFirst(2)
    self.init(
      survey: Self.cell(1, of: rows[2]), unit: Self.cell(1, of: rows[3]),
      rows: rows.dropFirst(5).map { cells in
        let entered = zip(keys, cells.dropFirst(2)).filter { !$0.1.isEmpty }
        return Row(
          id: Self.cell(0, of: cells), line: Self.cell(1, of: cells),
          entered: Dictionary(entered.map { ($0.0, $0.1) }) { first, _ in first })
      })
    guard revision == Self.cell(1, of: rows[1]) else {
      throw Unusable(.surveyIdsChanged, at: place)
    }
  }

  private static func cell(_ index: Int, of row: [String]) -> String {
    row.indices.contains(index) ? row[index] : ""
  }
}
