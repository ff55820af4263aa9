package import HotlineModel

/// R18: with any one address of any set down, every call is still served (R01 holds).
package struct SingleFault: RoutingCheck {
  package let id = "R18"

  /// The check.
  package init() {}

  package func title(in language: Language) -> String {
    language == .english ? "one address down loses no call" : "任一地址故障不丢来电"
  }

  package func report(on table: RoutingTable) throws -> CheckReport {
    var witnesses: [CheckReport.Witness] = []
    var faults = 0
    for set in table.targetSets {
      for member in set.enabledMembers {
        faults += 1
        // While a set has another address, it answers; alone, its fault is the whole set's.
        if set.enabledMembers.count > 1 { continue }
        for route in table.routes where table.reaches(set.id, from: route) {
          witnesses += try lost(route, member, of: set, table)
        }
      }
    }
    return CheckReport(
      self,
      examined: [
        .init(faults, "faults", "种故障"), .init(table.routes.count, "numbers", "个号码"),
      ], witnesses: witnesses)
  }

  private func lost(
    _ route: Route, _ member: TargetSet.Member, of set: TargetSet, _ table: RoutingTable
  ) throws -> [CheckReport.Witness] {
    guard let proof = table.proofSpan else { return [] }
    var found: [CallDisposition: [Range<CivilInstant>]] = [:]
    for phase in route.phases where phase.promisesDesks {
      guard let span = phase.period.clipped(to: proof) else { continue }
      let timeline = try table.timeline(of: route.number, within: span, down: [set.id])
      for stretch in timeline.stretches where !stretch.disposition.isSuccess {
        found[stretch.disposition, default: []].append(stretch.span)
      }
    }
    return found.sorted { $0.key.rawValue < $1.key.rawValue }.map { disposition, spans in
      CheckReport.Witness(
        number: route.number.text, intervals: merged(spans),
        finding: Finding(
          .singleFault, at: member.place,
          [
            "found": route.number.text, "member": member.uri, "set": set.id,
            "disposition": disposition.rawValue, "interval": words(for: spans),
          ]))
    }
  }
}

extension RoutingTable {
  /// Whether calls of a route can come to a set, over all numbers they go on to.
  func reaches(_ set: String, from route: Route, depth: Int = 0) -> Bool {
    guard depth < Self.depthLimit else { return false }
    let treatments = route.phases.compactMap(\.plan).compactMap(plan).flatMap(\.steps)
      .map(\.treatment)
    return treatments.contains { treatment in
      treatment.set == set
        || [treatment.nextNumber, treatment.overflow?.to].compactMap { $0 }
          .compactMap(self.route).contains { reaches(set, from: $0, depth: depth + 1) }
    }
  }
}
