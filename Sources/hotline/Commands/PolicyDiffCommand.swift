import ArgumentParser
import CommandOptions
import Console
import Findings
import HotlineModel
import MergerRuns
import Reports

struct PolicyDiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: words(
      "What two policies decide differently, and which rows of their sheets differ.",
      "比较两套规则表：结论有何不同，哪些行不同。"),
    discussion: words(
      """
      Every change of the sheets comes with the facts that it decides differently; \
      registered lines that are decided differently follow. The last signed version of a \
      policy is its folder `signed`: hotline policy diff POLICY/signed POLICY.

      Exit codes: 0 they say and decide the same, 2 something differs, 65 one of them cannot \
      be used.
      """,
      """
      每处改动都附有结论不同的事实，然后列出结论不同的已登记热线。规则表最近一次签认的版本在其文件\
      夹 `signed` 中：hotline policy diff 规则表/signed 规则\
      表。

      退出码：0 内容和结论都相同；2 有不同；65 有一套不能用。
      """))

  @Argument(help: words("The folder of one policy.", "一套规则表的文件夹。"), completion: .policies)
  var old: String

  @Argument(help: words("The folder of the other.", "另一套规则表的文件夹。"), completion: .policies)
  var new: String

  @Option(
    help: words(
      "The register whose lines are decided with both; by default the workspace's.",
      "用两套规则表分别决定的登记表；默认用本工作区的。"), completion: .file())
  var register: String?

  @Option(
    help: words(
      """
      The area that bare numbers of the register belong to; by default the workspace's, else \
      0757.
      """,
      "登记表中未写区号的号码所属的区号；默认用本工作区的，没有工作区则为 0757。"),
    transform: { text in
      guard let area = AreaCode(text) else {
        throw ValidationError(
          words("\(text): expected an area code such as 0757", "\(text)：应为区号，例如 0757"))
      }
      return area
    })
  var area: AreaCode?

  @Option(help: words("Print at most this many kinds of difference.", "最多列出多少类不同。"))
  var limit = 20

  @Flag(help: words("Print JSON.", "以 JSON 输出。"))
  var json = false

  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.run { terminal in
      let workspace = try common.openWorkspaceIfAny()
      let difference = try PolicyWhatIfRun(workspace)
        .difference(from: old, to: new, register: register, area: area)
      let text = DifferenceText(difference, limit: limit, terminal: terminal)
      if json {
        terminal.output(text.json, schema: "hotline/policy.diff/3", workspace: workspace?.folder)
      } else {
        terminal.output(lines: text.lines)
      }
      if !difference.isSame { throw ExitCode(2) }
    }
  }
}
