package import HotlineModel
package import Reports

/// One call that a real switch is to be asked, and where the model says it must land.
package struct ProbeCall: Hashable, Sendable {
  /// What is done to the desks during a call.
  package enum Fault: String, CaseIterable, Sendable {
    /// Nothing.
    case none
    /// The desks of the set say that they are busy.
    case busy
    /// The desks of the set ring and nobody answers.
    case silent
    /// The addresses of the set are not there.
    case down
  }

  /// What is dialled, in one of the number's forms.
  package let dialled: String
  /// When.
  package let at: CivilInstant
  /// What is done to the desks.
  package let fault: Fault
  /// The set to which it is done; empty where nothing is.
  package let set: String
  /// Where the call must land: `S-12366`, `A-MERGED>Q-12345`, `A-MERGED>released`, `none` (the
  /// switch's own routing), `nobody`.
  package let landing: String

  /// A call and its landing.
  package init(
    dialled: String, at: CivilInstant, fault: Fault = .none, set: String = "", landing: String
  ) {
    self.dialled = dialled
    self.at = at
    self.fault = fault
    self.set = set
    self.landing = landing
  }
}

extension RoutingTable {
  /// Where a traced call must land on a switch that has this table.
  package func landing(of call: CallTrace) -> String {
    let heard = call.hops.compactMap { hop in
      if case .announcement(let id) = hop { id } else { nil }
    }.first
    let prefix = heard.map { $0 + ">" } ?? ""
    switch call.disposition {
    case .answeredBy12345, .answeredBySubCenter, .answeredByDepartment, .announcedThenForwarded:
      return prefix + (call.set ?? "")
    case .announcedThenReleased: return prefix + "released"
    case .leftUntouched: return "none"
    case .noRoute:
      let number = DialledSpelling(call.dialled).flatMap {
        HotlineNumber(calledAs: $0, home: home)
      }
      return number.flatMap(route) == nil ? "none" : "nobody"
    case .loop, .queueUndefined, .closedOutOfHours, .trunkUndefined, .emergencyDiverted:
      return call.disposition.rawValue
    }
  }

  /// The calls that show every kind of edge of every number, protected and foreign ones among
  /// them, each with its landing.
  ///
  /// Edges alike in what changes, in the clock, in the weekday and in the kind of day and of the
  /// day before are one kind; its first `occurrences` and its last are called, a second before
  /// and at the edge. Every day that is not what its weekday says is called besides.
  ///
  /// - Throws: `Unusable` with `HL5108` where the calendar would have to know another year.
  package func probeCalls(occurrences: Int = 2) throws -> [ProbeCall] {
    guard let proof = proofSpan else { return [] }
    let span = proof.lowerBound.adding(seconds: -7 * CivilInstant.secondsPerDay)..<proof.upperBound
    let shared = sharedInstants(within: span)
    var calls: [ProbeCall] = []
    for number in Set(routes.map(\.number) + unroutedLines.map(\.number)).sorted() {
      let timeline = try timeline(of: number, within: span)
      let edges = edges(of: timeline, occurrences: occurrences)
      let odd = oddDays(of: number, within: span)
      let cancelled =
        route(number)?.phases.filter { $0.kind == .released }
        .compactMap(\.period.from).flatMap { [$0.adding(seconds: -1), $0] } ?? []
      let instants = Set(shared + edges + odd + cancelled).sorted()
      let forms = number.dialledForms(home: home)
      var turn = 0
      for instant in instants {
        // Several forms in turn at the shared instants, one at the others: each comes often.
        let dialled = forms.inTurn(shared.contains(instant) ? 4 : 1, from: turn)
        turn += dialled.count
        calls += try dialled.map { try call($0, at: instant) }
      }
    }
    for dialled in foreignForms { calls += try shared.map { try call(dialled, at: $0) } }
    return calls
  }

  /// Calls during which the desks of a set are busy, silent or down.
  ///
  /// - Throws: `Unusable` with `HL5108` where the calendar would have to know another year.
  package func probeCalls(under fault: ProbeCall.Fault) throws -> [ProbeCall] {
    guard let proof = proofSpan else { return [] }
    var calls: [ProbeCall] = []
    for route in routes {
      for phase in route.phases {
        for step in phase.plan.flatMap(plan)?.steps ?? [] {
          guard let set = step.treatment.set, step.treatment.overflow != nil,
            let own = phase.period.clipped(to: proof),
            let openings = step.hours.openings(within: own, in: calendar)
          else { continue }
          let forms = route.number.dialledForms(home: home)
          for (index, opening) in openings.prefix(3).enumerated() {
            for dialled in forms.inTurn(4, from: index * 4) {
              let trace = try trace(
                dial: dialled, at: opening.lowerBound, from: .fixed, down: [set])
              calls.append(
                ProbeCall(
                  dialled: dialled, at: opening.lowerBound, fault: fault, set: set,
                  landing: landing(of: trace)))
            }
          }
        }
      }
    }
    return calls
  }

  private func call(_ dialled: String, at instant: CivilInstant) throws -> ProbeCall {
    let trace = try trace(dial: dialled, at: instant, from: .fixed)
    return ProbeCall(dialled: dialled, at: instant, landing: landing(of: trace))
  }

  /// The seconds around every edge of a phase of any number, and the last second of the proof.
  private func sharedInstants(within span: Range<CivilInstant>) -> [CivilInstant] {
    let edges = routes.flatMap(\.phases).flatMap { [$0.period.from, $0.period.until] }
      .compactMap { $0 }
    let all = Set(edges).flatMap { [$0.adding(seconds: -1), $0] }
    return (Set(all.filter(span.contains)).union([span.upperBound.adding(seconds: -1)])).sorted()
  }

  private struct EdgeKind: Hashable {
    let before: CallDisposition
    let after: CallDisposition
    let second: Int
    let weekday: Weekday
    let days: [Bool?]
  }

  private func edges(of timeline: Timeline, occurrences: Int) -> [CivilInstant] {
    var kinds: [EdgeKind: [CivilInstant]] = [:]
    for (before, after) in zip(timeline.stretches, timeline.stretches.dropFirst()) {
      let edge = after.span.lowerBound
      let kind = EdgeKind(
        before: before.disposition, after: after.disposition, second: edge.secondOfDay,
        weekday: edge.date.weekday,
        days: [edge.date, edge.date.adding(days: -1)].map(calendar.isWorkingDay))
      kinds[kind, default: []].append(edge)
    }
    return kinds.values.flatMap { $0.prefix(occurrences) + $0.suffix(1) }
      .flatMap { [$0.adding(seconds: -1), $0] }
  }

  /// For a number with hours: the opening second of every day that is not what its weekday says.
  private func oddDays(of number: HotlineNumber, within span: Range<CivilInstant>) -> [CivilInstant]
  {
    let hours =
      route(number)?.phases.compactMap(\.plan).compactMap(plan).flatMap(\.steps)
      .map(\.hours).filter(\.needsCalendar) ?? []
    let minutes = Set(hours.flatMap(\.spans).map(\.minutes.lowerBound)).sorted().prefix(2)
    return minutes.flatMap { minute in
      (span.lowerBound.date.dayNumber..<span.upperBound.date.dayNumber).compactMap { number in
        let day = CivilDate(dayNumber: number)
        guard let works = calendar.isWorkingDay(day), works == day.weekday.isWeekend else {
          return nil
        }
        return day.start.adding(seconds: minute * 60)
      }
    }.filter(span.contains)
  }

  /// What is not ours: protected numbers, and numbers one digit off.
  private var foreignForms: [String] {
    let near = routes.map(\.number.subscriber).flatMap { [String($0.dropLast()), $0 + "6"] }
      .filter { form in
        let number = DialledSpelling(form).flatMap { HotlineNumber(calledAs: $0, home: home) }
        return number.flatMap(route) == nil
      }
    return Set(protected.sorted + near).sorted()
  }
}

extension [String] {
  /// So many elements from a position on, with the first behind the last; each once.
  fileprivate func inTurn(_ wanted: Int, from start: Int) -> [String] {
    (0..<Swift.min(wanted, count)).map { self[(start + $0) % count] }
  }
}
