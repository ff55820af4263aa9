import Findings
package import HotlineModel
package import Reports

/// Derives the state of each item of a checklist from what was entered, answered and signed.
///
/// Nothing is kept of a state: it is derived anew each time, so that it changes with the world.
package struct ItemStates {
  /// What a signature says of an item.
  package enum Signature: Sendable {
    /// The item is signed as it is now.
    case current
    /// The item was signed, and has changed since.
    case outdated
  }

  /// What was entered for each item, the oldest first.
  private let entries: [String: [DatedItemEntry]]
  /// The signatures by item.
  private let signatures: [String: Signature]
  private let today: CivilDate
  private let calendar: WorkingCalendar

  /// The entries and signatures from which states are derived.
  ///
  /// - Parameters:
  ///   - entries: everything that was entered, the oldest first.
  ///   - signatures: the signatures by item; none for an item that nobody signed.
  ///   - today: the day against which due dates are held.
  ///   - calendar: which days are worked.
  package init(
    entries: [DatedItemEntry], signatures: [String: Signature] = [:], today: CivilDate,
    calendar: WorkingCalendar
  ) {
    self.entries = Dictionary(grouping: entries, by: \.entry.item)
    self.signatures = signatures
    self.today = today
    self.calendar = calendar
  }

  /// The state of each item of a checklist.
  ///
  /// - Parameters:
  ///   - checklist: the checklist, from templates whose items wait for each other without a cycle.
  ///   - answers: what the toolkit answers about the line.
  /// - Returns: the items in their order.
  package func status(
    of checklist: Checklist, answers: [AutomaticAnswer]
  ) -> ChecklistStatus {
    let answers = Dictionary(answers.map { ($0.check, $0) }) { $1 }
    var states: [String: ItemState] = [:]
    let done = { (id: String) in states[id]?.isDone ?? false }
    // An item may come before one that it waits for; its own signature decides whether it is done.
    for item in checklist.items where signatures[item.id] == .current {
      states[item.id] =
        newest(of: item.id).entry?.entry.conclusion == .notApplicable
        ? .notApplicable : .signed
    }
    let items = checklist.items.map { item in
      let (entry, exception) = newest(of: item.id)
      let own = item.checks.map { answers[$0] ?? AutomaticAnswer($0) }
      let waiting = item.dependsOn.filter { !done($0) }
      let state =
        states[item.id]
        ?? state(
          of: item, entry: entry?.entry, isExcepted: exception != nil, answers: own,
          isWaiting: !waiting.isEmpty)
      let isLate = !state.isDone && item.due.map { $0 < today } ?? false
      return ItemStatus(
        item: item, state: state, blockedBy: state == .blocked ? waiting : [], entry: entry,
        exception: exception, answers: own,
        revision: entries[item.id]?.last?.number ?? 0, isLate: isLate,
        daysLate: isLate
          ? item.due.flatMap { calendar.workingDays(after: $0, through: today) } : nil)
    }
    return ChecklistStatus(
      checklist: checklist, items: items, obstacles: Self.obstacles(of: checklist, items))
  }

  /// The newest answer and the exception that counts.
  private func newest(
    of item: String
  ) -> (entry: DatedItemEntry?, exception: DatedItemEntry?) {
    let all = entries[item] ?? []
    let exception = all.last { $0.entry.kind != .answer }
    return (
      all.last { $0.entry.kind == .answer },
      exception?.entry.kind == .exception ? exception : nil
    )
  }

  private func state(
    of item: ChecklistItem, entry: ItemEntry?, isExcepted: Bool, answers: [AutomaticAnswer],
    isWaiting: Bool
  ) -> ItemState {
    if signatures[item.id] == .outdated { return .needsNewSignature }
    let conclusion = entry?.conclusion
    let isAnsweredNo = !isExcepted && answers.contains { $0.outcome == .no }
    if conclusion == .fail || isAnsweredNo && conclusion != .notApplicable { return .failed }
    let isAnswered = isExcepted || answers.allSatisfy { $0.outcome == .yes }
    if conclusion == .notApplicable || conclusion == .pass && isAnswered {
      let hasPaper = conclusion == .notApplicable || entry?.evidence.isEmpty == false
      return !hasPaper ? .needsEvidence : isWaiting ? .blocked : .needsSignature
    }
    if entry != nil { return .underWay }
    return isWaiting ? .blocked : answers.contains { $0.outcome == .yes } ? .underWay : .notStarted
  }

  /// What keeps a line from being cut over: every item that the cut-over waits for, directly or
  /// through others, and that is not done.
  private static func obstacles(
    of checklist: Checklist, _ items: [ItemStatus]
  ) -> [ItemStatus]? {
    let cutover = "\(checklist.line)-\(ChecklistTask.cutover.rawValue)"
    guard items.contains(where: { $0.item.id == cutover }) else { return nil }
    var needed: Set<String> = []
    var open = [cutover]
    while let id = open.popLast() {
      guard let item = checklist.items.first(where: { $0.id == id }) else { continue }
      open += item.dependsOn.filter { needed.insert($0).inserted }
    }
    return items.filter { needed.contains($0.item.id) && !$0.state.isDone }
  }
}

extension AutomaticAnswer {
  /// No answer to a question, since nothing was found that answers it.
  fileprivate init(_ check: AutomaticCheck) {
    self.init(check, .open, .init("nothing answers it yet", "尚无依据"))
  }
}
