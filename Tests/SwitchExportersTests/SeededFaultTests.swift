import CallRouting
import Findings
import Foundation
import HotlineModel
import LocalFiles
import Reports
import RoutingSamples
import TestSupport
import Testing

@testable import SwitchExporters

/// Faults that somebody could make, one at a time: each must be caught, and it is said by what.
@Suite struct SeededFaultTests {
  /// The parts of a table, to be changed one at a time.
  struct Parts {
    var routes: [Route]
    var plans: [RoutePlan]
    var sets: [TargetSet]
    var announcements: [Announcement]
    var protected: ProtectedNumbers
    var calendar: WorkingCalendar

    init(_ table: RoutingTable) {
      routes = table.routes
      plans = table.plans
      sets = table.targetSets
      announcements = table.announcements
      protected = table.protected
      calendar = table.calendar
    }

    mutating func plan(_ id: String, _ change: ([RoutePlan.Step]) -> [RoutePlan.Step]) {
      plans = plans.map { $0.id == id ? RoutePlan(id: id, steps: change($0.steps)) : $0 }
    }

    mutating func set(
      _ id: String, kind: TargetSet.Kind? = nil, hours: ServiceHours? = nil,
      members: ([TargetSet.Member]) -> [TargetSet.Member] = { $0 }
    ) {
      sets = sets.map { set in
        guard set.id == id else { return set }
        return TargetSet(
          id: id, number: set.number, kind: kind ?? set.kind, hours: hours ?? set.hours,
          members: members(set.members), place: set.place)
      }
    }

    mutating func phases(_ number: String, _ change: ([RoutePhase]) -> [RoutePhase]) {
      routes = routes.map { route in
        guard route.number.text == number else { return route }
        return Route(number: route.number, phases: change(Array(route.phases)))
      }
    }
  }

  typealias Fault = (name: String, change: @Sendable (inout Parts) throws -> Void)

  static func phase(
    _ phase: RoutePhase, plan: String? = nil, kind: RoutePhase.Kind? = nil,
    from: CivilInstant? = nil, until: CivilInstant? = nil, mode: MergeMode? = nil
  ) -> RoutePhase {
    RoutePhase(
      line: phase.line, name: phase.name, mode: mode ?? phase.mode, kind: kind ?? phase.kind,
      period: Period(from: from ?? phase.period.from, until: until ?? phase.period.until),
      plan: plan ?? phase.plan, place: phase.place)
  }

  static func member(
    _ member: TargetSet.Member, uri: String? = nil, enabled: Bool? = nil
  ) -> TargetSet.Member {
    TargetSet.Member(
      uri: uri ?? member.uri, priority: member.priority, weight: member.weight,
      maxCalls: member.maxCalls, isEnabled: enabled ?? member.isEnabled, place: member.place)
  }

  static let day = CivilInstant.secondsPerDay

  static let tableFaults: [Fault] = [
    (
      "an overflow is dropped",
      {
        $0.plan("own-S-12366-15") {
          [.init(.answer(set: "S-12366"), in: $0[0].hours)] + $0.dropFirst()
        }
      }
    ),
    ("a step out of hours is dropped", { $0.plan("own-S-12366-15") { [$0[0]] } }),
    (
      "a sub-center overflows to itself",
      { parts in
        let own = try #require(parts.routes.first { $0.number.text == "12366" }).number
        parts.plan("own-S-12366-15") {
          [
            .init(
              .transfer(set: "S-12366", overflow: Overflow(to: own, ringSeconds: 15)),
              in: $0[0].hours)
          ] + $0.dropFirst()
        }
      }
    ),
    (
      "12345 sends its calls to a sub-center",
      { $0.plan("main") { _ in [.init(.answer(set: "S-12366"))] } }
    ),
    (
      "12345's queue is swapped with a department's",
      { $0.plan("main") { _ in [.init(.answer(set: "S-12333"))] } }
    ),
    (
      "a forward goes back to its own number",
      { parts in
        let own = try #require(parts.routes.first { $0.number.text == "12318" }).number
        parts.plan("forward") { _ in [.init(.forward(to: own))] }
      }
    ),
    (
      "two lines forward to each other",
      { parts in
        let a = try #require(parts.routes.first { $0.number.text == "12318" }).number
        let b = try #require(parts.routes.first { $0.number.text == "12336" }).number
        parts.plans += [
          RoutePlan(id: "x", steps: [.init(.forward(to: b))]),
          RoutePlan(id: "y", steps: [.init(.forward(to: a))]),
        ]
        parts.phases("12318") {
          $0.map { $0.kind == .forwarding ? SeededFaultTests.phase($0, plan: "x") : $0 }
        }
        parts.phases("12336") {
          $0.map { $0.kind == .forwarding ? SeededFaultTests.phase($0, plan: "y") : $0 }
        }
      }
    ),
    (
      "a forward goes to 110",
      { parts in
        let police = try HotlineNumber(parsing: "110", home: SampleCity.home)
        parts.plan("forward") { _ in [.init(.forward(to: police))] }
      }
    ),
    (
      "a desk dials 119",
      {
        $0.set("S-12313") { $0.map { SeededFaultTests.member($0, uri: "sip:119@192.0.2.13:5060") } }
      }
    ),
    (
      "110 gets a route",
      { parts in
        let police = try HotlineNumber(parsing: "110", home: SampleCity.home)
        let phase = parts.routes[0].phases[parts.routes[0].phases.count - 1]
        parts.routes.append(Route(number: police, phases: [phase]))
      }
    ),
    (
      "a plan is misspelt",
      {
        $0.phases("12318") {
          $0.map { $0.plan == nil ? $0 : SeededFaultTests.phase($0, plan: "forwrad") }
        }
      }
    ),
    ("a set is misspelt", { $0.plan("main") { _ in [.init(.answer(set: "Q-12354"))] } }),
    (
      "the last address of a set is switched off",
      { $0.set("S-12366") { $0.map { SeededFaultTests.member($0, enabled: false) } } }
    ),
    ("an announcement is missing", { $0.announcements = [] }),
    ("12345 closes at night", { $0.set("Q-12345", hours: ServiceHours("daily 08:00-22:00")) }),
    (
      "12345 closes on holidays", { $0.set("Q-12345", hours: ServiceHours("workdays 00:00-24:00")) }
    ),
    (
      "a set's hours are an hour off",
      { $0.set("S-12366", hours: ServiceHours("workdays 10:00-13:00 15:00-18:00")) }
    ),
    (
      "a step holds on the wrong days",
      { parts in
        let hours = try #require(ServiceHours("restdays 08:30-12:00 14:00-17:30"))
        parts.plan("own-S-12333-15") { [.init($0[0].treatment, in: hours)] + $0.dropFirst() }
      }
    ),
    (
      "two steps claim one morning",
      { parts in
        let hours = try #require(ServiceHours("workdays 08:00-10:00"))
        parts.plan("own-S-12366-15") { [.init(.answer(set: "Q-12345"), in: hours)] + $0 }
      }
    ),
    (
      "a step is hidden by the one before",
      { parts in
        let platform = try HotlineNumber(parsing: "12345", home: SampleCity.home)
        parts.plan("own-S-12366-15") { [.init(.serve(as: platform))] + $0 }
      }
    ),
    (
      "the last step has hours",
      { parts in
        let hours = try #require(ServiceHours("daily 00:00-23:59"))
        parts.plan("main") { [.init($0[0].treatment, in: hours)] }
      }
    ),
    (
      "a dual number answers with its own desks only",
      { $0.plan("as-12345") { _ in [.init(.answer(set: "S-12333"))] } }
    ),
    (
      "a stage begins a day late",
      {
        $0.phases("12318") {
          $0.map {
            $0.kind == .announcing
              ? SeededFaultTests.phase(
                $0, from: $0.period.from?.adding(seconds: SeededFaultTests.day)) : $0
          }
        }
      }
    ),
    (
      "a stage begins an hour early",
      {
        $0.phases("12318") {
          $0.map {
            $0.kind == .announcing
              ? SeededFaultTests.phase($0, from: $0.period.from?.adding(seconds: -3600)) : $0
          }
        }
      }
    ),
    (
      "the grace period has expired before it began",
      { parts in
        let at = try SampleCity.at("2021-11-26 02:00")
        parts.phases("12318") {
          $0.map {
            $0.kind == .forwarding
              ? SeededFaultTests.phase($0, until: at)
              : $0.kind == .announcing ? SeededFaultTests.phase($0, from: at) : $0
          }
        }
      }
    ),
    (
      "a number is cancelled at once",
      {
        $0.phases("12318") {
          $0.map {
            $0.kind == .forwarding
              ? SeededFaultTests.phase($0, plan: "cancelled-A-MERGED", kind: .released) : $0
          }
        }
      }
    ),
    (
      "a district's number keeps a district desk",
      { parts in
        parts.set("S-12333", kind: .district)
        parts.phases("0757-82100001") {
          $0.map {
            $0.kind == .forwarding ? SeededFaultTests.phase($0, plan: "own-S-12333-15") : $0
          }
        }
      }
    ),
    (
      "a number nobody decided on",
      { parts in
        let number = try HotlineNumber(parsing: "12399", home: SampleCity.home)
        parts.routes.append(Route(number: number, phases: parts.routes[0].phases))
      }
    ),
    (
      "a set's name has a semicolon",
      { parts in
        let platform = try HotlineNumber(parsing: "12345", home: SampleCity.home)
        let overflow = Overflow(to: platform, ringSeconds: 15)
        parts.sets = parts.sets.map {
          $0.id == "S-12366"
            ? TargetSet(
              id: "S;12366", number: $0.number, kind: $0.kind, hours: $0.hours, members: $0.members,
              place: $0.place) : $0
        }
        parts.plan("own-S-12366-15") { steps in
          [.init(.transfer(set: "S;12366", overflow: overflow), in: steps[0].hours)]
            + steps.dropFirst()
        }
      }
    ),
    (
      "a stage begins in a frozen time",
      { parts in
        let at = try SampleCity.at("2022-02-01 02:00")
        parts.phases("12329") {
          $0.map { $0.kind == .serving ? SeededFaultTests.phase($0, from: at) : $0 }
        }
      }
    ),
    ("12345 has one address left", { $0.set("Q-12345") { [$0[0]] } }),
  ]

  /// What must be said of some of them, whatever else is.
  static let codes: [String: FindingCode] = [
    "12345 closes at night": .serviceGap,
    "a step is hidden by the one before": .stepShadowed,
    "a step out of hours is dropped": .subCenterEdge,
    "a district's number keeps a district desk": .cancelledReachesSeat,
    "a number nobody decided on": .numberNotApproved,
    "12345 has one address left": .singleFault,
    "a stage begins a day late": .stageGap,
    "a dual number answers with its own desks only": .servedOtherwise,
  ]

  private func basis() throws -> CheckBasis {
    var basis = CheckBasis()
    basis.approved = Set(try SampleCity.decisions.map(\.line.number))
    basis.parameters = try CheckParameters(contentsOf: SampleCity.folder + "/checks.csv")
    basis.freezes = try CheckBasis.freezes(contentsOf: SampleCity.folder + "/freezes.csv")
    return basis
  }

  @Test func `every fault in a table is caught by a named check`() throws {
    let whole = try SampleCity.table(years: 2021...2022)
    let checks = RoutingTable.checks(try basis()) + [FieldsFit()]
    for fault in Self.tableFaults {
      var parts = Parts(whole)
      try fault.change(&parts)
      let table = RoutingTable(
        home: whole.home, routes: parts.routes, plans: parts.plans, targetSets: parts.sets,
        announcements: parts.announcements, unroutedLines: whole.unroutedLines,
        calendar: parts.calendar, protected: parts.protected)
      let reports = try checks.map { try $0.report(on: table) }
      let failed = reports.filter { !$0.isPassed }.map(\.id)
      let codes = Set(reports.flatMap(\.witnesses).map(\.finding.code))
      print(
        "seeded fault: \(fault.name): \(failed.isEmpty ? "NOT CAUGHT" : failed.joined(separator: " "))"
          + " \(codes.map { "\($0)" }.sorted())")
      #expect(!failed.isEmpty, "\(fault.name)")
      if let code = Self.codes[fault.name] { #expect(codes.contains(code), "\(fault.name)") }
    }
    #expect(Set(Self.codes.keys).isSubset(of: Self.tableFaults.map(\.name)))
    #expect(Self.tableFaults.count >= 30)
  }
}
