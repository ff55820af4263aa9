import ArgumentParser
import HotlineModel
import MergerRuns

struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Where each line stands, what blocks, what to run next.")

  @OptionGroup var listing: ListingOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.run { terminal in
      let workspace = try Workspace(common.workspaceFolder())
      try Listing(
        schema: "hotline/status/1",
        columns: [
          Listing.Column(key: "line", english: "line", chinese: "热线"),
          Listing.Column(key: "name", english: "name", chinese: "名称"),
          Listing.Column(key: "tickets", english: "tickets", chinese: "工单", isNumber: true),
          Listing.Column(
            key: "quarantined", english: "quarantined", chinese: "隔离", isNumber: true),
        ],
        rows: try workspace.status().map { status in
          let (line, held) = (status.line, status.holdings)
          return Listing.Row(
            cells: [line.id, line.name, String(held.tickets), String(held.quarantined)],
            json: [
              "line": .string(line.id), "name": .string(line.name), "tickets": .int(held.tickets),
              "quarantined": .int(held.quarantined),
            ])
        }
      ).print(listing, workspace: workspace.folder, on: terminal)
    }
  }
}
