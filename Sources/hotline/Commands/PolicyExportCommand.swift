import ArgumentParser
import Bytes
import CommandOptions
import Console
import HotlineModel
import MergerRuns

struct PolicyExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: words(
      "Write the policy as DMN 1.3 for other editors and engines.",
      "把规则表写成 DMN 1.3 模型，供其他编辑器和引擎使用。"),
    discussion: words(
      """
      The model contains a diagram, so that a modeler can show it. The sheets remain the \
      source.
      """,
      "模型带有图形，建模工具可以直接显示。仍以各表为准。"))

  @Argument(
    help: words("The policy's folder; by default the workspace's.", "规则表的文件夹；默认用本工作区的。"),
    completion: .policies)
  var policy: String?

  @Option(help: words("The file to write.", "写出的文件。"), completion: .file())
  var dmn: String

  @OptionGroup var result: ResultOptions

  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.run { terminal in
      let run =
        try policy.map { try PolicyExportRun(policyFolder: $0, today: Environment.now().date) }
        ?? PolicyExportRun(common.openWorkspace())
      let sha256 = try run.writeDMN(to: dmn)
      if result.json {
        terminal.output(
          [
            "file": .string(dmn), "sha256": .string(sha256), "policy": .string(run.policyVersion),
          ], schema: "hotline/policy.export/1")
      } else {
        terminal.output("\(dmn)  \(sha256)")
      }
      terminal.say(
        terminal.words(
          "\(run.policyVersion) written as DMN 1.3", "已将 \(run.policyVersion) 写为 DMN 1.3"))
    }
  }
}
