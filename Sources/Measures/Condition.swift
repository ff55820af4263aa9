/// What can be asked of a ticket: the whole vocabulary of `rates.csv`.
///
/// Each is answered yes, no or unknown; a value that the ticket does not have is never guessed. All
/// answers are as of the end of one day, the snapshot: what happened later has not happened.
package enum Condition: String, CaseIterable, Sendable {
  /// Every ticket.
  case all
  /// The status is known and not `pending`.
  case accepted
  /// Dispatched by the snapshot; unknown without a time of dispatch.
  case dispatched
  /// Something is recorded about whether the caller was contacted.
  case asked
  /// The caller was contacted.
  case contacted
  /// The response limit has passed, or there was a response.
  case responseDue = "response-due"
  /// The first response came within its limit.
  case respondedInTime = "responded-in-time"
  /// Closed by the snapshot.
  case closed
  /// Closed, or the closing limit has passed; no where no limit is set.
  case due
  /// Closed within the limit, extensions included.
  case closedOnTime = "closed-on-time"
  /// No closing limit is set for the ticket.
  case noLimit = "no-limit"
  /// Solved, as the follow-up recorded it, else as the result of handling says.
  case solved
  /// The opposite of `solved`.
  case notSolved = "not-solved"
  /// Solved, or explained to the caller; with a recorded answer of the follow-up always.
  case solvedOrExplained = "solved-or-explained"
  /// The caller rated the service.
  case rated
  /// Rated at one of the three upper levels of GB/T 39735.
  case satisfied
  /// Rated, and counted by the weight of the level.
  case satisfiedByWeight = "satisfied-by-weight"
  /// Returned by a unit at least once.
  case returned
  /// Extended at least once.
  case extended
  /// Void.
  case void
  /// A matter of administrative mediation, as `matters.csv` marks it.
  case mediation
  /// A matter of law enforcement, as `matters.csv` marks it.
  case enforcement
  /// An unreasonable demand, as `matters.csv` marks it.
  case unreasonable

  /// Whether it may exclude tickets: it is never unknown.
  var mayExclude: Bool {
    switch self {
    case .noLimit, .returned, .extended, .void, .mediation, .enforcement, .unreasonable: true
    default: false
    }
  }

  /// The limit that it is judged by.
  var stage: DeadlineRule.Stage? {
    switch self {
    case .responseDue, .respondedInTime: .response
    case .due, .closedOnTime, .noLimit: .closing
    default: nil
    }
  }

  /// The marks of `matters.csv` that it is judged by.
  var marks: Set<MatterMark.Kind> {
    switch self {
    case .mediation: [.mediation]
    case .enforcement: [.enforcement]
    case .unreasonable: [.unreasonable]
    case .responseDue, .respondedInTime: [.response]
    default: []
    }
  }

  /// The position in `allCases`.
  package static func index(_ condition: Condition) -> Int {
    // An enum without payloads is the number of its case; a test holds this to `allCases`.
    Int(unsafe unsafeBitCast(condition, to: UInt8.self))
  }
}

/// The answer to a condition.
enum Answer: UInt8, Sendable {
  case pending, no, yes, unknown

  init(_ isTrue: Bool) { self = isTrue ? .yes : .no }

  var negated: Answer {
    switch self {
    case .yes: .no
    case .no: .yes
    case .pending, .unknown: self
    }
  }
}
