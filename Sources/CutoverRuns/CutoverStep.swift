import CallRouting
import Findings
package import HotlineModel
import LiveSwitch
import LocalFiles
import MergerRuns
import MergerStore
import Reports
import SwitchExporters

/// Who takes a step on a switch, when, and by what leave.
package struct CutoverActor {
  /// The account.
  package let account: String
  /// The time, asked anew for every entry.
  package let clock: () -> CivilInstant
  /// Why a frozen time does not count; `nil` where it does.
  package var leave: Leave?

  /// Why a change is made in a frozen time.
  package struct Leave: Hashable, Sendable {
    /// The document that allows it.
    package let document: String
    /// Who allows it.
    package let name: String

    /// Leave by a document and a name.
    package init(document: String, name: String) {
      (self.document, self.name) = (document, name)
    }
  }

  /// Who takes a step, without leave.
  package init(account: String, clock: @escaping () -> CivilInstant) {
    (self.account, self.clock) = (account, clock)
  }

  /// What others are told who find the switch locked.
  var holder: String { "\(account), \(clock())" }
}

/// A step of a cut-over under way: the plan, the switch under its lock, the journal.
struct CutoverStep {
  let workspace: Workspace
  let plan: CutoverPlan
  let target: KamailioSwitch
  let actor: CutoverActor
  private let lock: SwitchLock

  /// Reads a plan of this workspace and takes the lock of its switch.
  ///
  /// - Throws: `Unusable`: `HL5420` for a plan that was changed or not made here, `HL5409` where
  ///   somebody else changes the switch.
  init(_ path: String, _ workspace: Workspace, by actor: CutoverActor) throws {
    let plan = try CutoverPlan(contentsOf: path)
    let isKnown = try CutoverJournal(workspace).entries(of: plan.target).contains { dated in
      dated.entry.step == .planned && dated.entry.plan == plan.hash
    }
    guard isKnown else {
      throw Unusable(
        .planDamaged(found: path, reason: "this workspace did not make it"),
        at: SourceLocation(file: path))
    }
    try self.init(plan, workspace, by: actor)
  }

  private init(_ plan: CutoverPlan, _ workspace: Workspace, by actor: CutoverActor) throws {
    (self.plan, self.workspace, self.actor) = (plan, workspace, actor)
    target = try SwitchRun(workspace).named(plan.target)
    lock = try SwitchLock(target, holder: actor.holder)
  }

  /// Where findings about the switch are.
  var place: SourceLocation { SourceLocation(file: plan.target) }
  /// The generation that is loaded and made live.
  var generation: Generation { Generation(rawValue: plan.generation) ?? .a }

  /// The journal of the switch, the oldest entry first.
  func journal() throws -> [DatedCutoverEntry] {
    try CutoverJournal(workspace).entries(of: plan.target)
  }

  /// Enters the step.
  func enter(_ step: CutoverEntry.Step, content: String = "", other: String = "") throws {
    var entry = CutoverEntry(
      target: plan.target, step: step, plan: plan.hash, generation: plan.generation,
      table: plan.table, who: actor.account)
    (entry.content, entry.other) = (content, other)
    entry.lines = plan.lines.map(\.line)
    entry.because = actor.leave?.name ?? ""
    entry.document = actor.leave?.document ?? ""
    try workspace.ledger().record(entry, at: actor.clock())
  }

  /// Refuses where the pointer was being moved for another plan, and nobody has ended that: what the
  /// journal says would no longer be what calls followed.
  ///
  /// - Throws: `Unusable` with `HL5431`.
  func refuseUnfinished() throws {
    guard let begun = try journal().unfinishedMove, begun.entry.plan != plan.hash else { return }
    throw Unusable([Finding(unfinished: begun)])
  }

  /// The routes of the sheets as they are, which must still be those that were proven for the plan.
  ///
  /// - Throws: `Unusable` with `HL5422` where the sheets make another table.
  @discardableResult
  func currentRoutes() throws -> RouteRun {
    let run = try PlanRun(workspace).routes(of: plan)
    guard run.table.snapshot == plan.table else {
      throw Unusable(
        .planTableOther(
          found: String(run.table.snapshot.prefix(12)), expected: String(plan.table.prefix(12))),
        at: place)
    }
    return run
  }

  /// The table of the plan, proven again from the sheets as they are.
  ///
  /// - Throws: `Unusable`: `HL5422`, and the witnesses of checks that fail.
  func provenTable() throws -> RoutingTable {
    let run = try currentRoutes()
    let faults = try run.faults(as: .kamailio)
    guard faults.isEmpty else { throw Unusable(faults) }
    return run.table
  }

  /// Refuses in a frozen time, by the clock of the switch.
  ///
  /// - Throws: `Unusable` with `HL5426`.
  func checkFreeze(at clock: Int) throws {
    let now = CivilInstant(unixSeconds: clock)
    let folder = "\(workspace.mappings)/routing"
    guard actor.leave == nil,
      let freeze = try FreezeRun(workspace).freezes().first(where: { $0.period.contains(now) })
    else { return }
    throw Unusable(
      .cutoverFrozen(
        at: "\(now)", reason: freeze.reason, interval: freeze.period.words(in: .english)),
      at: SourceLocation(file: "\(folder)/freezes.csv"))
  }

  /// Refuses outside the plan's window, by the clock of the switch.
  ///
  /// - Throws: `Unusable` with `HL5425`.
  func checkWindow(at clock: Int) throws {
    let now = CivilInstant(unixSeconds: clock)
    let from = plan.from.flatMap { CivilInstant($0) }
    let until = plan.until.flatMap { CivilInstant($0) }
    guard from.map({ now < $0 }) == true || until.map({ $0 <= now }) == true else { return }
    throw Unusable(
      .cutoverOutsideWindow(
        at: "\(now)", from: from?.description ?? "-", until: until?.description ?? "-"), at: place)
  }
}

extension [DatedCutoverEntry] {
  /// The newest step on the switch; plans, which change nothing there, do not count.
  var newestStep: DatedCutoverEntry? { last { $0.entry.step != .planned } }

  /// The newest step, where it moves the pointer and was not ended.
  var unfinishedMove: DatedCutoverEntry? {
    newestStep.flatMap { $0.entry.step.isBegun && $0.entry.step.movesPointer ? $0 : nil }
  }

  /// The flip that `rollback` would take back, ended or not, and the generation that was live before.
  var flipToTakeBack: (entry: CutoverEntry, before: Generation)? {
    guard let newest = last(where: { $0.entry.step.movesPointer })?.entry,
      newest.step != .returned, let generation = Generation(rawValue: newest.generation)
    else { return nil }
    return (newest, generation.other)
  }
}

extension Finding {
  /// A step that was begun and not ended.
  init(unfinished begun: DatedCutoverEntry) {
    self.init(
      .cutoverInterrupted(
        found: begun.entry.target, step: begun.entry.step.words.english,
        at: CivilInstant(begun.at)?.description ?? begun.at, who: begun.entry.who),
      at: SourceLocation(file: begun.entry.target))
  }
}
