import ArgumentParser
import Bytes
import CommandOptions
import Console
import HotlineModel
import MergerRuns
import Reports

struct PolicyCoverCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cover",
    abstract: words(
      "Which rules are reached by cases of the DMN test kit, or by a register.",
      "查看 DMN 测试集的用例或登记表走到了哪些规则。"),
    discussion: words("Exit codes: 0 as many as required, 2 fewer.", "退出码：0 达到要求；2 未达到。"))

  @Argument(
    help: words("Cases (.xml) or a register (.csv).", "用例（.xml）或登记表（.csv）。"), completion: .file())
  var tests: String

  @Option(
    help: words(
      "The minimum share of rules that must be reached, in percent.",
      "必须走到的规则比例下限（百分数）。"))
  var threshold = 0

  @OptionGroup var listing: ListingOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.inWorkspace { workspace, terminal in
      let coverage = try PolicyTestsRun(workspace).coverage(of: tests)
      try Listing(
        schema: "hotline/policy.cover/1",
        columns: [
          .identifier("table", "table", "表"),
          .identifier("rule", "rule", "规则"),
          .number("hits", "hits", "次数"),
          .text("clause", "clause", "依据"),
        ],
        rows: coverage.map { rule in
          Listing.Row(
            cells: [rule.table, rule.rule, "\(rule.hits)", rule.clause],
            json: [
              "table": .string(rule.table), "rule": .string(rule.rule), "hits": .int(rule.hits),
              "clause": .string(rule.clause),
            ])
        }
      ).print(listing, workspace: workspace.folder, on: terminal)
      let reached = coverage.count { $0.hits > 0 }
      terminal.say(
        terminal.words(
          "\(reached) of \(coverage.count) rules reached",
          "\(coverage.count) 条规则中走到 \(reached) 条"))
      if reached * 100 < threshold * coverage.count { throw ExitCode(2) }
    }
  }
}

struct PolicyGenTestsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gen-tests",
    abstract: words(
      "Write cases with the policy's answers in the format of the DMN test kit.",
      "按 DMN 测试集的格式写出用例和规则表的结论。"),
    discussion: words(
      """
      Review them once and keep them: they then show the effect of a later change. Run them \
      with hotline policy tck, in a folder beside the exported model.
      """,
      "核对一次后留存，以后可看出改动的影响。把它与导出的模型放在同一文件夹，用 hotline policy tck 运行。"))

  @Flag(
    help: words(
      "Each rule, and each number at, below and above every limit.",
      "每条规则，以及每个数值等于、低于、高于各阈值的情形。"))
  var boundary = false

  @Flag(
    help: words(
      "Each condition of each rule, met and not met with all else the same.",
      "每条规则的每个条件，其余不变时符合与不符合的情形。"))
  var mcdc = false

  @Option(help: words("The file to write.", "写出的文件。"), completion: .file())
  var to: String

  @OptionGroup var result: ResultOptions

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if boundary == mcdc {
      throw ValidationError(words("expected --boundary or --mcdc", "应写 --boundary 或 --mcdc，二者选一"))
    }
  }

  func run() throws {
    try common.inWorkspace { workspace, terminal in
      let count = try PolicyTestsRun(workspace).write(isBoundary: boundary, to: to)
      if result.json {
        terminal.output(
          ["file": .string(to), "cases": .int(count)], schema: "hotline/policy.gen-tests/1",
          workspace: workspace.folder)
      } else {
        terminal.output("\(to)  \(terminal.words("\(count) cases", "\(count) 个用例"))")
      }
    }
  }
}

struct PolicyGenCasesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gen-cases",
    abstract: words(
      "Propose the cases that the policy lacks in its sheet of cases.",
      "提出规则表的用例表中缺少的用例。"),
    discussion: words(
      """
      One case for each rule that none reaches, and both sides of every limit, with the \
      policy's own answers and without a signature. Look each through against the documents, \
      correct what is wrong, and fill in signed_by, signed_on and document; until then it \
      guards nothing.
      """,
      """
      没有用例走到的规则各补一个用例，每个阈值的两侧也各补一个，写上规则表自己的结论，未签认。请对\
      照文件逐个核对，改正错误，再填写 signed_by、signed_on、document；\
      在此之前不起任何保障作用。
      """))

  @Argument(
    help: words("The policy's folder; by default the workspace's.", "规则表的文件夹；默认用本工作区的。"),
    completion: .policies)
  var policy: String?

  @Option(
    help: words(
      "Another file to write; by default cases.csv in the policy's folder.",
      "写出的文件；默认为规则表文件夹中的 cases.csv。"), completion: .file())
  var to: String?

  @OptionGroup var result: ResultOptions

  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.run { terminal in
      let run =
        try policy.map { try PolicyCasesRun(policyFolder: $0) }
        ?? PolicyCasesRun(common.openWorkspace())
      let (file, added) = try run.write(to: to, language: terminal.language)
      if result.json {
        terminal.output(
          ["file": .string(file), "added": .int(added.count)], schema: "hotline/policy.gen-cases/1")
      } else {
        terminal.output(
          "\(file)  \(terminal.words("\(added.count) new cases", "新增 \(added.count) 个用例"))")
      }
    }
  }
}

struct PolicyImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: words("Import a decision model as sheets.", "把决策模型导入为表。"),
    discussion: words(
      """
      UNIQUE tables of literal tests over declared values become sheets; a model with \
      anything else is refused, with the places. What is imported must still pass hotline \
      policy check.
      """,
      """
      只导入命中策略为 UNIQUE、条件为字面值、取值已声明的决策表；含有其他内容的模型一律拒绝，\
      并指出位置。导入后仍须通过 hotline policy check。
      """))

  @Argument(help: words("The model.", "模型文件。"), completion: .file())
  var model: String

  @Option(help: words("The folder to create.", "新建的文件夹。"), completion: .directory)
  var to: String

  @OptionGroup var result: ResultOptions

  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.run { terminal in
      let files = try PolicyImportRun(model: model).write(to: to).map { "\(to)/\($0)" }
      if result.json {
        terminal.output(
          .array(files.map { .string($0) }), schema: "hotline/policy.import/1")
      }
      for file in files where !result.json { terminal.output("\(file)") }
      terminal.next(NextStep("policy", "check", NextStep.path(to)))
    }
  }
}
