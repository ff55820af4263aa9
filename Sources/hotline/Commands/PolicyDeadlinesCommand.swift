import ArgumentParser
import Bytes
import CommandOptions
import Console
import Findings
import HotlineModel
import Listings
import MergerRuns
import Reports

struct PolicyDeadlinesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "deadlines",
    abstract: words("By when each clause of the notice wants its tasks done.", "查看通知各条款要求的完成期限。"),
    discussion: words(
      """
      A deadline before the day of the notice is shown as overdue at issue. Lines that are \
      cut over after their deadline are listed by status and route build.
      """,
      "期限早于发文日的，显示为发文时已过期。割接晚于期限的热线由 status 和 route build 列出。"))

  @Option(
    help: words("The day to compare with; by default today.", "以哪一天为准；默认今天。"),
    transform: CivilDate.argument)
  var asOf: CivilDate?

  @OptionGroup var listing: ListingOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.inWorkspace { workspace, terminal in
      let day = asOf ?? Environment.now().date
      try PolicyListing.deadlines(workspace.policyDeadlines(), on: day).print(
        listing, workspace: workspace.folder, on: terminal)
    }
  }
}
