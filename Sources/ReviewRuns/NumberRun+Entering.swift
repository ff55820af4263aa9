import Checklists
import Findings
package import HotlineModel
import MergerRuns
import MergerStore
package import Reports
import Sheets

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
  /// - Throws: `Unusable`: `HL2212` for a protected number, `HL4101` to `HL4112` for a change that
  ///   is not legal or not yet, `HL4113` where the entries are those of another line, `HL4116` where a
  ///   proof that it rests on is gone; and what decides the line.
  package func set(
    _ text: String, to status: NumberStatus, on day: CivilDate, document: String,
    because reason: String, by who: String, now: CivilInstant
  ) throws -> NumberEvent {
    let change = NumberChange(to: status, day: day, document: document, reason: reason)
    let line = try register.knownLine(text, workspace, on: day)
    let ledger = try workspace.ledger()
    // Before decision and history are read, so that nobody changes them in between.
    let lock = try ledger.lock()
    let decision = try decisions(on: [line])[0]
    let history = NumberHistory(
      try events(of: line, in: ledger), initial: NumberStatus(initiallyOf: line))
    var findings = rules.findings(of: change, on: history, decision)
    let legal = NumberTransition.between(history.status, status)
    if findings.isEmpty, let legal, legal.proof != .none {
      findings = evidenceFindings(of: line, history)
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
    try ledger.record([event], at: now)
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

  /// Enters that the change of some numbers is to be, or was, announced through a channel, or that the
  /// channel was named by mistake: for all of them, or for none.
  ///
  /// - Parameters:
  ///   - texts: the lines, by their ids or numbers in any spelling; each once.
  ///   - channel: the channel's name.
  ///   - kind: what is entered of it.
  ///   - day: the day of the announcement; `nil` for one that is planned without a day.
  ///   - proof: what proves it; a file is copied before the entries are made.
  ///   - reason: why the channel was named by mistake.
  ///   - who: who enters it.
  ///   - now: when it is entered.
  /// - Returns: the entries, in the order of the lines.
  /// - Throws: `Unusable`: as `set` does, for all lines at once; `HL4114` for a channel that is not
  ///   named yet; and what `EvidenceStore.add` throws.
  package func announce(
    _ texts: [String], channel: String, _ kind: NumberEvent.Kind, on day: CivilDate?,
    proof: Proof? = nil, because reason: String = "", by who: String, now: CivilInstant
  ) throws -> [NumberEvent] {
    var seen: Set<String> = []
    let lines = try texts.map { try register.knownLine($0, workspace, on: day) }
      .filter { seen.insert($0.id).inserted }
    let ledger = try workspace.ledger()
    let lock = try ledger.lock()
    var findings: [Finding] = []
    var entries = try decisions(on: lines).map { decision in
      let line = decision.line
      let known = NumberHistory(try events(of: line, in: ledger), initial: .inUse).channels
      if kind != .channelWithdrawn {
        findings += rules.findings(
          ofAnnouncementOn: kind == .channelAnnounced ? day : nil, decision)
      } else if !known.contains(where: { $0.name == channel }) {
        let nearest = nearest(to: channel, among: known.map(\.name))
        findings.append(
          Finding(
            .numberChannelUnknown(line: line.id, found: channel, nearest: nearest), at: line.place))
      }
      var event = NumberEvent(
        line: line.id, life: line.validFrom, kind: kind, mode: decision.mode,
        disposition: decision.number, who: who)
      event.channel = channel
      event.day = day
      event.reason = reason
      return event
    }
    guard findings.isEmpty else { throw Unusable(findings) }
    let kept: ChannelProof? =
      switch proof {
      case .link(let address): .link(address)
      case .file(let path): .file(try EvidenceStore(workspace).add(path))
      case nil: nil
      }
    for index in entries.indices { entries[index].proof = kept }
    try ledger.record(entries, at: now)
    _ = consume lock
    return entries
  }

  /// The entries of a line.
  ///
  /// - Throws: `Unusable` with `HL4113` where they are those of another line under the same id.
  private func events(of line: LegacyHotline, in ledger: Ledger) throws -> [NumberEvent] {
    let events = try ledger.numberEvents(of: line.id)[line.id, default: []].map(\.event)
    if let other = otherLife(of: line, events) { throw Unusable(other, at: line.place) }
    return events
  }
}
