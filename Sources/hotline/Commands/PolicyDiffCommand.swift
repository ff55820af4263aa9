import ArgumentParser
import Findings
import HotlineModel
import MergerRuns
import Reports

struct PolicyDiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "What two policies decide differently, and which rows of their sheets differ.",
    discussion: """
      Every change of the sheets comes with the facts that it decides differently; registered lines \
      that are decided differently follow. The last signed version of a policy is its folder \
      `signed`: hotline policy diff POLICY/signed POLICY.

      Exit codes: 0 they say and decide the same, 2 something differs, 65 one of them cannot be used.
      """)

  @Argument(help: "The folder of one policy.")
  var old: String

  @Argument(help: "The folder of the other.")
  var new: String

  @Option(help: "The register whose lines are decided with both; by default the workspace's.")
  var register: String?

  @Option(
    help:
      "The area that bare numbers of the register belong to; by default the workspace's, else 0757.",
    transform: { text in
      guard let area = AreaCode(text) else {
        throw ValidationError("\(text): expected an area code such as 0757")
      }
      return area
    })
  var area: AreaCode?

  @Option(help: "Print at most this many kinds of difference.")
  var limit = 20

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.run { terminal in
      let difference = try PolicyWhatIfRun(common.openWorkspaceIfAny())
        .difference(from: old, to: new, register: register, area: area)
      let text = DifferenceText(difference, limit: limit, terminal: terminal)
      if json {
        terminal.output(json: text.json)
      } else {
        terminal.output(lines: text.lines)
      }
      if !difference.isSame { throw ExitCode(2) }
    }
  }
}
