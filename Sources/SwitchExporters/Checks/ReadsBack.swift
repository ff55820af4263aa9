package import CallRouting
package import Findings
package import HotlineModel
package import Reports

/// R17: what is rendered, read back by other code, ends every call as the model does: every number,
/// at every edge of either, with all desks up and with each line's own desks down.
package struct ReadsBack: RoutingCheck {
  package let id = "R17"
  package let title = Words("the printed tables read back alike", "写出的表读回来一致")
  /// Gives what was read back part by part, each with its routes.
  package typealias Parts =
    @Sendable (RoutingTable, (SwitchReading, [Route]) throws -> Void) throws -> Void

  private let format: String
  private let daysBefore: Int
  private let eachPart: Parts

  /// The check of one switch's format.
  ///
  /// - Parameters:
  ///   - exporter: the format.
  ///   - daysBefore: from how long before the first cutover on both are compared.
  ///   - eachPart: gives what was read back.
  package init(
    _ exporter: any SwitchExporter = KamailioExporter(), daysBefore: Int = 366,
    eachPart: @escaping Parts
  ) {
    format = exporter.name
    self.daysBefore = daysBefore
    self.eachPart = eachPart
  }

  package func report(on table: RoutingTable) throws -> CheckReport {
    guard let proof = table.proofSpan else {
      return CheckReport(self, examined: [], witnesses: [], missing: [.init("calendar", "日历")])
    }
    var compared = 0
    var witnesses: [CheckReport.Witness] = []
    do {
      try eachPart(table) { reading, routes in
        var comparison = ReadingComparison(
          table: table, reading: reading, proof: proof,
          early: proof.lowerBound.adding(seconds: -daysBefore * CivilInstant.secondsPerDay))
        try comparison.compare(routes)
        compared += comparison.compared
        witnesses += comparison.witnesses
      }
    } catch let unusable as Unusable where unusable.isOfSwitch {
      return CheckReport(
        self, examined: [],
        witnesses: unusable.findings.map { CheckReport.Witness(number: "", finding: $0) })
    }
    return CheckReport(
      self,
      examined: [
        .init(
          compared, "number × interval × fault in \(format)",
          "个号码×时段×故障（\(format)）")
      ], witnesses: witnesses)
  }
}

extension Unusable {
  /// Whether a table cannot be said to the switch, or was not read back as it should be.
  fileprivate var isOfSwitch: Bool {
    [.switchCannotSay, .switchDiffers, .tooManyRules].contains(findings[0].code)
  }
}

/// The model beside what was read back.
private struct ReadingComparison {
  let table: RoutingTable
  let reading: SwitchReading
  let proof: Range<CivilInstant>
  /// From when on both are compared.
  let early: CivilInstant
  var compared = 0
  var witnesses: [CheckReport.Witness] = []

  /// Compares all numbers that were rendered; those of one shape that are of one kind to the reader
  /// are compared once.
  mutating func compare(_ routes: [Route]) throws {
    if reading.scope == .calls {
      compareForms(of: routes)
      compareHandling(of: routes)
    }
    var differences: [Int: ShapeCache<[Difference]>] = [:]
    for route in routes {
      let found =
        if let kind = reading.kind(route.number.key) {
          try differences[kind, default: ShapeCache()].value(for: route.shape) {
            try self.differences(of: route)
          }
        } else { try self.differences(of: route) }
      for difference in found {
        compared += difference.compared
        note(difference.spans, of: route)
      }
    }
  }

  /// How often a number was compared under one fault, and when the model and the files differ.
  private typealias Difference = (compared: Int, spans: [Range<CivilInstant>])

  private func differences(of route: Route) throws -> [Difference] {
    switch reading.scope {
    case .calls: try ([nil] + ownSets(of: route)).map { try difference(of: route, down: $0) }
    case .forwards: [differenceOfForwards(route)]
    }
  }

  /// Protected forms and forms of numbers without a route stand in no row; every form of a number
  /// has the rows of the number itself.
  private mutating func compareForms(of routes: [Route]) {
    var expected: [String: String?] = [:]
    for route in routes {
      let rows = reading.rows(route.number.key)
      for form in route.number.dialledForms(home: table.home) { expected[form] = rows }
    }
    var wrong = reading.forms.filter { expected[$0] == nil }
    for (form, rows) in expected where rows == nil || reading.rows(form) != rows {
      wrong.insert(form)
    }
    for form in wrong.sorted() {
      witnesses.append(
        CheckReport.Witness(
          number: form,
          finding: Finding(
            .switchDiffers(reason: "the row of \(form) is not its number's"),
            at: SourceLocation(file: reading.file))))
    }
  }

  /// Own desks ring as long as the sheets say, and a number that is given up is named as the one
  /// that the call was diverted from.
  private mutating func compareHandling(of routes: [Route]) {
    for route in routes {
      guard let handling = reading.handling(route.number.key) else { return }
      if handling == self.handling(of: route) { continue }
      witnesses.append(
        CheckReport.Witness(
          number: route.number.text,
          finding: Finding(
            .switchDiffers(
              reason: "\(route.number) rings its desks for another time, or is diverted otherwise"),
            at: route.phases[0].place)))
    }
  }

  private func handling(of route: Route) -> SwitchReading.Handling {
    var handling = SwitchReading.Handling()
    for step in route.phases.compactMap(\.plan).compactMap(table.plan).flatMap(\.steps) {
      if let next = step.treatment.nextNumber {
        handling.onward.insert(
          .init(number: next.key, isDiverted: step.treatment.isCarrierForward))
      }
      guard case .transfer(let set, let overflow) = step.treatment else { continue }
      handling.onward.insert(.init(number: overflow.to.key, isDiverted: false))
      let addresses = table.targetSet(set)?.enabledMembers.count ?? 0
      // Each address is tried for a second at least.
      handling.rings.insert(.init(set: set, seconds: max(overflow.ringSeconds, addresses)))
    }
    return handling
  }

  /// The sets of a route that calls overflow from.
  private func ownSets(of route: Route) -> [String?] {
    let treatments = route.phases.compactMap(\.plan).compactMap(table.plan).flatMap(\.steps)
      .map(\.treatment)
    return Set(treatments.filter { $0.overflow != nil }.compactMap(\.set)).sorted()
  }

  private func difference(of route: Route, down: String?) throws -> Difference {
    let down = Set([down].compactMap { $0 })
    let (span, timeline) = try longest(of: route, down: down)
    let edges = self.edges(of: route, within: span)
    var next = 0
    var compared = 0
    var other: [Range<CivilInstant>] = []
    for stretch in timeline.stretches {
      var isAlike = true
      var last: Int?
      func compare(at second: Int) {
        if second == last { return }
        last = second
        compared += 1
        let call = SwitchReading.Call(dialled: route.number.key, second: second, down: down)
        isAlike = isAlike && agrees(reading.answer(call), stretch, route)
      }
      compare(at: stretch.span.lowerBound.unixSeconds)
      while next < edges.count, edges[next] < stretch.span.upperBound.unixSeconds {
        compare(at: edges[next])
        next += 1
      }
      if !isAlike { other.append(stretch.span) }
    }
    return (compared, merged(other))
  }

  /// Whether carriers forward the number exactly while the model gives it up.
  private func differenceOfForwards(_ route: Route) -> Difference {
    let year = 366 * CivilInstant.secondsPerDay
    let span = early..<proof.upperBound.adding(seconds: 10 * year)
    let changes = route.phases.flatMap { [$0.period.from, $0.period.until] }.compactMap { $0 }
      .filter(span.contains).map(\.unixSeconds)
    let instants = Set(edges(of: route, within: span) + changes).sorted()
    let other = instants.filter { second in
      let at = CivilInstant(unixSeconds: second)
      let steps = route.phase(at: at)?.plan.flatMap(table.plan)?.steps ?? []
      let forward = steps.first { $0.treatment.isCarrierForward }?.treatment.nextNumber
      let call = SwitchReading.Call(dialled: route.number.key, second: second)
      let expected = forward.map { SwitchAnswer.forwarded(to: $0.withArea) } ?? .notOurs
      return reading.answer(call) != expected
    }.map(CivilInstant.init(unixSeconds:))
    return (instants.count, other.map { $0..<$0.adding(seconds: 1) })
  }

  /// The beginning of the span, and every edge of the rendered files in it; between two of them
  /// neither the model nor the files change.
  private func edges(of route: Route, within span: Range<CivilInstant>) -> [Int] {
    let seconds = span.lowerBound.unixSeconds..<span.upperBound.unixSeconds
    return [seconds.lowerBound] + reading.edges(route.number.key, within: seconds)
  }

  private mutating func note(_ spans: [Range<CivilInstant>], of route: Route) {
    guard let first = spans.first else { return }
    witnesses.append(
      CheckReport.Witness(
        number: route.number.text, intervals: spans,
        finding: Finding(
          .switchDiffers(
            reason: "\(route.number) differs in \(spans.count) intervals of \(reading.file), "
              + "first \(first)"), at: route.phases[0].place)))
  }

  /// From before the proof to ten years after it, as far as the calendar is not asked: a stage
  /// that was rendered too early or too late stands out on either side.
  private func longest(
    of route: Route, down: Set<String>
  ) throws -> (Range<CivilInstant>, Timeline) {
    let year = 366 * CivilInstant.secondsPerDay
    for end in [proof.upperBound.adding(seconds: 10 * year), proof.upperBound] {
      do {
        let span = early..<end
        return (span, try table.timeline(of: route.number, within: span, down: down))
      } catch let unusable as Unusable where unusable.findings[0].code == .calendarTooShort {
        continue
      }
    }
    return (proof, try table.timeline(of: route.number, within: proof, down: down))
  }

  private func agrees(
    _ answer: SwitchAnswer, _ stretch: Timeline.Stretch, _ route: Route
  ) -> Bool {
    switch (answer, stretch.disposition) {
    case (.answered(let set, nil), .answeredBy12345),
      (.answered(let set, nil), .answeredBySubCenter),
      (.answered(let set, nil), .answeredByDepartment):
      return set == stretch.set
    case (.answered(let set, let heard?), .announcedThenForwarded):
      return set == stretch.set && heard == announcement(of: route, at: stretch.span.lowerBound)
    case (.released(let heard), .announcedThenReleased):
      return heard == announcement(of: route, at: stretch.span.lowerBound)
    case (.notOurs, .leftUntouched), (.nobody, .noRoute): return true
    case (_, _): return false
    }
  }

  private func announcement(of route: Route, at instant: CivilInstant) -> String? {
    route.phase(at: instant)?.plan.flatMap(table.plan)?.steps.lazy
      .compactMap(\.treatment.announcement).first
  }
}
