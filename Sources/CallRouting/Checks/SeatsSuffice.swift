package import HotlineModel

/// R14: in every hour the desks suffice, by Erlang C, from the traffic the register tells.
///
/// A warning where they do not, since traffic is an estimate.
package struct SeatsSuffice: RoutingCheck {
  package let id = "R14"
  /// What is known of calls and desks; `nil` where nobody gave it.
  package let traffic: CheckBasis.Traffic?
  /// The limits.
  package let parameters: CheckParameters

  /// The check, with what is known of calls and desks.
  package init(traffic: CheckBasis.Traffic?, parameters: CheckParameters) {
    self.traffic = traffic
    self.parameters = parameters
  }

  package func title(in language: Language) -> String {
    language == .english ? "seats suffice in every hour" : "每小时座席足够"
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
    for day in days(of: table, within: proof) {
      let works = table.calendar.isWorkingDay(day) == true
      let profile = works ? traffic.workdays : traffic.restdays
      var short: [String: [(hour: Int, needed: Int)]] = [:]
      for (hour, share) in profile.enumerated() {
        let load = try load(on: table, day, hour, share: share, traffic, handling: handling)
        for (set, erlangs) in load.sorted(by: { $0.key < $1.key }) {
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
    let unknown = Set(table.routes.flatMap(\.phases).filter { $0.plan != nil }.map(\.line))
      .count { traffic.monthlyCalls[$0] == nil }
    return CheckReport(
      self,
      examined: [
        .init(hours, "set × hour", "个目标集×小时"),
        .init(unknown, "lines without known traffic", "条话务量未知的热线"),
      ], witnesses: witnesses)
  }

  /// For every stage of the merger its first worked and its first free day.
  private func days(of table: RoutingTable, within proof: Range<CivilInstant>) -> [CivilDate] {
    let edges = Set(
      [proof.lowerBound]
        + table.routes.flatMap(\.phases).compactMap(\.period.from).filter(proof.contains))
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

  /// The Erlangs that land at each set in an hour; a line's calls spread evenly over the hour.
  private func load(
    on table: RoutingTable, _ day: CivilDate, _ hour: Int, share: Double,
    _ traffic: CheckBasis.Traffic, handling: Int
  ) throws -> [String: Double] {
    let start = day.start.adding(seconds: hour * 3600)
    let span = start..<start.adding(seconds: 3600)
    var load: [String: Double] = [:]
    for route in table.routes {
      guard let line = route.phase(at: start)?.line, let calls = traffic.monthlyCalls[line] else {
        continue
      }
      let erlangs = Double(calls) / 30 * share * Double(handling) / 3600
      for stretch in try table.timeline(of: route.number, within: span).stretches {
        guard let set = stretch.set else { continue }
        let seconds = stretch.span.upperBound.wallSeconds - stretch.span.lowerBound.wallSeconds
        load[set, default: 0] += erlangs * Double(seconds) / 3600
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
        .seatsShort, at: table.targetSet(set)?.place ?? SourceLocation(file: "targets.csv"),
        [
          "found": set, "hours": words(for: hours),
          "needed": "\(short.map(\.needed).max() ?? 0)", "seats": "\(seats)",
        ]))
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
