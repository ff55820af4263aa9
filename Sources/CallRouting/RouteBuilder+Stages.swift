import Findings
import HotlineModel

extension RouteBuilder {
  /// A stage with the instant it begins at and the plan that holds in it.
  typealias Stage = (kind: RoutePhase.Kind, from: CivilInstant?, plan: String?)

  /// The stages of a merged line; `nil` where it has none, with a finding where it should.
  mutating func stages(of decision: Decision, valid: Period) -> [RoutePhase]? {
    guard decision.mode.changesRouting else { return nil }
    let line = decision.line
    let row = row(of: line.id)
    if row?.isLater == true { return nil }
    guard let row, row.cutover != nil else {
      findings.append(
        Finding(
          .lineWithoutPhases(found: line.id, mode: decision.mode.rawValue),
          at: [row?.place, line.place].compactMap { $0 }))
      return nil
    }
    guard isInOrder(row) else {
      findings.append(Finding(.phasesOutOfOrder(found: line.id), at: row.place))
      return nil
    }
    guard let path = path(of: decision, row) else { return nil }
    let phases = stages(
      path, of: (line.id, line.name, decision.mode), valid: valid, place: row.place)
    noteShortLife(of: decision.line, row, valid: valid)
    return phases
  }

  /// Clips the stages to the days on which the number is the line's; each lasts until the next.
  func stages(
    _ stages: [Stage], of line: (id: String, name: String, mode: MergeMode), valid: Period,
    place: SourceLocation
  ) -> [RoutePhase] {
    stages.indices.compactMap { index in
      let stage = stages[index]
      if index == 0, stages.count > 1, stages[1].from == nil { return nil }
      let next = stages.dropFirst(index + 1).first?.from
      let period = Period(from: stage.from, until: next).common(with: valid)
      if period.isEmpty { return nil }
      return RoutePhase(
        line: line.id, name: line.name, mode: line.mode, kind: stage.kind, period: period,
        plan: stage.plan, place: place)
    }
  }

  private func isInOrder(_ row: RoutingSheets.LinePhases) -> Bool {
    let stated = [row.cutover, row.graceEnd, row.retire].compactMap { $0 }
    let rises = zip(stated, stated.dropFirst()).allSatisfy { $0 < $1 }
    return rises && (row.retire == nil || row.graceEnd != nil)
  }

  /// What happens to the line's calls, stage by stage.
  private mutating func path(
    of decision: Decision, _ row: RoutingSheets.LinePhases
  ) -> [Stage]? {
    switch decision.mode {
    case .fullMerge: return mergedPath(row)
    case .dualNumber:
      switch decision.callPath {
      case .twoWayTransfer: return keptPath(decision.line, row)
      case .forwardAll: return servedPath(row)
      case .interceptForward, .linkage, .none:
        return row.set.isEmpty ? servedPath(row) : keptPath(decision.line, row)
      case .ask:
        findings.append(
          Finding(.callPathOpen(found: row.line), at: [row.place, decision.line.place]))
        return nil
      }
    case .subCenter: return keptPath(decision.line, row)
    case .protected, .linkOnly, .outside, .person: return nil
    }
  }

  /// 整体并入: forwarded, then announced and forwarded, then cancelled; without a day of
  /// cancellation the announcement goes on, for a number is never cancelled too early.
  private mutating func mergedPath(_ row: RoutingSheets.LinePhases) -> [Stage]? {
    var path: [Stage] = [
      (.untouched, nil, nil),
      (.forwarding, row.cutover, plan("forward", [.init(.forward(to: platform))])),
    ]
    guard let graceEnd = row.graceEnd else { return path }
    guard let announcement = announcement(of: row) else { return nil }
    path.append(
      (
        .announcing, graceEnd,
        plan(
          "announce-\(announcement)",
          [.init(.announce(announcement: announcement, then: platform))])
      ))
    if let retire = row.retire {
      let released = plan(
        "cancelled-\(announcement)", [.init(.intercept(announcement: announcement))])
      path.append((.released, retire, released))
    }
    return path
  }

  /// 双号并行 with moved desks: as 12345 at every minute.
  private mutating func servedPath(_ row: RoutingSheets.LinePhases) -> [Stage] {
    let plan = plan("as-12345", [.init(.serve(as: platform))])
    return [(.untouched, nil, nil), (.serving, row.cutover, plan)]
  }

  /// Own desks in their hours; 12345 when they are closed, busy, silent or down.
  private mutating func keptPath(
    _ line: LegacyHotline, _ row: RoutingSheets.LinePhases
  ) -> [Stage]? {
    guard !row.set.isEmpty else {
      findings.append(Finding(.ownSetMissing(found: row.line), at: row.place))
      return nil
    }
    guard let set = sets[row.set], set.kind.isDesk else {
      findings.append(
        Finding(.nameUnknown(thing: "set", found: row.set, sheet: "targets.csv"), at: row.place))
      return nil
    }
    if set.kind != .platform, set.hours != line.hours {
      findings.append(
        Finding(
          .hoursDiffer(
            found: set.id, line: line.id, hours: set.hours.text, expected: line.hours.text),
          at: [set.place, line.place]))
    }
    let overflow = Overflow(to: platform, ringSeconds: row.ringSeconds)
    let own = RoutePlan.Step(.transfer(set: set.id, overflow: overflow), in: set.hours)
    let steps = set.hours.isAlways ? [own] : [own, .init(.serve(as: platform))]
    let plan = plan("own-\(set.id)-\(row.ringSeconds)", steps)
    return [(.untouched, nil, nil), (.serving, row.cutover, plan)]
  }

  private mutating func announcement(of row: RoutingSheets.LinePhases) -> String? {
    if row.announcement.isEmpty {
      findings.append(Finding(.announcementMissing(found: row.line), at: row.place))
      return nil
    }
    guard sheets.announcements.contains(where: { $0.id == row.announcement }) else {
      findings.append(
        Finding(
          .nameUnknown(thing: "announcement", found: row.announcement, sheet: "announcements.csv"),
          at: row.place))
      return nil
    }
    return row.announcement
  }

  /// Keeps a plan; its name says all there is to it, so that it is kept once.
  private mutating func plan(_ id: String, _ steps: [RoutePlan.Step]) -> String {
    if plans[id] == nil { plans[id] = RoutePlan(id: id, steps: steps) }
    return id
  }

  /// Says so where the number's life ends before the sheet's last stage begins.
  private mutating func noteShortLife(
    of line: LegacyHotline, _ row: RoutingSheets.LinePhases, valid: Period
  ) {
    let last = [row.cutover, row.graceEnd, row.retire].compactMap { $0 }.max()
    guard let last, !valid.contains(last) else { return }
    findings.append(
      Finding(.phaseOutsideLife(found: "\(last)", line: line.id), at: [row.place, line.place]))
  }
}

extension TargetSet.Kind {
  /// Whether people answer there.
  var isDesk: Bool {
    switch self {
    case .platform, .subCenter, .department, .district: true
    case .announcement, .trunk: false
    }
  }
}
