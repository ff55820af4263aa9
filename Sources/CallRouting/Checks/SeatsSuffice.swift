package import Findings
import HotlineModel
package import Reports

/// R14: in every hour the desks suffice, by Erlang C, from the traffic the register tells.
///
/// A warning where they do not, since traffic is an estimate.
package struct SeatsSuffice: RoutingCheck {
  package let id = "R14"
  package let title = Words("seats suffice in every hour", "每小时座席足够")
  /// What is known of calls and desks; `nil` where nobody gave it.
  package let traffic: CheckBasis.Traffic?
  /// The limits.
  package let parameters: CheckParameters

  /// The check, with what is known of calls and desks.
  package init(traffic: CheckBasis.Traffic?, parameters: CheckParameters) {
    self.traffic = traffic
    self.parameters = parameters
  }

  package func report(on table: RoutingTable) throws -> CheckReport {
    guard let traffic, let seconds = parameters.answerSeconds,
      let percent = parameters.answerPercent, let handling = parameters.handlingSeconds,
      let proof = table.proofSpan
    else {
      return CheckReport(
        self, examined: [], witnesses: [],
        missing: [.init("hour profile or parameters", "时段分布或参数")])
    }
    var witnesses: [CheckReport.Witness] = []
    var hours = 0
    let calls = MonthlyCalls(of: table, traffic)
    let sets = Dictionary(table.targetSets.enumerated().map { ($1.id, $0) }) { first, _ in first }
    for day in days(of: table, within: proof) {
      let works = table.calendar.isWorkingDay(day) == true
      let profile = works ? traffic.workdays : traffic.restdays
      var short: [String: [(hour: Int, needed: Int)]] = [:]
      let landings = try table.perShape { try self.landings(of: $0, on: day, table, sets) }
      for (hour, share) in profile.enumerated() {
        let load = self.load(on: table, hour, landings, calls) { calls in
          Double(calls) / 30 * share * Double(handling) / 3600
        }
        for (set, erlangs) in zip(table.targetSets.map(\.id), load) {
          guard let erlangs else { continue }
          hours += 1
          guard let seats = traffic.seats[set] else { continue }
          let needed = ErlangC.seats(
            erlangs: erlangs, percent: percent, within: seconds, handling: handling)
          if seats < needed { short[set, default: []].append((hour, needed)) }
        }
      }
      witnesses += short.sorted { $0.key < $1.key }.map { set, found in
        witness(set, day, found, seats: traffic.seats[set] ?? 0, table)
      }
    }
    var unknown: Set<String> = []
    for route in table.routes {
      for (stage, phase) in zip(route.shape.stages, route.phases) where stage.plan != nil {
        if traffic.monthlyCalls[phase.line] == nil { unknown.insert(phase.line) }
      }
    }
    return CheckReport(
      self,
      examined: [
        .init(hours, "set × hour", "个目标集×小时"),
        .init(unknown.count, "lines without known traffic", "条话务量未知的热线"),
      ], witnesses: witnesses)
  }

  /// For every stage of the merger its first worked and its first free day.
  private func days(of table: RoutingTable, within proof: Range<CivilInstant>) -> [CivilDate] {
    var edges: Set<CivilInstant> = [proof.lowerBound]
    for route in table.routes {
      for stage in route.shape.stages {
        if let from = stage.period.from, proof.contains(from) { edges.insert(from) }
      }
    }
    var days: Set<CivilDate> = []
    for edge in edges {
      let next = (1..<15).map { edge.date.adding(days: $0) }
      for works in [true, false] {
        if let day = next.first(where: { table.calendar.isWorkingDay($0) == works }) {
          days.insert(day)
        }
      }
    }
    return days.sorted()
  }

  /// Where the calls of one hour end.
  private struct Landing {
    /// The stage of the route that holds as the hour begins; `nil` where none does.
    let phase: Int?
    /// For how many seconds of the hour a set answers; sets by their position in the table.
    let seconds: [(set: Int, seconds: Int)]
  }

  /// Where the calls of a route end in each hour of a day.
  private func landings(
    of route: Route, on day: CivilDate, _ table: RoutingTable, _ sets: [String: Int]
  ) throws -> [Landing] {
    let whole = day.start..<day.start.adding(seconds: CivilInstant.secondsPerDay)
    let stretches = try table.timeline(of: route.number, within: whole).stretches
    return (0..<24).map { hour in
      let start = day.start.adding(seconds: hour * 3600)
      let span = start..<start.adding(seconds: 3600)
      return Landing(
        phase: route.shape.stages.firstIndex { $0.period.contains(start) },
        seconds: stretches.compactMap { stretch in
          let common = stretch.span.clamped(to: span)
          guard !common.isEmpty, let position = stretch.set.flatMap({ sets[$0] }) else {
            return nil
          }
          return (position, common.upperBound.wallSeconds - common.lowerBound.wallSeconds)
        })
    }
  }

  /// The Erlangs that land at each set in an hour, `nil` where no call comes to it; a line's calls
  /// spread evenly over the hour.
  private func load(
    on table: RoutingTable, _ hour: Int, _ landings: [[Landing]], _ calls: MonthlyCalls,
    erlangs: (_ calls: Int) -> Double
  ) -> [Double?] {
    var load: [Double?] = table.targetSets.map { _ in nil }
    for position in table.routes.indices {
      let landing = landings[position][hour]
      guard let phase = landing.phase, let calls = calls.counts[calls.starts[position] + phase]
      else { continue }
      let erlangs = erlangs(calls)
      for (set, seconds) in landing.seconds {
        load[set] = (load[set] ?? 0) + erlangs * Double(seconds) / 3600
      }
    }
    return load
  }

  private func witness(
    _ set: String, _ day: CivilDate, _ short: [(hour: Int, needed: Int)], seats: Int,
    _ table: RoutingTable
  ) -> CheckReport.Witness {
    let hours = short.map { day.start.adding(seconds: $0.hour * 3600) }
      .map { $0..<$0.adding(seconds: 3600) }
    return CheckReport.Witness(
      number: "", intervals: merged(hours),
      finding: Finding(
        .seatsShort(
          found: set, hours: words(for: hours), needed: short.map(\.needed).max() ?? 0, seats: seats
        ), at: table.targetSet(set)?.place ?? SourceLocation(file: "targets.csv")))
  }
}

/// The calls a month of the line of every stage.
private struct MonthlyCalls {
  /// For each route the position of its first stage.
  var starts: [Int] = []
  /// For each stage its line's calls; `nil` where nobody has counted.
  var counts: [Int?] = []

  init(of table: RoutingTable, _ traffic: CheckBasis.Traffic) {
    for route in table.routes {
      starts.append(counts.count)
      for phase in route.phases { counts.append(traffic.monthlyCalls[phase.line]) }
    }
  }
}

/// The seats a load needs, after Erlang's formula for callers who wait.
enum ErlangC {
  /// The fewest seats that answer `percent` of 100 calls within some seconds.
  static func seats(erlangs: Double, percent: Int, within seconds: Int, handling: Int) -> Int {
    guard erlangs > 0 else { return 0 }
    // Erlang B by its recurrence, one seat more each time: no factorials that overflow.
    var blocked = 1.0
    var seats = 0
    while seats < 100_000 {
      seats += 1
      blocked = erlangs * blocked / (Double(seats) + erlangs * blocked)
      guard Double(seats) > erlangs else { continue }
      let spare = Double(seats) - erlangs
      let waits = Double(seats) * blocked / (spare + erlangs * blocked)
      let late = waits * exponential(-spare * Double(seconds) / Double(handling))
      if late * 100 <= Double(100 - percent) { return seats }
    }
    return seats
  }

  /// e to a power of at most 0, by halving the power until the series is short.
  static func exponential(_ power: Double) -> Double {
    if power < -700 { return 0 }
    var halvings = 0
    var small = power
    while small < -0.5 {
      small /= 2
      halvings += 1
    }
    var term = 1.0
    var sum = 1.0
    for index in 1...20 {
      term *= small / Double(index)
      sum += term
    }
    for _ in 0..<halvings { sum *= sum }
    return sum
  }
}
