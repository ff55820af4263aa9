import ArgumentParser
import HotlineModel
import MergerRuns

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Hand things over.", subcommands: [Tickets.self])

  struct Tickets: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "tickets",
      abstract: "The ticket history in the unified platform format, with a manifest.",
      discussion: "Names, telephone numbers and free text are masked.")

    /// The formats tickets can be handed over in.
    enum Format: String, CaseIterable, ExpressibleByArgument {
      case jsonl
    }

    @Option(help: "The format.")
    var format: Format = .jsonl

    @Option(help: "The folder of the delivery; it must be new.")
    var to: String

    @Flag(help: "Replace an earlier delivery in that folder.")
    var replace = false

    @Flag(help: "Print what was written as JSON.")
    var json = false

    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.run { terminal in
        let workspace = try Workspace(common.workspaceFolder())
        let delivery = try ExportTicketsRun(workspace).run(to: to, replacing: replace)
        if json {
          terminal.outputRaw(
            JSONValue.object([
              "schema": "hotline/export/1", "workspace": .string(workspace.folder),
              "data": .array(delivery.files.map(\.json)), "tickets": .int(delivery.tickets),
              "findings": ["error": 0, "warning": 0],
            ]).document)
        } else {
          for file in delivery.files { terminal.output("\(to)/\(file.name)") }
          terminal.say(
            terminal.words(
              "\(delivery.tickets) tickets of \(delivery.lines.count) lines, personal fields masked",
              "\(delivery.lines.count) 条热线 \(delivery.tickets) 张工单，个人信息已脱敏"))
        }
      }
    }
  }
}
