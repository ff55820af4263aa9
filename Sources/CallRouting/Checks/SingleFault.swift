package import Findings
import HotlineModel
package import Reports

/// R18: with any one address of any set down, every call is still served (R01 holds).
package struct SingleFault: RoutingCheck {
  package let id = "R18"
  package let title = Words("one address down loses no call", "任一地址故障不丢来电")

  /// The check.
  package init() {}

  package func report(on table: RoutingTable) throws -> CheckReport {
    var witnesses: [CheckReport.Witness] = []
    var faults = 0
    let callers = self.callers(of: table)
    for set in table.targetSets {
      faults += set.enabledMembers.count
      // While a set has another address, it answers; alone, its fault is the whole set's.
      guard set.enabledMembers.count == 1 else { continue }
      var lost = ShapeCache<[Loss]>()
      for route in callers[set.id] ?? [] {
        let found = try lost.value(for: route.shape) { try losses(of: route, down: set, table) }
        witnesses += found.map { witness($0, route, set) }
      }
    }
    return CheckReport(
      self,
      examined: [
        .init(faults, "faults", "种故障"), .init(table.routes.count, "numbers", "个号码"),
      ], witnesses: witnesses)
  }

  /// One way in which calls are lost, with all its times.
  private typealias Loss = (disposition: CallDisposition, spans: [Range<CivilInstant>])

  /// For each set the routes whose calls can come to it.
  private func callers(of table: RoutingTable) -> [String: [Route]] {
    var callers: [String: [Route]] = [:]
    for (route, sets) in zip(table.routes, table.perShape(table.setsReached)) {
      for set in sets { callers[set, default: []].append(route) }
    }
    return callers
  }

  private func losses(of route: Route, down set: TargetSet, _ table: RoutingTable) throws -> [Loss]
  {
    guard let proof = table.proofSpan else { return [] }
    var found: [CallDisposition: [Range<CivilInstant>]] = [:]
    for stage in route.shape.stages where stage.promisesDesks {
      guard let span = stage.period.clipped(to: proof) else { continue }
      let timeline = try table.timeline(of: route.number, within: span, down: [set.id])
      for stretch in timeline.stretches where !stretch.disposition.isSuccess {
        found[stretch.disposition, default: []].append(stretch.span)
      }
    }
    return found.sorted { $0.key.rawValue < $1.key.rawValue }.map { ($0.key, $0.value) }
  }

  private func witness(_ loss: Loss, _ route: Route, _ set: TargetSet) -> CheckReport.Witness {
    let member = set.enabledMembers[0]
    return CheckReport.Witness(
      number: route.number.text, intervals: merged(loss.spans),
      finding: Finding(
        .singleFault(
          member: member.uri, found: route.number.text, disposition: loss.disposition.rawValue,
          interval: words(for: loss.spans), set: set.id), at: member.place))
  }
}

extension RoutingTable {
  /// The sets that calls of a route can come to, over all numbers they go on to.
  func setsReached(from route: Route) -> Set<String> { setsReached(from: route, depth: 0) }

  private func setsReached(from route: Route, depth: Int) -> Set<String> {
    guard depth < Self.depthLimit else { return [] }
    var sets: Set<String> = []
    for plan in Set(route.shape.stages.compactMap(\.plan)) {
      for treatment in self.plan(plan)?.steps.map(\.treatment) ?? [] {
        if let set = treatment.set { sets.insert(set) }
        for next in [treatment.nextNumber, treatment.overflow?.to].compactMap({ $0 }) {
          guard let route = self.route(next) else { continue }
          sets.formUnion(setsReached(from: route, depth: depth + 1))
        }
      }
    }
    return sets
  }
}
