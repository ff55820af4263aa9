import HotlineModel

extension RoutingTable {
  /// The table as text, the same for the same table: its hash is the snapshot's id.
  ///
  /// One fact a line, parts apart by tabs, sorted; places and findings are not part of it.
  package var canonicalText: String {
    let lines: [[String]] =
      [
        ["hotline/routing-table/1", home.text],
        ["calendar", "\(calendar.years.lowerBound)", "\(calendar.years.upperBound)"],
      ]
      + routes.flatMap(lines(of:)) + plans.flatMap(lines(of:)) + targetSets.flatMap(lines(of:))
      + announcements.flatMap(lines(of:)) + bystanders.map(line(of:))
      + protected.sorted.map { ["protected", $0] } + dayLines
    return lines.map { $0.joined(separator: "\t") + "\n" }.joined()
  }

  private func lines(of route: Route) -> [[String]] {
    route.phases.map {
      [
        "route", route.number.text, $0.line, $0.mode.rawValue, $0.kind.rawValue, text($0.period),
        $0.plan ?? "",
      ]
    }
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

  private func line(of bystander: Bystander) -> [String] {
    [
      "bystander", bystander.number.text, bystander.line, bystander.mode.rawValue,
      text(bystander.period),
    ]
  }

  /// The days the proof rests on that are not what their weekday says.
  private var dayLines: [[String]] {
    guard let span = proofSpan else { return [] }
    return (span.lowerBound.date.dayNumber..<span.upperBound.date.dayNumber).compactMap {
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
