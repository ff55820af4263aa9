import HotlineModel
import Tickets

/// Answers the conditions for one ticket after the other, each at most once.
struct TicketJudge {
  /// Until when a stage of handling may last.
  private enum Limit {
    case none, unknown
    case until(TicketTime)
  }

  private let definitions: MeasureDefinitions
  /// The day of the snapshot.
  private let day: Int
  private var answers = [Answer](repeating: .pending, count: Condition.allCases.count)
  private var limits: (closing: Limit?, response: Limit?)
  private var closedAt: TicketTime?
  private var state = -1
  /// The position of the satisfaction among its levels; -1 where the ticket is not rated.
  private(set) var level = -1
  /// The year that the calendar would need for a limit of the ticket; `nil` where it needs none.
  private(set) var yearOutside: Int?

  init(_ definitions: MeasureDefinitions, snapshot: CivilDate) {
    self.definitions = definitions
    day = snapshot.dayNumber
  }

  /// Begins with a ticket.
  mutating func begin(_ ticket: TicketRow) {
    for index in answers.indices { answers[index] = .pending }
    limits = (nil, nil)
    yearOutside = nil
    closedAt = TicketTime(ticket[.field(.handlingClosedAt)])
    state = Codes.states.position(of: ticket[.field(.statusState)])
    level = Codes.levels.position(of: ticket[.field(.followUpSatisfaction)])
  }

  /// Whether all of some conditions hold: no where one does not, else unknown where one is unknown.
  mutating func all(_ conditions: [Condition], of ticket: TicketRow) -> Answer {
    var all = Answer.yes
    for condition in conditions {
      switch answer(condition, of: ticket) {
      case .no: return .no
      case .unknown: all = .unknown
      case .pending, .yes: break
      }
    }
    return all
  }

  /// The answer to a condition.
  mutating func answer(_ condition: Condition, of ticket: TicketRow) -> Answer {
    let position = Condition.index(condition)
    if answers[position] == .pending { answers[position] = judged(condition, ticket) }
    return answers[position]
  }

  private mutating func judged(_ condition: Condition, _ ticket: TicketRow) -> Answer {
    switch condition {
    case .all: return .yes
    case .accepted: return state < 0 ? .unknown : Answer(state != Codes.pending)
    case .dispatched: return happened(TicketTime(ticket[.field(.dispatchedAt)]))
    case .asked: return Answer(ticket.has(.field(.followUpContacted)))
    case .contacted: return flag(.followUpContacted, ticket) ?? .unknown
    case .responseDue, .respondedInTime: return responded(condition, ticket)
    case .closed: return closed
    case .due: return due(ticket)
    case .closedOnTime: return closedOnTime(ticket)
    case .noLimit:
      if case .none = closingLimit(ticket) { return .yes }
      return .no
    case .solved: return solved(ticket)
    case .notSolved: return solved(ticket).negated
    case .solvedOrExplained:
      if ticket.has(.field(.followUpSolved)) { return .yes }
      let result = Codes.results.position(of: ticket[.field(.handlingResult)])
      return result < 0 ? .unknown : Answer(result == Codes.solved || result == Codes.explained)
    case .rated, .satisfiedByWeight: return Answer(level >= 0)
    case .satisfied: return level < 0 ? .unknown : Answer(level <= Codes.basicallySatisfied)
    case .returned: return Answer(ticket.has(.field(.handlingReturns)))
    case .extended: return Answer(ticket.has(.field(.limitExtensions)))
    case .void: return Answer(state == Codes.void)
    case .mediation: return Answer(isMarked(.mediation, ticket))
    case .enforcement: return Answer(isMarked(.enforcement, ticket))
    case .unreasonable: return Answer(isMarked(.unreasonable, ticket))
    }
  }

  private func isMarked(_ kind: MatterMark.Kind, _ ticket: TicketRow) -> Bool {
    definitions.marks.contains { $0.kind == kind && $0.marks(ticket) }
  }

  private func flag(_ field: TicketField, _ ticket: TicketRow) -> Answer? {
    ticket[.field(field)].map { Answer($0.elementsEqual("true".utf8)) }
  }

  private func happened(_ time: TicketTime?) -> Answer {
    time.map { Answer($0.day <= day) } ?? .unknown
  }

  private func solved(_ ticket: TicketRow) -> Answer {
    if let flag = flag(.followUpSolved, ticket) { return flag }
    let result = Codes.results.position(of: ticket[.field(.handlingResult)])
    return result < 0 ? .unknown : Answer(result == Codes.solved)
  }

  // MARK: - Closing

  private var closed: Answer {
    if let closedAt { return Answer(closedAt.day <= day) }
    return state < 0 ? .unknown : Answer(Codes.isClosed(state))
  }

  private mutating func due(_ ticket: TicketRow) -> Answer {
    let limit = closingLimit(ticket)
    if case .none = limit { return .no }
    if closed == .yes { return .yes }
    guard case .until(let time) = limit else { return .unknown }
    return time.day <= day ? .yes : closed == .unknown ? .unknown : .no
  }

  private mutating func closedOnTime(_ ticket: TicketRow) -> Answer {
    guard closed == .yes else { return closed }
    guard let closedAt, case .until(let limit) = closingLimit(ticket) else { return .unknown }
    return closedAt.isUpTo(limit)
  }

  /// Until when the ticket is to be closed: the last extension, else what the sheet says.
  private mutating func closingLimit(_ ticket: TicketRow) -> Limit {
    if let known = limits.closing { return known }
    let limit = extended(ticket).map { .until($0) } ?? ruled(.closing, Self.start(ticket), ticket)
    limits.closing = limit
    return limit
  }

  private static func start(_ ticket: TicketRow) -> TicketTime? {
    TicketTime(ticket[.field(.callAcceptedAt)]) ?? TicketTime(ticket[.field(.callReceivedAt)])
  }

  private func extended(_ ticket: TicketRow) -> TicketTime? {
    guard let list = ticket.list(.limitExtensions) else { return nil }
    let last = list.items.joined().last { $0.name == "dueAt" }
    return last.flatMap { TicketTime(Array($0.text.utf8)[...]) }
  }

  // MARK: - Response

  private mutating func responded(_ condition: Condition, _ ticket: TicketRow) -> Answer {
    let start = TicketTime(ticket[.field(.dispatchedAt)]) ?? Self.start(ticket)
    let limit = limits.response ?? ruled(.response, start, ticket)
    limits.response = limit
    if case .none = limit { return condition == .responseDue ? .no : .unknown }
    guard let list = ticket.list(.workflowEvents) else { return .unknown }
    let names = definitions.marks.filter { $0.kind == .response }.map(\.value)
    let times = list.items.compactMap { item -> TicketTime? in
      guard let event = item.first(where: { $0.name == "event" }), names.contains(event.text)
      else { return nil }
      return item.first { $0.name == "at" }.flatMap { TicketTime(Array($0.text.utf8)[...]) }
    }
    // The first one by the clock, of those that have happened.
    let first = times.filter { $0.day <= day }
      .min { ($0.day, $0.second ?? 0) < ($1.day, $1.second ?? 0) }
    guard case .until(let time) = limit else {
      return condition == .responseDue && first != nil ? .yes : .unknown
    }
    if condition == .responseDue { return Answer(first != nil || time.day <= day) }
    return first.map { $0.isUpTo(time) } ?? .no
  }

  // MARK: - Limits

  /// What the sheet says of a stage, counted from a time.
  private mutating func ruled(
    _ stage: DeadlineRule.Stage, _ start: TicketTime?, _ ticket: TicketRow
  ) -> Limit {
    let type = Codes.types.position(of: ticket[.field(.matterType)])
    // Legacy systems record what is urgent, and leave the rest empty.
    let urgency = max(0, Codes.urgencies.position(of: ticket[.field(.matterUrgency)]))
    guard let start, type >= 0, let line = ticket[.line],
      let rule = definitions.deadlines.limit(
        stage, line: line, type: type, urgency: urgency, day: start.day)
    else { return .unknown }
    switch rule.unit {
    case .none: return .none
    case .recorded:
      let recorded = stage == .closing ? TicketTime(ticket[.field(.limitDueAt)]) : nil
      return recorded.map { .until($0) } ?? .unknown
    case .calendarDay: return .until(TicketTime(day: start.day + rule.count, second: nil))
    case .hour:
      guard let second = start.second else { return .unknown }
      let end = second + rule.count * 3600
      return .until(TicketTime(day: start.day + end / 86_400, second: end % 86_400))
    case .workingDay:
      if let day = definitions.days.day(rule.count, after: start.day) {
        return .until(TicketTime(day: day, second: nil))
      }
      let year = CivilDate(dayNumber: start.day).year
      yearOutside =
        definitions.knownYears.contains(year) ? definitions.knownYears.upperBound + 1 : year
      return .unknown
    }
  }
}

extension TicketRow {
  /// The list of a field; `nil` where the ticket has none.
  func list(_ field: TicketField) -> TicketList? {
    guard case .list(let parts) = field.kind, let value = self[.field(field)] else { return nil }
    return TicketList(value, parts: parts)
  }
}
