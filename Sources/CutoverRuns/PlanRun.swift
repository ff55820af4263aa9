import CallRouting
import Findings
package import HotlineModel
import LiveSwitch
import LocalFiles
package import MergerRuns
import MergerStore
import Reports
import ReviewRuns
import SwitchExporters

/// Says what a table would change on a switch, and writes it down as a plan.
package struct PlanRun {
  /// What is asked for.
  package struct Request {
    /// The switch.
    package var target: String
    /// The lines, by number or id; all where none is named.
    package var lines: [String] = []
    /// From when the plan may be made live; `nil` for at once.
    package var from: CivilInstant?
    /// Until when; `nil` for no end.
    package var until: CivilInstant?
    /// Who asks: the account.
    package var who: String

    /// A plan for all lines, to be made live at any time.
    package init(target: String, who: String) {
      (self.target, self.who) = (target, who)
    }
  }

  private let workspace: Workspace

  /// A run over a workspace.
  package init(_ workspace: Workspace) {
    self.workspace = workspace
  }

  /// Reads the switch, proves the table, compares both, and enters the plan in the journal.
  ///
  /// - Parameters:
  ///   - request: what is asked for.
  ///   - path: the plan's file.
  ///   - isReplacing: whether a file that is there may be replaced.
  ///   - now: when.
  /// - Returns: the plan.
  /// - Throws: `Unusable`: `HL6101` where the file is there, `HL5410` where a restart would change the
  ///   switch, `HL5430`, `HL5431` where a flip was not ended, the witnesses of checks that fail,
  ///   `HL5423` where numbers change that were not named, `HL5434` where a route is lost, and what
  ///   reading the switch and the sheets throws.
  package func make(
    _ request: Request, to path: String, replacing isReplacing: Bool = false, now: CivilInstant
  ) throws -> CutoverPlan {
    let target = try SwitchRun(workspace).named(request.target)
    if let begun = try CutoverJournal(workspace).entries(of: request.target).unfinishedMove {
      throw Unusable([Finding(unfinished: begun)])
    }
    if !isReplacing, Folder.exists(path) {
      throw Unusable(.outputExists(found: path), at: SourceLocation(file: path))
    }
    let snapshot = try target.snapshot()
    let live = try snapshot.steadyGeneration(of: request.target)
    let kept = try keptLines(request.lines, snapshot.tables(of: live))
    let run = try RouteRun(workspace) { kept?($0) ?? true }
    let faults = try run.faults(as: .kamailio)
    guard faults.isEmpty else { throw Unusable(faults) }
    let load = try TableLoad(run.table, as: live.other)
    var plan = CutoverPlan(
      target: request.target, made: now, by: request.who, base: snapshot.base(besides: live.other),
      live: live.rawValue, generation: live.other.rawValue, table: run.table.snapshot)
    plan.tableBefore = snapshot.tables(of: live).snapshot
    plan.loaded = snapshot.hash(of: live.other)
    (plan.from, plan.until) = (request.from?.rfc3339, request.until?.rfc3339)
    plan.only = try numbers(of: request.lines)
    plan.routed = run.table.routes.flatMap(\.phases).filter { $0.plan != nil }.map(\.line)
    try addChanges(to: &plan, run.table, from: snapshot, live, load)
    try addLines(to: &plan, run.table, on: CivilInstant(unixSeconds: snapshot.clock).date)
    plan.rows = [
      "num": load.rows.numbers.count, "plan": load.rows.plans.count, "day": load.rows.days.count,
      "addresses": load.addresses.rows.count,
    ]
    plan.withoutRoute = run.unroutedLines.filter(\.mode.changesRouting).map(\.line)
    _ = try run.keepSnapshot()
    var entry = CutoverEntry(
      target: plan.target, step: .planned, plan: plan.hash, generation: plan.generation,
      table: plan.table, who: request.who)
    entry.lines = plan.lines.map(\.line)
    // A plan that cannot be written is not entered in the journal.
    var file = try OutputFile(path)
    try file.write(plan.document)
    let sealed = try file.seal()
    try workspace.ledger().record(entry, at: now)
    try sealed.publish()
    return plan
  }

  /// The routes of a plan from the sheets as they are: of the lines that it names, and of those that
  /// the switch had when it was made.
  func routes(of plan: CutoverPlan) throws -> RouteRun {
    let kept = Set(plan.routed)
    return try RouteRun(workspace) { plan.only.isEmpty || kept.contains($0) }
  }

  /// Which lines get a route where only some are planned: those, and those that the switch has.
  private func keptLines(
    _ lines: [String], _ tables: SwitchSnapshot.Tables
  ) throws -> ((String) -> Bool)? {
    if lines.isEmpty { return nil }
    let register = try workspace.register()
    let named = Set(try lines.map { try workspace.line($0, in: register).id })
    let home = workspace.home
    let loaded = Set(
      tables.numbers.keys.compactMap { try? HotlineNumber(parsing: $0, home: home) })
    return { id in
      if named.contains(id) { return true }
      let number = try? HotlineNumber(parsing: id.prefix { $0 != "@" }, home: home)
      return number.map(loaded.contains) ?? false
    }
  }

  private func numbers(of lines: [String]) throws -> [String] {
    if lines.isEmpty { return [] }
    let register = try workspace.register()
    return try lines.map { try workspace.line($0, in: register).number.text }
  }

  private func addChanges(
    to plan: inout CutoverPlan, _ table: RoutingTable, from snapshot: SwitchSnapshot,
    _ live: Generation, _ load: TableLoad
  ) throws {
    let end = table.proofSpan?.upperBound.unixSeconds ?? snapshot.clock
    let span = snapshot.clock..<max(end, snapshot.clock + CivilInstant.secondsPerDay)
    let before = snapshot.reading(of: live)
    let changes = before.changes(to: load.rows.reading, within: span, home: table.home)
    let place = SourceLocation(file: plan.target)
    if !plan.only.isEmpty {
      let others = Set(changes.map(\.number)).subtracting(plan.only).sorted()
      guard others.isEmpty else {
        throw Unusable(others.map { Finding(.planChangesOthers(found: $0), at: place) })
      }
    }
    let lost = Set(changes.filter { $0.after == "none" && $0.down == nil }.map(\.number))
      .filter { number in
        let routed = (try? HotlineNumber(parsing: number, home: table.home)).flatMap(table.route)
        return routed == nil && !plan.only.contains(number)
      }
    guard lost.isEmpty else {
      throw Unusable(lost.sorted().map { Finding(.routeLost(found: $0), at: place) })
    }
    plan.changes = changes.map { change in
      let start = change.spans.first?.lowerBound ?? snapshot.clock
      return CutoverPlan.Change(
        number: change.number, at: CivilInstant(unixSeconds: start).rfc3339, before: change.before,
        after: change.after, down: change.down, intervals: change.spans.count,
        forms: change.forms.count)
    }
    try addAddresses(to: &plan, table, from: snapshot.addressRows(of: live), load, place)
  }

  /// The sets whose addresses change; where lines are named, a set of other lines must not.
  private func addAddresses(
    to plan: inout CutoverPlan, _ table: RoutingTable, from rows: [AddressList.Row],
    _ load: TableLoad, _ place: SourceLocation
  ) throws {
    let (old, new) = (rows.bySet, load.addresses.rows.bySet)
    plan.addresses = Set(old.keys).union(new.keys).sorted().compactMap { set in
      let (before, after) = (old[set] ?? [], new[set] ?? [])
      return before == after
        ? nil : CutoverPlan.AddressChange(set: set, before: before, after: after)
    }
    if plan.only.isEmpty { return }
    let only = Set(plan.only)
    let changed = Set(plan.addresses.filter { !$0.before.isEmpty }.map(\.set))
    let others = table.routes.filter { route in
      !only.contains(route.number.text) && !table.sets(of: route).isDisjoint(with: changed)
    }
    guard others.isEmpty else {
      throw Unusable(
        others.map { Finding(.planChangesOthers(found: $0.number.text), at: place) })
    }
  }

  /// The lines whose calls change, each with the verdict of its checklist.
  private func addLines(
    to plan: inout CutoverPlan, _ table: RoutingTable, on today: CivilDate
  ) throws {
    let ids = plan.changedNumbers.flatMap { text in
      let number = try? HotlineNumber(parsing: text, home: table.home)
      return number.flatMap(table.route)?.phases.filter { $0.plan != nil }.map(\.line) ?? []
    }
    plan.lines = try Self.verdicts(of: ids, workspace, on: today)
  }

  /// What the checklists of lines say of their cut-over.
  static func verdicts(
    of ids: [String], _ workspace: Workspace, on today: CivilDate
  ) throws -> [CutoverPlan.Line] {
    let lines = Set(ids).subtracting([HotlineNumber.platformCode])
    if lines.isEmpty { return [] }
    return try ChecklistRun(workspace).status(on: today)
      .filter { lines.contains($0.checklist.code) }
      .map { status in
        CutoverPlan.Line(
          line: status.checklist.code, ready: status.isReady,
          // What waits for other items is not what keeps the line.
          obstacles: (status.obstacles ?? []).filter { $0.state != .blocked }.map { item in
            CutoverPlan.Obstacle(
              item: item.item.id, reason: item.missing.first ?? item.state.rawValue)
          })
      }
  }
}

extension CutoverPlan {
  /// The numbers whose calls change, each once, in their order.
  package var changedNumbers: [String] {
    var seen: Set<String> = []
    return changes.map(\.number).filter { seen.insert($0).inserted }
  }
}

extension SwitchSnapshot {
  /// The SHA-256 of everything but one generation: the pointers, the other generation, foreign rows.
  func base(besides generation: Generation) -> String {
    let parts = [
      livePointer ?? "-", storedPointer ?? "-", hash(of: generation.other),
      list.foreignRows.map(\.text).joined(separator: "\n"),
    ]
    return Fingerprint.hex(of: Array(parts.joined(separator: "\u{1F}").utf8))
  }
}

extension [AddressList.Row] {
  /// The addresses in use by the name of their set, in the order in which they are tried.
  var bySet: [String: [String]] {
    var sets: [String: [AddressList.Row]] = [:]
    for row in self where row.flags & 4 == 0 {
      // `duid=hotline-a-Q-12345-1`
      let name = row.attributes.split(separator: "-", maxSplits: 2).last ?? ""
      let set = name.lastIndex(of: "-").map { String(name[..<$0]) } ?? String(name)
      sets[set, default: []].append(row)
    }
    return sets.mapValues { rows in
      rows.enumerated().sorted {
        ($1.element.priority, $0.offset) < ($0.element.priority, $1.offset)
      }
      .map { $0.element.uri }
    }
  }
}

extension RoutingTable {
  /// The sets that take calls of a number in any of its stages: desks, and players of announcements.
  fileprivate func sets(of route: Route) -> Set<String> {
    let treatments = route.phases.compactMap(\.plan).compactMap(plan).flatMap(\.steps)
      .map(\.treatment)
    let players = treatments.compactMap(\.announcement).compactMap(announcement).map(\.set)
    return Set(treatments.compactMap(\.set) + players)
  }
}
