package import CallRouting
package import HotlineModel

/// R17: what is printed, read back by other code, ends every call as the model does: every number,
/// every interval, both its ends, with all desks up and with each line's own desks down.
package struct ReadsBack: RoutingCheck {
  package let id = "R17"
  private let given: KamailioTables?

  /// The check.
  ///
  /// - Parameter printed: tables that were read already; `nil` prints and reads them.
  package init(printed: KamailioTables? = nil) {
    given = printed
  }

  package func title(in language: Language) -> String {
    language == .english ? "the printed tables read back alike" : "写出的表读回来一致"
  }

  package func report(on table: RoutingTable) throws -> CheckReport {
    guard let proof = table.proofSpan else {
      return CheckReport(self, examined: [], witnesses: [], missing: [.init("calendar", "日历")])
    }
    var compared = 0
    var witnesses: [CheckReport.Witness] = []
    let printed: KamailioTables
    do {
      printed = try given ?? Self.printed(table)
    } catch let unusable as Unusable {
      return CheckReport(
        self, examined: [],
        witnesses: unusable.findings.map { CheckReport.Witness(number: "", finding: $0) })
    }
    witnesses += misplacedForms(table, printed)
    for route in table.routes {
      for down in [nil] + ownSets(of: route, table) {
        let found = try differences(route, table, printed, proof, down: down)
        compared += found.compared
        witnesses += found.witnesses
      }
    }
    return CheckReport(
      self, examined: [.init(compared, "number × interval × fault", "个号码×时段×故障")],
      witnesses: witnesses)
  }

  private static func printed(_ table: RoutingTable) throws -> KamailioTables {
    let rows = try KamailioRows(table)
    return try KamailioTables(
      script: KamailioExporter().script(rows), destinations: rows.destinationList,
      generation: .a, file: "mg_num.sql")
  }

  /// Protected forms and forms of numbers without a route stand in no row; every form of a number
  /// stands in a row like that of the number itself.
  private func misplacedForms(
    _ table: RoutingTable, _ printed: KamailioTables
  ) -> [CheckReport.Witness] {
    var expected: [String: String?] = [:]
    for route in table.routes {
      let row = printed.row(route.number.text.filter { $0 != "-" })
      for form in route.number.dialledForms(home: table.home) { expected[form] = row }
    }
    let keys = Set(expected.keys).union(printed.keys).sorted()
    return keys.filter { key in
      guard let row = expected[key], let row else { return true }
      return printed.row(key) != row
    }.map { key in
      CheckReport.Witness(
        number: key,
        finding: Finding(
          .switchDiffers, at: SourceLocation(file: "mg_num.sql"),
          ["reason": "the row of \(key) is not its number's"]))
    }
  }

  private func ownSets(of route: Route, _ table: RoutingTable) -> [TargetSet?] {
    let treatments = route.phases.compactMap(\.plan).compactMap(table.plan).flatMap(\.steps)
      .map(\.treatment)
    return Set(treatments.filter { $0.overflow != nil }.compactMap(\.set)).sorted()
      .map(table.targetSet)
  }

  private func differences(
    _ route: Route, _ table: RoutingTable, _ printed: KamailioTables, _ proof: Range<CivilInstant>,
    down: TargetSet?
  ) throws -> (compared: Int, witnesses: [CheckReport.Witness]) {
    let (proof, timeline) = try longest(of: route, table, proof, down: down)
    let key = route.number.text.filter { $0 != "-" }
    let numbers = Set([down?.number].compactMap { $0 })
    let span = proof.lowerBound.unixSeconds..<proof.upperBound.unixSeconds
    let printedEdges = printed.edges(dialled: key, within: span).sorted()
    var next = printedEdges[...]
    var other: [Timeline.Stretch] = []
    var compared = 0
    for stretch in timeline.stretches {
      // At each instant at which either may change; between two of them neither does.
      var instants = [stretch.span.lowerBound.unixSeconds]
      while let edge = next.first, edge < stretch.span.upperBound.unixSeconds {
        if edge > instants[0] { instants.append(edge) }
        next.removeFirst()
      }
      compared += instants.count
      let isAlike = instants.allSatisfy { time in
        agrees(printed.answer(dialled: key, unixSeconds: time, down: numbers), stretch, table)
      }
      if !isAlike { other.append(stretch) }
    }
    let spans = merged(other.map(\.span))
    guard !spans.isEmpty else { return (compared, []) }
    let witness = CheckReport.Witness(
      number: route.number.text, intervals: spans,
      finding: Finding(
        .switchDiffers, at: route.phases[0].place,
        ["reason": "\(route.number) differs in \(spans.count) intervals, first \(spans[0])"]))
    return (compared, [witness])
  }

  /// From a year before the proof to ten years after it, as far as the calendar is not asked: a
  /// stage that was printed too early or too late stands out on either side.
  private func longest(
    of route: Route, _ table: RoutingTable, _ proof: Range<CivilInstant>, down: TargetSet?
  ) throws -> (Range<CivilInstant>, Timeline) {
    let down = Set([down?.id].compactMap { $0 })
    let year = 366 * CivilInstant.secondsPerDay
    let early = proof.lowerBound.adding(seconds: -year)
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
    _ answer: KamailioTables.Answer, _ stretch: Timeline.Stretch, _ table: RoutingTable
  ) -> Bool {
    let number = stretch.set.flatMap(table.targetSet)?.number
    switch (answer, stretch.disposition) {
    case (.answered(let set, let heard), .answeredBy12345),
      (.answered(let set, let heard), .answeredBySubCenter),
      (.answered(let set, let heard), .answeredByDepartment):
      return set == number && heard == nil
    case (.answered(let set, let heard), .announcedThenForwarded):
      return set == number && heard != nil
    case (.released, .announcedThenReleased), (.present, .leftUntouched), (.nobody, .noRoute):
      return true
    case (_, _): return false
    }
  }
}
