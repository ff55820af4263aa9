import DecisionTables
import HotlineModel

/// What the mode table of a policy may say, and the mode it stands for.
enum OutcomeCode: String, CaseIterable, Sendable {
  case full = "FULL"
  case dual = "DUAL"
  case sub = "SUB"
  case excludedEmergency = "EXCLUDED_EMERGENCY"
  case excludedLinkage = "EXCLUDED_LINKAGE"
  case excludedOutside = "EXCLUDED_OUTSIDE"
  case person = "PERSON"

  /// The mode it stands for.
  var mode: MergeMode {
    switch self {
    case .full: .fullMerge
    case .dual: .dualNumber
    case .sub: .subCenter
    case .excludedEmergency: .protected
    case .excludedLinkage: .linkOnly
    case .excludedOutside: .outside
    case .person: .person
    }
  }
}

/// The outputs that a policy must give, whatever tables it is made of.
enum PolicyOutput: String, CaseIterable, Sendable {
  /// Whether the line belongs to the merger; `in` where it does.
  case scope
  /// Why it does or does not.
  case scopeReason = "scope_reason"
  /// An `OutcomeCode`.
  case mode
  /// Why, or the question to a person.
  case reason
  /// A `NumberDisposition`.
  case number = "number_disposition"
  /// A `SeatsDisposition`.
  case seats = "seats_disposition"
  /// A `CallPath`.
  case callPath = "transfer_mode"
  /// By when.
  case deadline
  /// The checklist template.
  case template
  /// A `TicketsDisposition`.
  case tickets = "tickets_disposition"
  /// A `KnowledgeDisposition`.
  case knowledge = "knowledge_base"
  /// A `RoundTheClock`.
  case roundTheClock = "round_the_clock"

  /// The values it may have; `nil` where any text will do.
  var values: [String]? {
    switch self {
    case .mode: OutcomeCode.allCases.map(\.rawValue)
    case .number: NumberDisposition.allCases.map(\.rawValue)
    case .seats: SeatsDisposition.allCases.map(\.rawValue)
    case .callPath: CallPath.allCases.map(\.rawValue)
    case .tickets: TicketsDisposition.allCases.map(\.rawValue)
    case .knowledge: KnowledgeDisposition.allCases.map(\.rawValue)
    case .roundTheClock: RoundTheClock.allCases.map(\.rawValue)
    case .scope, .scopeReason, .reason, .deadline, .template: nil
    }
  }

  /// The values it may have where a line is not merged; `nil` where that does not matter.
  var harmlessValues: [String]? {
    switch self {
    case .number: [NumberDisposition.untouched, .hold].map(\.rawValue)
    case .seats: [SeatsDisposition.untouched, .ask, .nothing].map(\.rawValue)
    case .callPath: [CallPath.linkage, .none].map(\.rawValue)
    case .tickets: [TicketsDisposition.untouched.rawValue]
    case .knowledge: [KnowledgeDisposition.untouched.rawValue]
    case .roundTheClock: [RoundTheClock.untouched.rawValue]
    case .mode, .scope, .scopeReason, .reason, .deadline, .template: nil
    }
  }

  /// Whether it only says why, to people.
  var isWords: Bool { self == .reason || self == .scopeReason }

  /// Whether people act on it; the others say why.
  var isActedOn: Bool {
    switch self {
    case .mode, .number, .seats, .callPath, .deadline, .template, .tickets, .knowledge,
      .roundTheClock:
      true
    case .scope, .scopeReason, .reason: false
    }
  }

  /// The outputs that people act on, the mode first, with the values that decide nothing.
  static let outcomes: [Outcome] = [
    Outcome(mode.rawValue, undecided: [.word(OutcomeCode.person.rawValue)]),
    Outcome(number.rawValue, undecided: [.word(NumberDisposition.hold.rawValue)]),
    Outcome(seats.rawValue, undecided: [.word(SeatsDisposition.ask.rawValue)]),
    Outcome(callPath.rawValue, undecided: [.word(CallPath.ask.rawValue)]),
    Outcome(tickets.rawValue, undecided: [.word(TicketsDisposition.ask.rawValue)]),
    Outcome(knowledge.rawValue, undecided: []),
    Outcome(roundTheClock.rawValue, undecided: [.word(RoundTheClock.ask.rawValue)]),
  ]
}
