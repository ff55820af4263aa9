package import Findings
import HotlineModel
package import Reports

/// R18: with any one machine down, that is any one address of any set, however it is written, every call is still served (R01 holds).
package struct SingleFault: RoutingCheck {
  package let id = "R18"
  package let title = Words("one address down loses no call", "任一地址故障不丢来电")

  /// The check.
  package init() {}

  package func report(on table: RoutingTable) throws -> CheckReport {
    var witnesses: [CheckReport.Witness] = []
    var faults = 0
    let callers = self.callers(of: table)
    for (machine, members) in machines(of: table) {
      faults += 1
      // While a set has another machine, it answers; alone, its fault is the whole set's.
      let down = members.filter { set, _ in
        set.enabledMembers.allSatisfy { $0.machine == machine }
      }
      let sets = Set(down.map(\.set.id))
      var lost = ShapeCache<[Loss]>()
      var seen: Set<Int32> = []
      for (set, member) in down {
        for position in callers[set.id] ?? []
        where seen.insert(table.firstRoute(ofNumberAt: position)).inserted {
          let route = table.routes[Int(position)]
          let found = try lost.value(for: route.shape) {
            try losses(of: route, down: sets, table)
          }
          witnesses += found.map { witness($0, route, set, member) }
        }
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

  /// Every machine, however its addresses are written, with the sets that it answers for.
  private func machines(
    of table: RoutingTable
  ) -> [(machine: String, members: [(set: TargetSet, member: TargetSet.Member)])] {
    var order: [String] = []
    var machines: [String: [(set: TargetSet, member: TargetSet.Member)]] = [:]
    for set in table.targetSets {
      for member in set.enabledMembers {
        let machine = member.machine
        if machines[machine] == nil { order.append(machine) }
        if machines[machine]?.last?.set.id == set.id { continue }
        machines[machine, default: []].append((set, member))
      }
    }
    return order.map { ($0, machines[$0] ?? []) }
  }

  /// For each set the positions of the routes whose calls can come to it.
  private func callers(of table: RoutingTable) -> [String: [Int32]] {
    var callers: [String: [Int32]] = [:]
    for (position, sets) in zip(0..., table.perShape(table.setsReached)) {
      for set in sets { callers[set, default: []].append(Int32(position)) }
    }
    return callers
  }

  private func losses(of route: Route, down sets: Set<String>, _ table: RoutingTable) throws
    -> [Loss]
  {
    guard let proof = table.proofSpan else { return [] }
    var found: [CallDisposition: [Range<CivilInstant>]] = [:]
    for stage in route.shape.stages where stage.promisesDesks {
      guard let span = stage.period.clipped(to: proof) else { continue }
      let timeline = try table.timeline(of: route.number, within: span, down: sets)
      for stretch in timeline.stretches where !stretch.disposition.isSuccess {
        found[stretch.disposition, default: []].append(stretch.span)
      }
    }
    return found.sorted { $0.key.rawValue < $1.key.rawValue }.map { ($0.key, $0.value) }
  }

  private func witness(
    _ loss: Loss, _ route: Route, _ set: TargetSet, _ member: TargetSet.Member
  ) -> CheckReport.Witness {
    CheckReport.Witness(
      number: route.number.text, intervals: merged(loss.spans),
      finding: Finding(
        .singleFault(
          member: member.uri, found: route.number.text, disposition: loss.disposition.rawValue,
          interval: words(for: loss.spans), set: set.id), at: member.place))
  }
}

extension RoutingTable {
  /// The position of the first route of the number that the route at a position has.
  fileprivate func firstRoute(ofNumberAt position: Int32) -> Int32 {
    var first = Int(position)
    while first > 0, routes[first - 1].number == routes[first].number { first -= 1 }
    return Int32(first)
  }

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
