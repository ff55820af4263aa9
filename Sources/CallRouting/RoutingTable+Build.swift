import Findings
package import HotlineModel

extension RoutingTable {
  /// Makes the table from the decisions and the routing sheets.
  ///
  /// What nobody decided, and what is protected, linked only or outside, gets no route. A
  /// decided line whose sheets are not complete gets no route either, and a finding
  /// (`HL5101`–`HL5103`): its present route stands until the sheets say more.
  ///
  /// - Throws: `Unusable` with all errors at once: a sheet that would touch a protected number
  ///   (`HL5001`) or a line that is not merged (`HL5002`), names that nothing bears, phases out
  ///   of order, a year the calendar does not know, no queue for 12345.
  package init(
    decisions: [Decision], sheets: RoutingSheets, calendar: WorkingCalendar,
    protected: ProtectedNumbers, home: AreaCode
  ) throws {
    let platform = decisions.first { $0.line.id == HotlineNumber.platformCode }
    var builder = try RouteBuilder(
      sheets: sheets, calendar: calendar, protected: protected, home: home,
      platformName: platform?.line.name ?? HotlineNumber.platformCode)
    builder.checkSheets(against: decisions)
    // Positions are sorted, not the decisions: there is much to a decision.
    let order = decisions.indices.sorted {
      let (line, other) = (decisions[$0].line, decisions[$1].line)
      return line.number == other.number ? line.id < other.id : line.number < other.number
    }
    for position in order { builder.add(decisions[position]) }
    self = try builder.table()
  }
}

/// Takes decisions in one by one and gives a table at the end.
struct RouteBuilder {
  let sheets: RoutingSheets
  let calendar: WorkingCalendar
  let protected: ProtectedNumbers
  let home: AreaCode
  let platform: HotlineNumber
  let phasesByLine: [String: RoutingSheets.LinePhases]
  let sets: [String: TargetSet]
  var phases: [HotlineNumber: [RoutePhase]] = [:]
  var carriers: [HotlineNumber: [String]] = [:]
  var plans: [String: RoutePlan] = [:]
  var unroutedLines: [UnroutedLine] = []
  var findings: [Finding] = []

  init(
    sheets: RoutingSheets, calendar: WorkingCalendar, protected: ProtectedNumbers,
    home: AreaCode, platformName: String
  ) throws {
    self.sheets = sheets
    self.calendar = calendar
    self.protected = protected
    self.home = home
    platform = try Self.number(HotlineNumber.platformCode, home: home)
    phasesByLine = Dictionary(sheets.phases.map { ($0.line, $0) }) { first, _ in first }
    sets = Dictionary(sheets.targetSets.map { ($0.id, $0) }) { first, _ in first }
    addPlatform(named: platformName)
  }

  /// 12345 has a plan of its own; without its queue no other line can be merged.
  private mutating func addPlatform(named name: String) {
    guard let row = phasesByLine[HotlineNumber.platformCode], let set = sets[row.set],
      set.kind == .platform
    else {
      let row = phasesByLine[HotlineNumber.platformCode]
      let place = row?.place ?? SourceLocation(file: "phases.csv")
      findings.append(Finding(.platformQueueMissing, at: place))
      return
    }
    let plan = RoutePlan(id: "main", steps: [RoutePlan.Step(.answer(set: set.id))])
    plans[plan.id] = plan
    phases[platform] = stages(
      [(.untouched, nil, nil), (.serving, row.cutover, plan.id)],
      of: (row.line, name, .outside), valid: .always, place: row.place)
  }

  /// What the sheets name that they must not name.
  mutating func checkSheets(against decisions: [Decision]) {
    let positions = Dictionary(
      zip(decisions.lazy.map(\.line.id), decisions.indices), uniquingKeysWith: { first, _ in first }
    )
    for row in sheets.phases where row.line != HotlineNumber.platformCode {
      let number = try? HotlineNumber(
        parsing: row.line.prefix { $0 != "@" }, home: home)
      if let number, protected.contains(number) {
        findings.append(Finding(.protectedTouched(found: row.line), at: row.place))
      } else if let decision = positions[row.line].map({ decisions[$0] }) {
        if decision.mode.changesRouting {
          noteUnusedCells(of: row, decision)
          continue
        }
        findings.append(
          Finding(
            .lineNotToBeRouted(found: row.line, mode: decision.mode.rawValue),
            at: [row.place, decision.line.place]))
      } else {
        findings.append(Finding(.routedLineUnknown(found: row.line), at: row.place))
      }
    }
    if let row = phasesByLine[HotlineNumber.platformCode] { noteUnusedCells(ofPlatform: row) }
    checkCutovers()
    checkNumbersDialled()
  }

  /// Takes a line in: a route where it is merged, an unrouted line where it is not.
  mutating func add(_ decision: Decision) {
    let line = decision.line
    if line.number == platform { return }
    if decision.mode.changesRouting, protected.contains(line.number) {
      findings.append(Finding(.protectedTouched(found: line.id), at: line.place))
      return
    }
    let valid = Period(first: line.validFrom, last: line.validTo)
    guard let stages = stages(of: decision, valid: valid) else {
      unroutedLines.append(
        UnroutedLine(
          line: line.id, number: line.number, name: line.name, mode: decision.mode,
          period: valid, place: line.place))
      return
    }
    phases[line.number, default: []] += stages
    for carrier in line.carriers where carriers[line.number]?.contains(carrier) != true {
      carriers[line.number, default: []].append(carrier)
    }
  }

  /// Closes the table.
  mutating func table() throws -> RoutingTable {
    let numbers = phases.keys.sorted()
    checkCalendar(of: numbers)
    checkPlatformIsThere(before: numbers)
    checkAddresses()
    let routes = joinUnroutedLines(to: numbers)
    checkOverlaps(routes)
    guard !findings.contains(where: { $0.severity == .error }) else {
      throw Unusable(findings.filter { $0.severity == .error })
    }
    return RoutingTable(
      home: home, routes: routes, plans: Array(plans.values), targetSets: sheets.targetSets,
      announcements: sheets.announcements, unroutedLines: unroutedLines, calendar: calendar,
      protected: protected, findings: findings)
  }

  /// A line without a route whose number has one in another life stands in that route, so that
  /// the route tells when nothing is to be done.
  private mutating func joinUnroutedLines(to numbers: [HotlineNumber]) -> [Route] {
    let joined = unroutedLines.filter { phases[$0.number] != nil }
    for line in joined {
      phases[line.number]?.append(
        RoutePhase(
          line: line.line, name: line.name, mode: line.mode, kind: .untouched,
          period: line.period, plan: nil, place: line.place))
    }
    unroutedLines.removeAll { phases[$0.number] != nil }
    return numbers.map {
      Route(number: $0, phases: phases[$0] ?? [], carriers: carriers[$0] ?? [])
    }
  }

  private mutating func checkOverlaps(_ routes: [Route]) {
    for route in routes {
      for (phase, next) in zip(route.phases, route.phases.dropFirst())
      where phase.period.endSeconds > next.period.startSeconds {
        findings.append(
          Finding(
            .routesOverlap(line: next.line, other: phase.line, found: route.number.text),
            at: [next.place, phase.place]))
      }
    }
  }

  /// Plans that ask for the kind of day may hold only where the calendar knows it.
  private mutating func checkCalendar(of numbers: [HotlineNumber]) {
    guard let end = calendar.end?.start,
      let start = CivilDate(year: calendar.years.lowerBound, month: 1, day: 1)?.start
    else { return }
    let asking = Set(plans.values.filter(needsCalendar).map(\.id))
    if asking.isEmpty { return }
    let told = Set(findings.lazy.filter { $0.code == .calendarTooShort }.compactMap(\.places.first))
    for phase in numbers.lazy.flatMap({ [phases] in phases[$0] ?? [] })
    where phase.plan.map(asking.contains) == true && !told.contains(phase.place) {
      let from = phase.period.from
      guard from == nil || from.map({ $0 < start || end <= $0 }) == true else { continue }
      findings.append(
        Finding(
          .calendarTooShort(
            found: from.map(String.init) ?? "-",
            expected: "\(calendar.years.lowerBound)–\(calendar.years.upperBound)"), at: phase.place)
      )
    }
  }

  private func needsCalendar(_ plan: RoutePlan) -> Bool {
    plan.steps.contains { step in
      step.hours.needsCalendar
        || step.treatment.set.flatMap { sets[$0] }?.hours.needsCalendar == true
    }
  }

  /// Calls that go on to 12345 must not come before 12345 is served by the table.
  private mutating func checkPlatformIsThere(before numbers: [HotlineNumber]) {
    guard let row = phasesByLine[HotlineNumber.platformCode], let served = row.cutover else {
      return
    }
    for number in numbers where number != platform {
      for stage in phases[number] ?? [] where stage.plan != nil {
        guard let from = stage.period.from, from < served else { continue }
        findings.append(
          Finding(
            .platformLater(found: stage.line, at: "\(from)", expected: "\(served)"),
            at: [stage.place, row.place]))
        break
      }
    }
  }

  private static func number(_ text: String, home: AreaCode) throws -> HotlineNumber {
    do throws(NumberFailure) {
      return try HotlineNumber(parsing: text, home: home)
    } catch {
      preconditionFailure("\(text) is no number")
    }
  }
}
