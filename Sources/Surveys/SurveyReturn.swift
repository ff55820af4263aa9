package import Findings
package import HotlineModel
package import Workbooks

/// What a workbook that came back says: answers, each with its cell, and what is wrong with others.
package struct SurveyReturn: Sendable {
  /// What an answer is about.
  package enum Subject: Hashable, Sendable {
    /// The unit itself, by its name; what it answers of itself is of one survey alone.
    case unit(String, survey: String)
    /// A line of the register, by its id.
    case line(String)
    /// A line that the register does not have, by its number.
    case newLine(String)

    /// The name in listings and on the command line.
    package var name: String {
      switch self {
      case .unit(let name, _), .line(let name), .newLine(let name): name
      }
    }
  }

  /// One cell that somebody filled in or changed.
  package struct Cell: Hashable, Sendable {
    /// What it is about.
    package let subject: Subject
    /// The question that it answers.
    package let question: SurveyQuestion
    /// The answer as the sheet of answers has it.
    package let code: String
    /// What the unit saw as entered; `nil` where it saw nothing.
    package let seen: String?
    /// The cell.
    package let place: SourceLocation
  }

  /// A cell that nobody filled in.
  package struct Open: Hashable, Sendable {
    /// What it is about.
    package let subject: Subject
    /// The question.
    package let question: SurveyQuestion
    /// The cell.
    package let place: SourceLocation
  }

  /// The file as the user named it.
  package let file: String
  /// SHA-256 of the file.
  package let sha256: String
  /// The survey and the unit, by the hidden sheet.
  package let ids: SurveyIDs
  /// The answers.
  package internal(set) var cells: [Cell] = []
  /// Answers that are left as they were filled in before.
  package internal(set) var untouched = 0
  /// Questions of rows in use that are not answered.
  package internal(set) var unanswered: [Open] = []
  /// What is wrong with columns, rows and cells; they are not among the answers.
  package internal(set) var findings: [Finding] = []
}

/// Reads workbooks that came back; looks at nothing but them and at which numbers are known.
package struct SurveyReading {
  /// The area that bare numbers belong to.
  let home: AreaCode
  /// Numbers that nobody may touch.
  let protected: ProtectedNumbers
  /// The line that a number is on the day of the reading, by its id, and who answers for it.
  let known: (HotlineNumber) -> (line: String, owner: String)?

  package init(
    home: AreaCode, protected: ProtectedNumbers,
    known: @escaping (HotlineNumber) -> (line: String, owner: String)?
  ) {
    self.home = home
    self.protected = protected
    self.known = known
  }

  /// Reads a workbook whose hidden sheet is known to be right.
  ///
  /// - Throws: `Unusable` with `HL2301` where a sheet to fill in is gone.
  package func read(_ workbook: ReturnedWorkbook, _ ids: SurveyIDs) throws -> SurveyReturn {
    var result = SurveyReturn(file: workbook.file, sha256: workbook.sha256, ids: ids)
    let units = try SurveyTable(
      SurveyForm.unitSheet, of: workbook, idTitle: SurveyForm.unitTitle,
      questions: SurveyQuestion.ofUnits)
    let lines = try SurveyTable(
      SurveyForm.lineSheet, of: workbook, idTitle: SurveyForm.idTitle,
      questions: SurveyQuestion.ofLines)
    result.findings += units.findings + lines.findings
    var reader = SurveyRowReader(reading: self, table: units, unit: ids.unit)
    if let row = units.rows.first(where: { $0.text(units.idColumn) == ids.unit }) {
      reader.read(row, .unit(ids.unit, survey: ids.survey), entered: [:], into: &result)
    } else {
      let place = SourceLocation(file: workbook.file, sheet: SurveyForm.unitSheet)
      result.findings.append(Finding(.surveyRowMissing(line: ids.unit), at: place))
    }
    reader = SurveyRowReader(reading: self, table: lines, unit: ids.unit)
    reader.readLines(ids, into: &result)
    contradict(units, lines, into: &result)
    return result
  }

  /// A unit that says it has no line, and fills in rows.
  private func contradict(
    _ units: SurveyTable, _ lines: SurveyTable, into result: inout SurveyReturn
  ) {
    guard
      let none = result.cells.first(where: { $0.question.key == "has_lines" && $0.code == "no" })
    else { return }
    let subjects = Set(
      result.cells.map(\.subject).filter { if case .unit = $0 { false } else { true } })
    if !subjects.isEmpty {
      result.findings.append(
        Finding(.surveyNoneContradicted(count: subjects.count), at: none.place))
    }
    // A unit without lines has nothing more to answer of them.
    result.unanswered.removeAll { $0.place.sheet == SurveyForm.lineSheet }
  }
}
