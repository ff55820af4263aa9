package import HotlineModel
package import MergerStore
package import Reports

/// How far the merger of a city is, on one day: what the progress page shows.
package struct ProgressReport: Sendable {
  /// The lines that are merged in one way, or the city's own tasks, and their items.
  package struct Mode: Sendable {
    /// How they are merged; `nil` for the city's own tasks.
    package let mode: MergeMode?
    /// What papers call it.
    package let name: String
    /// How many lines; none for the city's own tasks.
    package let lines: Int
    /// How many items are in each state; states without items are left out.
    package let items: [ItemState: Int]
    /// How many items are late.
    package let late: Int
  }

  /// What was handed over and imported.
  package struct Data: Sendable {
    /// Lines of which tickets are held, and the tickets.
    package var lines = 0, tickets = 0
    /// Batches by state, as the ledger names it.
    package var batches: [String: Int] = [:]
    /// Records read by closed batches.
    package var records = 0
    /// Records in quarantine that somebody must look at.
    package var quarantined = 0
    /// Lines whose counts agree with what was handed over, differ, and those without an answer yet.
    package var agreeing = 0, differing = 0, unanswered = 0

    /// Lines whose counts must agree.
    package var compared: Int { agreeing + differing + unanswered }
  }

  /// A unit with items that are late.
  package struct Unit: Sendable {
    package let name: String
    /// How many items are late, and how many of them failed.
    package let late: Int, failed: Int
    /// The most working days that one of them is late; `nil` where the calendar ends before.
    package let worst: Int?
  }

  /// A line that is cut over.
  package struct Cutover: Sendable {
    package let line: String
    package let name: String
    package let mode: MergeMode?
    package let at: CivilInstant
    /// The day from which its number may be given up; `nil` for one that is kept.
    package let windowEnd: CivilDate?
    /// How many items the cut-over still waits for; `nil` where that is not known.
    package let obstacles: Int?
  }

  package let city: String
  package let day: CivilDate
  /// How far the ledger had come; `nil` where there is none.
  package let head: LedgerHead?
  /// In the order of the modes, the city's own tasks last; what has no checklist is left out.
  package let modes: [Mode]
  package let data: Data
  /// Those with most late items first.
  package let units: [Unit]
  /// How many items are late; one of two units counts once.
  package let late: Int
  /// How many items were done at the end of each day on which one was signed.
  package let done: [(day: CivilDate, count: Int)]
  /// In the order of time.
  package let cutovers: [Cutover]
  /// The rates of all tickets; `nil` where there is none, or they cannot be counted.
  package let rates: MeasureTable?

  /// All lines, and those of which it is decided how they are merged.
  package var lines: Int { modes.reduce(0) { $0 + $1.lines } }
  package var decided: Int { modes.filter { $0.mode != .person }.reduce(0) { $0 + $1.lines } }
  /// How many items are in a state.
  package func items(_ state: ItemState) -> Int { modes.reduce(0) { $0 + ($1.items[state] ?? 0) } }
  /// All items, and those that are done.
  package var items: Int { ItemState.allCases.reduce(0) { $0 + items($1) } }
  package var doneItems: Int {
    ItemState.allCases.filter(\.isDone).reduce(0) { $0 + items($1) }
  }
  /// The cut-overs that are still to come, the day itself among them.
  package var coming: [Cutover] { cutovers.filter { $0.at.date >= day } }
}
