import ArgumentParser
import Bytes
import CommandOptions
import Console
import Findings
import HotlineModel
import MergerRuns
import Reports

extension RouteCommand {
  struct LinkageList: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "linkage",
      abstract: words(
        "Who transfers callers to whom by hand: 12345, emergency lines, utilities.",
        "查看联动：12345与紧急热线、公共事业热线之间人工转接的方式。"))

    @OptionGroup var listing: ListingOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        try Self.listing(RouteRun(workspace, keptBy: ProgramVersion.name).linkage)
          .print(listing, workspace: workspace.folder, on: terminal)
      }
    }

    private static func listing(_ rows: [Linkage]) -> Listing {
      Listing(
        schema: "hotline/route.linkage/1",
        columns: [
          .identifier("from", "from", "转出方"), .identifier("to", "to", "转入方"),
          .state("how", "how", "方式"), .name("since", "since", "起始日期"),
          .text("document", "document", "依据"),
        ],
        rows: rows.map { row in
          Listing.Row(
            cells: [
              row.from.text, row.to.text, row.way.words.english, "\(row.since)", row.document,
            ], words: ["how": row.way.words],
            json: [
              "from": .string(row.from.text), "to": .string(row.to.text),
              "how": .string(row.way.rawValue), "since": .string("\(row.since)"),
              "document": .string(row.document),
            ])
        })
    }
  }
}
