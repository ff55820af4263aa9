package import Findings
import HotlineModel
package import Reports

/// R06: a number that runs beside 12345 (双号并行) reaches, at every minute, the desks 12345 reaches
/// – or its own desks, which overflow to 12345.
package struct SameAs12345: RoutingCheck {
  package let id = "R06"
  package let title = Words("dual numbers are served as 12345 is", "双号并行与12345同等服务")

  /// The check.
  package init() {}

  package func report(on table: RoutingTable) throws -> CheckReport {
    guard let proof = table.proofSpan,
      let platform = table.routes.first(where: { $0.number.text == HotlineNumber.platformCode })
    else {
      return CheckReport(self, examined: [], witnesses: [], missing: [.init("12345", "12345")])
    }
    let promised = try table.timeline(of: platform.number, within: proof)
    var witnesses: [CheckReport.Witness] = []
    var compared = 0
    let stages = try table.perShape { route in
      try route.shape.stages.enumerated().compactMap { index, stage -> Stage? in
        guard stage.mode == .dualNumber, stage.promisesDesks,
          let own = stage.period.clipped(to: proof)
        else { return nil }
        let desks = ownDesks(of: stage, table, platform: platform.number)
        let stretches = try table.timeline(of: route.number, within: own).stretches
        let other = stretches.filter { stretch in
          if let set = stretch.set, desks.contains(set) { return false }
          let promise = promised.stretch(at: stretch.span.lowerBound)
          return promise.map {
            $0.endsAs(stretch) && stretch.span.upperBound <= $0.span.upperBound
          } != true
        }
        return Stage(phase: index, compared: stretches.count, other: other.map(\.span))
      }
    }
    for (route, stages) in zip(table.routes, stages) {
      for stage in stages {
        compared += stage.compared
        if stage.other.isEmpty { continue }
        witnesses.append(
          CheckReport.Witness(
            number: route.number.text, intervals: merged(stage.other),
            finding: Finding(
              .servedOtherwise(found: route.number.text, interval: words(for: stage.other)),
              at: route.phases[stage.phase].place)))
      }
    }
    return CheckReport(
      self, examined: [.init(compared, "intervals compared with 12345", "个时段与12345比较")],
      witnesses: witnesses)
  }

  /// A stage in which a number runs beside 12345.
  private struct Stage {
    let phase: Int
    /// How many stretches of time were compared.
    let compared: Int
    /// When calls reach other desks than those of 12345 and the line's own.
    let other: [Range<CivilInstant>]
  }

  /// The line's own sets that pass on to 12345 what they cannot take.
  private func ownDesks(
    of stage: RouteShape.Stage, _ table: RoutingTable, platform: HotlineNumber
  ) -> Set<String> {
    let treatments = stage.plan.flatMap(table.plan)?.steps.map(\.treatment) ?? []
    return Set(treatments.filter { $0.overflow?.to == platform }.compactMap(\.set))
  }
}
