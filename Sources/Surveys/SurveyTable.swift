import Findings
import Workbooks

/// A sheet to fill in as it came back: which column answers which question.
///
/// Columns are found by their headers, wherever they are now; rows by what is in their cells.
struct SurveyTable {
  private let file: String
  private let sheet: ReturnedSheet
  private let header: ReturnedSheet.Row
  /// The columns of questions, from 0.
  private(set) var columns: [(question: SurveyQuestion, column: Int)] = []
  /// The column that says which row it is, from 0.
  private(set) var idColumn = 0
  /// What is wrong with the columns.
  private(set) var findings: [Finding] = []

  /// How far down the header may have slipped.
  private static let searched = 50

  /// Finds the columns of a sheet.
  ///
  /// - Parameters:
  ///   - name: the sheet.
  ///   - workbook: the workbook that came back.
  ///   - idTitle: the header of the column that says which row it is.
  ///   - questions: what the other columns answer.
  /// - Throws: `Unusable` with `HL2301` where the sheet or its header row is not there.
  init(
    _ name: String, of workbook: ReturnedWorkbook, idTitle: String, questions: [SurveyQuestion]
  ) throws {
    file = workbook.file
    let place = SourceLocation(file: file, sheet: name)
    guard let sheet = workbook.sheet(name) else {
      throw Unusable(.surveyForeign(reason: "it has no sheet `\(name)`"), at: place)
    }
    self.sheet = sheet
    let titles = Set(questions.map(\.title.chinese))
    let header = sheet.rows.prefix(Self.searched).first { row in
      let texts = row.cells.indices.map(row.text)
      return texts.contains(idTitle) && texts.contains(where: titles.contains)
    }
    guard let header,
      let idColumn = header.cells.indices.first(where: { header.text($0) == idTitle })
    else {
      throw Unusable(
        .surveyForeign(reason: "the sheet `\(name)` has no header row"), at: place)
    }
    self.header = header
    self.idColumn = idColumn
    findColumns(of: questions)
    reportAddedColumns(beside: titles.union([idTitle]))
  }

  /// The rows below the header.
  var rows: [ReturnedSheet.Row] { sheet.rows.filter { $0.number > header.number } }

  /// Where a cell is; `column` from 0.
  func place(_ row: ReturnedSheet.Row, _ column: Int) -> SourceLocation {
    SourceLocation(file: file, sheet: sheet.name, line: row.number, column: column + 1)
  }

  private mutating func findColumns(of questions: [SurveyQuestion]) {
    for question in questions {
      let title = question.title.chinese
      let found = header.cells.indices.filter { header.text($0) == title }
      switch found.count {
      case 1: columns.append((question, found[0]))
      case 0:
        findings.append(
          Finding(.surveyColumnMissing(column: title), at: place(header, idColumn)))
      default:
        findings.append(
          Finding(.surveyColumnTwice(column: title), at: found.map { place(header, $0) }))
      }
    }
  }

  private mutating func reportAddedColumns(beside titles: Set<String>) {
    let known = Set(header.cells.indices.filter { titles.contains(header.text($0)) })
    let width = rows.map(\.cells.count).max() ?? 0
    for column in 0..<max(width, header.cells.count) where !known.contains(column) {
      let count = rows.count { $0.isWritten(column) }
      guard count > 0 else { continue }
      let title = header.text(column)
      findings.append(
        Finding(
          .surveyColumnAdded(found: title.isEmpty ? "…" : title, count: count),
          at: place(header, column)))
    }
  }
}
