package import Findings
package import HotlineModel

/// By when a clause of the notice wants its tasks done.
package struct PolicyDeadline: Hashable, Sendable {
  /// How the deadline lies to the day on which the notice was issued, and to today.
  package enum State: String, CaseIterable, Sendable {
    /// It had passed before the notice was issued: nobody could keep it.
    case overdueAtIssue = "overdue-at-issue"
    /// It has passed.
    case passed
    /// It has not passed.
    case open
    /// The task goes on and has no last day.
    case continuous
  }

  /// The clause: `三(一)3`.
  package let clause: String
  /// The last day; `nil` for a task that goes on.
  package let due: CivilDate?
  /// The day of the document that holds the clause.
  package let issued: CivilDate
  /// What is to be done, in Chinese and in English.
  package let task: Words
  /// Where the sheet says so.
  package let place: SourceLocation

  /// How it lies on a day.
  package func state(on day: CivilDate) -> State {
    guard let due else { return .continuous }
    return due < issued ? .overdueAtIssue : due < day ? .passed : .open
  }

  /// What a clause wants done, and by when.
  package init(
    clause: String, due: CivilDate?, issued: CivilDate, task: Words, place: SourceLocation
  ) {
    self.clause = clause
    self.due = due
    self.issued = issued
    self.task = task
    self.place = place
  }
}

extension [PolicyDeadline] {
  /// The day of the notice that they come from; `nil` without any.
  package var notice: CivilDate? { map(\.issued).min() }
}
