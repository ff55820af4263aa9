import ArgumentParser
import HotlineModel
import MergerRuns

struct PolicyExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the policy as DMN 1.3 for other editors and engines.",
    discussion:
      "The model contains a diagram, so that a modeler can show it. The sheets remain the source.")

  @Argument(help: "The policy's folder; by default the workspace's.")
  var policy: String?

  @Option(help: "The file to write.")
  var dmn: String

  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.run { terminal in
      let run =
        try policy.map { try PolicyExportRun(policyFolder: $0, today: Environment.now().date) }
        ?? PolicyExportRun(common.openWorkspace())
      let sha256 = try run.writeDMN(to: dmn)
      terminal.output("\(dmn)  \(sha256)")
      terminal.say(
        terminal.words(
          "\(run.policyVersion) written as DMN 1.3", "已将 \(run.policyVersion) 写为 DMN 1.3"))
    }
  }
}
