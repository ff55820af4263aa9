package import Findings
import HotlineModel
package import Reports

/// R07: a sub-center keeps its own desks; calls transfer both ways; what its desks cannot take –
/// busy, silent, down or closed – goes to 12345, and 12345 never sends it back.
package struct SubCenterEdges: RoutingCheck {
  package let id = "R07"
  package let title = Words("sub-centers transfer and overflow", "分中心双向转接、溢出到12345")
  /// The longest time own desks may ring, in seconds; `nil` where nobody has set a limit.
  package let ringLimit: Int?

  /// The check, with a limit on ringing.
  package init(ringLimit: Int? = nil) {
    self.ringLimit = ringLimit
  }

  package func report(on table: RoutingTable) throws -> CheckReport {
    let platform = table.routes.first { $0.number.text == HotlineNumber.platformCode }
    var witnesses: [CheckReport.Witness] = []
    var centers = 0
    for route in table.routes {
      witnesses += route.phases.filter { $0.mode != .subCenter }.compactMap { phase in
        longRing(of: phase, route, table)
      }
      for phase in route.phases where phase.mode == .subCenter && phase.kind == .serving {
        centers += 1
        witnesses += try faults(of: phase, route, table, platform).map { reason in
          CheckReport.Witness(
            number: route.number.text,
            finding: Finding(
              .subCenterEdge(found: route.number.text, reason: reason), at: phase.place))
        }
      }
    }
    return CheckReport(
      self,
      examined: [
        .init(centers, "sub-centers", "个分中心"), .init(centers * 4, "overflow causes", "种溢出情形"),
      ], witnesses: witnesses,
      missing: ringLimit == nil ? [.init("ring_limit_seconds", "ring_limit_seconds 参数")] : [])
  }

  /// The ring limit holds for the desks of dual-number lines too.
  private func longRing(
    of phase: RoutePhase, _ route: Route, _ table: RoutingTable
  ) -> CheckReport.Witness? {
    let treatments = phase.plan.flatMap(table.plan)?.steps.map(\.treatment) ?? []
    guard let ringLimit, let own = treatments.first(where: { $0.overflow != nil }),
      let set = own.set, let seconds = own.overflow?.ringSeconds, seconds > ringLimit
    else { return nil }
    return CheckReport.Witness(
      number: route.number.text,
      finding: Finding(
        .ringsTooLong(set: set, found: route.number.text, seconds: seconds, limit: ringLimit),
        at: phase.place))
  }

  private func faults(
    of phase: RoutePhase, _ route: Route, _ table: RoutingTable, _ platform: Route?
  ) throws -> [String] {
    let steps = phase.plan.flatMap(table.plan)?.steps ?? []
    guard let own = steps.first(where: { $0.treatment.overflow != nil }),
      let set = own.treatment.set, let overflow = own.treatment.overflow
    else { return ["there is no transfer to desks of its own with an overflow"] }
    var faults: [String] = []
    if table.targetSet(set)?.kind != .subCenter { faults.append("\(set) is no sub-center's set") }
    if overflow.to != platform?.number { faults.append("\(set) overflows to \(overflow.to)") }
    if let ringLimit, !(1...ringLimit).contains(overflow.ringSeconds) {
      faults.append("\(set) rings \(overflow.ringSeconds) s, the limit is \(ringLimit)")
    }
    let others = platform?.phases.compactMap(\.plan).compactMap(table.plan).flatMap(\.steps) ?? []
    if others.contains(where: {
      $0.treatment.set == set || $0.treatment.overflow?.to == route.number
    }) {
      faults.append("12345 sends calls back to it")
    }
    guard let proof = table.proofSpan, let span = phase.period.clipped(to: proof) else {
      return faults
    }
    let withoutDesks = try table.timeline(of: route.number, within: span, down: [set]).stretches
    if let lost = withoutDesks.first(where: { $0.disposition != .answeredBy12345 }) {
      faults.append("with \(set) down calls end as \(lost.disposition.rawValue)")
    }
    faults += try transfers(between: route, and: platform, set, open: own.hours, span, table)
    let closed = try table.timeline(of: route.number, within: span).stretches
    if let lost = closed.first(where: { $0.set != set && $0.disposition != .answeredBy12345 }) {
      faults.append("while \(set) is closed calls end as \(lost.disposition.rawValue)")
    }
    return faults
  }

  /// A desk of 12345 reaches the center's desks while they are open, and a desk of the center
  /// reaches 12345.
  private func transfers(
    between route: Route, and platform: Route?, _ set: String, open hours: ServiceHours,
    _ span: Range<CivilInstant>, _ table: RoutingTable
  ) throws -> [String] {
    guard let opening = hours.openings(within: span, in: table.calendar)?.first?.lowerBound else {
      return ["\(set) is never open"]
    }
    let there = try table.trace(dial: route.number.text, at: opening, from: .seat)
    let back = try table.trace(
      dial: platform?.number.text ?? HotlineNumber.platformCode, at: opening, from: .subCenter)
    return (there.set == set ? [] : ["a transfer from 12345 ends as \(there.disposition.rawValue)"])
      + (back.disposition == .answeredBy12345
        ? [] : ["a transfer to 12345 ends as \(back.disposition.rawValue)"])
  }
}
