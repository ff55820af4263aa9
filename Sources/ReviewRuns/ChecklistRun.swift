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

  /// The checklists with the state of each item.
  ///
  /// - Parameters:
  ///   - lines: the lines, by their ids or numbers in any spelling; all where none is named.
  ///   - today: the day against which due dates are held.
  /// - Returns: the checklists, as the lines are named; all of them in the order of their numbers.
  /// - Throws: `Unusable`: `HL2211` for a line that is not registered, and the complaints about
  ///   policy, routing sheets and templates.
  package func status(
    of lines: [String] = [], on today: CivilDate
  ) throws -> [ChecklistStatus] {
    let register = lines.isEmpty ? nil : try workspace.register()
    let ids = try lines.compactMap { try register?.knownLine($0, workspace).id }
    let ledger = workspace.hasLedger ? try workspace.ledger() : nil
    let entries = try ledger?.itemEntries() ?? []
    let basis = try Basis(workspace)
    let judged = try judged(basis, entries: entries, on: today) {
      ids.isEmpty || ids.contains($0.line.id)
    }
    let states = ItemStates(
      entries: entries,
      signatures: Self.signatures(try ledger?.signatures() ?? [], of: judged.flatMap(\.contents)),
      today: today, calendar: basis.calendar)
    let all = judged.map { states.status(of: $0.checklist, answers: $0.answers) }
    return ids.isEmpty ? all : ids.compactMap { id in all.first { $0.checklist.line == id } }
  }

  /// What the signatures of each item say of its content as it is.
  private static func signatures(
    _ signatures: [Signature], of contents: [ItemContent]
  ) -> [String: ItemStates.Signature] {
    let known = Dictionary(grouping: signatures, by: \.subject)
    var states: [String: ItemStates.Signature] = [:]
    for content in contents {
      guard let own = known[Signature.subject(ofItem: content.item)] else { continue }
      let hash = Self.hash(content.text)
      switch SignOff(item: content.item, content: hash, signatures: own).state {
      case .signed: states[content.item] = .current
      case .signAgain: states[content.item] = .outdated
      case .partly, .unsigned: break
      }
    }
    return states
  }

  /// What a signature covers of each item, in the order of the checklists.
  ///
  /// - Parameter today: the day against which the survey's deadline is held.
  /// - Returns: the contents.
  /// - Throws: `Unusable` with the complaints about policy, routing sheets and templates.
  func contents(on today: CivilDate) throws -> [ItemContent] {
    let entries = workspace.hasLedger ? try workspace.ledger().itemEntries() : []
    return try judged(Basis(workspace), entries: entries, on: today) { _ in true }
      .flatMap(\.contents)
  }

  /// A checklist with what the toolkit answers of it, and what a signature of each item covers.
  private struct Judged {
    let checklist: Checklist
    let answers: [AutomaticAnswer]
    let contents: [ItemContent]
  }

  private func judged(
    _ basis: Basis, entries: [DatedItemEntry], on today: CivilDate,
    where isWanted: (Decision) -> Bool
  ) throws -> [Judged] {
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
      return Judged(checklist: checklist, answers: answers, contents: contents)
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
