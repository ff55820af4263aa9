package import Findings
package import HotlineModel
import Reports

/// What somebody wants to enter as a number's new status.
package struct NumberChange: Sendable {
  /// The status from then on.
  package let to: NumberStatus
  /// The day on which it happened.
  package let day: CivilDate
  /// The document it is based on; empty for none.
  package let document: String
  /// The reason; empty for none.
  package let reason: String

  /// A change that somebody wants to enter.
  package init(to: NumberStatus, day: CivilDate, document: String, reason: String) {
    self.to = to
    self.day = day
    self.document = document
    self.reason = reason
  }
}

/// Holds changes of a number's status against its history, the decision on its line, the calendar and
/// what was announced.
package struct NumberRules: Sendable {
  /// The announcement window.
  package let window: AnnouncementWindow
  private let today: CivilDate

  /// Rules for changes that are entered on a day.
  package init(window: AnnouncementWindow, today: CivilDate) {
    self.window = window
    self.today = today
  }

  /// What speaks against a change; nothing where it may be entered.
  package func findings(
    of change: NumberChange, on history: NumberHistory, _ decision: Decision
  ) -> [Finding] {
    let refusals =
      refusals(of: change.to, decision)
      ?? order(change.to, after: history, decision).map { [$0] }
    let kinds =
      refusals
      ?? {
        guard let legal = NumberTransition.between(history.status, change.to) else { return [] }
        return grounds(change, legal) + days(change, history, decision.line)
          + announcements(change, legal, history, decision.line)
      }()
    return kinds.map { Finding($0, at: decision.line.place) }
  }

  /// What speaks against announcing anything for a line; a `day` of `nil` is one that is only planned.
  package func findings(ofAnnouncementOn day: CivilDate?, _ decision: Decision) -> [Finding] {
    let line = decision.line
    var kinds = refusals(of: .announced, decision) ?? []
    if kinds.isEmpty, let day {
      if let first = line.validFrom, day < first {
        kinds.append(.numberDayBackwards(found: "\(day)", expected: "\(first)", line: line.id))
      }
      if day > today { kinds.append(.numberDayToCome(found: "\(day)")) }
    }
    return kinds.map { Finding($0, at: line.place) }
  }

  /// What the decision says against a status; `nil` where it allows it.
  private func refusals(of target: NumberStatus, _ decision: Decision) -> [FindingKind]? {
    let (line, mode) = (decision.line, decision.mode)
    if mode == .protected { return [.lineProtected(found: line.number.text)] }
    let allowed = NumberStatus.allowed(mode, decision.number)
    if allowed.isEmpty || mode == .outside && !allowed.contains(target) {
      return [
        .numberUndecided(
          line: line.id, target: target.rawValue, mode: mode.rawValue,
          number: decision.number.rawValue)
      ]
    }
    guard allowed.contains(target) else {
      return [.numberKept(line: line.id, target: target.rawValue, mode: mode.rawValue)]
    }
    return target == .officePhone && !Self.canBeOfficePhone(line.number)
      ? [.numberNoOfficePhone(line: line.id)] : nil
  }

  /// Only the numbers of ordinary telephones are those of offices.
  private static func canBeOfficePhone(_ number: HotlineNumber) -> Bool { number.kind == .local }

  /// The changes that may follow sooner or later, forward ones first.
  package func steps(
    after history: NumberHistory, _ decision: Decision
  ) -> [NumberTransition] {
    NumberTransition.from(history.status).filter { legal in
      let isRevival = history.wasCancelled && NumberStatus.notAfterCancelling.contains(legal.to)
      return !isRevival && refusals(of: legal.to, decision) == nil
    }
  }

  private func order(
    _ target: NumberStatus, after history: NumberHistory, _ decision: Decision
  ) -> FindingKind? {
    let line = decision.line
    if history.wasCancelled, NumberStatus.notAfterCancelling.contains(target) {
      return .numberRevived(line: line.id, target: target.rawValue)
    }
    guard NumberTransition.between(history.status, target) == nil else { return nil }
    let legal = steps(after: history, decision).map(\.to.rawValue)
    return .numberOutOfOrder(
      line: line.id, found: history.status.rawValue, target: target.rawValue,
      expected: legal.joined(separator: ", "))
  }

  private func grounds(_ change: NumberChange, _ legal: NumberTransition) -> [FindingKind] {
    var missing: [String] = []
    if legal.needsDocument, change.document.isEmpty { missing.append("--document") }
    if legal.isCorrection, change.reason.isEmpty { missing.append("--because") }
    return missing.map {
      .numberGroundsMissing(found: legal.from.rawValue, target: change.to.rawValue, option: $0)
    }
  }

  private func days(
    _ change: NumberChange, _ history: NumberHistory, _ line: LegacyHotline
  ) -> [FindingKind] {
    if change.day > today { return [.numberDayToCome(found: "\(change.day)")] }
    let first = [history.newest?.day, line.validFrom].compactMap(\.self).max()
    guard let first, change.day < first else { return [] }
    return [.numberDayBackwards(found: "\(change.day)", expected: "\(first)", line: line.id)]
  }

  private func announcements(
    _ change: NumberChange, _ legal: NumberTransition, _ history: NumberHistory,
    _ line: LegacyHotline
  ) -> [FindingKind] {
    var kinds: [FindingKind] = []
    let open = history.channels.filter { !$0.isProven(by: change.day) }
    switch legal.proof {
    case .none: break
    case .oneChannel where open.count == history.channels.count,
      .allChannels where history.channels.isEmpty:
      kinds.append(.numberNotAnnounced(line: line.id, found: "\(change.day)"))
    case .allChannels where !open.isEmpty:
      let names = open.map(\.name).joined(separator: "、")
      kinds.append(
        .numberChannelsUnproven(
          line: line.id, count: open.count, found: names, target: change.to.rawValue))
    case .oneChannel, .allChannels: break
    }
    guard legal.needsWindow, let forwarded = history.forwarded else { return kinds }
    guard let end = window.end(after: forwarded) else {
      return kinds + [
        .numberWindowUnknown(line: line.id, found: "\(forwarded)", years: window.years)
      ]
    }
    guard change.day < end else { return kinds }
    return kinds + [
      .numberWindowOpen(
        line: line.id, expected: "\(end)", count: window.workingDays, found: "\(forwarded)")
    ]
  }
}
