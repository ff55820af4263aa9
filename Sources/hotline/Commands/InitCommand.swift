import ArgumentParser
import HotlineModel
import MergerRuns

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Make a workspace: settings, mappings to edit, an empty register and ledger.")

  @Argument(help: "The folder; it is made where there is none.")
  var folder: String = "."

  @Option(help: "Take the mappings from this folder instead of those that came with the program.")
  var mappings: String?

  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.run { terminal in
      let source = try mappings ?? InitRun.shippedMappings(beside: Environment.programPath())
      try InitRun(folder: folder, mappings: source).run()
      terminal.say(terminal.words("workspace made in \(folder)", "工作区已建立：\(folder)"))
      terminal.say(
        terminal.words(
          "Next: fill in \(folder)/register.csv, then hotline -C \(folder) status",
          "下一步：填写 \(folder)/register.csv，然后 hotline -C \(folder) status"))
    }
  }
}
