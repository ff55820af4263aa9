import ArgumentParser
import Bytes
import CommandOptions
import Console
import Findings
import HotlineModel
import Listings
import MergerRuns
import Reports

struct RouteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "route",
    abstract: words(
      "The vendor-neutral routing table: build, prove, trace a call.",
      "路由表（不限厂商）：生成、证明、推演来电。"),
    subcommands: [
      Build.self, List.self, Check.self, Show.self, Graph.self, Trace.self, Diff.self, Probe.self,
      LinkageList.self,
    ])

  struct Build: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "build",
      abstract: words(
        "Build the table of all decided lines, save and show it.",
        "按已有决定的热线生成路由表，保存并显示。"))

    @OptionGroup var listing: ListingOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let run = try RouteRun(workspace)
        FindingPrinter(terminal: terminal).print(run.findings)
        try RouteListing.listing(run)
          .print(listing, workspace: workspace.folder, on: terminal)
        let kept = try run.keepSnapshot()
        terminal.say(
          terminal.words("saved as \(kept.snapshot.prefix(12))", "已存为 \(kept.snapshot.prefix(12))")
            + (kept.parent.map {
              terminal.words(", after \($0.prefix(12))", "，前一版 \($0.prefix(12))")
            } ?? ""))
        terminal.next(NextStep("route", "check"))
      }
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: words(
        "Prove the table: every number, every minute, no loop, nothing protected touched.",
        "证明路由表：每个号码、每一分钟都有去向，没有循环，不触碰受保护号码。"),
      discussion: words("Exit code 2 when a check fails.", "有检查未通过的，退出码为 2。"))

    @Option(
      name: .customLong("as"),
      help: words("The switch whose format R12 and R17 check.", "R12 和 R17 按哪种交换机的格式检查。"))
    var format: RouteRun.SwitchFormat = .kamailio

    @OptionGroup var listing: ListingOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let reports = try RouteRun(workspace).check(as: format)
        try RouteListing.checks(reports)
          .print(listing, workspace: workspace.folder, on: terminal)
        FindingPrinter(terminal: terminal).print(reports.flatMap(\.witnesses).map(\.finding))
        if reports.contains(where: { !$0.isPassed }) { throw ExitCode(2) }
      }
    }
  }

  struct Trace: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "trace", abstract: words("Follow one call, hop by hop.", "逐跳推演一通来电。"),
      discussion: words("Exit code 2 when the call ends in a failure.", "来电以失败告终的，退出码为 2。"))

    @Option(help: words("The number as the caller dials it.", "来电人所拨的号码。"), completion: .lines)
    var dial: String

    @Option(
      help: words(
        "When: 2021-11-26 23:30; now if left out.", "来电时间，例如 2021-11-26 23:30；不填则为现在。"))
    var at: Instant?

    @Option(
      help: words(
        "Where from: mobile, fixed, outside, seat (of 12345) or sub-center.",
        """
        从哪里拨打：mobile（本地手机）、fixed（本地固话）、outside（外地）、\
        seat（12345座席）或 sub-center（分中心座席）。
        """))
    var from: CallTrace.Origin = .mobile

    @Option(
      help: words(
        "A set (S-12366) or one of its addresses (Q-12345:1) that is down; may be repeated.",
        "发生故障的目标集（S-12366）或其中一个地址（Q-12345:1）；可以写多次。"))
    var down: [String] = []

    @Option(
      help: words(
        "A set whose desks are busy or silent; may be repeated.",
        "座席全忙或无人应答的目标集；可以写多次。"))
    var busy: [String] = []

    @Option(
      name: .customLong("as"),
      help: words(
        "Ask the files of a switch as well: kamailio, drouting, freeswitch, asterisk, neutral.",
        "同时查询交换机文件：kamailio、drouting、freeswitch、asterisk 或 neutral（通用格式）。"))
    var format: RouteRun.SwitchFormat?

    @Flag(help: words("Print the trace as JSON.", "以 JSON 输出推演结果。"))
    var json = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
      if format == .carriers {
        throw ValidationError(
          words("--as: carriers forward numbers but route no calls", "--as：运营商只转移号码，不为来电选路"))
      }
    }

    func run() throws {
      let now = Environment.now()
      try common.inWorkspace { workspace, terminal in
        let run = try RouteRun(workspace, keptBy: ProgramVersion.name)
        if at == nil {
          terminal.say(
            terminal.words("at \(now), by this machine's clock", "按本机时钟，\(now)"))
        }
        let trace = try run.trace(dial, at: at?.value ?? now, from: from, down: down + busy)
        let asked = try format.map { try run.trace(trace, as: $0, down: down + busy) }
        if json {
          terminal.output(
            RouteListing.json(trace, asked), schema: "hotline/route.trace/1",
            workspace: workspace.folder)
        } else {
          show(trace, on: terminal)
          if let asked, let format { show(asked, format, on: terminal) }
        }
        let agrees = asked.map { $0.landing == $0.expected } ?? true
        if !trace.disposition.isSuccess || !agrees { throw ExitCode(2) }
      }
    }

    private func show(
      _ asked: (landing: String, expected: String, rows: [String]), _ format: RouteRun.SwitchFormat,
      on terminal: Terminal
    ) {
      terminal.output(prose: asked.rows.map { "\(format.rawValue)  \($0)" })
      terminal.output(prose: [
        "=> \(asked.landing)  "
          + (asked.landing == asked.expected
            ? terminal.painted(terminal.words("agrees", "一致"), .good)
            : terminal.painted(
              terminal.words("differs from \(asked.expected)", "应为 \(asked.expected)"), .error))
      ])
    }

    private func show(_ trace: CallTrace, on terminal: Terminal) {
      for (index, hop) in trace.hops.enumerated() {
        let label = CellWidth.padded(hop.label(in: terminal.language), to: 10)
        let number = CellWidth.padded("\(index + 1)", to: 2)
        terminal.output(
          prose: ["\(number) \(label) \(hop.text(in: terminal.language))"], hanging: 14)
      }
      let end = trace.disposition
      terminal.output(prose: [
        "=> \(end.rawValue)  \(end.name(in: terminal.language))  "
          + (end.isSuccess
            ? terminal.painted(terminal.words("success", "成功"), .good)
            : terminal.painted(terminal.words("failure", "失败"), .error))
      ])
    }
  }
}

extension CallTrace.Origin: ExpressibleByArgument {}

/// An instant on the command line.
struct Instant: ExpressibleByArgument {
  let value: CivilInstant

  init?(argument: String) {
    guard let value = CivilInstant(argument) else { return nil }
    self.value = value
  }
}
