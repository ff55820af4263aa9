package import MergerRuns
import Findings
package import HotlineModel
import LocalFiles
import MergerStore
import RecordReaders
import Sheets
package import Surveys
import Workbooks

/// Reads workbooks of a survey back, shows what would become of the answers, and enters those that
/// somebody accepts.
package struct SurveyImportRun {
  private let workspace: Workspace
  private let store: SurveyStore
  private let entered: SurveyRegister

  /// What was entered.
  package struct Accepted: Sendable {
    /// The answers.
    package let taken: [SurveyPlan.Taken]
    /// What stays as it was entered, whatever the answers are.
    package let kept: [SurveyPlan.Entry]
    /// How many cells of lines that the register had say something else.
    package let cells: Int
    /// How many lines the register has more.
    package let lines: Int
  }

  /// A run over a workspace's register.
  ///
  /// - Throws: `Unusable` with the complaints about the register and the sheets of earlier answers, and
  ///   `HL6102` where the register is a link: a new file in its place would leave the other as it was.
  package init(_ workspace: Workspace) throws {
    self.workspace = workspace
    store = SurveyStore(workspace)
    entered = try SurveyRegister(workspace, store)
    let path = entered.register.file
    guard !Folder.isLink(path) else {
      throw Unusable(
        .outputUnwritable(found: path, reason: "it is a link to another file"),
        at: SourceLocation(file: path))
    }
  }

  /// What would become of the answers; nothing is written.
  ///
  /// - Parameters:
  ///   - files: the workbooks; one that cannot be used is refused, and the others are read.
  ///   - today: the day on which numbers are looked up.
  /// - Returns: the plan.
  /// - Throws: `Unusable` where all of them are refused, with the reasons.
  package func plan(_ files: [String], today: CivilDate) throws -> SurveyPlan {
    let protected = try workspace.protectedNumbers()
    let reading = SurveyReading(home: workspace.home, protected: protected) { number in
      entered.register.line(number.text, home: workspace.home, on: today).map { ($0.id, $0.owner) }
    }
    var returns: [SurveyReturn] = []
    var refusals: [Finding] = []
    for file in files {
      do {
        let workbook = try ReturnedWorkbook(
          contentsOf: file, where: SurveyForm.sheets.contains)
        let ids = try SurveyIDs(workbook.sheet(SurveyForm.idSheet), of: file)
        try check(ids, file)
        // The same bytes twice say nothing new.
        if returns.contains(where: { $0.sha256 == workbook.sha256 }) { continue }
        returns.append(try reading.read(workbook, ids))
      } catch let unusable as Unusable {
        refusals.append(contentsOf: unusable.findings)
      }
    }
    guard !returns.isEmpty || refusals.isEmpty else { throw Unusable(refusals) }
    var plan = SurveyPlan(returns, isSetAside: entered.isSetAside) { entered.entered($0, $1) }
    plan.refused = Set(refusals.compactMap { $0.places.first?.file }).count
    plan.findings = refusals + plan.findings
    return plan
  }

  /// Whether a workbook is the newest one that its unit got.
  private func check(_ ids: SurveyIDs, _ file: String) throws {
    let place = SourceLocation(file: file, sheet: SurveyForm.idSheet)
    let newest = try store.newest(survey: ids.survey)
    guard !newest.isEmpty else {
      throw Unusable(
        .surveyForeign(reason: "the survey \(ids.survey) is not one of this workspace"), at: place)
    }
    guard let sent = newest[ids.unit] else {
      throw Unusable(
        .surveyForeign(reason: "\(ids.unit) was not asked in the survey \(ids.survey)"), at: place)
    }
    guard sent["revision"] == ids.revision else {
      throw Unusable(.surveyStale(found: String(sent["at"].prefix(10))), at: place)
    }
  }

  /// Enters the answers that somebody accepts, in the sheet of answers and in the register.
  ///
  /// - Parameters:
  ///   - plan: the plan.
  ///   - names: what is accepted, as `SurveyPlan.taken` reads it; answers that are passed over for
  ///     another one are set aside.
  ///   - kept: of what the entered value stays, as `SurveyPlan.kept` reads it.
  ///   - who: who accepts it.
  ///   - now: when.
  /// - Returns: what was entered.
  /// - Throws: `Unusable`: `HL2318` for names that the plan does not have, the complaints about the
  ///   register as it would be, `HL1006` where another program has changed it meanwhile, `HL6001`,
  ///   `HL6102`; nothing is entered then.
  package func accept(
    _ plan: SurveyPlan, _ names: [String], keeping kept: [String] = [], by who: String,
    now: CivilInstant
  ) throws -> Accepted {
    let kept = try plan.kept(kept)
    let taken = try plan.taken(names).filter { !kept.contains($0.entry) }
    let stamp = Stamp(plan: plan, who: who, now: now)
    let ledger = try workspace.ledger()
    let lock = try ledger.lock()
    let register = try entered.edited(taken)
    let rows = taken.flatMap(stamp.rows) + kept.flatMap(stamp.rows)
    let answers =
      try rows.isEmpty ? nil : store.adding(rows, to: "answers", SurveySheets.answers)
    let received = try store.adding(
      plan.returns.filter { !$0.cells.isEmpty }.map { stamp.row(of: $0, taken, kept) },
      to: "received", SurveySheets.received)
    let path = entered.register.file
    guard try entered.editable().isUnchanged() else {
      throw Unusable(.fileChanged, at: SourceLocation(file: path))
    }
    var output = try OutputFile(path, mode: Folder.mode(ofFile: path) ?? 0o644)
    try output.write(register.bytes)
    let sealed = try output.seal()
    let changed = try !entered.editable().isSame(as: register.bytes)
    let detail =
      "\(taken.count) \(who) answers \(answers?.sha256 ?? "-") register \(sealed.sha256)"
    try ledger.note("survey.accept", detail, at: now) {
      // Who accepted what is known before the register holds it.
      try answers?.publish()
      if changed { try sealed.publish() }
      try received.publish()
    }
    _ = consume lock
    return Accepted(taken: taken, kept: kept, cells: register.cells, lines: register.lines)
  }
}
