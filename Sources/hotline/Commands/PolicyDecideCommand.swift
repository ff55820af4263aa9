import ArgumentParser
import Bytes
import CommandOptions
import Console
import HotlineModel
import MergerRuns

struct PolicyDecideCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decide",
    abstract: words(
      "Decide a whole register of facts by the policy; nothing is recorded.",
      "按规则表对整张事实表作出决定；不作记录。"),
    discussion: words(
      """
      The first line names the facts; other columns are ignored. Each row gives a line of \
      CSV with the outputs of all tables, or with --explain a JSON object with rules, \
      clauses and the facts that were used. A row that cannot be decided has the reason in \
      its last column. Lines of the workspace are decided by classify, which also knows \
      rulings and the annex.
      """,
      """
      首行写事实的名称，其他列不用。每行输出一行 CSV，含各表的结论；加 --explain 则\
      输出一个 JSON 对象，含规则、条款和用到的事实。不能决定的行，最后一列写明原因。本工作区\
      的热线用 classify 决定，它还会参照人工裁定和附件。
      """))

  @Argument(help: words("The facts: CSV in UTF-8.", "事实表：UTF-8 编码的 CSV。"), completion: .file())
  var facts: String

  @Argument(
    help: words("The policy's folder; by default the workspace's.", "规则表的文件夹；默认用本工作区的。"),
    completion: .policies)
  var policy: String?

  @Option(help: words("The file to write.", "写出的文件。"), completion: .file())
  var to: String

  @Flag(
    help: words(
      "Write rules, clauses and used facts as JSON, one object per line.",
      "以 JSON 写出规则、条款和用到的事实，每行一个对象。"))
  var explain = false

  @Flag(
    help: words(
      "The folder contains tables that are not a complete policy; they are not proven.",
      "文件夹中只是若干张表，不是完整的规则表；不作证明。"))
  var tables = false

  @OptionGroup var result: ResultOptions

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard !tables || policy != nil else {
      throw ValidationError(words("--tables needs a folder", "--tables：须写明文件夹"))
    }
  }

  func run() throws {
    try common.run { terminal in
      let run =
        try policy.map {
          tables
            ? try PolicyDecideRun(tablesOf: $0)
            : try PolicyDecideRun(policyFolder: $0, today: Environment.now().date)
        }
        ?? PolicyDecideRun(common.openWorkspace())
      let report = try run.run(facts, to: to, form: explain ? .grounds : .outcomes)
      FindingPrinter(terminal: terminal).print(report.findings)
      if result.json {
        terminal.output(
          [
            "file": .string(to), "sha256": .string(report.sha256),
            "policy": .string(run.policyVersion), "decided": .int(report.decided),
            "undecided": .int(report.undecided),
          ], schema: "hotline/policy.decide/1", findings: report.findings)
      } else {
        terminal.output("\(to)  \(report.sha256)")
      }
      terminal.say(
        terminal.words(
          "\(report.decided) rows decided by \(run.policyVersion), \(report.undecided) not",
          "\(run.policyVersion) 决定 \(report.decided) 行，未决定 \(report.undecided) 行"))
      if report.undecided > 0 { throw ExitCode(1) }
    }
  }
}
