package import Findings
import HotlineModel
package import LiveSwitch
package import MergerRuns
import MergerStore
package import Reports

/// Holds what a switch has against what the journal and the proven tables say.
package struct VerifyRun {
  /// What was found.
  package struct Outcome {
    /// What the switch has.
    package let snapshot: SwitchSnapshot
    /// How many facts were compared: rows in memory and database, addresses, pointers.
    package let compared: Int
    /// What is not as it should be.
    package let findings: [Finding]
    /// The newest entry of the journal; `nil` where nothing was ever done.
    package let newest: DatedCutoverEntry?
  }

  private let workspace: Workspace

  /// A run over a workspace.
  package init(_ workspace: Workspace) {
    self.workspace = workspace
  }

  /// Reads a switch and compares.
  ///
  /// - Throws: `Unusable` with what reading the switch throws.
  package func verify(_ name: String) throws -> Outcome {
    let target = try SwitchRun(workspace).named(name)
    let snapshot = try target.snapshot()
    let journal = try CutoverJournal(workspace).entries(of: name)
    let place = SourceLocation(file: name)
    var findings: [Finding] = []
    var compared = 2
    findings += pointerFindings(snapshot, journal, place)
    for generation in Generation.allCases {
      let tables = snapshot.tables(of: generation)
      compared += 2 * tables.byKind.map(\.rows.count).reduce(0, +)
      findings += try generationFindings(generation, snapshot, name)
      findings += snapshot.strayAddresses(of: generation).map { Finding(drift: $0, of: name) }
    }
    compared += snapshot.list.rows.count
    let known = Set(findings.compactMap { $0.facts["key"] })
    findings += snapshot.differencesOfMemory.filter {
      !known.contains($0.key) && $0.kind != .pointer
    }
    .map { Finding(memory: $0, of: name) }
    findings += contentFindings(snapshot, journal, place)
    findings += stateFindings(snapshot, target, journal, place)
    return Outcome(
      snapshot: snapshot, compared: compared, findings: findings, newest: journal.last)
  }

  /// The generation that should be live, as the journal has it; `nil` where nothing was ever loaded.
  private func expectedLive(_ journal: [DatedCutoverEntry]) -> Generation? {
    for entry in journal.reversed().map(\.entry) {
      guard let generation = Generation(rawValue: entry.generation) else { continue }
      switch entry.step {
      case .flipped: return generation
      // What is loaded is not live.
      case .applied, .returned: return generation.other
      case .planned, .applying, .flipping, .returning: continue
      }
    }
    return nil
  }

  private func pointerFindings(
    _ snapshot: SwitchSnapshot, _ journal: [DatedCutoverEntry], _ place: SourceLocation
  ) -> [Finding] {
    // A plan that was made since changes nothing of what was begun.
    if let begun = journal.newestStep, begun.entry.step.isBegun {
      return [Finding(unfinished: begun)] + splitPointer(snapshot, place)
    }
    guard let expected = expectedLive(journal)?.rawValue else {
      return splitPointer(snapshot, place)
    }
    return [("memory ctl", snapshot.livePointer), ("database mg_ctl", snapshot.storedPointer)]
      .filter { $0.1 != expected }
      .map { where_, found in
        Finding(
          .switchPointerMoved(place: where_, found: found ?? "-", expected: expected), at: place)
      }
  }

  private func splitPointer(_ snapshot: SwitchSnapshot, _ place: SourceLocation) -> [Finding] {
    if snapshot.livePointer == snapshot.storedPointer, snapshot.live != nil { return [] }
    return [
      Finding(
        .switchPointerMoved(
          place: "memory ctl", found: snapshot.livePointer ?? "-",
          expected: snapshot.storedPointer ?? "-"), at: place)
    ]
  }

  /// The rows of a generation against the table that its manifest row names.
  private func generationFindings(
    _ generation: Generation, _ snapshot: SwitchSnapshot, _ name: String
  ) throws -> [Finding] {
    let loaded = snapshot.tables(of: generation)
    let stored = snapshot.stored[generation] ?? SwitchSnapshot.Tables()
    if loaded.isEmpty, stored.isEmpty, snapshot.addressRows(of: generation).isEmpty { return [] }
    guard
      let table = [loaded.snapshot, stored.snapshot].lazy.compactMap(\.self)
        .compactMap(KeptTables(workspace).table).first
    else {
      return [
        Finding(
          .switchTableUnknown(
            generation: generation.rawValue, found: String((loaded.snapshot ?? "-").prefix(12))),
          at: SourceLocation(file: name))
      ]
    }
    let expected = try TableLoad(table, as: generation).expected(as: generation)
    return snapshot.differences(of: generation, from: expected).map { Finding(drift: $0, of: name) }
  }

  /// A generation that was replaced as a whole by another proven table is one that nobody made live.
  private func contentFindings(
    _ snapshot: SwitchSnapshot, _ journal: [DatedCutoverEntry], _ place: SourceLocation
  ) -> [Finding] {
    guard let newest = journal.last(where: { !$0.entry.content.isEmpty })?.entry,
      journal.newestStep?.entry.step.isBegun != true,
      let generation = Generation(rawValue: newest.generation)
    else { return [] }
    return [(generation, newest.content), (generation.other, newest.other)].compactMap {
      own, hash in
      if hash.isEmpty || snapshot.hash(of: own) == hash { return nil }
      return Finding(
        .switchDrifted(
          place: "memory", key: "generation \(own.rawValue)",
          found: String(snapshot.hash(of: own).prefix(12)), expected: String(hash.prefix(12))),
        at: place)
    }
  }

  private func stateFindings(
    _ snapshot: SwitchSnapshot, _ target: KamailioSwitch, _ journal: [DatedCutoverEntry],
    _ place: SourceLocation
  ) -> [Finding] {
    var findings = snapshot.addresses.filter { $0.state.hasPrefix("I") || $0.state.hasPrefix("T") }
      .map { address in
        Finding(
          .switchAddressDown(set: "\(address.set)", found: address.uri, state: address.state),
          at: place)
      }
    let started = CivilInstant(unixSeconds: snapshot.clock - snapshot.uptime)
    if let newest = journal.newestStep,
      let at = CivilInstant(newest.at), at < started
    {
      findings.append(Finding(.switchRestarted(at: "\(started)"), at: place))
    }
    let expected = target.description.scriptHash
    if let found = snapshot.scriptHash, !expected.isEmpty, found != expected {
      findings.append(
        Finding(
          .switchScriptChanged(
            found: String(found.prefix(12)), expected: String(expected.prefix(12))), at: place))
    }
    return findings
  }
}
