import CallRouting
package import HotlineModel
import LocalFiles
import MergerStore
import Sheets

/// The names that a workspace knows, for the shell's completion; nothing is written or complained of.
package struct WorkspaceNames: Sendable {
  private let folder: String
  private let today: CivilDate

  /// The names in a folder, which need not be a workspace.
  package init(folder: String, today: CivilDate) {
    self.folder = folder
    self.today = today
  }

  /// The mappings.
  package var mappings: [String] { Folder.names(in: "\(folder)/Mappings/sources") }

  /// The policies, as folders.
  package var policies: [String] {
    Folder.names(in: "\(folder)/Mappings/policy").map { "\(folder)/Mappings/policy/\($0)" }
      .filter(Folder.isFolder)
  }

  /// The profiles of feeds to other platforms.
  package var feedProfiles: [String] { Folder.names(in: "\(folder)/Mappings/feeds") }

  /// The lines of the register by number, and what they are called.
  package var lines: [(id: String, name: String)] {
    let register = try? Workspace(folder, today: today).register()
    return (register?.lines ?? []).map { ($0.id, $0.name) }
  }

  /// The batches, the latest first.
  package var batches: [String] { LedgerNames(folder: "\(folder)/.hotline").batches }

  /// Records in quarantine that are open.
  package var openRecords: [String] { LedgerNames(folder: "\(folder)/.hotline").openRecords }

  /// The hashes of saved routing tables.
  package var savedTables: [String] {
    Folder.names(in: "\(folder)/.hotline/routes")
      .filter { Folder.isFolder("\(folder)/.hotline/routes/\($0)") }
  }

  /// The switches that operations work on.
  package var switches: [String] {
    let cells = try? SheetContents(contentsOf: "\(folder)/Mappings/routing/switches.csv")
    return (cells?.rows ?? []).dropFirst().compactMap(\.cells.first)
  }

  /// The checks of a routing table; two of them belong to the formats of switches.
  package static var checks: [String] {
    (RoutingTable.checks().map(\.id) + ["R12", "R17"]).sorted()
  }
}
