import ArgumentParser
import Console

struct PolicyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy",
    abstract: words("Check and maintain the rules themselves.", "检查和维护规则表。"),
    subcommands: [
      PolicyCheckCommand.self, PolicyExplainCommand.self, PolicyAskCommand.self,
      PolicyDiffCommand.self, PolicySweepCommand.self, PolicySignCommand.self,
      PolicyCoverCommand.self, PolicyGenTestsCommand.self, PolicyGenCasesCommand.self,
      PolicyMutateCommand.self, PolicyExportCommand.self, PolicyImportCommand.self,
      PolicyTCKCommand.self, PolicyServeCommand.self, PolicyDecideCommand.self,
      PolicyDeadlinesCommand.self,
    ])
}
