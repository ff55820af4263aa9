package import CallRouting
import Findings
import HotlineModel

/// Cities of chance: lines of every kind with hours, stages and addresses that nobody would write.
package enum GeneratedCity {
  private static let place = SourceLocation(file: "phases.csv", line: 2)

  /// A table of so many numbers besides 12345.
  ///
  /// - Parameters:
  ///   - lines: how many.
  ///   - years: what the calendar knows.
  ///   - random: where chance comes from.
  /// - Returns: the table.
  /// - Throws: where the sample city is not there.
  package static func table(
    lines: Int, years: ClosedRange<Int> = 2021...2021,
    using random: inout some RandomNumberGenerator
  ) throws -> RoutingTable {
    let home = try SampleCity.home
    let main = try HotlineNumber(parsing: "12345", home: home)
    var sets = [set("Q-12345", 1, .platform, .always, addresses: 2)]
    sets.append(set("A-GONE", 2, .announcement, .always, addresses: 1))
    var plans = [RoutePlan(id: "12345", steps: [.init(.answer(set: "Q-12345"))])]
    var routes = [
      Route(number: main, phases: [phase("12345", .outside, .serving, .always, "12345")])
    ]
    for index in 0..<lines {
      let line = "0757-\(82_000_000 + index)"
      let number = try HotlineNumber(parsing: line, home: home)
      var phases: [RoutePhase] = []
      let ends = try instants(count: Int.random(in: 0...3, using: &random), using: &random)
      for (stage, period) in periods(between: ends).enumerated() {
        // A stage may be missing, or be nobody's.
        let kind = Int.random(in: 0...9, using: &random)
        if kind == 0 { continue }
        let id = "\(line)-\(stage)"
        if kind == 1 {
          phases.append(phase(line, .fullMerge, .untouched, period, nil))
          continue
        }
        let own = set(
          "S-\(id)", sets.count + 1, .subCenter, hours(using: &random),
          addresses: Int.random(in: 1...3, using: &random))
        let steps = self.steps(own, main, using: &random)
        if steps.contains(where: { $0.treatment.set != nil }) { sets.append(own) }
        plans.append(RoutePlan(id: id, steps: steps))
        phases.append(phase(line, .subCenter, .serving, period, id))
      }
      if phases.contains(where: { $0.plan != nil }) {
        routes.append(Route(number: number, phases: phases))
      }
    }
    return RoutingTable(
      home: home, routes: routes, plans: plans, targetSets: sets,
      announcements: [
        Announcement(
          id: "A-1", set: "A-GONE",
          versions: [.init(language: "zh", text: "示例", file: "a-1.wav")], place: place)
      ], unroutedLines: [], calendar: SampleCity.calendar(years), protected: SampleCity.protected)
  }

  private static func steps(
    _ own: TargetSet, _ main: HotlineNumber, using random: inout some RandomNumberGenerator
  ) -> [RoutePlan.Step] {
    let ring = Int.random(in: 5...30, using: &random)
    switch Int.random(in: 0...5, using: &random) {
    case 0: return [.init(.serve(as: main))]
    case 1: return [.init(.forward(to: main))]
    case 2: return [.init(.announce(announcement: "A-1", then: main))]
    case 3: return [.init(.intercept(announcement: "A-1"))]
    case _:
      return [
        .init(
          .transfer(set: own.id, overflow: Overflow(to: main, ringSeconds: ring)), in: own.hours),
        .init(.serve(as: main)),
      ]
    }
  }

  private static func set(
    _ id: String, _ number: Int, _ kind: TargetSet.Kind, _ hours: ServiceHours, addresses: Int
  ) -> TargetSet {
    TargetSet(
      id: id, number: number, kind: kind, hours: hours,
      members: (1...addresses).map {
        TargetSet.Member(
          uri: "sip:desk@192.0.2.\($0):5060", priority: 100 - $0, weight: 10, maxCalls: nil,
          isEnabled: true, place: place)
      }, place: place)
  }

  private static func phase(
    _ line: String, _ mode: MergeMode, _ kind: RoutePhase.Kind, _ period: Period, _ plan: String?
  ) -> RoutePhase {
    RoutePhase(
      line: line, name: "line \(line)", mode: mode, kind: kind, period: period, plan: plan,
      place: place)
  }

  private static func hours(using random: inout some RandomNumberGenerator) -> ServiceHours {
    var spans: [ServiceHours.Span] = []
    for days in [ServiceHours.DayKind.daily, .workdays, .restdays] where Bool.random(using: &random)
    {
      let ends = Set((0..<4).map { _ in Int.random(in: 0...1440, using: &random) }).sorted()
      for start in stride(from: 0, to: ends.count - 1, by: 2) {
        spans.append(.init(days: days, minutes: ends[start]..<ends[start + 1]))
      }
    }
    // Hours that ask no calendar are compared for ten years more, which takes its time.
    return spans.contains { $0.days != .daily } ? ServiceHours(spans: spans) : .always
  }

  /// Instants of the middle of the first year, at any second.
  private static func instants(
    count: Int, using random: inout some RandomNumberGenerator
  ) throws -> [CivilInstant] {
    let first = try SampleCity.at("2021-06-01 00:00")
    return Set((0..<count).map { _ in Int.random(in: 0..<15_000_000, using: &random) }).sorted()
      .map { first.adding(seconds: $0) }
  }

  private static func periods(between ends: [CivilInstant]) -> [Period] {
    let starts = [nil] + ends.map(Optional.some)
    return zip(starts, ends.map(Optional.some) + [nil]).map { Period(from: $0, until: $1) }
  }
}
