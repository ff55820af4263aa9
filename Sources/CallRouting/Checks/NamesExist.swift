package import Findings
import HotlineModel
package import Reports

/// R10: every plan, target set and announcement that is named exists and can take a call, every
/// plan ends in a step without hours, and nothing is left unused.
package struct NamesExist: RoutingCheck {
  package let id = "R10"
  package let title = Words("everything named exists, nothing is unused", "引用都存在，没有多余")

  /// The check.
  package init() {}

  package func report(on table: RoutingTable) -> CheckReport {
    var witnesses: [CheckReport.Witness] = []
    let faults = Dictionary(
      table.plans.map { ($0.id, self.faults(of: $0, table)) },
      uniquingKeysWith: { first, _ in first })
    var used: Set<String> = []
    var phases = 0
    for route in table.routes {
      phases += route.phases.count
      for phase in route.phases {
        guard let plan = phase.plan else { continue }
        used.insert(plan)
        witnesses += (faults[plan] ?? [.missing("plan", plan)]).map { fault in
          CheckReport.Witness(
            number: route.number.text,
            finding: Finding(fault.kind(on: phase.line), at: phase.place))
        }
      }
    }
    witnesses += unused(table, used: used)
    return CheckReport(
      self,
      examined: [
        .init(phases, "phases", "个阶段"), .init(table.plans.count, "plans", "个方案"),
        .init(table.targetSets.count, "target sets", "个目标集"),
        .init(table.announcements.count, "announcements", "个公告"),
      ], witnesses: witnesses)
  }

  private enum Fault {
    case endless(plan: String)
    case missing(_ thing: String, _ name: String)
    case withoutAddress(set: String)

    func kind(on line: String) -> FindingKind {
      switch self {
      case .endless(let plan): .planWithoutEnd(found: plan, line: line)
      case .missing(let thing, let name): .partMissing(line: line, thing: thing, found: name)
      case .withoutAddress(let set): .setWithoutAddress(line: line, found: set)
      }
    }
  }

  private func faults(of plan: RoutePlan, _ table: RoutingTable) -> [Fault] {
    var faults: [Fault] = []
    if plan.steps.last?.hours.isAlways != true {
      faults.append(.endless(plan: plan.id))
    }
    for step in plan.steps {
      faults += step.treatment.set.flatMap { fault(ofSet: $0, table) }.map { [$0] } ?? []
      guard let id = step.treatment.announcement else { continue }
      if let announcement = table.announcement(id) {
        faults += fault(ofSet: announcement.set, table).map { [$0] } ?? []
      } else {
        faults.append(.missing("announcement", id))
      }
    }
    return faults
  }

  private func fault(ofSet id: String, _ table: RoutingTable) -> Fault? {
    guard let set = table.targetSet(id) else { return .missing("set", id) }
    return set.enabledMembers.isEmpty ? .withoutAddress(set: id) : nil
  }

  private func unused(_ table: RoutingTable, used: Set<String>) -> [CheckReport.Witness] {
    let treatments = table.plans.filter { used.contains($0.id) }.flatMap(\.steps).map(\.treatment)
    let spoken = Set(treatments.compactMap(\.announcement))
    let sets = Set(
      treatments.compactMap(\.set)
        + spoken.compactMap { table.announcement($0)?.set })
    let file = SourceLocation(file: "phases.csv")
    return table.plans.filter { !used.contains($0.id) }.map { left("plan", $0.id, file) }
      + table.targetSets.filter { !sets.contains($0.id) }.map { left("set", $0.id, $0.place) }
      + table.announcements.filter { !spoken.contains($0.id) }
      .map { left("announcement", $0.id, $0.place) }
  }

  private func left(
    _ thing: String, _ name: String, _ place: SourceLocation
  ) -> CheckReport.Witness {
    CheckReport.Witness(
      number: "", finding: Finding(.partUnused(thing: thing, found: name), at: place))
  }
}
