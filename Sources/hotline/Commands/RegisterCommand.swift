import ArgumentParser
import Bytes
import CommandOptions
import Console
import Findings
import HotlineModel
import MergerRuns
import Reports

struct RegisterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "register",
    abstract: words("Compare registers of lines, and add lines to them.", "比较登记表，登记热线。"),
    subcommands: [Diff.self, Add.self])

  struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "diff",
      abstract: words(
        "What changed between two registers, and what the notice forbids.",
        "比较两份登记表的变化，指出通知禁止的变化。"),
      discussion: words(
        """
        New lines, renamed lines and lines of another owner or division are shown with the \
        clause that forbids them, and lines that are gone are shown too. A new line that \
        began before the notice was only registered later. Exit codes: 0 nothing must be \
        looked at, 2 something must, 65 a register cannot be used.
        """,
        """
        新增、更名、改变责任单位或区划的热线，连同禁止该变化的条款一并列出；消失的热线也列出。通知印\
        发前已开通的新增热线，视为补登。退出码：0 无须查看；2 有须查看的；65 登记表不能用。
        """))

    @Argument(help: words("The earlier register.", "较早的登记表。"), completion: .file())
    var old: String

    @Argument(help: words("The later register.", "较晚的登记表。"), completion: .file())
    var new: String

    @Option(
      help: words(
        "The day of the notice; by default that of the policy's deadlines.csv.",
        "通知印发日；默认取规则表 deadlines.csv 中的日期。"),
      transform: CivilDate.argument)
    var notice: CivilDate?

    @OptionGroup var listing: ListingOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let changes = try RegisterDiffRun(workspace, notice: notice).changes(from: old, to: new)
        try Self.listing(changes, terminal: terminal)
          .print(listing, workspace: workspace.folder, on: terminal)
        let serious = changes.count { $0.kind.needsAttention }
        terminal.say(
          terminal.words(
            "\(changes.count) changes, \(serious) of them to be looked at",
            "变化 \(changes.count) 处，其中 \(serious) 处需要核查"))
        if serious > 0 { throw ExitCode(2) }
      }
    }

    private static func listing(_ changes: [RegisterChange], terminal: Terminal) -> Listing {
      Listing(
        schema: "hotline/register.diff/1",
        columns: [
          .identifier("line", "line", "热线"),
          .state("change", "change", "变化"),
          .name("column", "column", "栏目"),
          .text("before", "before", "原来"),
          .text("after", "after", "现在"),
          .name("against", "against", "抵触条款"),
        ],
        rows: changes.map { change in
          let against = change.kind.isBanned ? RegisterChange.clause : ""
          return Listing.Row(
            cells: [
              change.line, change.kind.rawValue, change.column, change.before, change.after,
              against,
            ], words: ["change": change.kind.words],
            colours: change.kind.needsAttention ? ["change": .attention] : [:],
            json: [
              "line": .string(change.line), "change": .string(change.kind.rawValue),
              "column": .string(change.column), "before": .string(change.before),
              "after": .string(change.after), "against": .string(against),
              "needsAttention": .bool(change.kind.needsAttention), "place": change.place.json,
            ])
        })
    }
  }
}
