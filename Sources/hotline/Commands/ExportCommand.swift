import ArgumentParser
import Bytes
import CommandOptions
import Console
import Findings
import HotlineModel
import MergerRuns
import Reports

struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: words("Hand over routing tables and tickets.", "交付路由表和工单。"),
    subcommands: [Tickets.self, Feed.self, Routes.self, Verify.self, NewKey.self])

  struct Routes: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "routes",
      abstract: words(
        "The routing table for a switch, with a manifest; only once every check passes.",
        "按交换机的格式交付路由表，附清单；各项检查全部通过才写出。"))

    @Option(help: words("The switch.", "交换机。"))
    var format: RouteRun.SwitchFormat = .kamailio

    @Option(
      help: words(
        "Which of the switch's two sets of tables is written: the one that is not live.",
        "写入交换机两套表中的哪一套：选未启用的那套。"))
    var generation: Generation = .a

    @Option(
      help: words("The folder of the delivery; it must be new.", "交付件的文件夹；不得已存在。"),
      completion: .directory)
    var to: String

    @Flag(help: words("Replace an earlier delivery in that folder.", "替换该文件夹中以前的交付件。"))
    var replace = false

    @OptionGroup var result: ResultOptions

    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let export = try RouteRun(workspace).export(
          as: format, to: to, replacing: replace, generation: generation)
        let members: [String: JSONValue] = ["snapshot": .string(export.snapshot)]
        DeliveryText(folder: to, files: export.files, members: members)
          .print(asJSON: result.json, workspace: workspace.folder, on: terminal)
      }
    }
  }

  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "verify",
      abstract: words(
        "Check a delivery without the ledger: every byte, every ticket, every total.",
        "不用台账核对交付件：逐字节、逐张工单、逐项合计。"),
      discussion: words("Exit code 2 when something differs.", "有不一致的，退出码为 2。"))

    @Argument(help: words("The folder of the delivery.", "交付件的文件夹。"), completion: .directory)
    var folder: String

    @Flag(help: words("Print the findings as JSON.", "以 JSON 输出问题。"))
    var json = false

    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.run { terminal in
        let findings = try VerifyDeliveryRun(folder: folder).run()
        if json {
          terminal.output(
            .array(findings.map(\.json)), schema: "hotline/export.verify/1",
            findings: findings)
        } else if findings.isEmpty {
          terminal.output("\(folder)  \(terminal.painted("ok", .good))")
        }
        FindingPrinter(terminal: terminal).print(findings)
        if !findings.isEmpty { throw ExitCode(2) }
      }
    }
  }
}

/// The files of a delivery, as paths or as JSON.
struct DeliveryText {
  let folder: String
  let files: [DeliveryFile]
  let members: [String: JSONValue]
  var schema = "hotline/export/1"
  var findings: [Finding] = []

  func print(asJSON: Bool, workspace: String, on terminal: Terminal) {
    guard asJSON else {
      for file in files { terminal.output("\(folder)/\(file.name)") }
      return
    }
    terminal.output(
      .array(files.map(\.json)), schema: schema, workspace: workspace,
      findings: findings, members: members)
  }
}

extension RouteRun.SwitchFormat: ExpressibleByArgument {}
extension Generation: ExpressibleByArgument {}
