package import Findings
package import HotlineModel

/// The vendor-neutral routing table: what every number does at every instant.
///
/// Exporters render it, checks prove it, `trace` follows one call through it. Numbers that are
/// protected, linked only, outside or undecided have no route in it at all.
package struct RoutingTable: Hashable, Sendable {
  /// The area whose numbers are dialled bare.
  package let home: AreaCode
  /// The routes, in the order of their numbers.
  package let routes: [Route]
  /// The plans the routes name, in the order of their ids.
  package let plans: [RoutePlan]
  /// The target sets the plans name, in the order of their ids.
  package let targetSets: [TargetSet]
  /// The announcements the plans name, in the order of their ids.
  package let announcements: [Announcement]
  /// The lines nothing of ours touches, in the order of their numbers.
  package let unroutedLines: [UnroutedLine]
  /// The days that are worked.
  package let calendar: WorkingCalendar
  /// The numbers nothing may touch.
  package let protected: ProtectedNumbers
  /// What a person should know of the table: lines that were left out, say.
  package let findings: [Finding]

  private let plansByID: [String: RoutePlan]
  private let setsByID: [String: TargetSet]
  private let numbersBySet: [String: [HotlineNumber]]
  private let unroutedLinesByNumber: [HotlineNumber: [UnroutedLine]]
  /// An area that is not the home area: what its callers dial bare is another number.
  let elsewhere: AreaCode?
  /// The time for which the table can be proven: from the first cutover to the calendar's end.
  package let proofSpan: Range<CivilInstant>?

  /// A table of given parts, put into their order; nothing is checked here.
  package init(
    home: AreaCode, routes: [Route], plans: [RoutePlan], targetSets: [TargetSet],
    announcements: [Announcement], unroutedLines: [UnroutedLine], calendar: WorkingCalendar,
    protected: ProtectedNumbers, findings: [Finding] = []
  ) {
    self.home = home
    self.plans = plans.sorted { $0.id < $1.id }
    self.targetSets = targetSets.sorted { $0.id < $1.id }
    self.announcements = announcements.sorted { $0.id < $1.id }
    self.unroutedLines = unroutedLines.sorted { ($0.number, $0.line) < ($1.number, $1.line) }
    self.calendar = calendar
    self.protected = protected
    self.findings = findings
    plansByID = Dictionary(plans.map { ($0.id, $0) }) { first, _ in first }
    setsByID = Dictionary(targetSets.map { ($0.id, $0) }) { first, _ in first }
    unroutedLinesByNumber = Dictionary(grouping: self.unroutedLines, by: \.number)
    proofSpan = Self.proofSpan(of: routes, calendar)
    let numbersBySet = setsByID.mapValues { set in
      set.enabledMembers.compactMap { try? HotlineNumber(parsing: $0.user, home: home) }
    }
    self.numbersBySet = numbersBySet
    let treatments = plans.flatMap(\.steps).map(\.treatment)
    let named = treatments.flatMap { [$0.nextNumber, $0.overflow?.to].compactMap { $0 } }
    let apart = Set(named).union(numbersBySet.values.joined())
    var routes = routes
    routes.sort { $0.number < $1.number }
    Self.internShapes(of: &routes) { apart.contains($0) || protected.contains($0) }
    self.routes = routes
    elsewhere = ["010", "020"].compactMap { AreaCode($0) }.first { $0 != home }
  }

  private static func proofSpan(
    of routes: [Route], _ calendar: WorkingCalendar
  ) -> Range<CivilInstant>? {
    guard let end = calendar.end?.start,
      let known = CivilDate(year: calendar.years.lowerBound, month: 1, day: 1)?.start
    else { return nil }
    var first: CivilInstant?
    for route in routes {
      for stage in route.shape.stages where stage.plan != nil {
        guard let from = stage.period.from else { continue }
        first = min(first ?? from, from)
      }
    }
    let start = first ?? known
    return start < end ? start..<end : nil
  }

  /// The plan of an id.
  package func plan(_ id: String) -> RoutePlan? { plansByID[id] }
  /// The target set of an id.
  package func targetSet(_ id: String) -> TargetSet? { setsByID[id] }
  /// The numbers that are dialled at a set's enabled addresses, where they are numbers.
  func numbersDialled(at set: String) -> [HotlineNumber] { numbersBySet[set] ?? [] }
  /// The announcement of an id.
  package func announcement(_ id: String) -> Announcement? {
    announcements.first { $0.id == id }
  }
  /// The route of a number.
  package func route(_ number: HotlineNumber) -> Route? {
    let position = routes.partitioningIndex { number <= $0.number }
    return position < routes.count && routes[position].number == number ? routes[position] : nil
  }
  /// The lines without a route that have a number.
  func unroutedLines(_ number: HotlineNumber) -> [UnroutedLine] {
    unroutedLinesByNumber[number] ?? []
  }
  /// The line without a route that holds a number at an instant.
  package func unroutedLine(_ number: HotlineNumber, at instant: CivilInstant) -> UnroutedLine? {
    unroutedLines(number).first { $0.period.contains(instant) }
  }
}
