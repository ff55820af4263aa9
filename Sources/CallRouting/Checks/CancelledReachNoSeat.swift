package import Findings
package import HotlineModel
package import Reports

/// R09: a number that is given up reaches, from its cutover on, no desk of the district or
/// department that gave it up; and no number has a route that nobody decided on.
package struct CancelledReachNoSeat: RoutingCheck {
  package let id = "R09"
  package let title = Words(
    "given-up numbers reach no old desk, no new numbers", "撤销号码不再接到原座席，没有新号码")
  /// The numbers somebody has decided on; `nil` where nobody gave them.
  package let approved: Set<HotlineNumber>?

  /// The check, with the numbers somebody has decided on.
  package init(approved: Set<HotlineNumber>? = nil) {
    self.approved = approved
  }

  package func report(on table: RoutingTable) throws -> CheckReport {
    var witnesses: [CheckReport.Witness] = []
    var phases = 0
    let stages = try table.perShape { try givenUp(by: $0, table) }
    for (route, stages) in zip(table.routes, stages) {
      if let approved, !approved.contains(route.number),
        route.number.text != HotlineNumber.platformCode
      {
        witnesses.append(
          CheckReport.Witness(
            number: route.number.text,
            finding: Finding(.numberNotApproved(found: route.number.text), at: route.place)))
      }
      phases += stages.count
      for (index, seats) in stages {
        witnesses += seats.map { set, spans in
          CheckReport.Witness(
            number: route.number.text, intervals: merged(spans),
            finding: Finding(
              .cancelledReachesSeat(
                found: route.number.text, set: set, interval: words(for: spans)),
              at: route.phases[index].place))
        }
      }
    }
    return CheckReport(
      self,
      examined: [
        .init(table.routes.count, "numbers", "个号码"),
        .init(phases, "stages of given-up numbers", "个撤销号码的阶段"),
      ], witnesses: witnesses,
      missing: approved == nil ? [.init("register", "台账")] : [])
  }

  /// The stages in which a number is given up, each with the old desks that calls reach and when.
  private func givenUp(
    by route: Route, _ table: RoutingTable
  ) throws -> [(phase: Int, seats: [(set: String, spans: [Range<CivilInstant>])])] {
    try route.shape.stages.enumerated().compactMap { index, stage in
      guard stage.mode == .fullMerge, stage.plan != nil else { return nil }
      guard let span = table.proofSpan.flatMap(stage.period.clipped) else { return (index, []) }
      return (index, try seats(of: route, within: span, table))
    }
  }

  private func seats(
    of route: Route, within span: Range<CivilInstant>, _ table: RoutingTable
  ) throws -> [(set: String, spans: [Range<CivilInstant>])] {
    let old = try table.timeline(of: route.number, within: span).stretches.filter {
      guard let kind = $0.set.flatMap(table.targetSet)?.kind else { return false }
      switch kind {
      case .district, .department, .subCenter, .trunk: return true
      case .platform, .announcement: return false
      }
    }
    return Dictionary(grouping: old) { $0.set ?? "" }.sorted { $0.key < $1.key }
      .map { ($0.key, $0.value.map(\.span)) }
  }
}
