package import HotlineModel

/// R01: every number of the table, in every form it may be dialled, at every minute from its
/// cutover until it is cancelled or the calendar ends, reaches somebody.
///
/// Exact interval algebra: nothing is sampled.
package struct EveryCallIsServed: RoutingCheck {
  package let id = "R01"

  /// The check.
  package init() {}

  package func title(in language: Language) -> String {
    language == .english ? "every call is served at every minute" : "每个号码每分钟都有人接听"
  }

  package func report(on table: RoutingTable) throws -> CheckReport {
    var forms = 0
    var intervals = 0
    var witnesses: [CheckReport.Witness] = []
    for route in table.routes {
      let dialled = route.number.dialledForms(home: table.home)
      witnesses += dialled.flatMap { misread($0, of: route, table) }
      forms += dialled.count
      for life in lives(of: route, in: table) {
        let timeline = try table.timeline(of: route.number, within: life.span)
        intervals += timeline.stretches.count * dialled.count
        witnesses += lost(timeline, of: route, line: life.phase)
      }
    }
    return CheckReport(
      self,
      examined: [
        .init(table.routes.count, "numbers", "个号码"), .init(forms, "dialled forms", "种拨法"),
        .init(intervals, "form × interval", "个拨法×时段"),
      ], witnesses: witnesses)
  }

  /// For each line of a route: from its cutover until it is cancelled or the proof ends.
  private func lives(
    of route: Route, in table: RoutingTable
  ) -> [(phase: RoutePhase, span: Range<CivilInstant>)] {
    guard let proof = table.proofSpan else { return [] }
    let lines = Dictionary(grouping: route.phases.filter { $0.plan != nil }, by: \.line)
    return lines.values.compactMap { phases in
      let live = phases.filter { $0.kind != .released }
      guard let first = live.first, let last = live.last else { return nil }
      let life = Period(from: first.period.from, until: last.period.until)
      return life.clipped(to: proof).map { (first, $0) }
    }.sorted { $0.span.lowerBound < $1.span.lowerBound }
  }

  /// One witness for each way in which calls are lost, with all its intervals.
  private func lost(
    _ timeline: Timeline, of route: Route, line: RoutePhase
  ) -> [CheckReport.Witness] {
    CallDisposition.allCases.filter { !$0.isSuccess }.compactMap { disposition in
      let spans = timeline.stretches.filter { $0.disposition == disposition }.map(\.span)
      guard !spans.isEmpty else { return nil }
      return CheckReport.Witness(
        number: route.number.text, intervals: merged(spans),
        finding: Finding(
          .callLost, at: line.place,
          [
            "found": route.number.text, "disposition": disposition.rawValue,
            "interval": words(for: spans), "line": line.line,
          ]))
    }
  }

  /// A form that reaches another number, or ours from where it must not.
  private func misread(
    _ form: String, of route: Route, _ table: RoutingTable
  ) -> [CheckReport.Witness] {
    CallTrace.Origin.allCases.compactMap { origin in
      let isBareAbroad =
        origin == .outside && route.number.area != nil
        && !route.number.formsFromOutside.contains(form)
      let expected: RoutingTable.Arrival =
        isBareAbroad ? .callersArea(route.number) : .number(route.number)
      if table.arrival(of: form, from: origin) == expected { return nil }
      let place = route.phases.first?.place ?? SourceLocation(file: "phases.csv")
      return CheckReport.Witness(
        number: route.number.text, origin: origin,
        finding: Finding(
          .callLost, at: place,
          [
            "found": form, "disposition": CallDisposition.noRoute.rawValue,
            "interval": "–", "line": route.number.text,
          ]))
    }
  }
}
