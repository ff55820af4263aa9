import Findings
import HotlineModel

extension RoutingTable {
  /// The table as text, the same for the same table: its hash is the snapshot's id.
  package var canonicalText: String {
    var text = ""
    eachCanonicalLine { text += $0 }
    return text
  }

  /// Gives the table line by line, the same for the same table.
  ///
  /// One fact a line, parts apart by tabs, sorted; places and findings are not part of it.
  package func eachCanonicalLine(_ take: (String) throws -> Void) rethrows {
    try take(Self.line(["hotline/routing-table/1", home.text]))
    try take(
      Self.line(["calendar", "\(calendar.years.lowerBound)", "\(calendar.years.upperBound)"]))
    var periods: [Period: String] = [:]
    for route in routes {
      for phase in route.phases {
        let period = periods[phase.period] ?? text(phase.period)
        periods[phase.period] = period
        try take(line(of: phase, route, period))
      }
      if !route.carriers.isEmpty {
        try take(Self.line(["carriers", route.number.text] + route.carriers))
      }
    }
    for plan in plans { for line in lines(of: plan) { try take(Self.line(line)) } }
    for set in targetSets { for line in lines(of: set) { try take(Self.line(line)) } }
    for announcement in announcements {
      for line in lines(of: announcement) { try take(Self.line(line)) }
    }
    for line in unroutedLines { try take(Self.line(self.line(of: line))) }
    for code in protected.sorted { try take(Self.line(["protected", code])) }
    for line in dayLines { try take(Self.line(line)) }
  }

  private static func line(_ parts: [String]) -> String { parts.joined(separator: "\t") + "\n" }

  private func line(of phase: RoutePhase, _ route: Route, _ period: String) -> String {
    var line = "route"
    line.reserveCapacity(160)
    for part in [
      route.number.text, phase.line, phase.mode.rawValue, phase.kind.rawValue, period,
      phase.plan ?? "",
    ] {
      line += "\t"
      line += part
    }
    return line + "\n"
  }

  private func lines(of plan: RoutePlan) -> [[String]] {
    plan.steps.map { step in
      ["plan", plan.id, step.hours.words(in: .english)] + parts(of: step.treatment)
    }
  }

  private func parts(of treatment: Treatment) -> [String] {
    switch treatment {
    case .answer(let set): ["answer", set]
    case .transfer(let set, let overflow):
      ["transfer", set, overflow.to.text, "\(overflow.ringSeconds)"]
    case .serve(let number): ["serve", number.text]
    case .forward(let number): ["forward", number.text]
    case .announce(let id, let number): ["announce", id, number.text]
    case .intercept(let id): ["intercept", id]
    }
  }

  private func lines(of set: TargetSet) -> [[String]] {
    [["set", set.id, "\(set.number)", set.kind.rawValue, set.hours.words(in: .english)]]
      + set.members.map {
        [
          "member", set.id, $0.uri, "\($0.priority)", "\($0.weight)",
          $0.maxCalls.map(String.init) ?? "unknown", $0.isEnabled ? "yes" : "no",
        ]
      }
  }

  private func lines(of announcement: Announcement) -> [[String]] {
    announcement.versions.map {
      ["announcement", announcement.id, announcement.set, $0.language, $0.file, $0.text]
    }
  }

  /// The first word is part of the text's form, which snapshots have.
  private func line(of line: UnroutedLine) -> [String] {
    ["bystander", line.number.text, line.line, line.mode.rawValue, text(line.period)]
  }

  /// The days that the proof rests on or that switches are given, and that are not what their weekday
  /// says.
  private var dayLines: [[String]] {
    guard let span = proofSpan else { return [] }
    let first = min(span.lowerBound.date, daysAsked.first ?? span.lowerBound.date)
    return (first.dayNumber..<span.upperBound.date.dayNumber).compactMap {
      let day = CivilDate(dayNumber: $0)
      guard let works = calendar.isWorkingDay(day), works == day.weekday.isWeekend else {
        return nil
      }
      return ["day", day.description, works ? "workday" : "restday"]
    }
  }

  private func text(_ period: Period) -> String {
    [period.from, period.until].map { $0?.rfc3339 ?? "" }.joined(separator: "/")
  }
}
