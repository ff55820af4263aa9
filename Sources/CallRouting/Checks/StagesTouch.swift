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
  /// The fewest days of announcing before a number is cancelled; `nil` where nobody has set them.
  package let announceMinimum: Int?

  /// The check, with least lengths of the first stage and the second.
  package init(graceMinimum: Int? = nil, announceMinimum: Int? = nil) {
    self.graceMinimum = graceMinimum
    self.announceMinimum = announceMinimum
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
      missing: missing)
  }

  private var missing: [Words] {
    [("grace_minimum_days", graceMinimum), ("announce_minimum_days", announceMinimum)]
      .filter { $0.1 == nil }.map { Words($0.0, "\($0.0) 参数") }
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
    for phase in phases {
      let isGrace = phase.kind == .forwarding
      let minimum = isGrace ? graceMinimum : announceMinimum
      guard let minimum, [.forwarding, .announcing].contains(phase.kind),
        let from = phase.period.from, let until = phase.period.until
      else { continue }
      let days = until.date.dayNumber - from.date.dayNumber
      // A number whose life ends is not cancelled by us.
      let isCancelled = isGrace || phases.contains { $0.kind == .released }
      guard days < minimum, isCancelled else { continue }
      witnesses.append(
        CheckReport.Witness(
          number: route.number.text, intervals: [from..<until],
          finding: Finding(
            isGrace
              ? .graceTooShort(found: route.number.text, days: days, minimum: minimum)
              : .announcedTooShort(found: route.number.text, days: days, minimum: minimum),
            at: phase.place)))
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
