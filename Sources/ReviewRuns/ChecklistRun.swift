import CallRouting
import Checklists
package import Findings
package import HotlineModel
import LocalFiles
package import MergerRuns
import MergerStore
package import Reports
import Sheets
import Workbooks

/// Makes the checklist of every line from its decision, its cut-over day and the templates, and the
/// city's own.
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
    /// The city's own checklist.
    let city: Checklist?

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
      city = templates.checklist(ofCity: workspace.city, calendar: calendar)
    }

    func checklist(of decision: Decision) throws -> Checklist {
      try templates.checklist(
        for: decision, cutover: cutovers[decision.line.id], calendar: calendar)
    }
  }

  /// The checklists, in the order of the lines' numbers, and the city's behind them.
  ///
  /// - Throws: `Unusable` with the complaints about policy, routing sheets and templates.
  package func checklists() throws -> [Checklist] {
    let basis = try Basis(workspace)
    return try basis.decisions.map(basis.checklist) + [basis.city].compactMap(\.self)
  }

  /// The checklists with the state of each item.
  ///
  /// - Parameters:
  ///   - lines: the lines, by their ids or numbers in any spelling, and `city` for the city's own;
  ///     all where none is named.
  ///   - today: the day against which due dates are held.
  /// - Returns: the checklists, as the lines are named; all of them in the order of their numbers,
  ///   and the city's behind them.
  /// - Throws: `Unusable`: `HL2211` for a line that is not registered, `HL4043` for the city's own
  ///   where it has none, and the complaints about policy, routing sheets and templates.
  package func status(
    of lines: [String] = [], on today: CivilDate
  ) throws -> [ChecklistStatus] {
    let register = lines.isEmpty ? nil : try workspace.register()
    let ids = try lines.compactMap { name in
      name == Checklist.cityCode ? name : try register?.knownLine(name, workspace).id
    }
    let entries = workspace.hasLedger ? try workspace.ledger().itemEntries() : []
    let basis = try Basis(workspace)
    if basis.city == nil, ids.contains(Checklist.cityCode) {
      let sheet = "\(workspace.mappings)/checklists/CITY.csv"
      throw Unusable(.checklistOfCityMissing(sheet: sheet), at: SourceLocation(file: sheet))
    }
    let judged = try judged(basis, entries: entries, on: today) {
      ids.isEmpty || ids.contains($0)
    }
    let all = try status(of: judged, basis, entries: entries, on: today)
    return ids.isEmpty ? all : ids.compactMap { id in all.first { $0.checklist.code == id } }
  }

  /// The checklist of one line with the state of each item, and what is signed of each.
  ///
  /// - Parameters:
  ///   - line: the line, by its id.
  ///   - today: the day against which due dates are held.
  /// - Returns: the checklist, and its items with their signatures, in its order.
  /// - Throws: `Unusable` as `status(of:on:)` does.
  package func signedItems(
    of line: String, on today: CivilDate
  ) throws -> (status: ChecklistStatus, items: [SignedItem]) {
    let id = try workspace.register().knownLine(line, workspace).id
    return try signedItems(on: today) { $0 == id }[0]
  }

  /// Checklists with the state of each item, and what is signed of each, in the order of the lines'
  /// numbers, and the city's behind them.
  ///
  /// - Parameters:
  ///   - today: the day against which due dates are held.
  ///   - isWanted: whether a checklist is, by its line or `city`.
  /// - Returns: each checklist, and its items with their signatures, in its order.
  /// - Throws: `Unusable` as `status(of:on:)` does.
  package func signedItems(
    on today: CivilDate, where isWanted: (String) -> Bool = { _ in true }
  ) throws -> [(status: ChecklistStatus, items: [SignedItem])] {
    let ledger = workspace.hasLedger ? try workspace.ledger() : nil
    let entries = try ledger?.itemEntries() ?? []
    let basis = try Basis(workspace)
    let judged = try judged(basis, entries: entries, on: today, where: isWanted)
    let states = try status(of: judged, basis, entries: entries, on: today)
    let bySubject = Dictionary(grouping: try ledger?.signatures() ?? [], by: \.subject)
    return zip(judged, states).map { judged, status in
      let items = zip(judged.contents, status.items).map { content, item in
        SignedItem(content, item, bySubject[Signature.subject(ofItem: content.item)] ?? [])
      }
      return (status, items)
    }
  }

  private func status(
    of judged: [Judged], _ basis: Basis, entries: [DatedItemEntry], on today: CivilDate
  ) throws -> [ChecklistStatus] {
    let signatures = workspace.hasLedger ? try workspace.ledger().signatures() : []
    let states = ItemStates(
      entries: entries, signatures: Self.signatures(signatures, of: judged.flatMap(\.contents)),
      faults: judged.reduce(into: [:]) { $0.merge($1.faults) { first, _ in first } },
      today: today, calendar: basis.calendar)
    return judged.map { states.status(of: $0.checklist, answers: $0.answers) }
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

  /// What a signature covers of each item, and how far the item is, in the order of the checklists.
  ///
  /// - Parameter today: the day against which the survey's deadline is held.
  /// - Returns: the items.
  /// - Throws: `Unusable` with the complaints about policy, routing sheets and templates.
  func items(on today: CivilDate) throws -> [(content: ItemContent, status: ItemStatus)] {
    let entries = workspace.hasLedger ? try workspace.ledger().itemEntries() : []
    let basis = try Basis(workspace)
    let judged = try judged(basis, entries: entries, on: today) { _ in true }
    let states = try status(of: judged, basis, entries: entries, on: today)
    return zip(judged, states).flatMap { zip($0.contents, $1.items).map { ($0, $1) } }
  }

  /// A checklist with what the toolkit answers of it, what a signature of each item covers, and what
  /// is wrong with the files of evidence, by item.
  private struct Judged {
    let checklist: Checklist
    let answers: [AutomaticAnswer]
    let contents: [ItemContent]
    let faults: [String: [Finding]]

    init(
      _ checklist: Checklist, _ answers: [AutomaticAnswer], decision: Decision?,
      _ states: ItemStates, _ copies: EvidenceFolder
    ) {
      self.checklist = checklist
      self.answers = answers
      let byCheck = Dictionary(answers.map { ($0.check, $0) }) { $1 }
      var faults: [String: [Finding]] = [:]
      contents = checklist.items.map { item in
        let (entry, exception) = states.entered(for: item.id)
        var content = ItemContent(item, of: checklist, decision: decision)
        content.add(
          entry: entry?.entry, exception: exception?.entry,
          answers: ItemStates.answers(to: item, byCheck))
        for file in entry?.entry.files ?? [] {
          let found = copies.findings(of: [NamedEvidence(file, of: item.id)])
          content.add(proof: file.name, sha256: found.isEmpty ? file.sha256 : nil)
          if !found.isEmpty { faults[item.id, default: []] += found }
        }
        return content
      }
      self.faults = faults
    }
  }

  private func judged(
    _ basis: Basis, entries: [DatedItemEntry], on today: CivilDate,
    where isWanted: (String) -> Bool
  ) throws -> [Judged] {
    let automatic = AutomaticAnswers(
      workspace, quarantinePermille: basis.templates.quarantinePermille, today: today)
    let states = ItemStates(entries: entries, today: today, calendar: basis.calendar)
    let copies = EvidenceFolder(ofWorkspace: workspace.folder)
    let lines = try basis.decisions.filter { isWanted($0.line.id) }.map { decision in
      let checklist = try basis.checklist(of: decision)
      let answers = automatic.answers(
        to: checklist.checks, about: decision, cutover: checklist.cutover)
      return Judged(checklist, answers, decision: decision, states, copies)
    }
    guard let city = basis.city, isWanted(city.code) else { return lines }
    let answers = CityAnswers(workspace, decisions: basis.decisions, today: today)
      .answers(to: city.checks)
    return lines + [Judged(city, answers, decision: nil, states, copies)]
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

  /// Writes the days of items that are not done and of cut-overs as a calendar file.
  ///
  /// - Parameters:
  ///   - path: the file, which must be new or may be replaced.
  ///   - owner: only items of this unit, and the cut-overs of lines where it has one; `nil` for all.
  ///   - replacing: whether it may be replaced.
  ///   - today: the day against which states are held.
  ///   - created: the time that the file names as the one it was made at.
  ///   - language: the language of what is written about a task.
  /// - Returns: the file, with the number of events in it.
  /// - Throws: `Unusable`: `HL4042` where nothing has a day and is open, `HL6101` where the file is
  ///   there already, `HL6102` where it cannot be written.
  package func exportCalendar(
    to path: String, of owner: String?, replacing: Bool, on today: CivilDate,
    created: CivilInstant, in language: Language
  ) throws -> DeliveryFile {
    try Self.check(path, replacing: replacing)
    let events = ChecklistEvents(
      try status(on: today), of: owner, city: workspace.city, in: language, hash: Self.hash)
    guard events.count > 0 else {
      throw Unusable(
        .checklistCalendarEmpty(unit: owner ?? ""), at: SourceLocation(file: path))
    }
    let file = try OutputFile.write(events.text(at: created), to: path)
    return DeliveryFile(
      name: path, sha256: file.sha256, size: file.size, count: events.count)
  }

  static func hash(_ text: String) -> String { Fingerprint.hex(of: text.utf8) }

  private static func check(_ path: String, replacing: Bool) throws {
    if Folder.exists(path), !replacing {
      throw Unusable(.outputExists(found: path), at: SourceLocation(file: path))
    }
  }
}
