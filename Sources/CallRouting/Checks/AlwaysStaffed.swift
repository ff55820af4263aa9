package import Findings
import HotlineModel
package import Reports

/// R04: lines that are merged or run beside 12345 have a staffed desk in every minute of every day,
/// holidays and make-up working days among them.
package struct AlwaysStaffed: RoutingCheck {
  package let id = "R04"
  package let title = Words("a staffed desk at every minute, 7×24", "7×24小时人工接听")

  /// The check.
  package init() {}

  package func report(on table: RoutingTable) throws -> CheckReport {
    guard let proof = table.proofSpan else {
      return CheckReport(self, examined: [], witnesses: [], missing: [.init("calendar", "日历")])
    }
    var witnesses: [CheckReport.Witness] = []
    var phases = 0
    let stages = try table.perShape { try promised(by: $0, within: proof, table) }
    for (route, stages) in zip(table.routes, stages) {
      phases += stages.count
      for (index, bare) in stages where !bare.isEmpty {
        let phase = route.phases[index]
        witnesses.append(
          CheckReport.Witness(
            number: route.number.text, intervals: merged(bare),
            finding: Finding(
              .serviceGap(
                found: route.number.text, mode: phase.mode.rawValue, interval: words(for: bare)),
              at: phase.place)))
      }
    }
    let days = (proof.lowerBound.date.dayNumber..<proof.upperBound.date.dayNumber)
      .map(CivilDate.init(dayNumber:))
    let holidays = days.count { table.calendar.isHoliday($0) == true }
    let makeUp = days.count {
      $0.weekday.isWeekend && table.calendar.isWorkingDay($0) == true
    }
    return CheckReport(
      self,
      examined: [
        .init(phases, "phases", "个阶段"), .init(days.count, "days", "天"),
        .init(holidays, "holidays", "个节假日"), .init(makeUp, "make-up working days", "个调休工作日"),
      ], witnesses: witnesses)
  }

  /// The stages in which desks are promised, each with the times at which nobody answers.
  private func promised(
    by route: Route, within proof: Range<CivilInstant>, _ table: RoutingTable
  ) throws -> [(phase: Int, bare: [Range<CivilInstant>])] {
    try route.shape.stages.enumerated().compactMap { index, stage in
      guard stage.promisesDesks, let own = stage.period.clipped(to: proof) else { return nil }
      let timeline = try table.timeline(of: route.number, within: own)
      return (index, timeline.stretches.filter { $0.set == nil }.map(\.span))
    }
  }
}

extension RouteShape.Stage {
  /// Whether somebody must answer at every minute: from the cutover until the number is cancelled.
  var promisesDesks: Bool {
    switch kind {
    case .untouched, .released: false
    case .serving, .forwarding, .announcing: plan != nil
    }
  }
}
