import ArgumentParser
import HotlineModel
import MergerRuns

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: words(
      "Create a workspace: settings, mappings to edit, an empty register and ledger.",
      "建立工作区：设置、供修改的映射、空的登记表和台账。"))

  @Argument(
    help: words("The folder; it is created if it does not exist.", "文件夹；不存在则新建。"),
    completion: .directory)
  var folder: String = "."

  @Option(
    help: words(
      "Copy the mappings from this folder instead of those that came with the program.",
      "从该文件夹复制映射，不用程序自带的。"), completion: .directory)
  var mappings: String?

  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.run { terminal in
      let source = try mappings ?? InitRun.shippedMappings(beside: Environment.programPath())
      let key = try InitRun(folder: folder, mappings: source).run(keys: Environment.auditKeys)
      terminal.say(terminal.words("workspace created in \(folder)", "工作区已建立：\(folder)"))
      if let key {
        terminal.say(
          terminal.words(
            "audit trail sealed with the key \(key); keep a copy elsewhere, not in the workspace",
            "审计记录用密钥 \(key) 封印；请另存一份，不要放在工作区里"))
      } else {
        terminal.say(
          terminal.words("audit trail not sealed: no place for a key", "审计记录没有封印：没有放密钥的地方"))
      }
      terminal.say(
        terminal.words(
          "Next: fill in \(folder)/register.csv, then hotline -C \(folder) status",
          "下一步：填写 \(folder)/register.csv，然后 hotline -C \(folder) status"))
    }
  }
}
