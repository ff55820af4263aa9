import ArgumentParser
import Bytes
import CommandOptions
import Console
import Findings
import HotlineModel
import Listings
import MergerRuns
import Reports

struct PolicyCheckCommand: ParsableCommand {
  /// The forms that a check can take.
  enum Form: String, CaseIterable, ExpressibleByArgument {
    case table, json, sarif
  }

  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: words(
      "Prove the policy: one answer whatever the facts, no guess, no needless question.",
      "证明规则表：任何事实组合都恰有一个结论，不猜测，不多问。"),
    discussion: words(
      """
      Exit codes: 0 proven, 2 proven but something needs attention (a limit that nobody has \
      signed, a rule without a signed case, a needless question), 65 not proven. With \
      --strict what needs attention is refused too, and so is an answer that could be edited \
      without notice.
      """,
      """
      退出码：0 已证明；2 已证明，但有需要注意的问题（没有签认的阈值、没有已签认用例的规则、多\
      余的提问）；65 未能证明。加 --strict 时，需要注意的问题也一律拒绝，改动后无人发\
      现的结论同样拒绝。
      """))

  @Argument(
    help: words(
      "The policy's folder, one decision sheet or a model (.dmn); by default the workspace's.",
      "规则表的文件夹、一张决策表或模型文件（.dmn）；默认用本工作区的规则表。"), completion: .policies)
  var policy: String?

  @Flag(
    help: words(
      "Also refuse what only needs attention, such as a limit that nobody has signed.",
      "需要注意的问题也拒绝，例如没有签认的阈值。"))
  var strict = false

  @Option(
    help: words(
      "How many regions of a table, and hundreds of states of all tables, to examine.",
      "核对的规模：一张表的区域数，也是全部表的状态数（以百计）。"))
  var budget: Int?

  @Option(help: words("How to print: table, json or sarif.", "输出格式：table、json 或 sarif。"))
  var format: Form = .table

  @Flag(help: words("Short for --format json.", "同 --format json。"))
  var json = false

  @Flag(help: words("Print the figures without the findings.", "只输出统计数，不列问题。"))
  var summary = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if let budget, budget < 1 {
      throw ValidationError(
        words("--budget \(budget): expected 1 or more", "--budget \(budget)：应不小于 1"))
    }
  }

  func run() throws {
    try common.run { terminal in
      let begin = Environment.processorSeconds()
      let run =
        try policy.map {
          try PolicyCheckRun(policyFolder: $0, budget: budget, today: Environment.now().date)
        }
        ?? PolicyCheckRun(common.openWorkspace(), budget: budget)
      let report = run.report(isStrict: strict)
      let seconds = Environment.processorSeconds() - begin
      let text = PolicyReportText(report, terminal: terminal)
      switch json ? .json : format {
      case .json:
        terminal.output(
          text.json, schema: "hotline/policy.check/2",
          workspace: policy == nil ? common.workspaceFolder() : nil,
          findings: report.findings)
      case .sarif: terminal.output(json: JSONValue.sarif(report.findings))
      case .table:
        try PolicyListing.tables(of: report).print(
          ListingOptions.plain, workspace: nil, on: terminal)
        terminal.output(lines: text.whole)
        if !summary { FindingPrinter(terminal: terminal).print(report.findings) }
        terminal.say(
          terminal.words(
            "\(Self.shown(seconds)) s of processor time", "处理器时间 \(Self.shown(seconds)) 秒"))
      }
      try leave(report)
    }
  }

  private func leave(_ report: PolicyReport) throws {
    let needsAttention = report.findings.contains { $0.severity > .note }
    if !report.isProven || strict && needsAttention { throw ExitCode(65) }
    if needsAttention { throw ExitCode(2) }
  }

  /// Seconds with three decimals.
  static func shown(_ seconds: Double) -> String {
    let thousandths = Int((seconds * 1000).rounded())
    return "\(thousandths / 1000).\(padded(thousandths % 1000, to: 3))"
  }
}

/// What was proven, as people and machines read it.
struct PolicyReportText {
  let report: PolicyReport
  let terminal: Terminal

  init(_ report: PolicyReport, terminal: Terminal) {
    self.report = report
    self.terminal = terminal
  }

  /// What holds of all tables together.
  var whole: [TerminalText] {
    var lines: [TerminalText] = []
    func add(_ english: String, _ chinese: String, _ value: Int) {
      lines.append(
        "\(CellWidth.padded(terminal.words(english, chinese), to: 34))  "
          + "\(Listing.grouped(value))")
    }
    if let graph = report.graph {
      add("combinations of facts", "事实组合", graph.combinations)
      add("states looked at", "查过的状态", graph.states)
      add("tests with one fact unknown", "单个事实不明的比对", graph.unknownTests)
      add("hidden guesses", "隐藏的猜测", graph.hiddenGuesses)
      add("needless questions", "多余的提问", graph.needlessQuestions)
      add("rules never reached", "走不到的规则", graph.deadRules)
      add("invariants", "不变量", report.invariants.count)
      add("invariants broken", "不成立的不变量", report.invariants.count { $0.broken > 0 })
      add(
        "combinations under invariants", "不变量核对的组合",
        report.casesOfInvariants)
      if let cases = report.cases {
        add("cases", "用例", cases.all)
        add("cases signed", "已签认的用例", cases.signed)
        add("cases answered otherwise", "结论不符的用例", cases.failed)
        add("rules without a signed case", "没有已签认用例的规则", cases.rulesWithout)
      }
    } else if report.tables.count > 1 {
      lines.append(
        terminal.words("the tables together: not checked", "各表合在一起：没有核对"))
    }
    lines.append(
      "\(report.policy)  \(PolicyListing.proven(report.isProven).text(in: terminal.language))")
    return lines
  }

  /// The whole report.
  var json: JSONValue {
    [
      "policy": .string(report.policy),
      "proven": .bool(report.isProven), "tables": .array(report.tables.map(PolicyListing.json)),
      "graph": report.graph.map { graph in
        [
          "combinations": .int(graph.combinations), "states": .int(graph.states),
          "unknownTests": .int(graph.unknownTests), "hiddenGuesses": .int(graph.hiddenGuesses),
          "needlessQuestions": .int(graph.needlessQuestions),
          "deadRules": .int(graph.deadRules), "exhaustive": .bool(graph.isExhaustive),
        ]
      } ?? .null,
      "invariants": .array(
        report.invariants.map {
          ["id": .string($0.id), "cases": .int($0.cases), "broken": .int($0.broken)]
        }),
      "cases": report.cases.map { cases in
        [
          "all": .int(cases.all), "signed": .int(cases.signed), "failed": .int(cases.failed),
          "rulesWithout": .int(cases.rulesWithout),
        ]
      } ?? .null,
    ]
  }
}
