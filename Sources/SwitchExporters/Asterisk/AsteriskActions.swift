import CallRouting
import HotlineModel

/// What becomes of a call, as priorities of one extension that many numbers share.
struct AsteriskAction: Hashable, Sendable {
  private let applications: [String]
  private let data: [String]

  /// The applications with their data.
  var steps: [(String, String)] { Array(zip(applications, data)) }

  init(step: RoutePlan.Step, table: RoutingTable) {
    let steps = Self.steps(step.treatment, table)
    applications = steps.map(\.0)
    data = steps.map(\.1)
  }

  private static func steps(
    _ treatment: Treatment, _ table: RoutingTable
  ) -> [(String, String)] {
    switch treatment {
    case .answer(let set): desks(set, ring: nil, table) + [("Hangup", "34")]
    case .transfer(let set, let overflow):
      desks(set, ring: overflow.ringSeconds, table) + onward(overflow.to)
    case .serve(let number): onward(number)
    case .forward(let number): diversion + onward(number)
    case .announce(let id, let number): played(id, table) + diversion + onward(number)
    case .intercept(let id): played(id, table) + [("Hangup", "22")]
    }
  }

  private static func onward(_ number: HotlineNumber) -> [(String, String)] {
    [("Goto", "hotline-number,\(number.key),1")]
  }

  private static func desks(
    _ id: String, ring: Int?, _ table: RoutingTable
  ) -> [(String, String)] {
    let members = table.targetSet(id)?.enabledMembers ?? []
    return [("Set", "HM_SET=\(id)")]
      + zip(members, limits(ring: ring, members.count)).map { member, limit in
        ("Dial", "PJSIP/hotline/\(member.uri),\(limit),b(hotline-tell^s^1)")
      }
  }

  /// `Dial` has one limit for silence and for ringing: of 12345's addresses only the last may ring
  /// as long as the queue takes.
  private static func limits(ring: Int?, _ count: Int) -> [Int] {
    if let ring { return AddressTimes.shares(of: ring, among: count) }
    return AddressTimes.shares(of: AddressTimes.untilRinging, among: count - 1)
      + [AddressTimes.inQueue]
  }

  /// The recording without its ending: Asterisk chooses the form by itself.
  private static func played(_ id: String, _ table: RoutingTable) -> [(String, String)] {
    [("Set", "HM_HEARD=\(id)"), ("Progress", "")]
      + (table.announcement(id)?.versions ?? []).map { version in
        let name = version.file.lastIndex(of: ".").map { version.file[..<$0] }
        return ("Playback", "\(name ?? version.file[...]),noanswer")
      }
  }

  /// Diversion is sent where the count is above nought only; `i` keeps the caller's side silent.
  private static let diversion = [
    ("Set", "REDIRECTING(from-num,i)=${HM_CALLED}"), ("Set", "REDIRECTING(from-name,i)="),
    ("Set", "REDIRECTING(reason,i)=cfu"), ("Set", "REDIRECTING(count,i)=1"),
  ]
}

/// Collects the actions of all routes, and what cannot be said.
struct AsteriskActionMaker {
  let table: RoutingTable
  var refusals = RowRefusals(format: "asterisk")
  /// The actions in the order of their first use.
  var actions: [AsteriskAction] = []
  private var met: Set<AsteriskAction> = []

  init(table: RoutingTable) { self.table = table }

  mutating func take(_ route: Route) {
    for phase in route.phases {
      refusals.instants(phase.period, at: phase.place)
      guard let id = phase.plan else { continue }
      let steps = table.plan(id)?.steps ?? []
      if steps.isEmpty {
        refusals.refuse(id, "the plan has no steps", expected: "it exists", at: phase.place)
      }
      for step in steps {
        check(step, phase)
        let action = AsteriskAction(step: step, table: table)
        for (_, data) in action.steps { refusals.text(data, atMost: 256, at: phase.place) }
        if met.insert(action).inserted { actions.append(action) }
      }
    }
  }

  private mutating func check(_ step: RoutePlan.Step, _ phase: RoutePhase) {
    let treatment = step.treatment
    if let set = treatment.set {
      _ = refusals.desks(set, in: step.hours, of: table, at: phase.place)
    }
    for number in [treatment.nextNumber, treatment.overflow?.to].compactMap({ $0 }) {
      _ = refusals.next(number, in: table, at: phase.place)
    }
    guard let id = treatment.announcement,
      let player = refusals.player(of: id, in: table, at: phase.place)
    else { return }
    for version in player.announcement.versions {
      refusals.word(version.file, at: player.announcement.place)
    }
  }
}
