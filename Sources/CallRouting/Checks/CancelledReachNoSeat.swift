package import HotlineModel

/// R09: a number that is given up reaches, from its cutover on, no desk of the district or
/// department that gave it up; and no number has a route that nobody decided on.
package struct CancelledReachNoSeat: RoutingCheck {
  package let id = "R09"
  /// The numbers somebody has decided on; `nil` where nobody gave them.
  package let approved: Set<HotlineNumber>?

  /// The check, with the numbers somebody has decided on.
  package init(approved: Set<HotlineNumber>? = nil) {
    self.approved = approved
  }

  package func title(in language: Language) -> String {
    language == .english
      ? "given-up numbers reach no old desk, no new numbers" : "撤销号码不再接到原座席，没有新号码"
  }

  package func report(on table: RoutingTable) throws -> CheckReport {
    var witnesses: [CheckReport.Witness] = []
    var phases = 0
    for route in table.routes {
      if let approved, !approved.contains(route.number),
        route.number.text != HotlineNumber.platformCode
      {
        witnesses.append(
          CheckReport.Witness(
            number: route.number.text,
            finding: Finding(.numberNotApproved, at: route.place, ["found": route.number.text])))
      }
      for phase in route.phases where phase.mode == .fullMerge && phase.plan != nil {
        phases += 1
        guard let span = table.proofSpan.flatMap(phase.period.clipped) else { continue }
        witnesses += try seats(of: route, phase, span, table)
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

  private func seats(
    of route: Route, _ phase: RoutePhase, _ span: Range<CivilInstant>, _ table: RoutingTable
  ) throws -> [CheckReport.Witness] {
    let old = try table.timeline(of: route.number, within: span).stretches.filter {
      guard let kind = $0.set.flatMap(table.targetSet)?.kind else { return false }
      switch kind {
      case .district, .department, .subCenter, .trunk: return true
      case .platform, .announcement: return false
      }
    }
    return Dictionary(grouping: old) { $0.set ?? "" }.sorted { $0.key < $1.key }.map { set, found in
      CheckReport.Witness(
        number: route.number.text, intervals: merged(found.map(\.span)),
        finding: Finding(
          .cancelledReachesSeat, at: phase.place,
          [
            "found": route.number.text, "set": set, "interval": words(for: found.map(\.span)),
          ]))
    }
  }
}
