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
  /// For each line the position of its row.
  private let rows: [String: Int]
  let sets: [String: TargetSet]
  /// The routes that are finished, in the order of their numbers, 12345's first.
  var routes: [Route] = []
  /// The number whose lines are being added.
  private var open: (number: HotlineNumber, phases: [RoutePhase], carriers: [String])?
  /// Stages that many routes have.
  private var knownStages: [[RouteShape.Stage]: RouteShape] = [:]
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
    rows = Dictionary(
      zip(sheets.phases.lazy.map(\.line), sheets.phases.indices),
      uniquingKeysWith: { first, _ in first })
    sets = Dictionary(sheets.targetSets.map { ($0.id, $0) }) { first, _ in first }
    addPlatform(named: platformName)
  }

  /// The row of a line; `nil` where the sheet has none.
  func row(of line: String) -> RoutingSheets.LinePhases? { rows[line].map { sheets.phases[$0] } }

  /// 12345 has a plan of its own; without its queue no other line can be merged.
  private mutating func addPlatform(named name: String) {
    let row = row(of: HotlineNumber.platformCode)
    guard let row, let set = sets[row.set], set.kind == .platform else {
      let place = row?.place ?? SourceLocation(file: "phases.csv")
      findings.append(Finding(.platformQueueMissing, at: place))
      return
    }
    let plan = RoutePlan(id: "main", steps: [RoutePlan.Step(.answer(set: set.id))])
    plans[plan.id] = plan
    let stages = stages(
      [(.untouched, nil, nil), (.serving, row.cutover, plan.id)],
      of: (row.line, name, .outside), valid: .always, place: row.place)
    routes.append(route(platform, stages, []))
  }

  /// A route whose shape is kept once for all that have an equal one.
  private mutating func route(
    _ number: HotlineNumber, _ phases: [RoutePhase], _ carriers: [String]
  ) -> Route {
    var route = Route(number: number, phases: phases, carriers: carriers)
    if let known = knownStages[route.shape.stages] {
      route.share(known)
    } else {
      knownStages[route.shape.stages] = route.shape
    }
    return route
  }

  /// The position of the route of a number, of finished routes; `nil` where it has none.
  private func position(of number: HotlineNumber) -> Int? {
    let position = routes.partitioningIndex { number <= $0.number }
    return position < routes.count && routes[position].number == number ? position : nil
  }

  /// The route of a number, of finished routes; `nil` where it has none.
  func route(of number: HotlineNumber) -> Route? { position(of: number).map { routes[$0] } }

  /// Finishes the route of the number whose lines were added.
  private mutating func finishRoute() {
    guard let (number, phases, carriers) = open else { return }
    routes.append(route(number, phases, carriers))
    open = nil
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
    if let row = row(of: HotlineNumber.platformCode) { noteUnusedCells(ofPlatform: row) }
    checkCutovers()
    checkNumbersDialled()
  }

  /// Adds a line: a route where it is merged, an unrouted line where it is not.
  ///
  /// The lines of a number come one after the other.
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
    if open?.number != line.number { finishRoute() }
    var carriers = open?.carriers ?? []
    if carriers.isEmpty, Set(line.carriers).count == line.carriers.count {
      carriers = line.carriers
    } else {
      for carrier in line.carriers where !carriers.contains(carrier) { carriers.append(carrier) }
    }
    open = (line.number, (open?.phases ?? []) + stages, carriers)
  }

  /// Closes the table.
  mutating func table() throws -> RoutingTable {
    finishRoute()
    routes.sort { $0.number < $1.number }
    checkCalendar()
    checkPlatformIsThere()
    checkAddresses()
    joinUnroutedLines()
    checkOverlaps()
    guard !findings.contains(where: { $0.severity == .error }) else {
      throw Unusable(findings.filter { $0.severity == .error })
    }
    // The table has the routes alone, and changes them in place.
    var finished: [Route] = []
    swap(&finished, &routes)
    return RoutingTable(
      home: home, routes: finished, plans: Array(plans.values), targetSets: sheets.targetSets,
      announcements: sheets.announcements, unroutedLines: unroutedLines, calendar: calendar,
      protected: protected, findings: findings)
  }

  /// A line without a route whose number has one in another life stands in that route, so that
  /// the route tells when nothing is to be done.
  private mutating func joinUnroutedLines() {
    var left: [UnroutedLine] = []
    for line in unroutedLines {
      guard let position = position(of: line.number) else {
        left.append(line)
        continue
      }
      let route = routes[position]
      let phase = RoutePhase(
        line: line.line, name: line.name, mode: line.mode, kind: .untouched,
        period: line.period, plan: nil, place: line.place)
      routes[position] = self.route(route.number, route.phases + [phase], route.carriers)
    }
    unroutedLines = left
  }

  private mutating func checkOverlaps() {
    for route in routes {
      let stages = route.shape.stages
      for index in stages.indices.dropFirst()
      where stages[index - 1].period.endSeconds > stages[index].period.startSeconds {
        let (phase, next) = (route.phases[index - 1], route.phases[index])
        findings.append(
          Finding(
            .routesOverlap(line: next.line, other: phase.line, found: route.number.text),
            at: [next.place, phase.place]))
      }
    }
  }

  /// Plans that ask for the kind of day may hold only where the calendar knows it.
  private mutating func checkCalendar() {
    guard let end = calendar.end?.start,
      let start = CivilDate(year: calendar.years.lowerBound, month: 1, day: 1)?.start
    else { return }
    let asking = Set(plans.values.filter(needsCalendar).map(\.id))
    if asking.isEmpty { return }
    let told = Set(findings.lazy.filter { $0.code == .calendarTooShort }.compactMap(\.places.first))
    for route in routes
    where route.shape.stages.contains(where: { $0.plan.map(asking.contains) == true }) {
      for phase in inOrderOfLines(route.phases)
      where phase.plan.map(asking.contains) == true && !told.contains(phase.place) {
        let from = phase.period.from
        guard from == nil || from.map({ $0 < start || end <= $0 }) == true else { continue }
        findings.append(
          Finding(
            .calendarTooShort(
              found: from.map(String.init) ?? "-",
              expected: "\(calendar.years.lowerBound)–\(calendar.years.upperBound)"),
            at: phase.place))
      }
    }
  }

  private func needsCalendar(_ plan: RoutePlan) -> Bool {
    plan.steps.contains { step in
      step.hours.needsCalendar
        || step.treatment.set.flatMap { sets[$0] }?.hours.needsCalendar == true
    }
  }

  /// Calls that go on to 12345 must not come before 12345 is served by the table.
  private mutating func checkPlatformIsThere() {
    guard let row = row(of: HotlineNumber.platformCode), let served = row.cutover else { return }
    for route in routes where route.number != platform {
      let isEarly = { (from: CivilInstant?) in from.map { $0 < served } == true }
      guard route.shape.stages.contains(where: { $0.plan != nil && isEarly($0.period.from) })
      else { continue }
      let early = inOrderOfLines(route.phases).first { $0.plan != nil && isEarly($0.period.from) }
      guard let early, let from = early.period.from else { continue }
      findings.append(
        Finding(
          .platformLater(found: early.line, at: "\(from)", expected: "\(served)"),
          at: [early.place, row.place]))
    }
  }

  /// Phases by their lines, in the order in which the lines were added, each in time order.
  private func inOrderOfLines(_ phases: Route.Phases) -> [RoutePhase] {
    Dictionary(grouping: phases, by: \.line).sorted { $0.key < $1.key }.flatMap(\.value)
  }

  private static func number(_ text: String, home: AreaCode) throws -> HotlineNumber {
    do throws(NumberFailure) {
      return try HotlineNumber(parsing: text, home: home)
    } catch {
      preconditionFailure("\(text) is no number")
    }
  }
}
