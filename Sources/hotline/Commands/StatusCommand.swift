import ArgumentParser
import Bytes
import CommandOptions
import Console
import Findings
import HotlineModel
import Listings
import MergerRuns
import Reports

struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: words(
      "The state of each line, what blocks it, what to run next.",
      "查看每条热线的进度、受阻原因和下一步命令。"))

  @OptionGroup var listing: ListingOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.inWorkspace { workspace, terminal in
      let status = try workspace.status(keptBy: ProgramVersion.name)
      try StatusListing.lines(status).print(listing, workspace: workspace.folder, on: terminal)
      if let finding = status.policyFindings.first {
        terminal.say(
          "\(finding.code.rawValue)  \(finding.message(in: terminal.language))  "
            + "\(finding.places.first.map(String.init) ?? "")")
      }
      LateCutovers.say(status.lines.compactMap(\.late), on: terminal)
      terminal.next(StatusSteps(status).steps)
    }
  }
}
