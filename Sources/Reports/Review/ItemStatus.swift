package import Findings

/// An item of a checklist with everything that has become of it.
package struct ItemStatus: Hashable, Sendable {
  /// The item.
  package let item: ChecklistItem
  /// How far it is.
  package let state: ItemState
  /// The items that it waits for, where it is blocked.
  package let blockedBy: [String]
  /// What counts of what was entered; `nil` where nothing was.
  package let entry: DatedItemEntry?
  /// The exception that counts.
  package let exception: DatedItemEntry?
  /// What the toolkit answers.
  package let answers: [AutomaticAnswer]
  /// The items that it waits for and that are not done, whatever its state.
  package let waitsFor: [String]
  /// How far it would be if nobody had signed it: it can be signed where only that is missing.
  package let unsigned: ItemState
  /// What is wrong with its files of evidence.
  package let findings: [Finding]
  /// The number of the newest thing that was entered, whatever it was; 0 where nothing was.
  package let revision: Int
  /// Whether its day is over and it is not done.
  package let isLate: Bool
  /// How many working days it is late; `nil` where it is not, and where the calendar ends before.
  package let daysLate: Int?

  /// An item and what has become of it.
  package init(
    item: ChecklistItem, state: ItemState, blockedBy: [String], entry: DatedItemEntry?,
    exception: DatedItemEntry?, answers: [AutomaticAnswer], waitsFor: [String],
    unsigned: ItemState, findings: [Finding], revision: Int, isLate: Bool, daysLate: Int?
  ) {
    self.item = item
    self.state = state
    self.blockedBy = blockedBy
    self.entry = entry
    self.exception = exception
    self.answers = answers
    self.waitsFor = waitsFor
    self.unsigned = unsigned
    self.findings = findings
    self.revision = revision
    self.isLate = isLate
    self.daysLate = daysLate
  }
}

extension ItemStatus {
  /// Why the toolkit answers no, where nobody made an exception.
  package var refusals: [Words] {
    exception == nil ? answers.filter { $0.outcome == .no }.map(\.reason) : []
  }

  /// The item as it stands in the way of a cut-over: its number, its state, and why.
  package var obstacle: Words {
    func text(_ language: Language) -> String {
      let what = "\(item.id.suffix(2)) \(state.words.text(in: language))"
      let why = refusals.map { $0.text(in: language) }.joined(separator: ", ")
      if why.isEmpty { return what }
      return language == .chinese ? "\(what)（\(why)）" : "\(what) (\(why))"
    }
    return Words(text(.english), text(.chinese))
  }

  /// Whether nothing but a signature is missing.
  package var canBeSigned: Bool { unsigned == .needsSignature }

  /// What is missing before it can be signed, as findings name it: in English.
  package var missing: [String] {
    func missing(_ outcome: AutomaticAnswer.Outcome, _ text: String) -> [String] {
      exception != nil
        ? [] : answers.filter { $0.outcome == outcome }.map { text + $0.check.words.english }
    }
    switch unsigned {
    case .notStarted, .underWay:
      let conclusion =
        entry == nil
        ? "no conclusion is entered"
        : entry?.entry.conclusion == .pending ? "its conclusion is pending" : nil
      return [conclusion].compactMap(\.self) + missing(.open, "the toolkit has no answer yet: ")
    case .needsEvidence:
      return [
        findings.isEmpty
          ? "no paper is named and no file is there as evidence"
          : "a file of evidence is gone or changed"
      ]
    case .failed:
      return (entry?.entry.conclusion == .fail ? ["its conclusion is fail"] : [])
        + missing(.no, "the toolkit answers no: ")
    case .blocked: return ["it waits for \(waitsFor.joined(separator: ", "))"]
    case .needsSignature, .signed, .needsNewSignature, .notApplicable: return []
    }
  }
}

/// A checklist with the state of each item.
package struct ChecklistStatus: Hashable, Sendable {
  /// The checklist.
  package let checklist: Checklist
  /// Its items in their order.
  package let items: [ItemStatus]
  /// The items that keep the line from being cut over; `nil` where nothing is cut over.
  package let obstacles: [ItemStatus]?

  /// A checklist and the state of its items.
  package init(checklist: Checklist, items: [ItemStatus], obstacles: [ItemStatus]?) {
    self.checklist = checklist
    self.items = items
    self.obstacles = obstacles
  }

  /// Whether the line may be cut over; `nil` where it is not cut over at all.
  package var isReady: Bool? { obstacles.map(\.isEmpty) }
}
