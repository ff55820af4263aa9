import ArgumentParser

struct PolicyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy",
    abstract: "Look after the rules themselves.",
    subcommands: [
      PolicyExportCommand.self, PolicyTCKCommand.self, PolicyServeCommand.self,
    ])
}
