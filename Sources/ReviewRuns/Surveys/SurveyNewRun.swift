package import MergerRuns
package import Findings
package import HotlineModel
import LocalFiles
import MergerStore
import Sheets
import Surveys
import Workbooks

/// Sends a survey: one workbook for each unit, with the lines that the register knows filled in.
package struct SurveyNewRun {
  private let workspace: Workspace
  private let store: SurveyStore
  private let entered: SurveyRegister

  /// What was sent.
  package struct Sent: Sendable {
    /// One workbook.
    package struct File: Sendable {
      /// The unit.
      package let unit: String
      /// Until when it is to answer.
      package let deadline: CivilDate
      /// How many lines are filled in.
      package let lines: Int
      /// Where the workbook is.
      package let path: String
    }

    /// The survey's name.
    package let survey: String
    /// The workbooks in the order of the units.
    package internal(set) var files: [File] = []
    /// Lines that nobody was asked about.
    package internal(set) var findings: [Finding] = []
  }

  /// A run over a workspace's register.
  ///
  /// - Throws: `Unusable` with the complaints about the register and the sheets of earlier surveys.
  package init(_ workspace: Workspace) throws {
    self.workspace = workspace
    store = SurveyStore(workspace)
    entered = try SurveyRegister(workspace, store)
  }

  /// Writes the workbooks, all or none.
  ///
  /// - Parameters:
  ///   - units: the sheet of units, `SurveySheets.units`.
  ///   - folder: where the workbooks are to be; may be new.
  ///   - survey: the survey's name.
  ///   - renewing: whether a unit that has a workbook of the survey gets another one, which replaces it.
  ///   - now: when.
  /// - Returns: the workbooks, and what is to be known of them.
  /// - Throws: `Unusable`: the complaints about the units, `HL2211` and `HL2212` for lines that they
  ///   name, `HL2315` for a unit that has a workbook, `HL6101` where a file of a name is there already,
  ///   `HL6001` where another run is writing, `HL6102`, `HL6103`.
  package func send(
    _ units: String, to folder: String, survey: String, renewing: Bool, now: CivilInstant
  ) throws -> Sent {
    let rows = try Sheet(contentsOf: units, form: SurveySheets.units).rows
    let earlier = try store.newest(survey: survey)
    let lines = try lines(of: rows)
    try check(rows, earlier, survey: survey, renewing: renewing)
    let ledger = try workspace.ledger()
    let lock = try ledger.lock()
    let drafts = rows.enumerated().map { index, row in
      SurveyForm(
        ids: SurveyIDs(
          survey: survey, unit: row["unit"],
          rows: entered.rows(for: lines[index], spare: SurveyForm.spareRows)),
        deadline: row.date("deadline") ?? now.date, sender: workspace.city, created: now)
    }
    let paths = Self.paths(rows.map { $0["unit"] }, in: folder, survey: survey)
    let taken = paths.filter(Folder.exists)
    guard taken.isEmpty || renewing else {
      throw Unusable(
        taken.map { Finding(.outputExists(found: $0), at: SourceLocation(file: $0)) })
    }
    try Folder.make(folder)
    let kept = zip(rows, zip(drafts, paths)).map { row, made in
      self.row(row, made.0, made.1, now: now)
    }
    let sheet = try store.adding(kept, to: "sent", SurveySheets.sent)
    try ledger.note("survey.new", "\(survey) \(rows.count)", at: now) {
      for (draft, path) in zip(drafts, paths) { try draft.draft.write(to: path) }
      // Last: a workbook that is not in the sheet is refused, so that none counts too early.
      try sheet.publish()
    }
    _ = consume lock
    return Sent(
      survey: survey,
      files: rows.indices.map { index in
        Sent.File(
          unit: rows[index]["unit"], deadline: drafts[index].deadline, lines: lines[index].count,
          path: paths[index])
      }, findings: unasked(lines.flatMap(\.self), units))
  }

  /// The lines of each unit: those whose owner it is, and those that its row names.
  private func lines(of rows: [SheetRow]) throws -> [[LegacyHotline]] {
    let protected = try workspace.protectedNumbers()
    var complaints: [Finding] = []
    let named = rows.map { row in
      row.list("lines").compactMap { text -> LegacyHotline? in
        guard let line = entered.register.line(text, home: workspace.home) else {
          complaints.append(
            Finding(
              .lineUnknown(
                found: text, register: entered.register.file,
                nearest: nearest(to: text, among: entered.register.lines.map(\.id))),
              at: row.place(of: "lines")))
          return nil
        }
        if protected.contains(line.number) {
          complaints.append(
            Finding(.lineProtected(found: line.number.text), at: row.place(of: "lines")))
        }
        return line
      }
    }
    guard complaints.isEmpty else { throw Unusable(complaints) }
    let elsewhere = Set(named.joined().map(\.id))
    return zip(rows, named).map { row, named in
      let own = entered.register.lines.filter {
        $0.owner == row["unit"] && !protected.contains($0.number) && !elsewhere.contains($0.id)
      }
      let all = Set((own + named).map(\.id))
      return entered.register.lines.filter { all.contains($0.id) }
    }
  }

  private func check(
    _ rows: [SheetRow], _ earlier: [String: SheetRow], survey: String, renewing: Bool
  ) throws {
    let again = rows.filter { earlier[$0["unit"]] != nil }
    guard renewing || again.isEmpty else {
      throw Unusable(
        again.map {
          Finding(
            .surveySentBefore(found: $0["unit"], survey: survey), at: $0.place(of: "unit"))
        })
    }
  }

  /// A name for each workbook that a file can have; units whose names differ in signs alone are numbered.
  private static func paths(_ units: [String], in folder: String, survey: String) -> [String] {
    var known: Set<String> = []
    return units.map { unit in
      var name = String(unit.map { "/\\:*?\"<>|".contains($0) || $0.isNewline ? "_" : $0 })
      // A name may have 255 bytes in all.
      while name.utf8.count > 150 { name.removeLast() }
      var candidate = name
      var number = 2
      while !known.insert(candidate.lowercased()).inserted {
        candidate = "\(name)~\(number)"
        number += 1
      }
      return "\(folder)/\(survey)-\(candidate).xlsx"
    }
  }

  private func row(
    _ row: SheetRow, _ form: SurveyForm, _ path: String, now: CivilInstant
  ) -> [String: String] {
    [
      "survey": form.ids.survey, "unit": form.ids.unit, "deadline": "\(form.deadline)",
      "contact": row["contact"], "phone": row["phone"],
      "lines": "\(form.ids.rows.count { !$0.line.isEmpty })", "file": Folder.name(of: path),
      "revision": form.ids.revision, "at": now.rfc3339,
    ]
  }

  private func unasked(_ asked: [LegacyHotline], _ units: String) -> [Finding] {
    let known = Set(asked.map(\.id))
    let protected = try? workspace.protectedNumbers()
    let left = entered.register.lines.filter {
      !known.contains($0.id) && protected?.contains($0.number) != true
        && $0.number.text != HotlineNumber.platformCode
    }
    guard !left.isEmpty else { return [] }
    let shown = left.prefix(10).map(\.id).joined(separator: "、") + (left.count > 10 ? "……" : "")
    return [
      Finding(
        .surveyLinesUnasked(count: left.count, found: shown), at: SourceLocation(file: units))
    ]
  }
}
