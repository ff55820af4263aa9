import Findings
package import HotlineModel
package import Reports

extension RoutingTable {
  /// Follows one call: what was dialled, when, and from where.
  ///
  /// - Parameters:
  ///   - dial: what was dialled, as the switch is asked (`DialledSpelling`).
  ///   - at: when.
  ///   - from: where the caller is.
  ///   - down: target sets that answer no call, to see where the call overflows to.
  /// - Returns: every hop, and where the call ends.
  /// - Throws: `Unusable` with `HL5108` where the calendar would have to know a year it does
  ///   not know.
  package func trace(
    dial: String, at: CivilInstant, from: CallTrace.Origin, down: Set<String> = []
  ) throws -> CallTrace {
    var walk = CallWalk(table: self, at: at, down: down)
    let end = try walk.end(dial: dial, from: from)
    return CallTrace(
      dialled: dial, at: at, origin: from, hops: walk.hops, disposition: end.disposition,
      set: end.set)
  }

  /// What a dialled text reaches.
  enum Arrival: Hashable {
    case number(HotlineNumber)
    case callersArea(HotlineNumber)
    case nothing
  }

  /// What a dialled text reaches from somewhere: what the switch looks up of it must be a dialled
  /// form, digit for digit.
  func arrival(of dial: String, from origin: CallTrace.Origin) -> Arrival {
    guard let spelling = DialledSpelling(dial),
      let number = HotlineNumber(calledAs: spelling, home: home)
    else { return .nothing }
    switch origin {
    case .mobile, .fixed, .seat, .subCenter: return .number(number)
    case .outside: return arrivalFromOutside(of: spelling, whichIs: number)
    }
  }

  /// What a dialled text reaches from another area, which within the area is a number.
  func arrivalFromOutside(
    of spelling: DialledSpelling, whichIs number: HotlineNumber
  ) -> Arrival {
    if protected.contains(number) { return .number(number) }
    // Read as a caller of another area would dial it: what changes its area was dialled bare.
    guard let elsewhere,
      let there = HotlineNumber.readings(of: spelling, home: elsewhere).first
    else { return .nothing }
    return there.area == number.area ? .number(number) : .callersArea(number)
  }
}

/// One call on its way through a table.
private struct CallWalk {
  let table: RoutingTable
  let at: CivilInstant
  let down: Set<String>
  var hops: [CallTrace.Hop] = []
  var path: [HotlineNumber] = []
  var isAnnounced = false

  init(table: RoutingTable, at: CivilInstant, down: Set<String>) {
    self.table = table
    self.at = at
    self.down = down
  }

  typealias End = (disposition: CallDisposition, set: String?)

  mutating func end(dial: String, from origin: CallTrace.Origin) throws -> End {
    switch table.arrival(of: dial, from: origin) {
    case .nothing:
      hops.append(notOurs(dial))
      return (.noRoute, nil)
    case .callersArea(let number):
      hops.append(.reachesCallersArea(number: number))
      return (.noRoute, nil)
    case .number(let number):
      hops.append(.arrives(dialled: dial, number: number, origin: origin))
      if table.protected.contains(number) {
        hops.append(.protectedNumber(number))
        return (table.route(number) == nil ? .leftUntouched : .emergencyDiverted, nil)
      }
      return try end(at: number)
    }
  }

  /// The hop of a text that is not a form of a number: digits that our tables do not have, or not a
  /// number at all.
  private func notOurs(_ dial: String) -> CallTrace.Hop {
    guard let spelling = DialledSpelling(dial) else { return .notANumber(dialled: dial) }
    let meant = HotlineNumber.readings(of: spelling, home: table.home).first
    return .otherForm(dialled: dial, lookedUp: spelling.digits, number: meant)
  }

  /// The end of a call that has come to a number.
  private mutating func end(at number: HotlineNumber) throws -> End {
    if path.contains(number) || path.count >= RoutingTable.depthLimit {
      hops.append(.tooDeep(number))
      return (.loop, nil)
    }
    path.append(number)
    guard let phase = table.route(number)?.phase(at: at) else { return unroutedLine(number) }
    hops.append(.decision(line: phase.line, name: phase.name, mode: phase.mode))
    hops.append(.phase(phase.kind, phase.period))
    guard let id = phase.plan else {
      hops.append(.presentRoute)
      return (.leftUntouched, nil)
    }
    for step in table.plan(id)?.steps ?? [] where try isOpen(step.hours, phase) {
      return try end(by: step.treatment, phase)
    }
    return (.noRoute, nil)
  }

  private mutating func unroutedLine(_ number: HotlineNumber) -> End {
    if let line = table.unroutedLine(number, at: at) {
      hops.append(.decision(line: line.line, name: line.name, mode: line.mode))
      if line.mode == .linkOnly { hops.append(.linkage) }
      hops.append(.presentRoute)
      return (.leftUntouched, nil)
    }
    let isOurs = number.area == nil || number.area == table.home
    hops.append(isOurs ? .unknownNumber(number) : .otherArea(number: number))
    return (.noRoute, nil)
  }

  private mutating func end(by treatment: Treatment, _ phase: RoutePhase) throws -> End {
    let outcome = table.outcome(of: treatment, down: down)
    let isOpen = try self.isOpen(outcome.hours, phase, isSilent: true)
    note(treatment)
    switch isOpen ? outcome.whenOpen : outcome.whenClosed {
    case .ends(let disposition, let set):
      if set == nil, let named = treatment.set { hops.append(.unreachable(set: named)) }
      return (table.ending(disposition, announced: isAnnounced), set)
    case .goesOn(let next):
      if let set = treatment.set { hops.append(.unreachable(set: set)) }
      hops.append(treatment.isCarrierForward ? .forwards(next) : .goesOn(next))
      return try end(at: next)
    }
  }

  private mutating func note(_ treatment: Treatment) {
    if let id = treatment.set, let set = table.targetSet(id) {
      hops.append(.target(set: id, kind: set.kind, members: set.enabledMembers.count))
    }
    if let overflow = treatment.overflow { hops.append(.guarded(overflow)) }
    if let announcement = treatment.announcement {
      hops.append(.announcement(announcement))
      isAnnounced = true
    }
    if case .intercept = treatment { hops.append(.releases) }
  }

  private mutating func isOpen(
    _ hours: ServiceHours, _ phase: RoutePhase, isSilent: Bool = false
  ) throws -> Bool {
    if hours.isAlways { return true }
    guard let isOpen = hours.isOpen(at: at, in: table.calendar) else {
      let years = table.calendar.years
      throw Unusable(
        .calendarTooShort(found: "\(at.date)", expected: "\(years.lowerBound)–\(years.upperBound)"),
        at: phase.place)
    }
    if !isSilent { hops.append(.window(hours, isOpen: isOpen)) }
    return isOpen
  }
}
