import CallRouting
import Checklists
import Findings
package import HotlineModel
import LocalFiles
package import MergerRuns
import MergerStore
package import Reports
import Sheets
import Workbooks

/// Makes the checklist of every line from its decision, its cut-over day and the templates.
package struct ChecklistRun {
  private let workspace: Workspace

  /// A run over a workspace.
  package init(_ workspace: Workspace) {
    self.workspace = workspace
  }

  /// What checklists are made from: the decisions, each with the day of its cut-over, the templates
  /// and the calendar.
  private struct Basis {
    let templates: ChecklistTemplates
    let decisions: [Decision]
    let cutovers: [String: CivilDate]
    let calendar: WorkingCalendar

    /// Reads it; without routing sheets no cut-over is planned.
    ///
    /// - Throws: `Unusable` with the complaints about policy, routing sheets and templates.
    init(_ workspace: Workspace) throws {
      templates = try ChecklistTemplates(folder: "\(workspace.mappings)/checklists")
      let folder = "\(workspace.mappings)/routing"
      let phases =
        SheetContents.exists("\(folder)/phases.csv")
        ? try RoutingSheets(folder: folder, home: workspace.home).phases : []
      cutovers = Dictionary(
        phases.compactMap { phase in phase.cutover.map { (phase.line, $0.date) } }
      ) { $1 }
      calendar = try workspace.calendar()
      decisions = try ClassifyRun(workspace).decisions()
    }

    func checklist(of decision: Decision) throws -> Checklist {
      try templates.checklist(
        for: decision, cutover: cutovers[decision.line.id], calendar: calendar)
    }
  }

  /// The checklists, in the order of the lines' numbers.
  ///
  /// - Throws: `Unusable` with the complaints about policy, routing sheets and templates.
  package func checklists() throws -> [Checklist] {
    let basis = try Basis(workspace)
    return try basis.decisions.map(basis.checklist)
  }

  /// The checklists with the state of each item, in the order of the lines' numbers.
  ///
  /// - Parameters:
  ///   - line: the line, by its id or number in any spelling; all where none is named.
  ///   - today: the day against which due dates are held.
  /// - Returns: the checklists.
  /// - Throws: `Unusable`: `HL2211` for a line that is not registered, and the complaints about
  ///   policy, routing sheets and templates.
  package func status(of line: String? = nil, on today: CivilDate) throws -> [ChecklistStatus] {
    let known = try line.map { try workspace.register().knownLine($0, workspace) }
    let ledger = workspace.hasLedger ? try workspace.ledger() : nil
    let entries = try ledger?.itemEntries() ?? []
    let signatures = Dictionary(grouping: try ledger?.signatures() ?? [], by: \.subject)
    return try judged(entries: entries, on: today) { known == nil || $0.line.id == known?.id }
      .map { judged in
        var states: [String: ItemStates.Signature] = [:]
        for content in judged.contents {
          let all = signatures[Signature.subject(ofItem: content.item)] ?? []
          guard !all.isEmpty else { continue }
          let hash = Self.hash(content.text)
          switch SignOff(item: content.item, content: hash, signatures: all).state {
          case .signed: states[content.item] = .current
          case .signAgain: states[content.item] = .outdated
          case .partly, .unsigned: break
          }
        }
        return ItemStates(
          entries: entries, signatures: states, today: today, calendar: judged.calendar
        ).status(of: judged.checklist, answers: judged.answers)
      }
  }

  /// What a signature covers of each item, in the order of the checklists.
  ///
  /// - Parameter today: the day against which the survey's deadline is held.
  /// - Returns: the contents.
  /// - Throws: `Unusable` with the complaints about policy, routing sheets and templates.
  func contents(on today: CivilDate) throws -> [ItemContent] {
    let entries = workspace.hasLedger ? try workspace.ledger().itemEntries() : []
    return try judged(entries: entries, on: today) { _ in true }.flatMap(\.contents)
  }

  /// A checklist with what the toolkit answers of it, and what a signature of each item covers.
  private struct Judged {
    let checklist: Checklist
    let answers: [AutomaticAnswer]
    let contents: [ItemContent]
    let calendar: WorkingCalendar
  }

  private func judged(
    entries: [DatedItemEntry], on today: CivilDate, where isWanted: (Decision) -> Bool
  ) throws -> [Judged] {
    let basis = try Basis(workspace)
    let automatic = AutomaticAnswers(
      workspace, quarantinePermille: basis.templates.quarantinePermille, today: today)
    let states = ItemStates(entries: entries, today: today, calendar: basis.calendar)
    return try basis.decisions.filter(isWanted).map { decision in
      let checklist = try basis.checklist(of: decision)
      let checks = Set(checklist.items.flatMap(\.checks)).sorted { $0.rawValue < $1.rawValue }
      let answers = automatic.answers(
        to: checks, about: decision, cutover: basis.cutovers[decision.line.id])
      let byCheck = Dictionary(answers.map { ($0.check, $0) }) { $1 }
      let contents = checklist.items.map { item in
        let (entry, exception) = states.entered(for: item.id)
        var content = ItemContent(item, of: checklist, decision: decision)
        content.add(
          entry: entry?.entry, exception: exception?.entry,
          answers: ItemStates.answers(to: item, byCheck))
        return content
      }
      return Judged(
        checklist: checklist, answers: answers, contents: contents, calendar: basis.calendar)
    }
  }

  /// The day so many working days after another.
  ///
  /// - Throws: `Unusable` with `HL5108` where the calendar ends before.
  package func day(_ count: Int, workingDaysAfter start: CivilDate) throws -> CivilDate {
    let calendar = try workspace.calendar()
    guard let day = calendar.day(count, workingDaysAfter: start) else {
      throw Unusable(
        .calendarTooShort(
          found: "\(start)", expected: "\(calendar.years.lowerBound)–\(calendar.years.upperBound)"),
        at: SourceLocation(file: "\(workspace.mappings)/calendar/working-days.csv"))
    }
    return day
  }

  /// Writes all checklists as one sheet for WPS and Excel.
  ///
  /// - Parameters:
  ///   - path: the file, which must be new or may be replaced.
  ///   - replacing: whether it may be replaced.
  /// - Returns: the file, with the number of items in it.
  /// - Throws: `Unusable`: `HL6101` where the file is there already, `HL6102` where it cannot be
  ///   written.
  package func exportCSV(to path: String, replacing: Bool) throws -> DeliveryFile {
    try Self.check(path, replacing: replacing)
    let checklists = try checklists()
    let file = try OutputFile.write(ChecklistCSV.text(of: checklists), to: path)
    return DeliveryFile(
      name: path, sha256: file.sha256, size: file.size,
      count: checklists.map(\.items.count).reduce(0, +))
  }

  /// Writes all checklists as a workbook to fill in: one sheet for each mode, with lists to choose
  /// from, columns that are open and colours for what is late.
  ///
  /// - Parameters:
  ///   - path: the file, which must be new or may be replaced.
  ///   - division: how the sheets are divided.
  ///   - replacing: whether it may be replaced.
  ///   - created: the time that the workbook names as the one it was made at.
  /// - Returns: the file, with the number of items in it.
  /// - Throws: `Unusable`: `HL6101` where the file is there already, `HL6102` to `HL6105` where it
  ///   cannot be written.
  package func exportWorkbook(
    to path: String, by division: ChecklistDivision = .mode, replacing: Bool,
    created: CivilInstant
  ) throws -> DeliveryFile {
    try WorkbookTarget.check(path, isReplaced: replacing)
    let checklists = try status(on: created.date)
    let workbook = ChecklistWorkbook(
      checklists, by: division, city: workspace.city, created: created, hash: Self.hash)
    let file = try workbook.draft.write(to: path)
    return DeliveryFile(
      name: path, sha256: file.sha256, size: file.size,
      count: checklists.map(\.items.count).reduce(0, +))
  }

  static func hash(_ text: String) -> String { Fingerprint.hex(of: text.utf8) }

  private static func check(_ path: String, replacing: Bool) throws {
    if Folder.exists(path), !replacing {
      throw Unusable(.outputExists(found: path), at: SourceLocation(file: path))
    }
  }
}
