package import Findings
import HotlineModel
package import Reports

/// R01: every number of the table, in every form it may be dialled, at every minute from its
/// cutover until it is cancelled or the calendar ends, reaches somebody.
///
/// Exact interval algebra: nothing is sampled.
package struct EveryCallIsServed: RoutingCheck {
  package let id = "R01"
  package let title = Words("every call is served at every minute", "每个号码每分钟都有人接听")

  /// The check.
  package init() {}

  package func report(on table: RoutingTable) throws -> CheckReport {
    var forms = 0
    var intervals = 0
    var witnesses: [CheckReport.Witness] = []
    let lives = try table.perShape { try self.lives(of: $0, in: table) }
    for (route, lives) in zip(table.routes, lives) {
      let dialled = route.number.dialledForms(home: table.home)
      witnesses += misread(dialled, of: route, table)
      forms += dialled.count
      for life in lives {
        intervals += life.intervals * dialled.count
        witnesses += life.lost.map { witness($0, of: route, line: route.phases[life.phase]) }
      }
    }
    return CheckReport(
      self,
      examined: [
        .init(table.routes.count, "numbers", "个号码"), .init(forms, "dialled forms", "种拨法"),
        .init(intervals, "form × interval", "个拨法×时段"),
      ], witnesses: witnesses)
  }

  /// One line of a route, from its cutover until it is cancelled or the proof ends.
  private struct Life {
    /// The line's first stage.
    let phase: Int
    /// How many stretches of time there are.
    let intervals: Int
    /// Each way in which calls are lost, with all its times.
    let lost: [(disposition: CallDisposition, spans: [Range<CivilInstant>])]
  }

  private func lives(of route: Route, in table: RoutingTable) throws -> [Life] {
    guard let proof = table.proofSpan else { return [] }
    let all = route.shape.stages
    let live = all.indices.filter { all[$0].plan != nil && all[$0].kind != .released }
    let lines = Dictionary(grouping: live) { all[$0].holder }
    return try lines.values.sorted { $0[0] < $1[0] }.compactMap { stages in
      let life = Period(
        from: all[stages[0]].period.from, until: all[stages[stages.count - 1]].period.until)
      guard let span = life.clipped(to: proof) else { return nil }
      let stretches = try table.timeline(of: route.number, within: span).stretches
      let lost = CallDisposition.allCases.filter { !$0.isSuccess }.map { disposition in
        (disposition, stretches.filter { $0.disposition == disposition }.map(\.span))
      }
      return Life(
        phase: stages[0], intervals: stretches.count, lost: lost.filter { !$0.1.isEmpty })
    }
  }

  private func witness(
    _ lost: (disposition: CallDisposition, spans: [Range<CivilInstant>]), of route: Route,
    line: RoutePhase
  ) -> CheckReport.Witness {
    CheckReport.Witness(
      number: route.number.text, intervals: merged(lost.spans),
      finding: Finding(
        .callLost(
          found: route.number.text, disposition: lost.disposition.rawValue,
          interval: words(for: lost.spans), line: line.line), at: line.place))
  }

  /// Forms that reach another number, or ours from where they must not.
  private func misread(
    _ forms: [String], of route: Route, _ table: RoutingTable
  ) -> [CheckReport.Witness] {
    var witnesses: [CheckReport.Witness] = []
    let withArea = Set(route.number.formsFromOutside)
    for form in forms {
      let expected: RoutingTable.Arrival =
        withArea.contains(form) ? .number(route.number) : .callersArea(route.number)
      let reached = DialledSpelling(form).flatMap { spelling in
        HotlineNumber.readings(of: spelling, home: table.home).first {
          $0 == route.number || $0.dialledForms(home: table.home).contains(form)
        }.map { (spelling, $0) }
      }
      let fromWithin = reached?.1 == route.number
      let outside = reached.map { table.arrivalFromOutside(of: $0, whichIs: $1) } ?? .nothing
      let fromOutside = outside == expected
      if fromWithin && fromOutside { continue }
      let origins = CallTrace.Origin.allCases.filter {
        $0 == .outside ? !fromOutside : !fromWithin
      }
      witnesses += origins.map { misread(form, of: route, from: $0) }
    }
    return witnesses
  }

  private func misread(
    _ form: String, of route: Route, from origin: CallTrace.Origin
  ) -> CheckReport.Witness {
    CheckReport.Witness(
      number: route.number.text, origin: origin,
      finding: Finding(
        .callLost(
          found: form, disposition: CallDisposition.noRoute.rawValue, interval: "–",
          line: route.number.text),
        at: route.phases.first?.place ?? SourceLocation(file: "phases.csv")))
  }
}
