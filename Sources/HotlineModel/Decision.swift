package import Findings

/// How a line is merged (归并方式).
///
/// Source: 国办发〔2020〕53号; 佛山市方案 2021-10-09 三(一)3.
package enum MergeMode: String, CaseIterable, Sendable {
  /// 整体并入: the number is cancelled, 12345 answers.
  case fullMerge = "full-merge"
  /// 双号并行: the number is kept, both numbers give the same service.
  case dualNumber = "dual-number"
  /// 设分中心: number and seats are kept, calls transfer both ways.
  case subCenter = "sub-center"
  /// 紧急: an emergency line; nothing of ours touches it.
  case protected
  /// 联动: not merged; only a transfer mechanism is built.
  case linkOnly = "link-only"
  /// 不属范围: nothing to merge here.
  case outside
  /// 待定: no rule decides; a person must.
  case person

  /// The name policy documents use.
  package var chineseName: String {
    switch self {
    case .fullMerge: "整体并入"
    case .dualNumber: "双号并行"
    case .subCenter: "设分中心"
    case .protected: "紧急"
    case .linkOnly: "联动"
    case .outside: "不属范围"
    case .person: "待定"
    }
  }

  /// Whether the mode changes where the line's calls go.
  package var changesRouting: Bool {
    switch self {
    case .fullMerge, .dualNumber, .subCenter: true
    case .protected, .linkOnly, .outside, .person: false
    }
  }
}

/// What becomes of the number itself.
package enum NumberDisposition: String, CaseIterable, Sendable {
  /// Cancelled once the announcement window is over.
  case cancel
  /// Kept.
  case keep
  /// Not ours to change.
  case untouched
  /// Left as it is until a person has decided.
  case hold
}

/// What becomes of the agents' desks.
package enum SeatsDisposition: String, CaseIterable, Sendable {
  /// Move into the city's 12345.
  case to12345 = "to_12345"
  /// Move into the district's desks of the platform.
  case toDistrictSubseats = "to_district_subseats"
  /// Stay with the unit, calls transfer.
  case stayWithTransfer = "stay_with_transfer"
  /// Stay as a sub-center.
  case stayAsSubCenter = "stay_as_subcenter"
  /// Not ours to change.
  case untouched
  /// Unknown: a person must be asked.
  case ask
  /// There are none.
  case nothing
}

/// How calls go once the line is merged.
package enum CallPath: String, CaseIterable, Sendable {
  /// The old number is intercepted and forwarded to 12345 for a time.
  case interceptForward = "intercept_forward"
  /// Every call to the number is answered by 12345.
  case forwardAll = "forward_all"
  /// Calls transfer both ways between the unit's own desks and 12345.
  case twoWayTransfer = "two_way_transfer"
  /// Agents transfer calls by hand; the number's own route stays.
  case linkage
  /// No path is built.
  case none
  /// Not decided until a person has said what becomes of the desks.
  case ask
}

/// What becomes of the line's tickets.
package enum TicketsDisposition: String, CaseIterable, Sendable {
  /// All are taken and kept in 12345.
  case allIn12345 = "all_in_12345"
  /// The unit's own system goes on and exchanges tickets with 12345.
  case interwork
  /// Not ours to change.
  case untouched
  /// Not decided until a person has said what becomes of the desks.
  case ask
}

/// What becomes of what the line's agents look up.
package enum KnowledgeDisposition: String, CaseIterable, Sendable {
  /// Handed over to 12345; the unit keeps it up to date.
  case handOver = "hand_over"
  /// Shared by the unit and 12345.
  case shared
  /// Not ours to change.
  case untouched
}

/// Who answers at every hour of every day.
package enum RoundTheClock: String, CaseIterable, Sendable {
  /// 12345, always.
  case platform = "12345"
  /// 12345 while the unit's own desks are closed.
  case platformOffHours = "12345_off_hours"
  /// Not ours to change.
  case untouched
  /// Not decided until a person has said what becomes of the desks.
  case ask
}

/// How sure a rule, and so a decision, is, from the surest down.
package enum Certainty: String, CaseIterable, Comparable, Sendable {
  /// The notice itself says so.
  case certain
  /// A criterion of 国办发〔2020〕53号, as reported.
  case criterion
  /// Follows from what the sources say.
  case inference
  /// Our assumption, for want of a source.
  case assumption
  /// The sources leave a gap here.
  case gap

  package static func < (left: Certainty, right: Certainty) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int {
    switch self {
    case .certain: 0
    case .criterion: 1
    case .inference: 2
    case .assumption: 3
    case .gap: 4
    }
  }
}

/// One rule that took part in a decision.
package struct RuleHit: Hashable, Sendable {
  /// The table the rule stands in: `mode`.
  package let table: String
  /// The rule's name within the policy: `M13`.
  package let rule: String
  /// The clause the rule rests on, in the policy's own words.
  package let clause: String
  /// The mark of certainty as the sheet writes it.
  package let mark: String
  /// How sure the rule is.
  package let certainty: Certainty
  /// Where the rule stands.
  package let place: SourceLocation

  /// A rule that matched.
  package init(
    table: String, rule: String, clause: String, mark: String, certainty: Certainty,
    place: SourceLocation
  ) {
    self.table = table
    self.rule = rule
    self.clause = clause
    self.mark = mark
    self.certainty = certainty
    self.place = place
  }
}

/// The policy of one line (一号一策), with the reasons it rests on.
///
/// Lines that are decided alike share all but the line.
package struct Decision: Hashable, Sendable {
  /// Which line.
  package let line: LegacyHotline
  private let verdict: Verdict

  /// What is decided.
  private final class Verdict: Hashable, Sendable {
    let mode: MergeMode
    let number: NumberDisposition
    let seats: SeatsDisposition
    let callPath: CallPath
    let tickets: TicketsDisposition
    let knowledge: KnowledgeDisposition
    let roundTheClock: RoundTheClock
    let deadline: String
    let template: String
    let reason: String
    let path: [RuleHit]
    let policy: String

    init(
      mode: MergeMode, number: NumberDisposition, seats: SeatsDisposition, callPath: CallPath,
      tickets: TicketsDisposition, knowledge: KnowledgeDisposition, roundTheClock: RoundTheClock,
      deadline: String, template: String, reason: String, path: [RuleHit], policy: String
    ) {
      (self.mode, self.number, self.seats, self.callPath) = (mode, number, seats, callPath)
      (self.tickets, self.knowledge) = (tickets, knowledge)
      (self.roundTheClock, self.deadline, self.template) = (roundTheClock, deadline, template)
      (self.reason, self.path, self.policy) = (reason, path, policy)
    }

    static func == (left: Verdict, right: Verdict) -> Bool {
      left === right
        || (left.mode == right.mode && left.number == right.number && left.seats == right.seats
          && left.callPath == right.callPath && left.tickets == right.tickets
          && left.knowledge == right.knowledge && left.roundTheClock == right.roundTheClock
          && left.deadline == right.deadline && left.template == right.template
          && left.reason == right.reason && left.path == right.path
          && left.policy == right.policy)
    }

    /// Mode, reason and template tell nearly all apart.
    func hash(into hasher: inout Hasher) {
      hasher.combine(mode)
      hasher.combine(reason)
      hasher.combine(template)
    }
  }

  /// What a policy writes where there is no day: `continuous` for a task that goes on, `none` where
  /// nothing is to be done.
  package static let undatedDeadlines = ["continuous", "none"]

  /// A decision with its components and reasons.
  package init(
    line: LegacyHotline, mode: MergeMode, number: NumberDisposition, seats: SeatsDisposition,
    callPath: CallPath, tickets: TicketsDisposition = .untouched,
    knowledge: KnowledgeDisposition = .untouched, roundTheClock: RoundTheClock = .untouched,
    deadline: String, template: String, reason: String, path: [RuleHit],
    policy: String
  ) {
    self.line = line
    verdict = Verdict(
      mode: mode, number: number, seats: seats, callPath: callPath, tickets: tickets,
      knowledge: knowledge, roundTheClock: roundTheClock, deadline: deadline, template: template,
      reason: reason, path: path, policy: policy)
  }

  /// The same decision of another line.
  package init(_ other: Decision, takenFor line: LegacyHotline) {
    (self.line, verdict) = (line, other.verdict)
  }

  /// The preset; the components say what it means for this line.
  package var mode: MergeMode { verdict.mode }
  /// What becomes of the number.
  package var number: NumberDisposition { verdict.number }
  /// What becomes of the desks.
  package var seats: SeatsDisposition { verdict.seats }
  /// How calls go.
  package var callPath: CallPath { verdict.callPath }
  /// What becomes of the tickets.
  package var tickets: TicketsDisposition { verdict.tickets }
  /// What becomes of the knowledge base.
  package var knowledge: KnowledgeDisposition { verdict.knowledge }
  /// Who answers round the clock.
  package var roundTheClock: RoundTheClock { verdict.roundTheClock }
  /// By when, as the policy writes it: a day, or a word of `undatedDeadlines`.
  package var deadline: String { verdict.deadline }
  /// Which checklist template applies: `CK-FULL`.
  package var template: String { verdict.template }
  /// The reason or, for a person, the question: `R_BUSY_KNOWN`, `Q_VOLUME`.
  package var reason: String { verdict.reason }
  /// The rules that matched, from the facts to the outcome.
  package var path: [RuleHit] { verdict.path }
  /// Name and content hash of the policy: `foshan-2021@4be1c0…`.
  package var policy: String { verdict.policy }

  /// As sure as the weakest rule on the path.
  package var certainty: Certainty { path.map(\.certainty).max() ?? .gap }
}
