import ArgumentParser
import Bytes
import CommandOptions
import Console
import CutoverRuns
import Findings
import HotlineModel
import Listings
import MergerRuns
import Reports

extension CutoverCommand {
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: words(
        "The journal: what was done to switches, and by whom.", "操作记录：对交换机做过什么、由谁操作。"))

    @Option(
      name: .customLong("switch"),
      help: words("Only this switch.", "只列这台交换机。"), completion: .switches)
    var target: String?

    @OptionGroup var listing: ListingOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let entries = try CutoverJournal(workspace).entries(of: target)
        try CutoverListing.journal(entries).print(
          listing, workspace: workspace.folder, on: terminal)
      }
    }
  }

  struct Freeze: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "freeze",
      abstract: words("Add a time in which nothing may change.", "登记封网期，期间不得变更。"),
      discussion: words(
        """
        Adds a row to freezes.csv. From the next command on, `apply` and `cutover flip` refuse \
        within it, by the clock of the switch; `rollback` never does.
        """,
        """
        在 freezes.csv 中加一行。此后在该时段内（以交换机的时钟为准）`apply`、`cutover flip` 一律拒绝；\
        `rollback` 不受限制。
        """))

    @Argument(
      help: words("From when, such as 2022-01-30.", "起始时间，如 2022-01-30。"),
      transform: CivilInstant.argument)
    var from: CivilInstant

    @Argument(
      help: words("Until when; the end is not frozen any more.", "截止时间，该时刻起不再封网。"),
      transform: CivilInstant.argument)
    var until: CivilInstant

    @Option(help: words("Why.", "原因。"))
    var because: String

    @OptionGroup var common: CommonOptions

    func validate() throws {
      guard from < until else {
        throw ValidationError(words("the end must be later than the start", "截止时间必须晚于起始时间"))
      }
      if because.allSatisfy(\.isWhitespace) {
        throw ValidationError(words("--because: say why", "--because：须写明原因"))
      }
    }

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        try FreezeRun(workspace).add(from: from, until: until, reason: because)
        terminal.output(
          terminal.words(
            "frozen from \(from) until \(until): \(because)", "封网 \(from) 至 \(until)：\(because)"))
        terminal.next(NextStep("cutover", "calendar"))
      }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: words("A switch on the day of a cut-over, on one screen.", "割接日一屏总览。"),
      discussion: words(
        """
        What is live, the newest plan with its gates and who signed its lines, what differs on the \
        switch, and the way back. Exit code 2 where something is not as it should be.
        """,
        """
        现在生效的一代、最近的方案及其各道关口和签认人、交换机上不一致之处，以及退路。有不一致的，退出码为 2。
        """))

    @OptionGroup var target: SwitchOption
    @OptionGroup var watched: WatchOptions
    @OptionGroup var result: ResultOptions
    @OptionGroup var common: CommonOptions

    func validate() throws { try watched.validate(asJSON: result.json) }

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let shown = try CutoverScreen(workspace, target.name)
        FindingPrinter(terminal: terminal).print(shown.findings)
        if result.json {
          terminal.output(
            [
              "switch": .string(target.name), "live": .optional(shown.live),
              "table": .optional(shown.table), "can_turn_back": .bool(shown.canTurnBack),
              "facts": .object(
                Dictionary(shown.facts.map { ($0.name.english, .string($0.value.english)) }) { $1 }),
            ], schema: "hotline/cutover.show/1", workspace: workspace.folder,
            findings: shown.findings)
        } else {
          terminal.output(
            lines: shown.facts.map { fact in
              let (name, value) = (
                fact.name.text(in: terminal.language), fact.value.text(in: terminal.language)
              )
              return terminal.words("\(name): \(value)", "\(name)：\(value)")
            })
        }
        try watched.run(workspace, target.name, terminal)
        if !shown.findings.isEmpty { throw ExitCode(2) }
      }
    }
  }
}
