import ArgumentParser
import Bytes
import CommandOptions
import Console
import Findings
import HotlineModel
import Listings
import MergerRuns

struct CutoverCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cutover",
    abstract: words(
      "Make a plan live; see what was done, what comes next, and what is frozen.",
      "切换方案；查看操作记录、割接时间和封网期。"),
    subcommands: [Calendar.self, List.self, Show.self, Freeze.self, Flip.self],
    defaultSubcommand: Calendar.self)

  struct Calendar: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "calendar",
      abstract: words("Every stage and every freeze, in time order.", "按时间先后列出各阶段和封网期。"),
      discussion: words(
        "Exit code 2 if a stage begins during a freeze, or a merged line has no route.",
        "有阶段在封网期内开始，或有归并的热线没有路由的，退出码为 2。"))

    @OptionGroup var listing: ListingOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let route = try RouteRun(workspace, keptBy: ProgramVersion.name)
        let events = route.cutoverCalendar
        try CutoverListing.calendar(events)
          .print(listing, workspace: workspace.folder, on: terminal)
        let unrouted = route.unroutedFindings
        FindingPrinter(terminal: terminal).print(unrouted)
        let hasUnrouted = unrouted.contains { $0.severity == .error }
        if hasUnrouted || events.contains(where: \.isInFreeze) { throw ExitCode(2) }
      }
    }
  }
}
