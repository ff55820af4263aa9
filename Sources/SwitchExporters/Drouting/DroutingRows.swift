import CallRouting
import Findings
import HotlineModel

/// A routing table as drouting rules: absolute windows only, since a recurrence of the switch
/// stops at midnight, ends an occurrence late and begins with an inclusive end.
struct DroutingRows: Sendable {
  /// One address with what the script must know of it.
  struct Gateway: Hashable, Sendable {
    /// `192.0.2.11:5060`.
    let address: String
    /// `kind;set;user;ring seconds;announcement;diverted`.
    let attributes: String
    /// The set.
    let set: String
  }

  /// One rule; gateways are indices of `gateways`.
  struct Rule: Hashable, Sendable {
    let prefix: String
    let window: String
    let priority: Int
    let gateways: [Int]
    let line: String
  }

  /// The most rules that are written.
  ///
  /// A city of 500 lines came to 1.27 million rules and 285 MB. Kamailio 5.6.3 was measured to take
  /// up to 10 s of CPU for reloading 100,000 rules and up to 107 s for a million, in 70 MiB and 700
  /// MiB of shared memory; twice the former is what a switch can be asked for.
  static let limit = 200_000

  let snapshot: String
  /// The gateways in the order of their first use.
  let gateways: [Gateway]
  let ruleCount: Int
  private let table: RoutingTable

  /// The rows of a table.
  ///
  /// - Throws: `Unusable` with every row the format cannot say (`HL5301`), or, before any is made,
  ///   with `HL5320` where they are more than a switch should load.
  init(_ table: RoutingTable) throws {
    var maker = DroutingRuleMaker(table: table)
    let expected = Self.expectedRules(of: table)
    if expected > Self.limit {
      throw Unusable(
        .tooManyRules(found: "\(expected)", expected: "\(Self.limit)"),
        at: SourceLocation(file: "drouting.sql"))
    }
    var count = 0
    for route in table.routes {
      let forms = route.number.dialledForms(home: table.home).count
      count += maker.rules(of: route).count * forms
    }
    try maker.refusals.check()
    self.table = table
    snapshot = table.snapshot
    gateways = maker.gateways
    ruleCount = count
  }

  /// How many rules a table comes to, before one is made.
  static func expectedRules(of table: RoutingTable) -> Int {
    DroutingRuleMaker(table: table).expectedRules
  }

  /// Gives every rule with its number, for every dialled form.
  func eachRule(_ take: (Rule, HotlineNumber) throws -> Void) rethrows {
    var maker = DroutingRuleMaker(table: table)
    for route in table.routes {
      let rules = maker.rules(of: route)
      for form in route.number.dialledForms(home: table.home) {
        for rule in rules {
          try take(
            Rule(
              prefix: form + "#", window: rule.window, priority: rule.priority,
              gateways: rule.gateways, line: rule.line), route.number)
        }
      }
    }
  }
}

/// Makes the rules of one route at a time, and collects what cannot be said.
private struct DroutingRuleMaker {
  let table: RoutingTable
  var refusals = RowRefusals(format: "drouting")
  var gateways: [DroutingRows.Gateway] = []
  private var indices: [DroutingRows.Gateway: Int] = [:]

  init(table: RoutingTable) { self.table = table }

  /// Open ends are rendered as these instants, which every switch can reckon with.
  private static let span =
    CivilInstant(unixSeconds: 946_656_000)..<CivilInstant(unixSeconds: 2_145_888_000)

  /// How many rules there will be: for every dialled form, one for each window of each step.
  var expectedRules: Int {
    var known: [ServiceHours: [Range<CivilInstant>: Int]] = [:]
    return table.routes.reduce(0) { sum, route in
      let rules = route.phases.reduce(1) { sum, phase in
        guard let span = phase.period.clipped(to: Self.span) else { return sum }
        let steps = phase.plan.flatMap(table.plan)?.steps ?? []
        return steps.reduce(sum) { sum, step in
          let count = known[step.hours]?[span] ?? windows(of: step.hours, in: phase.period).count
          known[step.hours, default: [:]][span] = count
          return sum + count
        }
      }
      return sum + rules * route.number.dialledForms(home: table.home).count
    }
  }

  mutating func rules(of route: Route) -> [DroutingRows.Rule] {
    var rules: [DroutingRows.Rule] = []
    for phase in route.phases {
      refusals.instants(phase.period, at: phase.place)
      guard let plan = phase.plan.flatMap(table.plan) else { continue }
      for (index, step) in plan.steps.enumerated() {
        let gateways = chain(of: step, phase)
        check(gateways, at: phase.place)
        for window in windows(of: step.hours, in: phase.period) {
          rules.append(
            DroutingRows.Rule(
              prefix: "", window: window.map(text) ?? "", priority: 1000 - index,
              gateways: gateways,
              line: phase.line))
        }
      }
    }
    let held = merged(route.phases.compactMap { $0.period.clipped(to: Self.span) })
    for gap in gaps(in: [Self.span], leftBy: held) {
      let nobody = gateway(
        DroutingRows.Gateway(address: "127.0.0.1:9", attributes: "nobody;;;0;;", set: "nobody"))
      rules.append(
        DroutingRows.Rule(
          prefix: "", window: text(gap), priority: 1000, gateways: [nobody], line: "nobody"))
    }
    return rules
  }

  /// The addresses that are tried, in order: the step's own, then those of the number the call
  /// goes on to, whose route must be the same all through the stage.
  private mutating func chain(of step: RoutePlan.Step, _ phase: RoutePhase) -> [Int] {
    switch step.treatment {
    case .answer(let set):
      return desks(set, in: step.hours, ring: 0, isDiverted: false, phase)
    case .transfer(let set, let overflow):
      return desks(set, in: step.hours, ring: overflow.ringSeconds, isDiverted: false, phase)
        + onward(to: overflow.to, isDiverted: false, phase)
    case .serve(let number): return onward(to: number, isDiverted: false, phase)
    case .forward(let number): return onward(to: number, isDiverted: true, phase)
    case .announce(let id, let number):
      return player(id, "play", phase) + onward(to: number, isDiverted: true, phase)
    case .intercept(let id): return player(id, "gone", phase)
    }
  }

  private mutating func onward(
    to number: HotlineNumber, isDiverted: Bool, _ phase: RoutePhase
  ) -> [Int] {
    let next = table.route(number)?.phases.first {
      $0.period.startSeconds <= phase.period.startSeconds
        && phase.period.endSeconds <= $0.period.endSeconds
    }
    guard let plan = next?.plan.flatMap(table.plan), let step = plan.steps.first,
      step.hours.isAlways, case .answer(let set) = step.treatment
    else {
      refusals.refuse(
        number.text, "calls go on to it, and its own route changes with time",
        expected: "the same desks answer it all through the stage", at: phase.place)
      return []
    }
    return desks(set, in: .always, ring: 0, isDiverted: isDiverted, phase)
  }

  private mutating func desks(
    _ id: String, in hours: ServiceHours, ring: Int, isDiverted: Bool, _ phase: RoutePhase
  ) -> [Int] {
    guard let set = refusals.desks(id, in: hours, of: table, at: phase.place) else { return [] }
    return addresses(of: set) { "desk;\(id);\($0);\(ring);;\(isDiverted ? "yes" : "")" }
  }

  private mutating func player(_ id: String, _ kind: String, _ phase: RoutePhase) -> [Int] {
    guard let player = refusals.player(of: id, in: table, at: phase.place) else { return [] }
    return addresses(of: player.set) { "\(kind);\(player.set.id);\($0);0;\(id);yes" }
  }

  private mutating func addresses(
    of set: TargetSet, _ attributes: (String) -> String
  ) -> [Int] {
    set.enabledMembers.map { member in
      let address = member.uri.lastIndex(of: "@").map { String(member.uri[$0...].dropFirst()) }
      let entry = DroutingRows.Gateway(
        address: address ?? member.uri, attributes: attributes(member.user), set: set.id)
      refusals.text(entry.address, atMost: 128, at: member.place)
      refusals.text(entry.attributes, atMost: 255, at: member.place)
      return gateway(entry)
    }
  }

  private mutating func gateway(_ entry: DroutingRows.Gateway) -> Int {
    if let index = indices[entry] { return index }
    indices[entry] = gateways.count
    gateways.append(entry)
    return gateways.count - 1
  }

  private mutating func check(_ gateways: [Int], at place: SourceLocation) {
    // A gateway is written with seven digits and a comma.
    if gateways.count * 8 > 255 {
      refusals.refuse(
        "\(gateways.count) addresses", "a list has room for 31", expected: "there are fewer",
        at: place)
    }
  }

  /// When a step holds, as windows, `nil` for all time; past the calendar's end hours hold no more, so that the step
  /// behind them, which holds always, takes the call.
  private func windows(of hours: ServiceHours, in period: Period) -> [Range<CivilInstant>?] {
    if hours.isAlways, period == .always { return [nil] }
    guard let span = period.clipped(to: Self.span) else { return [] }
    if hours.isAlways { return [span] }
    let years = table.calendar.years
    guard let first = CivilDate(year: years.lowerBound, month: 1, day: 1)?.start,
      let end = table.calendar.end?.start
    else { return [] }
    let known = hours.needsCalendar ? span.clamped(to: first..<end) : span
    return hours.openings(within: known, in: table.calendar) ?? []
  }

  /// `20211125T090000|PT2H59M59S`: a window that is no recurrence ends inclusively.
  private func text(_ window: Range<CivilInstant>) -> String {
    let start = window.lowerBound
    let seconds = window.upperBound.unixSeconds - start.unixSeconds - 1
    let date = start.date.description.filter { $0 != "-" }
    let clock = [start.secondOfDay / 3600, start.secondOfDay / 60 % 60, start.secondOfDay % 60]
      .map { padded($0, to: 2) }.joined()
    return "\(date)T\(clock)|PT\(seconds / 3600)H\(seconds / 60 % 60)M\(seconds % 60)S"
  }
}
