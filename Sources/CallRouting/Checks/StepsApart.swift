package import Findings
import HotlineModel
package import Reports

/// R05: no step of a plan is hidden by earlier ones, and no two steps with hours claim one minute
/// for different treatments, so that the order of the rows decides nothing.
package struct StepsApart: RoutingCheck {
  package let id = "R05"
  package let title = Words("no step hides another", "步骤互不遮蔽")

  /// The check.
  package init() {}

  package func report(on table: RoutingTable) -> CheckReport {
    var witnesses: [CheckReport.Witness] = []
    var pairs = 0
    for plan in table.plans {
      var taken: Set<Int> = []
      for (index, step) in plan.steps.enumerated() {
        let minutes = step.hours.weekMinutes
        if minutes.isSubset(of: taken) {
          witnesses.append(witness(plan, index, "is never reached", table))
        }
        for other in plan.steps[..<index] where !step.hours.isAlways {
          pairs += 1
          guard other.treatment != step.treatment,
            !other.hours.weekMinutes.isDisjoint(with: minutes)
          else { continue }
          witnesses.append(witness(plan, index, "claims minutes of an earlier step", table))
        }
        taken.formUnion(minutes)
      }
    }
    return CheckReport(
      self,
      examined: [
        .init(table.plans.count, "plans", "个方案"),
        .init(table.plans.map(\.steps.count).reduce(0, +), "steps", "个步骤"),
        .init(pairs, "pairs of steps with hours", "对有时段的步骤"),
      ], witnesses: witnesses)
  }

  private func witness(
    _ plan: RoutePlan, _ index: Int, _ reason: String, _ table: RoutingTable
  ) -> CheckReport.Witness {
    let phases = table.routes.flatMap { route in route.phases.map { (route.number.text, $0) } }
    let user = phases.first { $0.1.plan == plan.id }
    return CheckReport.Witness(
      number: user?.0 ?? "",
      finding: Finding(
        .stepShadowed(found: plan.id, step: index + 1, reason: reason),
        at: user?.1.place ?? SourceLocation(file: "phases.csv")))
  }
}

extension ServiceHours {
  /// The minutes of a worked and of a free day in which the hours hold: 0..<1440 and 1440..<2880.
  ///
  /// Every day is one or the other, so two hours overlap exactly where these sets do.
  var weekMinutes: Set<Int> {
    var minutes: Set<Int> = []
    for span in spans {
      if span.days != .restdays { minutes.formUnion(span.minutes) }
      if span.days != .workdays { minutes.formUnion(span.minutes.map { $0 + 1440 }) }
    }
    return minutes
  }
}
