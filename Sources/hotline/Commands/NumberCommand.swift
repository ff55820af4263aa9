import ArgumentParser
import Bytes
import CommandOptions
import Console
import HotlineModel
import Listings
import MergerRuns
import Reports
import ReviewRuns

extension NumberStatus: ExpressibleByArgument {}

struct NumberCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "number",
    abstract: words(
      "The number ledger (号码台账): what has become of each number.",
      "号码台账：每个号码的状态、公告渠道和历史。"),
    subcommands: [List.self, Show.self, Set.self, Announce.self, History.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: words(
        "Every number with its status, decision, cut-over, channels and announcement window.",
        "列出全部号码的状态、决定、割接时间、公告渠道和公告期。"),
      discussion: words(
        """
        Before anything is entered a status is the register's. Working days of the window are left \
        until the number may be given up.

        Exit codes: 0 listed; 2 listed, and something does not fit together.
        """,
        """
        尚未登记的，状态以登记表为准。公告期余下的是工作日，期满方可销号或降为办公电话。

        退出码：0 已列出；2 已列出，但有内容需要核对。
        """))

    @Option(
      help: words("The day against which windows are held; by default today.", "以哪一天计算公告期；默认今天。"),
      transform: CivilDate.argument)
    var asOf: CivilDate?

    @OptionGroup var listing: ListingOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let (entries, findings) = try NumberRun(workspace, on: asOf).entries()
        var rows = NumberListing.entries(entries)
        rows.findings = findings
        try rows.print(listing, workspace: workspace.folder, on: terminal)
        FindingPrinter(terminal: terminal).print(findings)
        if !findings.isEmpty { throw ExitCode(2) }
      }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: words(
        "One number: its status, its channels with their proofs, and what may come next.",
        "一个号码的状态、公告渠道和凭证，以及下一步可以怎样变更。"),
      discussion: words(
        """
        A number that was issued again is shown with each line that had or has it. The files that prove \
        announcements are read and compared with what was copied.

        Exit codes: 0 shown; 2 shown, and something does not fit together.
        """,
        """
        重新启用的号码，先后使用它的各条热线都会列出。作为凭证的文件会重新读取，与存入时核对。

        退出码：0 已列出；2 已列出，但有内容需要核对。
        """))

    @Argument(help: words("The line, by number or id.", "热线，按号码或编号指定。"), completion: .lines)
    var number: String

    @Option(
      help: words("The day for which steps are judged; by default today.", "按哪一天判断；默认今天。"),
      transform: CivilDate.argument)
    var asOf: CivilDate?

    @OptionGroup var result: ResultOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let (entry, others, findings) = try NumberRun(workspace, on: asOf).entry(of: number)
        if result.json {
          terminal.output(
            entry.json(with: others), schema: "hotline/number.show/1", workspace: workspace.folder,
            findings: findings)
        } else {
          for entry in [entry] + others { try NumberText(entry, terminal: terminal).print() }
        }
        FindingPrinter(terminal: terminal).print(findings)
        if !findings.isEmpty { throw ExitCode(2) }
      }
    }
  }

  struct History: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "history",
      abstract: words(
        "Everything that was decided on a line, and what became of its number, in time.",
        "按时间列出对一条热线作过的全部决定和号码的全部变更。"),
      discussion: words(
        "hotline classify --record records what the rules decide; hotline number set and number announce the rest.",
        "规则的决定由 hotline classify --record 记录，号码的变更由 hotline number set 和 number announce 登记。"))

    @Argument(help: words("The line, by number or id.", "热线，按号码或编号指定。"), completion: .lines)
    var number: String

    @OptionGroup var listing: ListingOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let (decisions, events) = try NumberRun(workspace).history(of: number)
        try NumberListing.history(decisions, events, reasons: ReasonWords(workspace))
          .print(listing, workspace: workspace.folder, on: terminal)
        if decisions.isEmpty, events.isEmpty {
          terminal.say(terminal.words("nothing has been recorded yet", "还没有记录"))
          terminal.next(NextStep("classify", "--record"))
        }
      }
    }
  }
}
