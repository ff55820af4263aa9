import ArgumentParser
import Bytes
import Findings
import HotlineModel
import MergerRuns
import Reports

struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Hand over routing tables and tickets.",
    subcommands: [Tickets.self, Routes.self, Verify.self, NewKey.self])

  struct Routes: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "routes",
      abstract: "The routing table for a switch, with a manifest; only once every check passes.")

    /// The two sets of tables a switch has, of which one is live.
    enum Generation: String, CaseIterable, ExpressibleByArgument {
      case a
      case b
    }

    @Option(help: "The switch.")
    var format: RouteRun.SwitchFormat = .kamailio

    @Option(help: "Which of the switch's two sets of tables is written: the one that is not live.")
    var generation: Generation = .a

    @Option(help: "The folder of the delivery; it must be new.")
    var to: String

    @Flag(help: "Replace an earlier delivery in that folder.")
    var replace = false

    @Flag(help: "Print the result as JSON.")
    var json = false

    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let export = try RouteRun(workspace).export(
          as: format, to: to, replacing: replace, generation: generation.rawValue)
        let members: [String: JSONValue] = ["snapshot": .string(export.snapshot)]
        DeliveryText(folder: to, files: export.files, members: members)
          .print(asJSON: json, workspace: workspace.folder, on: terminal)
      }
    }
  }

  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "verify",
      abstract: "Check a delivery without the ledger: every byte, every ticket, every total.",
      discussion: "Exit code 2 when something differs.")

    @Argument(help: "The folder of the delivery.")
    var folder: String

    @Flag(help: "Print the findings as JSON.")
    var json = false

    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.run { terminal in
        let findings = try VerifyDeliveryRun(folder: folder).run()
        if json {
          terminal.output(
            .array(findings.map(\.json)), schema: "hotline/export.verify/1",
            members: ["findings": ["error": .int(findings.count), "warning": 0]])
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

  func print(asJSON: Bool, workspace: String, on terminal: Terminal) {
    guard asJSON else {
      for file in files { terminal.output("\(folder)/\(file.name)") }
      return
    }
    terminal.output(
      .array(files.map(\.json)), schema: "hotline/export/1", workspace: workspace,
      members: members)
  }
}

extension RouteRun.SwitchFormat: ExpressibleByArgument {}
