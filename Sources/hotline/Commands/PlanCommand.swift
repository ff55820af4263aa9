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

struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: words(
      "Say what the table would change on a switch, and write it down as a plan.",
      "说明路由表会改变交换机上的什么，并写成方案。"),
    discussion: words(
      """
      Reads the switch, proves the table, and compares both by what becomes of calls, with an example \
      call for each change. Nothing on the switch is changed. With lines named, only they are cut \
      over, beside those that the switch has already; without, all of phases.csv.

      Exit codes: 0 the plan is written; with --detailed-exitcode, 2 where it changes any call; 65 \
      a check fails, a restart would change the switch, or calls would change that were not named.
      """,
      """
      读取交换机，证明路由表，按来电去向比较两者，每处变化举一个来电为例。交换机不作任何改动。写明热线的，\
      除交换机上已有的以外只割接这些热线；不写则为 phases.csv 的全部。

      退出码：0 方案已写出；加 --detailed-exitcode 时，2 表示有来电去向改变；65 有核对未通过、重启会改变交换机，\
      或有未列出的来电会改变。
      """))

  @Argument(help: words("The lines, by number or id.", "热线，按号码或编号指定，可列几条。"), completion: .lines)
  var number: [String] = []

  @OptionGroup var target: SwitchOption

  @Option(
    help: words("From when it may be made live.", "最早何时可以切换。"),
    transform: CivilInstant.argument)
  var cut: CivilInstant?

  @Option(
    help: words("Until when it may be made live.", "最迟何时可以切换。"),
    transform: CivilInstant.argument)
  var until: CivilInstant?

  @Option(help: words("The file of the plan.", "方案文件。"), completion: .file())
  var out: String

  @Flag(help: words("Replace a file that is there.", "替换已有的文件。"))
  var replace = false

  @Flag(help: words("End with 2 where any call changes.", "有来电去向改变时退出码为 2。"))
  var detailedExitcode = false

  @OptionGroup var result: ResultOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if let cut, let until, until <= cut {
      throw ValidationError(words("--until must be later than --cut", "--until 必须晚于 --cut"))
    }
    if let until, until <= Environment.now() {
      throw ValidationError(
        words("--until \(until) has passed already", "--until \(until) 已经过去"))
    }
  }

  func run() throws {
    try common.inWorkspace { workspace, terminal in
      var request = PlanRun.Request(target: target.name, who: Environment.account())
      request.lines = number
      (request.from, request.until) = (cut, until)
      let plan = try PlanRun(workspace).make(
        request, to: out, replacing: replace, now: Environment.now())
      if result.json {
        terminal.output(plan.json, schema: "hotline/plan.made/1", workspace: workspace.folder)
      } else {
        terminal.output(lines: plan.lines(terminal))
        terminal.next(NextStep("apply", out))
      }
      if detailedExitcode, !plan.changesNothing { throw ExitCode(2) }
    }
  }
}

struct ApplyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply",
    abstract: words(
      "Load a plan as the generation that is not live, read it back, and ask it.",
      "把方案装载到未生效的一代，回读并试呼。"),
    discussion: words(
      """
      No live call is touched: the command stops before the flip. It may be interrupted and run \
      again at any time; a plan that is loaded already is only read back. With --stage, writes \
      every statement and command to a folder and changes nothing on the switch.

      Exit codes: 0 loaded, read back and asked; 65 the switch or the sheets are not as they were \
      when the plan was made, or a row or a test call differs; 74 the switch or its database does \
      not answer; 75 somebody else is changing the switch; 77 a frozen time.
      """,
      """
      不影响任何正在处理的来电，到切换之前为止。可随时中断后再次运行；已装载的方案只作回读。加 --stage 时，\
      把每条语句和命令写入文件夹，交换机不作任何改动。

      退出码：0 已装载、回读并试呼；65 交换机或表格已不是制定方案时的样子，或有行、试呼不符；74 交换机或其数据库\
      没有应答；75 他人正在操作；77 封网期。
      """))

  @Argument(help: words("The plan.", "方案文件。"), completion: .file())
  var plan: String

  @Option(
    help: words("Only write the statements and commands to this new folder.", "只把语句和命令写入这个新文件夹。"),
    completion: .directory)
  var stage: String?

  @OptionGroup var despite: FreezeLeaveOptions
  @OptionGroup var result: ResultOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.inWorkspace { workspace, terminal in
      let run = ApplyRun(workspace)
      if let stage {
        let files = try run.stage(plan, to: stage, by: despite.actor)
        if result.json {
          return terminal.output(
            ["files": .array(files.map { .string("\(stage)/\($0.name)") })],
            schema: "hotline/apply.stage/1", workspace: workspace.folder)
        }
        return terminal.output(lines: files.map { "\(stage)/\($0.name)" })
      }
      let done = try run.load(plan, by: despite.actor)
      FindingPrinter(terminal: terminal).print(done.findings)
      if result.json {
        return terminal.output(
          [
            "switch": .string(done.plan.target), "generation": .string(done.plan.generation),
            "table": .string(done.plan.table), "was_loaded": .bool(done.wasLoaded),
            "rows": .int(done.rows), "test_calls": .int(done.testCalls),
          ], schema: "hotline/apply/1", workspace: workspace.folder, findings: done.findings)
      }
      let generation = done.plan.generation
      terminal.output(
        done.wasLoaded
          ? terminal.words(
            "generation \(generation) of \(done.plan.target) has it already",
            "\(done.plan.target) 的 \(generation) 代已是该表")
          : terminal.words(
            "loaded as generation \(generation) of \(done.plan.target)",
            "已装载为 \(done.plan.target) 的 \(generation) 代"))
      terminal.output(
        terminal.words(
          "\(done.rows) rows read back, \(done.testCalls) test calls, all as the table says",
          "回读 \(done.rows) 行，试呼 \(done.testCalls) 次，均与表一致"))
      terminal.next(NextStep("cutover", "flip", plan))
    }
  }
}

/// Leave to change a switch in a frozen time.
struct FreezeLeaveOptions: ParsableArguments {
  @Option(
    help: words(
      "The document that allows it in a frozen time; needs --by.", "封网期内操作所依据的文件；须同时写 --by。"))
  var despite: String?

  @Option(
    name: .customLong("by"), help: words("Who allows it in a frozen time.", "批准封网期内操作的人。"))
  var name: String?

  func validate() throws {
    guard (despite == nil) == (name == nil) else {
      throw ValidationError(
        words("--despite and --by belong together", "--despite 与 --by 须同时使用"))
    }
    for text in [despite, name].compactMap(\.self) where text.allSatisfy(\.isWhitespace) {
      throw ValidationError(
        words("--despite, --by: name a document and a person", "--despite、--by：须写明文件和批准人"))
    }
  }

  /// Whoever runs the command, with the leave.
  var actor: CutoverActor {
    var actor = CutoverActor(account: Environment.account()) { Environment.now() }
    if let despite, let name { actor.leave = .init(document: despite, name: name) }
    return actor
  }
}

extension CivilInstant {
  /// An instant or a day as the command line takes it: `2021-11-25 02:00`.
  static func argument(_ text: String) throws -> CivilInstant {
    guard let instant = CivilDate(text)?.start ?? CivilInstant(text) else {
      throw ValidationError(
        words(
          "\(text): expected an instant such as 2021-11-25 02:00",
          "\(text)：应为时间，例如 2021-11-25 02:00"))
    }
    return instant
  }
}

extension CutoverPlan {
  /// The plan as people read it.
  func lines(_ terminal: Terminal) -> [TerminalText] {
    var lines: [TerminalText] = changes.map { change in
      let down: TerminalText =
        change.down.map { terminal.words("  with \($0) down", "  \($0) 不通时") } ?? ""
      let at = CivilInstant(change.at)?.description ?? change.at
      return "~ \(change.number)  \(at)\(down)  \(change.before) -> \(change.after)"
    }
    lines += addresses.map { change in
      func joined(_ list: [String]) -> String { list.isEmpty ? "-" : list.joined(separator: " ") }
      return "~ \(change.set)  \(joined(change.before)) -> \(joined(change.after))"
    }
    if changesNothing {
      lines.append(terminal.words("no call changes", "没有来电去向改变"))
    }
    for line in self.lines where line.ready == false {
      lines.append(
        terminal.words(
          "! \(line.line)  not ready: \(line.obstacles.map(\.item).joined(separator: " "))",
          "! \(line.line)  未就绪：\(line.obstacles.map(\.item).joined(separator: " "))"))
    }
    if !withoutRoute.isEmpty {
      let names = withoutRoute.joined(separator: " ")
      lines.append(terminal.words("without a route: \(names)", "没有路由：\(names)"))
    }
    let window = [from, until].map { $0.flatMap { CivilInstant($0)?.description } ?? "-" }
    lines.append(
      terminal.words(
        "plan \(hash.prefix(12))  \(target)  generation \(live) -> \(generation)  table "
          + "\(table.prefix(12))  window \(window[0]) – \(window[1])",
        "方案 \(hash.prefix(12))  \(target)  \(live) 代 -> \(generation) 代  表 "
          + "\(table.prefix(12))  窗口 \(window[0]) – \(window[1])"))
    lines.append(
      terminal.words(
        "\(changedNumbers.count) numbers go elsewhere, \(addresses.count) sets change addresses; "
          + "110, 119, 120, 122 and all protected numbers are not touched",
        "\(changedNumbers.count) 个号码改变去向，\(addresses.count) 个目标集改变地址；"
          + "110、119、120、122 等受保护号码均不触动"))
    return lines
  }
}
