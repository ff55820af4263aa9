import CallRouting
package import Findings
import HotlineModel
import LiveSwitch
import LocalFiles
package import MergerRuns
package import Reports
import SwitchExporters

/// Loads a plan's table as the generation that is not live, reads it back and asks it; the live one is
/// not touched.
package struct ApplyRun {
  /// What was done.
  package struct Outcome {
    /// The plan.
    package let plan: CutoverPlan
    /// Whether the switch had the table already.
    package let wasLoaded: Bool
    /// How many rows were read back.
    package let rows: Int
    /// How many test calls were made; 0 where the switch has no test listener.
    package let testCalls: Int
    /// What a person should know of it.
    package let findings: [Finding]
  }

  private let workspace: Workspace

  /// A run over a workspace.
  package init(_ workspace: Workspace) {
    self.workspace = workspace
  }

  /// Loads a plan; where it was interrupted, does what is missing.
  ///
  /// - Parameters:
  ///   - path: the plan's file.
  ///   - actor: who loads it.
  /// - Returns: what was done.
  /// - Throws: `Unusable`: `HL5420` to `HL5422` for a plan that does not hold any more, `HL5426` in a
  ///   frozen time, `HL5409`, `HL5430`, `HL5411` where what was read back differs, `HL5428` where a
  ///   test call lands elsewhere; and what the switch and its database throw.
  package func load(_ path: String, by actor: CutoverActor) throws -> Outcome {
    let step = try CutoverStep(path, workspace, by: actor)
    try step.refuseUnfinished()
    let snapshot = try step.target.snapshot()
    try checkBase(step, snapshot)
    try step.checkFreeze(at: snapshot.clock)
    let table = try step.provenTable()
    let load = try TableLoad(table, as: step.generation)
    let foreign = snapshot.list.foreignRows(inSetsOf: load.addresses.rows)
    guard foreign.isEmpty else {
      throw Unusable(foreign.map { Finding(.setForeign(found: $0.text), at: step.place) })
    }
    let expected = load.expected(as: step.generation)
    let wasLoaded = differences(snapshot, step, expected).isEmpty
    if !wasLoaded {
      try step.enter(.applying)
      try change(step, snapshot, load)
    }
    let loaded = wasLoaded ? snapshot : try step.target.snapshot()
    let drift = differences(loaded, step, expected)
    guard drift.isEmpty else {
      throw Unusable(drift.prefix(50).map { Finding(drift: $0, of: step.plan.target) })
    }
    try checkBase(step, loaded)
    try loaded.refuseStrayAddresses(of: step.plan.target, in: [step.generation])
    let calls = try testCalls(step, table, load.addresses.rows)
    let content = loaded.hash(of: step.generation)
    let newest = try step.journal().newestStep?.entry
    if newest?.step != .applied || newest?.plan != step.plan.hash || newest?.content != content {
      try step.enter(
        .applied, content: content, other: loaded.hash(of: step.generation.other))
    }
    return Outcome(
      plan: step.plan, wasLoaded: wasLoaded,
      rows: expected.tables.byKind.map(\.rows.count).reduce(0, +), testCalls: calls,
      findings: step.target.description.testListener == nil
        ? [Finding(.testCallsNotMade(found: step.plan.target), at: step.place)] : [])
  }

  /// The statements and commands of a plan, in their order, as files of a folder; the switch is not
  /// touched.
  ///
  /// - Returns: the files.
  /// - Throws: `Unusable` as `load` does before it changes anything; `HL6101` where the folder is
  ///   there already.
  package func stage(
    _ path: String, to folder: String, by actor: CutoverActor
  ) throws -> [DeliveryFile] {
    let step = try CutoverStep(path, workspace, by: actor)
    let snapshot = try step.target.snapshot()
    try checkBase(step, snapshot)
    let load = try TableLoad(try step.provenTable(), as: step.generation)
    let draft = try DeliveryDraft(folder, replacing: false)
    let list = snapshot.list.replacing(step.generation, with: load.addresses)
    let staged = StagedScript(step.target)
    let loading = staged.loading(
      step.generation, table: step.plan.table, script: "1-tables.sql",
      list: (name: "1-dispatcher.list", rows: list))
    let flipping = staged.makingLive(
      step.generation, table: step.plan.table, list, statement: "2-make-live.sql")
    let returning = staged.makingLive(
      step.generation.other, table: step.plan.tableBefore, list, statement: "3-roll-back.sql")
    let files = [
      ("1-dispatcher.list", list.text), ("1-load.sh", loading), ("1-tables.sql", load.script),
      ("2-make-live.sh", flipping),
      ("2-make-live.sql", staged.statement(makingLive: step.generation)),
      ("3-roll-back.sh", returning),
      ("3-roll-back.sql", staged.statement(makingLive: step.generation.other)),
    ]
    let written = try files.map { name, text in
      let file = try OutputFile.write(text, to: "\(draft.path)/\(name)")
      return DeliveryFile(name: name, sha256: file.sha256, size: file.size, count: 1)
    }
    try draft.publish()
    return written
  }

  /// Refuses where the switch is not what the plan was made from; what an interrupted run of the same
  /// plan has loaded does not count.
  private func checkBase(_ step: CutoverStep, _ snapshot: SwitchSnapshot) throws {
    func moved(_ reason: String) -> Unusable {
      Unusable(.planBaseMoved(found: step.plan.target, reason: reason), at: step.place)
    }
    guard snapshot.live?.rawValue == step.plan.live,
      snapshot.storedPointer == snapshot.livePointer
    else {
      throw moved("generation \(snapshot.livePointer ?? "-") is live, not \(step.plan.live)")
    }
    guard snapshot.base(besides: step.generation) == step.plan.base else {
      throw moved("the live generation or rows that are not ours have changed")
    }
    let own = try step.journal().contains { dated in
      dated.entry.plan == step.plan.hash && dated.entry.step == .applying
    }
    guard own || snapshot.hash(of: step.generation) == step.plan.loaded else {
      throw moved("generation \(step.plan.generation) has changed")
    }
    try snapshot.refuseDifferences(of: step.plan.target) { !$0.concerns(step.generation) }
    try snapshot.refuseStrayAddresses(of: step.plan.target, in: [step.generation.other])
  }

  /// Addresses first, so that no row names a set that is not there; then the database, then memory.
  private func change(
    _ step: CutoverStep, _ snapshot: SwitchSnapshot, _ load: TableLoad
  ) throws {
    try step.target.load(snapshot.list.replacing(step.generation, with: load.addresses))
    try step.target.load(script: load.script)
    try step.target.reload(step.generation)
  }

  private func differences(
    _ snapshot: SwitchSnapshot, _ step: CutoverStep, _ expected: ExpectedGeneration
  ) -> [SnapshotDifference] {
    snapshot.differences(of: step.generation, from: expected) + snapshot.differencesOfMemory
  }

  /// Asks the switch what it would do with the calls that show every kind of edge.
  private func testCalls(
    _ step: CutoverStep, _ table: RoutingTable, _ addresses: [AddressList.Row]
  ) throws -> Int {
    guard let listener = step.target.description.testListener else { return 0 }
    let calls = try table.probeCalls(occurrences: 1)
    let answers = try TestCaller(listener, of: step.plan.target).answers(
      to: calls.map { TestCaller.Call(dialled: $0.dialled, second: $0.at.unixSeconds) },
      by: step.generation)
    let sets = Dictionary(table.targetSets.map { ("\($0.number)", $0.id) }) { first, _ in first }
    let own = Set(addresses.map(\.uri))
    let wrong = zip(calls, answers).filter { call, answer in
      answer.generation != step.plan.generation || answer.landing(sets) != call.landing
        || !(answer.address.isEmpty || own.contains(answer.address))
    }
    guard wrong.isEmpty else {
      throw Unusable(
        wrong.prefix(50).map { call, answer in
          Finding(
            .testCallElsewhere(
              found: call.dialled, at: "\(call.at)",
              landed: "\(answer.landing(sets)) \(answer.address)",
              expected: call.landing), at: step.place)
        })
    }
    return calls.count
  }
}

extension SnapshotDifference {
  /// Whether it is about the rows or the addresses of a generation.
  func concerns(_ generation: Generation) -> Bool {
    switch kind {
    case .row: place.hasSuffix("_\(generation.rawValue)")
    case .address: (found + expected).contains("duid=hotline-\(generation.rawValue)-")
    case .pointer, .oddRow: false
    }
  }
}

extension TestCaller.Answer {
  /// Where the call would land, in the words of a probe.
  ///
  /// - Parameter sets: the names of sets by their numbers.
  /// - Returns: `Q-12345`, `A-1>released`, `none`.
  func landing(_ sets: [String: String]) -> String {
    let words = answer.split(separator: " ").map(String.init)
    func set(_ index: Int) -> String { sets[words[index]] ?? words[index] }
    return switch (words.first, words.count) {
    case ("desks", 2): set(1)
    case ("announced", 5) where words[3] == "desks": "\(words[2])>\(set(4))"
    case ("released", 2): "\(words[1])>released"
    case ("own", 1): "none"
    case ("nobody", 1): "nobody"
    case (_, _): answer
    }
  }
}
