import Findings
import HotlineModel
import LiveSwitch
package import MergerRuns
import Reports

/// Makes a loaded plan live.
package struct FlipRun {
  /// What was done.
  package struct Outcome {
    /// The switch.
    package let target: String
    /// The generation that is live now.
    package let generation: String
    /// Whether it was live before.
    package let wasLive: Bool
  }

  private let workspace: Workspace

  /// A run over a workspace.
  package init(_ workspace: Workspace) {
    self.workspace = workspace
  }

  /// Makes a plan's generation live; where it was interrupted, does what is missing.
  ///
  /// - Parameters:
  ///   - path: the plan's file.
  ///   - actor: who does it.
  ///   - confirm: asks whether it is meant, with the plan as it would go live; throws where it is not.
  /// - Returns: what was done.
  /// - Throws: `Unusable`: `HL5420` to `HL5422`, `HL5427` where the plan is not loaded as it was read
  ///   back, `HL5424` for a line that is not ready, `HL5425` outside the window, `HL5426` in a frozen
  ///   time, `HL5409`; and what the switch throws.
  package func flip(
    _ path: String, by actor: CutoverActor, confirm: (CutoverPlan) throws -> Void
  ) throws -> Outcome {
    let step = try CutoverStep(path, workspace, by: actor)
    let snapshot = try step.target.snapshot()
    let applied = try loadedEntry(step)
    let isLive =
      snapshot.livePointer == step.plan.generation
      && snapshot.storedPointer == step.plan.generation
    let newest = try step.journal().newestStep?.entry
    if isLive, newest?.step == .flipped, newest?.plan == step.plan.hash {
      return Outcome(target: step.plan.target, generation: step.plan.generation, wasLive: true)
    }
    let isOwn = newest?.step == .flipping && newest?.plan == step.plan.hash
    try step.refuseUnfinished()
    try check(snapshot, step, applied, isInterrupted: isOwn)
    if !isOwn {
      try step.checkWindow(at: snapshot.clock)
      try step.checkFreeze(at: snapshot.clock)
      // It was proven when it was loaded.
      try step.currentRoutes()
      try checkReady(step, at: snapshot.clock)
      try confirm(step.plan)
      try step.enter(.flipping, content: applied.content, other: applied.other)
    }
    try step.target.makeLive(step.generation)
    try step.enter(.flipped, content: applied.content, other: applied.other)
    return Outcome(target: step.plan.target, generation: step.plan.generation, wasLive: isLive)
  }

  /// The entry of the run that loaded the plan and read it back.
  private func loadedEntry(_ step: CutoverStep) throws -> CutoverEntry {
    let all = try step.journal().map(\.entry).filter { $0.plan == step.plan.hash }
    guard let applied = all.last(where: { $0.step == .applied }) else {
      throw Unusable(
        .planNotLoaded(found: step.plan.target, reason: "apply has not ended"), at: step.place)
    }
    return applied
  }

  /// Both generations are as they were when the plan was loaded, and the pointers stand where this
  /// plan has them.
  private func check(
    _ snapshot: SwitchSnapshot, _ step: CutoverStep, _ applied: CutoverEntry, isInterrupted: Bool
  ) throws {
    func refuse(_ reason: String) -> Unusable {
      Unusable(.planNotLoaded(found: step.plan.target, reason: reason), at: step.place)
    }
    let pointers = isInterrupted ? [step.plan.live, step.plan.generation] : [step.plan.live]
    for pointer in [snapshot.livePointer, snapshot.storedPointer]
    where !pointers.contains(pointer ?? "-") {
      throw Unusable(
        .planBaseMoved(
          found: step.plan.target,
          reason: "generation \(pointer ?? "-") is live, not \(step.plan.live)"), at: step.place)
    }
    guard snapshot.hash(of: step.generation) == applied.content else {
      throw refuse("generation \(step.plan.generation) was changed after it was loaded")
    }
    guard snapshot.hash(of: step.generation.other) == applied.other else {
      throw refuse("the live generation was changed after the plan was loaded")
    }
    try snapshot.refuseDifferences(of: step.plan.target) { !isInterrupted || $0.kind != .pointer }
    try snapshot.refuseStrayAddresses(of: step.plan.target, in: Generation.allCases)
  }

  /// The checklist of every line whose calls change lets it be cut over, as it is now.
  private func checkReady(_ step: CutoverStep, at clock: Int) throws {
    let today = CivilInstant(unixSeconds: clock).date
    let lines = try PlanRun.verdicts(of: step.plan.lines.map(\.line), workspace, on: today)
    let refused = lines.filter { $0.ready == false }.flatMap { line in
      line.obstacles.map { obstacle in
        Finding(
          .lineNotReady(line: line.line, item: obstacle.item, reason: obstacle.reason),
          at: step.place)
      }
    }
    guard refused.isEmpty else { throw Unusable(refused) }
  }
}
