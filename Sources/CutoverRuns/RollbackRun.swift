import Findings
import HotlineModel
import LiveSwitch
package import MergerRuns
import MergerStore
package import Reports

/// Makes the generation live again that was live before the last flip.
package struct RollbackRun {
  private let workspace: Workspace

  /// A run over a workspace.
  package init(_ workspace: Workspace) {
    self.workspace = workspace
  }

  /// Turns a switch back; where it was interrupted, does what is missing.
  ///
  /// Nothing but the journal and the switch is asked: neither sheets nor checklists can stand in the
  /// way of turning back.
  ///
  /// - Parameters:
  ///   - name: the switch.
  ///   - because: the reason.
  ///   - actor: who does it.
  ///   - confirm: asks whether it is meant; throws where it is not.
  /// - Returns: the entry of the flip that is taken back.
  /// - Throws: `Unusable`: `HL5429` where the generation before is not as it was, `HL5430` where its
  ///   sets hold addresses that are not ours, `HL5409`, and what the switch throws.
  package func turnBack(
    _ name: String, because: String, by actor: CutoverActor, confirm: (CutoverEntry) throws -> Void
  ) throws -> CutoverEntry {
    let target = try SwitchRun(workspace).named(name)
    let lock = try SwitchLock(target, holder: actor.holder)
    let ledger = try workspace.ledger()
    let place = SourceLocation(file: name)
    func refuse(_ reason: String) -> Unusable {
      Unusable(.rollbackImpossible(found: name, reason: reason), at: place)
    }
    guard let (newest, before) = try ledger.cutoverEntries(of: name).flipToTakeBack else {
      throw refuse("no flip is to be taken back")
    }
    let snapshot = try target.snapshot()
    for pointer in [snapshot.livePointer, snapshot.storedPointer]
    where Generation(rawValue: pointer ?? "-") == nil {
      throw refuse("the pointer is \(pointer ?? "-")")
    }
    guard snapshot.hash(of: before) == newest.other else {
      throw refuse("generation \(before.rawValue) is not as it was before the flip")
    }
    try snapshot.refuseDifferences(of: name) { difference in
      difference.kind != .pointer && difference.concerns(before)
    }
    try snapshot.refuseStrayAddresses(of: name, in: [before])
    try confirm(newest)
    var entry = CutoverEntry(
      target: name, step: .returning, plan: newest.plan, generation: newest.generation,
      table: newest.table, who: actor.account)
    (entry.content, entry.other, entry.lines) = (newest.content, newest.other, newest.lines)
    entry.because = because
    if newest.step != .returning { try ledger.record(entry, at: actor.clock()) }
    try target.makeLive(before)
    entry.step = .returned
    try ledger.record(entry, at: actor.clock())
    withExtendedLifetime(lock) {}
    return newest
  }
}

extension CutoverEntry.Step {
  /// Whether it moves which generation is live.
  var movesPointer: Bool {
    switch self {
    case .flipping, .flipped, .returning, .returned: true
    case .planned, .applying, .applied: false
    }
  }
}
