package import HotlineModel

extension RoutingTable {
  /// Every day of the years in which some step asks which days are worked.
  package var daysAsked: [CivilDate] {
    let asking = Set(
      plans.filter { plan in plan.steps.contains { $0.hours.needsCalendar } }.map(\.id))
    if asking.isEmpty { return [] }
    let known = calendar.years
    let years = routes.flatMap(\.phases).filter { $0.plan.map(asking.contains) == true }.map {
      (
        $0.period.from?.date.year ?? known.lowerBound,
        $0.period.until?.adding(seconds: -1).date.year ?? known.upperBound
      )
    }
    guard let first = years.map(\.0).min(), let last = years.map(\.1).max(),
      let start = CivilDate(year: max(first, known.lowerBound), month: 1, day: 1),
      let end = CivilDate(year: min(last, known.upperBound) + 1, month: 1, day: 1)
    else { return [] }
    guard start < end else { return [] }
    return (start.dayNumber..<end.dayNumber).map(CivilDate.init(dayNumber:))
  }
}
