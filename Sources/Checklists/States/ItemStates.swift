package import Findings
package import HotlineModel
package import Reports

/// Derives the state of each item of a checklist from what was entered, answered and signed.
///
/// Nothing is kept of a state: it is derived anew each time, so that it changes with the world.
package struct ItemStates {
  /// What the signatures of an item say.
  package enum Signature: Sendable {
    /// The item is signed as it is now, by everybody who must.
    case current
    /// The item was signed, and has changed since.
    case outdated
  }

  /// What was entered for each item, the oldest first.
  private let entries: [String: [DatedItemEntry]]
  /// The signatures by item.
  private let signatures: [String: Signature]
  /// What is wrong with the files of evidence, by item.
  private let faults: [String: [Finding]]
  private let today: CivilDate
  private let calendar: WorkingCalendar

  /// The entries and signatures from which states are derived.
  ///
  /// - Parameters:
  ///   - entries: everything that was entered, the oldest first.
  ///   - signatures: the signatures by item; none for an item that nobody signed.
  ///   - faults: what is wrong with the files of evidence, by item: copies that are gone or changed.
  ///   - today: the day against which due dates are held.
  ///   - calendar: which days are worked.
  package init(
    entries: [DatedItemEntry], signatures: [String: Signature] = [:],
    faults: [String: [Finding]] = [:], today: CivilDate, calendar: WorkingCalendar
  ) {
    self.entries = Dictionary(grouping: entries, by: \.entry.item)
    self.signatures = signatures
    self.faults = faults
    self.today = today
    self.calendar = calendar
  }

  /// The state of each item of a checklist.
  ///
  /// - Parameters:
  ///   - checklist: the checklist, from templates whose items wait for each other without a cycle.
  ///   - answers: what the toolkit answers about the line, or the city.
  /// - Returns: the items in their order.
  package func status(
    of checklist: Checklist, answers: [AutomaticAnswer]
  ) -> ChecklistStatus {
    let answers = Dictionary(answers.map { ($0.check, $0) }) { $1 }
    let items = Dictionary(checklist.items.map { ($0.id, $0) }) { first, _ in first }
    var known: [String: ItemState] = [:]
    func isWaiting(_ item: ChecklistItem) -> Bool {
      item.dependsOn.contains { id in items[id].map { !state(of: $0).isDone } ?? true }
    }
    // An item may come before one that it waits for.
    func state(of item: ChecklistItem) -> ItemState {
      if let state = known[item.id] { return state }
      let state = self.state(
        of: item, answers: Self.answers(to: item, answers), isWaiting: isWaiting(item),
        signature: signatures[item.id])
      known[item.id] = state
      return state
    }
    for item in checklist.items { _ = state(of: item) }
    let judged = checklist.items.map { item in
      let (entry, exception) = entered(for: item.id)
      let state = state(of: item)
      let waitsFor = item.dependsOn.filter { known[$0]?.isDone != true }
      let isLate = !state.isDone && item.due.map { $0 < today } ?? false
      return ItemStatus(
        item: item, state: state, blockedBy: state == .blocked ? waitsFor : [],
        entry: entry, exception: exception, answers: Self.answers(to: item, answers),
        waitsFor: waitsFor,
        unsigned: self.state(
          of: item, answers: Self.answers(to: item, answers), isWaiting: !waitsFor.isEmpty,
          signature: nil),
        findings: faults[item.id] ?? [],
        revision: entries[item.id]?.last?.number ?? 0, isLate: isLate,
        daysLate: isLate
          ? item.due.flatMap { calendar.workingDays(after: $0, through: today) } : nil)
    }
    return ChecklistStatus(
      checklist: checklist, items: judged, obstacles: Self.obstacles(of: checklist, judged))
  }

  /// The answers to an item's questions, in their order.
  package static func answers(
    to item: ChecklistItem, _ answers: [AutomaticCheck: AutomaticAnswer]
  ) -> [AutomaticAnswer] {
    item.checks.map { answers[$0] ?? AutomaticAnswer($0) }
  }

  /// What counts of what was entered for an item: the newest answer, and the exception that was not
  /// withdrawn.
  package func entered(
    for item: String
  ) -> (entry: DatedItemEntry?, exception: DatedItemEntry?) {
    let all = entries[item] ?? []
    let exception = all.last { $0.entry.kind != .answer }
    return (
      all.last { $0.entry.kind == .answer },
      exception?.entry.kind == .exception ? exception : nil
    )
  }

  /// The state of an item; a signature counts where everything else is there, too.
  ///
  /// What failed or lacks its evidence is that first, whether or not it was signed before.
  private func state(
    of item: ChecklistItem, answers: [AutomaticAnswer], isWaiting: Bool, signature: Signature?
  ) -> ItemState {
    let state = self.state(
      of: item, answers: answers, isWaiting: isWaiting, isSigned: signature == .current)
    let isFirst = state == .failed || state == .needsEvidence
    return signature == .outdated && !isFirst ? .needsNewSignature : state
  }

  private func state(
    of item: ChecklistItem, answers: [AutomaticAnswer], isWaiting: Bool, isSigned: Bool
  ) -> ItemState {
    let (dated, exception) = entered(for: item.id)
    let conclusion = dated?.entry.conclusion
    let isAnsweredNo = exception == nil && answers.contains { $0.outcome == .no }
    if conclusion == .fail || isAnsweredNo && conclusion != .notApplicable { return .failed }
    let isAnswered = exception != nil || answers.allSatisfy { $0.outcome == .yes }
    if conclusion == .notApplicable || conclusion == .pass && isAnswered {
      if conclusion == .pass, dated?.entry.hasEvidence != true { return .needsEvidence }
      // A file that is named and not there proves nothing, whatever else is named.
      if faults[item.id] != nil { return .needsEvidence }
      if isWaiting { return .blocked }
      guard isSigned else { return .needsSignature }
      return conclusion == .pass ? .signed : .notApplicable
    }
    if dated != nil { return .underWay }
    return isWaiting ? .blocked : answers.contains { $0.outcome == .yes } ? .underWay : .notStarted
  }

  /// What keeps a line from being cut over: every item that the cut-over waits for, directly or
  /// through others, and that is not done; and the cut-over itself, where the toolkit answers
  /// anything but yes to it and nobody made an exception.
  private static func obstacles(
    of checklist: Checklist, _ items: [ItemStatus]
  ) -> [ItemStatus]? {
    guard let cutover = checklist.cutoverItem, items.contains(where: { $0.item.id == cutover })
    else { return nil }
    var needed: Set<String> = []
    var open = [cutover]
    while let id = open.popLast() {
      guard let item = checklist.items.first(where: { $0.id == id }) else { continue }
      open += item.dependsOn.filter { needed.insert($0).inserted }
    }
    return items.filter { status in
      if status.item.id == cutover {
        return status.exception == nil && status.answers.contains { $0.outcome != .yes }
      }
      return needed.contains(status.item.id) && !status.state.isDone
    }
  }
}

extension AutomaticAnswer {
  /// No answer to a question, since nothing was found that answers it.
  fileprivate init(_ check: AutomaticCheck) {
    self.init(check, .open, .init("nothing answers it yet", "尚无依据"))
  }
}
