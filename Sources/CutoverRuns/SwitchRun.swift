import CallRouting
package import Findings
import HotlineModel
package import LiveSwitch
package import MergerRuns
import Reports
import Sheets

/// The switches of a workspace, and what one of them has.
package struct SwitchRun {
  let workspace: Workspace
  private let path: String

  /// A run over a workspace.
  package init(_ workspace: Workspace) {
    self.workspace = workspace
    path = "\(workspace.mappings)/routing/switches.csv"
  }

  /// The switches, in the order of the sheet.
  ///
  /// - Throws: `Unusable` with the complaints about `switches.csv`.
  package func all() throws -> [SwitchDescription] {
    SheetContents.exists(path) ? try SwitchDescription.all(contentsOf: path) : []
  }

  /// A switch by its name.
  ///
  /// - Throws: `Unusable`: `HL5408` for a name that the sheet does not have, `HL5407` for a switch
  ///   that is loaded by hand.
  package func named(_ name: String) throws -> KamailioSwitch {
    let all = try all()
    guard let found = all.first(where: { $0.name == name }) else {
      throw Unusable(
        .switchUnknown(found: name, expected: all.map(\.name).joined(separator: ", ")),
        at: SourceLocation(file: path))
    }
    return try KamailioSwitch(found)
  }

  /// What a switch has now, and where memory differs from what a restart would load.
  package func read(_ name: String) throws -> (snapshot: SwitchSnapshot, findings: [Finding]) {
    let snapshot = try named(name).snapshot()
    let stray = Generation.allCases.flatMap(snapshot.strayAddresses)
    return (
      snapshot,
      snapshot.differencesOfMemory.map { Finding(memory: $0, of: name) }
        + stray.map { Finding(drift: $0, of: name) }
    )
  }
}

extension Finding {
  /// A fact of a switch that a restart would change.
  init(memory difference: SnapshotDifference, of target: String) {
    self.init(
      .switchMemoryDiffers(
        place: difference.place, key: difference.key, found: difference.foundText,
        expected: difference.expectedText), at: SourceLocation(file: target))
  }

  /// A fact of a switch that is not what the proven table says.
  init(drift difference: SnapshotDifference, of target: String) {
    self.init(
      .switchDrifted(
        place: difference.place, key: difference.key, found: difference.foundText,
        expected: difference.expectedText), at: SourceLocation(file: target))
  }
}

extension SnapshotDifference {
  fileprivate var foundText: String { found.isEmpty ? "-" : found }
  fileprivate var expectedText: String { expected.isEmpty ? "-" : expected }
}

extension SwitchSnapshot {
  /// The generation that is live; the other one, which is loaded over, need not be in order.
  ///
  /// - Throws: `Unusable`: `HL5410` for every other fact that a restart would change, `HL5430` for
  ///   addresses in its sets that are not ours, `HL5417` where no generation is live.
  func steadyGeneration(of target: String) throws -> Generation {
    guard let live else {
      throw Unusable(
        .switchPointerMissing(found: target, expected: livePointer ?? "-"),
        at: SourceLocation(file: target))
    }
    try refuseDifferences(of: target) { !$0.concerns(live.other) }
    try refuseStrayAddresses(of: target, in: [live])
    return live
  }

  /// Refuses where sets of some generations hold addresses that are not ours.
  ///
  /// - Throws: `Unusable` with `HL5430` for every such address, at most 50.
  func refuseStrayAddresses(of target: String, in generations: [Generation]) throws {
    let stray = generations.flatMap(strayAddresses)
    guard stray.isEmpty else {
      throw Unusable(
        stray.prefix(50).map {
          Finding(.setForeign(found: $0.found), at: SourceLocation(file: target))
        })
    }
  }

  /// Refuses where a restart would change the switch.
  ///
  /// - Parameters:
  ///   - target: the switch.
  ///   - counts: whether a fact that a restart would change counts.
  /// - Throws: `Unusable` with `HL5410` for every such fact, at most 50.
  func refuseDifferences(
    of target: String, where counts: (SnapshotDifference) -> Bool
  ) throws {
    let differences = differencesOfMemory.filter(counts)
    guard differences.isEmpty else {
      throw Unusable(differences.prefix(50).map { Finding(memory: $0, of: target) })
    }
  }
}
