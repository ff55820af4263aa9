import ArgumentParser
import Bytes
import CommandOptions
import Console
import CutoverRuns
import Findings
import HotlineModel
import LiveSwitch
import MergerRuns

struct SwitchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "switch",
    abstract: words("What a live switch has loaded.", "查看运行中的交换机装载了什么。"),
    subcommands: [Read.self, List.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: words("The switches of switches.csv.", "列出 switches.csv 中的交换机。"))

    @OptionGroup var listing: ListingOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let all = try SwitchRun(workspace).all()
        try Listing(
          schema: "hotline/switch.list/1",
          columns: [
            .identifier("switch", "switch", "交换机"), .state("kind", "kind", "类型"),
            .text("control", "control", "控制接口"), .text("addresses", "addresses", "地址表"),
          ],
          rows: all.map { one in
            Listing.Row(
              cells: [one.name, one.kind.rawValue, one.control, one.addressList],
              json: [
                "switch": .string(one.name), "kind": .string(one.kind.rawValue),
                "control": .string(one.control), "addresses": .string(one.addressList),
              ])
          }
        ).print(listing, workspace: workspace.folder, on: terminal)
      }
    }
  }

  struct Read: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "read",
      abstract: words(
        "Read what a switch has in memory, in its database and in its list of addresses.",
        "读取交换机内存、数据库和地址表的现状。"),
      discussion: words(
        """
        Nothing is changed. The SHA-256 stands for all rows of both generations, the addresses and \
        the live generation. Exit code 2 where a restart would change any of it.
        """,
        """
        不作任何改动。SHA-256 代表两代的全部行、地址和生效的一代。重启会改变其中任何一项的，退出码为 2。
        """))

    @OptionGroup var target: SwitchOption
    @OptionGroup var result: ResultOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let (snapshot, findings) = try SwitchRun(workspace).read(target.name)
        FindingPrinter(terminal: terminal).print(findings)
        if result.json {
          terminal.output(
            snapshot.json(of: target.name), schema: "hotline/switch.read/1",
            workspace: workspace.folder, findings: findings)
        } else {
          terminal.output(lines: Self.lines(snapshot, terminal))
        }
        if !findings.isEmpty { throw ExitCode(2) }
      }
    }

    private static func lines(
      _ snapshot: SwitchSnapshot, _ terminal: Terminal
    ) -> [TerminalText] {
      let live = snapshot.livePointer ?? "-"
      var lines: [TerminalText] = [
        "SHA-256  \(snapshot.hash)",
        terminal.words(
          "live     \(live) (after a restart \(snapshot.storedPointer ?? "-"))",
          "生效     \(live) 代（重启后 \(snapshot.storedPointer ?? "-") 代）"),
      ]
      for generation in Generation.allCases {
        let tables = snapshot.tables(of: generation)
        let counts = tables.byKind.map { "\($0.kind) \($0.rows.count)" }.joined(separator: "  ")
        let table = tables.snapshot.map { String($0.prefix(12)) } ?? "-"
        let addresses = snapshot.addressRows(of: generation).count
        lines.append(
          terminal.words(
            "\(generation.rawValue)        table \(table)  \(counts)  addresses \(addresses)",
            "\(generation.rawValue) 代     表 \(table)  \(counts)  地址 \(addresses)"))
      }
      let started = CivilInstant(unixSeconds: snapshot.clock - snapshot.uptime)
      lines.append(terminal.words("started  \(started)", "启动时间 \(started)"))
      return lines
    }
  }
}

/// The switch that a command is about.
struct SwitchOption: ParsableArguments {
  @Option(
    name: .customLong("switch"),
    help: words("The switch, as switches.csv calls it.", "交换机，按 switches.csv 中的名称。"),
    completion: .switches)
  var name: String
}
