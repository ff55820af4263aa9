package import HotlineModel

/// R06: a number that runs beside 12345 (双号并行) reaches, at every minute, the desks 12345 reaches
/// – or its own desks, which overflow to 12345.
package struct SameAs12345: RoutingCheck {
  package let id = "R06"

  /// The check.
  package init() {}

  package func title(in language: Language) -> String {
    language == .english ? "dual numbers are served as 12345 is" : "双号并行与12345同等服务"
  }

  package func report(on table: RoutingTable) throws -> CheckReport {
    guard let proof = table.proofSpan,
      let platform = table.routes.first(where: { $0.number.text == HotlineNumber.platformCode })
    else {
      return CheckReport(self, examined: [], witnesses: [], missing: [.init("12345", "12345")])
    }
    let promised = try table.timeline(of: platform.number, within: proof).stretches
    var witnesses: [CheckReport.Witness] = []
    var compared = 0
    for route in table.routes {
      for phase in route.phases where phase.mode == .dualNumber && phase.promisesDesks {
        guard let own = phase.period.clipped(to: proof) else { continue }
        let desks = ownDesks(of: phase, table, platform: platform.number)
        let stretches = try table.timeline(of: route.number, within: own).stretches
        compared += stretches.count
        let other = stretches.filter { stretch in
          if let set = stretch.set, desks.contains(set) { return false }
          return !promised.contains { promise in
            promise.set == stretch.set && promise.disposition == stretch.disposition
              && promise.span.lowerBound <= stretch.span.lowerBound
              && stretch.span.upperBound <= promise.span.upperBound
          }
        }
        if other.isEmpty { continue }
        witnesses.append(
          CheckReport.Witness(
            number: route.number.text, intervals: merged(other.map(\.span)),
            finding: Finding(
              .servedOtherwise, at: phase.place,
              ["found": route.number.text, "interval": words(for: other.map(\.span))])))
      }
    }
    return CheckReport(
      self, examined: [.init(compared, "intervals compared with 12345", "个时段与12345比较")],
      witnesses: witnesses)
  }

  /// The line's own sets that pass on to 12345 what they cannot take.
  private func ownDesks(
    of phase: RoutePhase, _ table: RoutingTable, platform: HotlineNumber
  ) -> Set<String> {
    let treatments = phase.plan.flatMap(table.plan)?.steps.map(\.treatment) ?? []
    return Set(treatments.filter { $0.overflow?.to == platform }.compactMap(\.set))
  }
}
