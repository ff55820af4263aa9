package import Findings
import HotlineModel
package import Reports

/// R08: a line that is merged whole is forwarded, then announced, then cancelled; each stage ends
/// where the next begins, and the first is long enough.
package struct StagesTouch: RoutingCheck {
  package let id = "R08"
  package let title = Words("stages touch and are long enough", "各阶段首尾相接，过渡期足够")
  /// The fewest days of silent forwarding; `nil` where nobody has set them.
  package let graceMinimum: Int?

  /// The check, with a least length of the first stage.
  package init(graceMinimum: Int? = nil) {
    self.graceMinimum = graceMinimum
  }

  package func report(on table: RoutingTable) -> CheckReport {
    var witnesses: [CheckReport.Witness] = []
    var lines = 0
    let found = table.perShape { faults(of: $0, table) }
    for (route, found) in zip(table.routes, found) {
      lines += found.lines
      // The words of a fault name the number and its place.
      if !found.witnesses.isEmpty { witnesses += faults(of: route, table).witnesses }
    }
    return CheckReport(
      self, examined: [.init(lines, "merged lines", "条整体并入的热线")], witnesses: witnesses,
      missing: graceMinimum == nil ? [.init("grace_minimum_days", "grace_minimum_days 参数")] : [])
  }

  /// How many merged lines a number has, and what is wrong with their stages.
  private func faults(
    of route: Route, _ table: RoutingTable
  ) -> (lines: Int, witnesses: [CheckReport.Witness]) {
    let merged = route.phases.filter { $0.mode == .fullMerge && $0.plan != nil }
    let lines = Dictionary(grouping: merged, by: \.line).sorted { $0.key < $1.key }
    return (lines.count, lines.flatMap { faults(of: $0.value, route, table) })
  }

  private func faults(
    of phases: [RoutePhase], _ route: Route, _ table: RoutingTable
  ) -> [CheckReport.Witness] {
    var reasons: [String] = []
    let order: [RoutePhase.Kind] = [.forwarding, .announcing, .released]
    if phases.map(\.kind) != Array(order.prefix(phases.count)) {
      reasons.append("its stages are \(phases.map(\.kind.rawValue).joined(separator: ", "))")
    }
    for (phase, next) in zip(phases, phases.dropFirst())
    where phase.period.until != next.period.from {
      reasons.append(
        "\(phase.kind.rawValue) ends \(phase.period.until?.description ?? "never"), "
          + "\(next.kind.rawValue) begins \(next.period.from?.description ?? "since ever")")
    }
    for phase in phases where !says(phase, table) {
      reasons.append("\(phase.kind.rawValue) does something else than its name says")
    }
    var witnesses = reasons.map { reason in
      CheckReport.Witness(
        number: route.number.text,
        finding: Finding(.stageGap(found: route.number.text, reason: reason), at: route.place))
    }
    guard let graceMinimum, let grace = phases.first, grace.kind == .forwarding,
      let from = grace.period.from, let until = grace.period.until
    else { return witnesses }
    let days = until.date.dayNumber - from.date.dayNumber
    if days < graceMinimum {
      witnesses.append(
        CheckReport.Witness(
          number: route.number.text, intervals: [from..<until],
          finding: Finding(
            .graceTooShort(found: route.number.text, days: days, minimum: graceMinimum),
            at: grace.place)))
    }
    return witnesses
  }

  /// Whether the plan of a stage does what the stage is called.
  private func says(_ phase: RoutePhase, _ table: RoutingTable) -> Bool {
    let treatments = phase.plan.flatMap(table.plan)?.steps.map(\.treatment) ?? []
    return treatments.allSatisfy { treatment in
      switch (phase.kind, treatment) {
      case (.forwarding, .forward), (.announcing, .announce), (.released, .intercept): true
      case (.forwarding, _), (.announcing, _), (.released, _), (.untouched, _), (.serving, _): false
      }
    }
  }
}
