import ArgumentParser
import CommandOptions
import Console
import Findings
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

  @Option(help: words("The name of the city, as headings show it.", "城市名称，用于各类标题。"))
  var city: String?

  @Option(
    help: words("The telephone area of the city, such as 0757.", "本市电话区号，例如 0757。"))
  var area: String?

  @Option(
    help: words(
      "Copy the mappings from this folder instead of those that came with the program.",
      "从该文件夹复制映射，不用程序自带的。"), completion: .directory)
  var mappings: String?

  @Flag(
    help: words(
      "Add the sheets that a workspace lacks; those that are there stay as they are.",
      "补齐工作区缺少的表；已有的表不变。"))
  var missing = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if let area, AreaCode(area) == nil {
      throw ValidationError(
        words("--area \(area): expected an area code such as 0757", "--area \(area)：应为区号，例如 0757"))
    }
    if let city, city.allSatisfy(\.isWhitespace) {
      throw ValidationError(words("--city: give the name of the city", "--city：请写城市名称"))
    }
    if missing, city != nil || area != nil {
      throw ValidationError(
        words(
          "--missing leaves settings.csv as it is: edit city and area there",
          "--missing 不改动 settings.csv：城市和区号请在其中修改"))
    }
  }

  func run() throws {
    try common.run { terminal in
      let source = try mappings ?? InitRun.shippedMappings(beside: Environment.programPath())
      let run = InitRun(
        folder: missing && folder == "." ? common.workspaceFolder() : folder, mappings: source,
        city: city ?? "", area: area ?? "", language: terminal.language)
      guard !missing else {
        _ = try Workspace(run.folder, keys: .none, today: Environment.now().date)
        let added = try run.addMissing()
        for path in added { terminal.output("\(path)") }
        return terminal.say(
          terminal.words("sheets added: \(added.count)", "补上 \(added.count) 张表"))
      }
      let key = try run.run(keys: Environment.auditKeys)
      terminal.say(terminal.words("workspace created in \(folder)", "工作区已建立：\(folder)"))
      say(key: key, on: terminal)
      sayNext(on: terminal)
    }
  }

  private func say(key: String?, on terminal: Terminal) {
    if let key {
      terminal.say(
        terminal.words(
          "audit trail sealed with the key \(key); keep a copy elsewhere, not in the workspace",
          "审计记录用密钥 \(key) 封印；请另存一份，不要放在工作区里"))
    } else {
      let place = Environment.auditKeys.path ?? "HOTLINE_AUDIT_KEY"
      terminal.say(
        terminal.words(
          "audit trail not sealed: no key can be written to \(place); `ledger seal` seals it "
            + "later, with HOTLINE_AUDIT_KEY naming a file that can be written",
          "审计记录没有封印：密钥写不进 \(place)；可让 HOTLINE_AUDIT_KEY 指向能写的文件，再用 `ledger seal` 封印"))
    }
  }

  private func sayNext(on terminal: Terminal) {
    var terminal = terminal
    terminal.workspaceToName = CommonOptions.nameNeeded(of: folder)
    let path = folder == "." ? "" : "\(folder)/"
    var steps: [NextStep] = []
    if city == nil || area == nil {
      steps.append(
        NextStep(
          words: Words(
            "fill in city and area in \(path)settings.csv", "填写 \(path)settings.csv 中的城市和区号")))
    }
    let words = Words(
      "fill in \(path)register.csv, or add lines with `register add`",
      "填写 \(path)register.csv，或用 `register add` 逐条登记")
    // Nothing else runs before the settings are filled in.
    steps.append(steps.isEmpty ? NextStep("status", words: words) : NextStep(words: words))
    terminal.next(steps)
  }
}
