import ArgumentParser
import Bytes
import CommandOptions
import Console
import CutoverRuns
import Findings
import HotlineModel
import LiveSwitch
import MergerRuns
import Reports

/// Whether a person at the terminal is asked to type the switch's name.
struct ConfirmationOptions: ParsableArguments {
  @Flag(help: words("Do not ask for the switch's name to be typed.", "不再要求键入交换机名称。"))
  var yes = false

  func validate() throws {
    guard yes || Environment.isInputWatched else {
      throw ValidationError(
        words("--yes: needed where nobody is at the terminal to be asked", "--yes：终端前无人可问时必须加上"))
    }
  }

  /// Asks for the switch's name, and ends the command with 1 where it is not typed.
  func confirm(_ name: String, _ terminal: Terminal) throws {
    if yes { return }
    let question: TerminalText = terminal.words(
      "Type the switch's name (\(name)) to go on:", "键入交换机名称（\(name)）以继续：")
    guard terminal.asks(for: name, question) else {
      terminal.say(terminal.words("nothing was changed", "没有改动"))
      throw ExitCode(1)
    }
  }
}

/// How long the calls are watched afterwards.
struct WatchOptions: ParsableArguments {
  @Option(
    help: words(
      "Watch where calls go for so long: 15m, 90s.", "随后观察来电去向的时长，如 15m、90s。"),
    transform: Self.seconds)
  var watch: Int?

  /// Refuses to watch where the result is one JSON document.
  func validate(asJSON: Bool) throws {
    guard watch == nil || !asJSON else {
      throw ValidationError(
        words("--watch and --json exclude each other", "--watch 与 --json 不能同时使用"))
    }
  }

  /// Watches a switch, says what is seen, and ends the command with 2 as soon as something is not as it
  /// should be.
  ///
  /// What is not as it should be from the start ends nothing: it was said before.
  func run(_ workspace: Workspace, _ name: String, _ terminal: Terminal) throws {
    guard let watch else { return }
    let run = try WatchRun(workspace, name)
    var left = watch
    while true {
      Environment.pause(seconds: min(left, 5))
      left -= 5
      let look = try run.look()
      let shares = look.shares.map { "\($0.set) \($0.found)% (\($0.expected)%)" }
        .joined(separator: "  ")
      terminal.output(
        terminal.words(
          "\(look.counts.calls) calls  \(shares)", "来电 \(look.counts.calls)  \(shares)"))
      terminal.settle()
      let new = look.findings.filter { !run.findings.contains($0) }
      FindingPrinter(terminal: terminal).print(new)
      if !new.isEmpty { throw ExitCode(2) }
      if left <= 0 { return }
    }
  }

  private static func seconds(_ text: String) throws -> Int {
    guard let unit = ["s": 1, "m": 60, "h": 3600][text.suffix(1)], let count = Int(text.dropLast()),
      (1...1_440).contains(count)
    else {
      throw ValidationError(
        words("\(text): expected a time such as 15m or 90s", "\(text)：应为时长，例如 15m、90s"))
    }
    return count * unit
  }
}

extension CutoverCommand {
  struct Flip: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "flip",
      abstract: words("Make a loaded plan live.", "切换：使已装载的方案生效。"),
      discussion: words(
        """
        The next call follows the plan's table. The checklist of every line whose calls change must \
        let it be cut over, as it is at this moment; the window and the frozen times are held \
        against the clock of the switch. The command may be interrupted and run again.

        Exit codes: 0 live; 65 the switch is not as it was read back; 74 it does not answer; 75 \
        outside the plan's window, or somebody else is changing the switch; 77 a line is not ready, \
        or a frozen time. With --watch, 2 as soon as calls go elsewhere, are refused more often than \
        before, or the switch was changed.
        """,
        """
        下一个来电即按方案的路由表处理。来电有变化的每条热线，其核对清单此刻都须允许割接；窗口和封网期以\
        交换机的时钟为准。可中断后再次运行。

        退出码：0 已生效；65 交换机已不是回读时的样子；74 没有应答；75 不在方案的窗口内，或他人正在操作；\
        77 有热线未就绪，或处于封网期。加 --watch 时，一旦有来电去错、被拒比例高于切换前或交换机被改动，退出码为 2。
        """))

    @Argument(help: words("The plan.", "方案文件。"), completion: .file())
    var plan: String

    @OptionGroup var confirmation: ConfirmationOptions
    @OptionGroup var despite: FreezeLeaveOptions
    @OptionGroup var watched: WatchOptions
    @OptionGroup var result: ResultOptions
    @OptionGroup var common: CommonOptions

    func validate() throws { try watched.validate(asJSON: result.json) }

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let done = try FlipRun(workspace).flip(plan, by: despite.actor) { plan in
          if !result.json { terminal.output(lines: plan.lines(terminal)) }
          terminal.settle()
          try confirmation.confirm(plan.target, terminal)
        }
        if result.json {
          return terminal.output(
            [
              "switch": .string(done.target), "live": .string(done.generation),
              "was_live": .bool(done.wasLive),
            ], schema: "hotline/cutover.flip/1", workspace: workspace.folder)
        }
        terminal.output(
          done.wasLive
            ? terminal.words(
              "generation \(done.generation) of \(done.target) is live already",
              "\(done.target) 的 \(done.generation) 代已经生效")
            : terminal.words(
              "generation \(done.generation) of \(done.target) is live",
              "\(done.target) 的 \(done.generation) 代已生效"))
        try watched.run(workspace, done.target, terminal)
        terminal.next(NextStep("verify", "--switch", done.target))
      }
    }
  }
}

struct RollbackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rollback",
    abstract: words(
      "Make the table live again that was live before the last flip.", "回退：恢复上一次切换之前的路由表。"),
    discussion: words(
      """
      Possible as long as the generation before is on the switch as it was, with its addresses. \
      Neither sheets nor checklists nor frozen times stand in the way.

      Exit codes: 0 turned back; 65 the generation before is not as it was; 74 the switch does not \
      answer; 75 somebody else is changing it.
      """,
      """
      只要前一代及其地址仍原样在交换机上即可回退；表格、核对清单和封网期都不阻止回退。

      退出码：0 已回退；65 前一代已不是原样；74 没有应答；75 他人正在操作。
      """))

  @OptionGroup var target: SwitchOption

  @Option(help: words("Why.", "理由。"))
  var because: String

  @OptionGroup var confirmation: ConfirmationOptions
  @OptionGroup var result: ResultOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if because.allSatisfy(\.isWhitespace) {
      throw ValidationError(words("--because: say why", "--because：须写明理由"))
    }
  }

  func run() throws {
    try common.inWorkspace { workspace, terminal in
      let actor = CutoverActor(account: Environment.account()) { Environment.now() }
      let undone = try RollbackRun(workspace)
        .turnBack(target.name, because: because, by: actor) { entry in
          let lines = entry.lines.isEmpty ? "-" : entry.lines.joined(separator: " ")
          if !result.json {
            terminal.output(
              terminal.words(
                "takes back plan \(entry.plan.prefix(12)): \(lines)",
                "撤回方案 \(entry.plan.prefix(12))：\(lines)"))
          }
          terminal.settle()
          try confirmation.confirm(target.name, terminal)
        }
      let live = undone.generation == "a" ? "b" : "a"
      if result.json {
        return terminal.output(
          [
            "switch": .string(target.name), "live": .string(live), "plan": .string(undone.plan),
          ], schema: "hotline/rollback/1", workspace: workspace.folder)
      }
      terminal.output(
        terminal.words(
          "generation \(live) of \(target.name) is live again",
          "\(target.name) 已恢复 \(live) 代"))
      terminal.next(NextStep("verify", "--switch", target.name))
    }
  }
}

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: words(
      "Compare what a switch has with the journal and the proven tables.",
      "核对交换机的现状与操作记录、经过证明的路由表是否一致。"),
    discussion: words(
      """
      Rows in memory and in the database, days, addresses in memory and in their list, the live \
      generation, the state of addresses, a restart, the script. Nothing is changed; run it every \
      five minutes by a timer.

      Exit codes: 0 as it should be; 2 something is not; 74 the switch does not answer.
      """,
      """
      核对内存和数据库中的行、日期、内存和地址表中的地址、生效的一代、地址状态、是否重启过、脚本。不作任何改动；\
      可由定时任务每五分钟运行一次。

      退出码：0 一致；2 有不一致；74 没有应答。
      """))

  @OptionGroup var target: SwitchOption
  @OptionGroup var result: ResultOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.inWorkspace { workspace, terminal in
      let found = try VerifyRun(workspace).verify(target.name)
      FindingPrinter(terminal: terminal).print(found.findings)
      if result.json {
        terminal.output(
          [
            "switch": .string(target.name), "live": .optional(found.snapshot.livePointer),
            "sha256": .string(found.snapshot.hash), "compared": .int(found.compared),
            "differences": .int(found.findings.count),
          ], schema: "hotline/verify/1", workspace: workspace.folder, findings: found.findings)
      } else {
        terminal.output(
          terminal.words(
            "\(found.compared) facts compared, \(found.findings.count) not as they should be",
            "核对 \(found.compared) 项，\(found.findings.count) 项不一致"))
      }
      if !found.findings.isEmpty { throw ExitCode(2) }
    }
  }
}
