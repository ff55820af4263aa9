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
  private let workspace: Workspace
  private let register: Register
  private let rules: NumberRules
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

  /// One line with what may come next, and what somebody should look at: its files are read.
  ///
  /// - Throws: `Unusable`: `HL2211` for a line that is not registered.
  package func entry(of text: String) throws -> (entry: NumberEntry, findings: [Finding]) {
    let line = try register.knownLine(text, workspace)
    var findings: [Finding] = []
    let decision = try usable(&findings) { try self.decision(on: line) }
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
    findings += EvidenceStore(workspace).findings(history.channels.compactMap { $0.proof?.file })
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
  private func otherLife(of line: LegacyHotline, _ events: [NumberEvent]) -> FindingKind? {
    guard let other = events.first(where: { $0.life != line.validFrom }) else { return nil }
    func text(_ day: CivilDate?) -> String { day?.description ?? "left empty" }
    return .numberOfOtherLine(
      line: line.id, found: text(other.life), expected: text(line.validFrom))
  }

  private func events(of line: LegacyHotline) throws -> [DatedNumberEvent] {
    workspace.hasLedger ? try workspace.ledger().numberEvents(of: line.id)[line.id] ?? [] : []
  }

  private func decision(on line: LegacyHotline) throws -> Decision {
    guard let known = try ClassifyRun(workspace).explanations(of: [line.id]).first else {
      throw Unusable(.unexpected(reason: "decision"), at: line.place)
    }
    return known.decision
  }

  /// When lines are cut over by the routing plan; nothing where there is none.
  private func plannedCutovers() throws -> [String: CivilInstant?] {
    let folder = "\(workspace.mappings)/routing"
    guard Folder.names(in: folder).contains(where: { $0.hasPrefix("phases.") }) else { return [:] }
    let sheets = try RoutingSheets(folder: folder, home: workspace.home)
    return Dictionary(sheets.phases.map { ($0.line, $0.cutover) }) { first, _ in first }
  }
}

// MARK: - Entering

extension NumberRun {
  /// Enters a change of a number's status.
  ///
  /// - Parameters:
  ///   - text: the line, by its id or number in any spelling.
  ///   - status: the status from then on.
  ///   - day: the day on which it happened.
  ///   - document: the document it is based on; empty for none.
  ///   - reason: the reason; empty for none.
  ///   - who: who enters it.
  ///   - now: when it is entered.
  /// - Returns: the entry.
  /// - Throws: `Unusable`: `HL2212` for a protected number, `HL4101` to `HL4111` for a change that
  ///   is not legal or not yet, `HL4113` where the entries are those of another line, `HL4116` where a
  ///   proof that it rests on is gone; and what decides the line.
  package func set(
    _ text: String, to status: NumberStatus, on day: CivilDate, document: String,
    because reason: String, by who: String, now: CivilInstant
  ) throws -> NumberEvent {
    let change = NumberChange(to: status, day: day, document: document, reason: reason)
    let line = try register.knownLine(text, workspace, on: day)
    let decision = try decision(on: line)
    let ledger = try workspace.ledger()
    // Before the history is read, so that nobody adds to it in between.
    let lock = try ledger.lock()
    let history = NumberHistory(
      try ledger.numberEvents(of: line.id)[line.id, default: []].map(\.event),
      initial: NumberStatus(initiallyOf: line))
    if let other = otherLife(of: line, history.events) { throw Unusable(other, at: line.place) }
    var findings = rules.findings(of: change, on: history, decision)
    let legal = NumberTransition.between(history.status, status)
    if findings.isEmpty, let legal, legal.proof != .none {
      findings = EvidenceStore(workspace).findings(history.channels.compactMap { $0.proof?.file })
    }
    guard findings.isEmpty else { throw Unusable(findings) }
    var event = NumberEvent(
      line: line.id, life: line.validFrom,
      kind: legal?.isCorrection == true ? .correction : .status, mode: decision.mode,
      disposition: decision.number, who: who)
    event.was = history.status
    event.status = status
    event.day = day
    event.document = document
    event.reason = reason
    try ledger.record(event, at: now)
    _ = consume lock
    return event
  }

  /// What proves an announcement, before a file is copied.
  package enum Proof {
    /// The address of a page.
    case link(String)
    /// The path of a file.
    case file(String)
  }

  /// Enters that a change is to be, or was, announced through a channel, or that the channel was named
  /// by mistake.
  ///
  /// - Parameters:
  ///   - text: the line, by its id or number in any spelling.
  ///   - channel: the channel's name.
  ///   - kind: what is entered of it.
  ///   - day: the day of the announcement; `nil` for one that is planned without a day.
  ///   - proof: what proves it; a file is copied before the entry is made.
  ///   - reason: why the channel was named by mistake.
  ///   - who: who enters it.
  ///   - now: when it is entered.
  /// - Returns: the entry.
  /// - Throws: `Unusable`: as `set` does; `HL4114` for a channel that is not named yet; and what
  ///   `EvidenceStore.add` throws.
  package func announce(
    _ text: String, channel: String, _ kind: NumberEvent.Kind, on day: CivilDate?,
    proof: Proof? = nil, because reason: String = "", by who: String, now: CivilInstant
  ) throws -> NumberEvent {
    let line = try register.knownLine(text, workspace, on: day)
    let decision = try decision(on: line)
    let planned = kind == .channelAnnounced ? day : nil
    let findings =
      kind == .channelWithdrawn ? [] : rules.findings(ofAnnouncementOn: planned, decision)
    guard findings.isEmpty else { throw Unusable(findings) }
    let ledger = try workspace.ledger()
    let lock = try ledger.lock()
    let events = try ledger.numberEvents(of: line.id)[line.id, default: []].map(\.event)
    if let other = otherLife(of: line, events) { throw Unusable(other, at: line.place) }
    let known = NumberHistory(events, initial: .inUse).channels.map(\.name)
    if kind == .channelWithdrawn, !known.contains(channel) {
      throw Unusable(
        .numberChannelUnknown(
          line: line.id, found: channel, nearest: nearest(to: channel, among: known)),
        at: line.place)
    }
    var event = NumberEvent(
      line: line.id, life: line.validFrom, kind: kind, mode: decision.mode,
      disposition: decision.number, who: who)
    event.channel = channel
    event.day = day
    event.reason = reason
    switch proof {
    case .link(let address): event.proof = .link(address)
    case .file(let path): event.proof = .file(try EvidenceStore(workspace).add(path))
    case nil: break
    }
    try ledger.record(event, at: now)
    _ = consume lock
    return event
  }

  /// The channels that were named for a line, for the shell's completion.
  package func channels(of text: String) throws -> [String] {
    let line = try register.knownLine(text, workspace)
    return NumberHistory(try events(of: line).map(\.event), initial: .inUse).channels.map(\.name)
  }
}
