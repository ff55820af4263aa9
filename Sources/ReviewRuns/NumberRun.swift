import CallRouting
import Checklists
package import Findings
package import HotlineModel
import LocalFiles
package import MergerRuns
import MergerStore
package import Reports
import Sheets

/// The number ledger (号码台账): what has become of each line's number, and where that was announced.
package struct NumberRun {
  let workspace: Workspace
  let register: Register
  let rules: NumberRules
  private let today: CivilDate

  /// A run over a workspace.
  ///
  /// - Parameters:
  ///   - workspace: the workspace.
  ///   - day: the day against which windows are held; by default the day it was opened on.
  /// - Throws: `Unusable` with the complaints about register, calendar and checklist settings.
  package init(_ workspace: Workspace, on day: CivilDate? = nil) throws {
    self.workspace = workspace
    today = day ?? workspace.today
    register = try workspace.register()
    rules = NumberRules(
      window: try AnnouncementWindow(
        folder: "\(workspace.mappings)/checklists", calendar: workspace.calendar()),
      today: day ?? workspace.today)
  }

  // MARK: Looking

  /// All lines, in the order of their numbers, with what somebody should look at.
  ///
  /// Without a policy that can be applied, or routing sheets, lines are listed without decisions and
  /// cut-overs; a policy or sheets that cannot be used are among the findings.
  package func entries() throws -> (entries: [NumberEntry], findings: [Finding]) {
    var findings: [Finding] = []
    let decisions = try usable(&findings) { try ClassifyRun(workspace).decisions() } ?? []
    let cutovers = try usable(&findings) { try plannedCutovers() } ?? [:]
    let decided = Dictionary(decisions.map { ($0.line.id, $0) }) { first, _ in first }
    let events = workspace.hasLedger ? try workspace.ledger().numberEvents() : [:]
    let entries = register.lines.map { line in
      let mine = events[line.id, default: []].map(\.event)
      let history = NumberHistory(mine, initial: NumberStatus(initiallyOf: line))
      findings += warnings(of: line, history, decided[line.id])
      return entry(line, history, decided[line.id], cutovers[line.id] ?? nil)
    }
    return (entries, findings)
  }

  /// One line with what may come next, the other lines that had or have its number, and what somebody
  /// should look at: the files of all of them are read.
  ///
  /// A number that was cancelled and issued again belongs to two lines, each with its own history.
  ///
  /// - Throws: `Unusable`: `HL2211` for a line that is not registered.
  package func entry(
    of text: String
  ) throws -> (entry: NumberEntry, others: [NumberEntry], findings: [Finding]) {
    let line = try register.knownLine(text, workspace)
    let (entry, findings) = try self.entry(of: line)
    let others = try register.lines.filter { $0.number == line.number && $0.id != line.id }
      .map(self.entry(of:))
    return (entry, others.map(\.entry), findings + others.flatMap(\.findings))
  }

  private func entry(
    of line: LegacyHotline
  ) throws -> (entry: NumberEntry, findings: [Finding]) {
    var findings: [Finding] = []
    let decision = try usable(&findings) { try decisions(on: [line])[0] }
    let cutovers = try usable(&findings) { try plannedCutovers() } ?? [:]
    let history = NumberHistory(
      try events(of: line).map(\.event), initial: NumberStatus(initiallyOf: line))
    var entry = entry(line, history, decision, cutovers[line.id] ?? nil)
    if let decision {
      entry.steps = rules.steps(after: history, decision).map { legal in
        // As if document and reason were named: those are always the user's to give.
        let change = NumberChange(to: legal.to, day: today, document: "-", reason: "-")
        return NumberEntry.Step(
          status: legal.to, isCorrection: legal.isCorrection,
          obstacles: rules.findings(of: change, on: history, decision))
      }
    }
    findings += warnings(of: line, history, decision)
    findings += evidenceFindings(of: line, history)
    return (entry, findings)
  }

  /// What a part of the workspace comes to; `nil` where it cannot be used, with its complaints.
  private func usable<Value>(
    _ findings: inout [Finding], _ body: () throws -> Value
  ) throws -> Value? {
    do {
      return try body()
    } catch let unusable as Unusable {
      findings += unusable.findings
      return nil
    }
  }

  /// What was decided of a line and what became of its number, in time.
  ///
  /// - Throws: `Unusable` with `HL2211` for a line that is not registered.
  package func history(
    of text: String
  ) throws -> (decisions: [DatedDecision], events: [DatedNumberEvent]) {
    let line = try register.knownLine(text, workspace)
    return (try DecideRun(workspace).history(of: text), try events(of: line))
  }

  private func entry(
    _ line: LegacyHotline, _ history: NumberHistory, _ decision: Decision?, _ cutover: CivilInstant?
  ) -> NumberEntry {
    let mayEnd = decision?.number == .cancel && [.forwarded, .stopped].contains(history.status)
    let end = mayEnd ? history.forwarded.flatMap(rules.window.end) : nil
    return NumberEntry(
      line: line, status: history.status, since: history.newest?.day,
      who: history.newest?.who ?? "", mode: decision?.mode, disposition: decision?.number,
      cutover: cutover, channels: history.channels, windowEnd: end,
      daysLeft: end.map { rules.window.daysLeft(until: $0, on: today) })
  }

  /// What does not fit together any more: an entry and today's decision or register, or a window that
  /// the calendar does not reach.
  private func warnings(
    of line: LegacyHotline, _ history: NumberHistory, _ decision: Decision?
  ) -> [Finding] {
    if let other = otherLife(of: line, history.events) { return [Finding(other, at: line.place)] }
    var kinds: [FindingKind] = []
    if let decision, history.newest != nil,
      !NumberStatus.allowed(decision.mode, decision.number).contains(history.status)
    {
      kinds.append(
        .numberAgainstDecision(
          line: line.id, found: history.status.rawValue, mode: decision.mode.rawValue,
          number: decision.number.rawValue))
    }
    if decision?.number == .cancel, [.forwarded, .stopped].contains(history.status),
      let forwarded = history.forwarded, rules.window.end(after: forwarded) == nil
    {
      kinds.append(
        .numberWindowUnknown(line: line.id, found: "\(forwarded)", years: rules.window.years))
    }
    return kinds.map { Finding($0, at: line.place) }
  }

  /// Entries of another line under the same id: a row of the register was removed, moved or re-dated.
  func otherLife(of line: LegacyHotline, _ events: [NumberEvent]) -> FindingKind? {
    guard let other = events.first(where: { $0.life != line.validFrom }) else { return nil }
    func text(_ day: CivilDate?) -> String { day?.description ?? "left empty" }
    return .numberOfOtherLine(
      line: line.id, found: text(other.life), expected: text(line.validFrom))
  }

  /// What is wrong with the files that prove the announcements of a line.
  func evidenceFindings(of line: LegacyHotline, _ history: NumberHistory) -> [Finding] {
    EvidenceFolder(ofWorkspace: workspace.folder).findings(
      of: history.channels.compactMap { $0.proof?.file }.map { NamedEvidence($0, of: line.id) })
  }

  private func events(of line: LegacyHotline) throws -> [DatedNumberEvent] {
    workspace.hasLedger ? try workspace.ledger().numberEvents(of: line.id)[line.id] ?? [] : []
  }

  /// What is decided of some lines today, in their order.
  func decisions(on lines: [LegacyHotline]) throws -> [Decision] {
    try ClassifyRun(workspace).explanations(of: lines.map(\.id)).map(\.decision)
  }

  /// When lines are cut over by the routing plan; nothing where there is none.
  private func plannedCutovers() throws -> [String: CivilInstant?] {
    let folder = "\(workspace.mappings)/routing"
    guard Folder.names(in: folder).contains(where: { $0.hasPrefix("phases.") }) else { return [:] }
    let sheets = try RoutingSheets(folder: folder, home: workspace.home)
    return Dictionary(sheets.phases.map { ($0.line, $0.cutover) }) { first, _ in first }
  }
}
