import CallRouting
package import Findings
import HotlineModel
package import LiveSwitch
package import MergerRuns
import SwitchExporters

/// Watches a switch after a flip: where calls go, and how many are refused.
package struct WatchRun {
  /// What was seen since the watch began.
  package struct Look {
    /// The calls.
    package let counts: CallCounts
    /// The share of each set in percent, beside the share that the table gives the same calls.
    package let shares: [(set: String, found: Int, expected: Int)]
    /// What is not as it should be: calls elsewhere, many refusals, changes by hand.
    package let findings: [Finding]
  }

  /// What is not as it should be as the watch begins.
  package let findings: [Finding]
  private let workspace: Workspace
  private let name: String
  private let target: KamailioSwitch
  private let generation: Generation
  private let table: RoutingTable
  private let reading: SwitchReading
  private let start: CallCounts

  /// Begins to watch a switch.
  ///
  /// - Throws: `Unusable`: `HL5416` where the live table was not kept here, and what reading the switch
  ///   throws.
  package init(_ workspace: Workspace, _ name: String) throws {
    (self.workspace, self.name) = (workspace, name)
    target = try SwitchRun(workspace).named(name)
    let verified = try VerifyRun(workspace).verify(name)
    findings = verified.findings
    let snapshot = verified.snapshot
    let place = SourceLocation(file: name)
    guard let live = snapshot.live else {
      throw Unusable(
        .switchPointerMissing(found: name, expected: snapshot.livePointer ?? "-"), at: place)
    }
    let loaded = snapshot.tables(of: live).snapshot ?? "-"
    guard let table = KeptTables(workspace).table(loaded) else {
      throw Unusable(
        .switchTableUnknown(generation: live.rawValue, found: String(loaded.prefix(12))), at: place)
    }
    (generation, self.table) = (live, table)
    // What the table says, and not what is loaded: a row changed by hand must stand out.
    reading = try TableLoad(table, as: live).rows.reading
    start = try target.callCounts(of: live)
  }

  /// What was seen since the watch began.
  ///
  /// - Throws: `Unusable` with what reading the switch throws.
  package func look() throws -> Look {
    let verified = try VerifyRun(workspace).verify(name)
    let counts = try target.callCounts(of: generation).since(start)
    let numbers = Dictionary(table.targetSets.map { ($0.number, $0.id) }) { first, _ in first }
    var findings = verified.findings
    var (found, expected): ([String: Int], [String: Int]) = ([:], [:])
    for (landing, count) in counts.landings.sorted(by: { $0.key.dialled < $1.key.dialled }) {
      let set = numbers[landing.set] ?? "\(landing.set)"
      let allowed = allowedSets(landing.dialled, at: verified.snapshot.clock)
      found[set, default: 0] += count
      expected[allowed.contains(set) ? set : allowed.first ?? "-", default: 0] += count
      guard !allowed.contains(set) else { continue }
      findings.append(
        Finding(
          .callsElsewhere(
            count: count, found: landing.dialled, landed: set,
            expected: allowed.joined(separator: " ")), at: SourceLocation(file: name)))
    }
    findings += risingRefusals(counts)
    let all = max(1, found.values.reduce(0, +))
    let shares = Set(found.keys).union(expected.keys).sorted().map { set in
      (set, (found[set] ?? 0) * 100 / all, (expected[set] ?? 0) * 100 / all)
    }
    return Look(counts: counts, shares: shares, findings: findings)
  }

  /// The sets that a call may be sent to now or a moment ago: those of its way, one after the other as
  /// they fail, and the players of its announcements.
  private func allowedSets(_ dialled: String, at clock: Int) -> [String] {
    var sets: [String] = []
    for second in [clock, clock - 60] {
      var down: Set<String> = []
      while true {
        let answer = reading.answer(
          SwitchReading.Call(dialled: dialled, second: second, down: down))
        let announcement: String?
        var set: String?
        switch answer {
        case .answered(let desks, let heard): (set, announcement) = (desks, heard)
        case .released(let heard): announcement = heard
        case .notOurs, .nobody, .forwarded, .damaged: announcement = nil
        }
        for name in [set, announcement.flatMap { table.announcement($0)?.set }].compactMap(\.self)
        where !sets.contains(name) { sets.append(name) }
        guard let set, down.insert(set).inserted else { break }
      }
    }
    return sets
  }

  /// Codes by which more calls are refused than before the watch, beyond one in a hundred.
  private func risingRefusals(_ counts: CallCounts) -> [Finding] {
    counts.refusals.sorted { $0.key < $1.key }.compactMap { code, count in
      let before = start.calls == 0 ? 0 : Double(start.refusals[code] ?? 0) / Double(start.calls)
      let share = Double(count) / Double(max(1, counts.calls))
      guard counts.calls >= 20, share > 0.01, share > 2 * before else { return nil }
      return Finding(
        .repliesRising(count: count, total: counts.calls, found: "\(code)"),
        at: SourceLocation(file: name))
    }
  }
}
