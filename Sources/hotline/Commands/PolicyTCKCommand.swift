import ArgumentParser
import Bytes
import CommandOptions
import Console
import HotlineModel
import MergerRuns
import Reports

struct PolicyTCKCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tck",
    abstract: words(
      "Run the public test kit of the DMN standard against the rules engine.",
      "用 DMN 标准的公开测试集检验规则引擎。"),
    discussion: words(
      """
      Cases that expect a value and cases that expect null are counted separately: an engine \
      that always answers null would pass the latter.
      """,
      "取值用例与空值用例分开统计：总是答空值的引擎也能通过后者。"))

  @Argument(
    help: words("A folder of suites, of levels, or one suite.", "测试集的文件夹：若干套、若干级或一套。"),
    completion: .directory)
  var folder: String

  @Option(
    help: words(
      "Run only suites whose name matches this regular expression.",
      "只运行名称符合该正则表达式的测试集。"))
  var suite: String?

  @Option(help: words("Write the kit's own result file.", "写出测试集规定的结果文件。"), completion: .file())
  var csv: String?

  @Flag(help: words("Print every case that differs.", "列出结论不符的每个用例。"))
  var failures = false

  @OptionGroup var listing: ListingOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if let suite, SearchPattern(suite) == nil {
      throw ValidationError(
        words("--suite \(suite): expected a regular expression", "--suite \(suite)：应为正则表达式"))
    }
  }

  func run() throws {
    try common.run { terminal in
      let run = PolicyTCKRun(
        folder: folder, suite: suite.flatMap(SearchPattern.init), now: Environment.now())
      let report = try run.report()
      if let csv { try PolicyTCKRun.write(report, to: csv) }
      if failures, listing.form != .xlsx {
        for test in report.cases where !test.isPassed {
          terminal.output("\(test.suite)  \(test.id)  \(test.difference)")
        }
      }
      try scores(report).print(listing, workspace: folder, on: terminal)
      if report.cases.contains(where: { !$0.isPassed }) { throw ExitCode(1) }
    }
  }

  private func scores(_ report: ConformanceReport) -> Listing {
    Listing(
      schema: "hotline/policy.tck/1",
      columns: [
        .identifier("level", "level", "级别"),
        .name("value", "value cases", "取值用例"),
        .name("null", "null cases", "空值用例"),
        .name("all", "all", "合计"),
      ],
      rows: report.levels.map { level in
        let scores = [
          report.score(of: level, nullOnly: false), report.score(of: level, nullOnly: true),
          report.score(of: level),
        ]
        func json(_ score: ConformanceReport.Score) -> JSONValue {
          ["passed": .int(score.passed), "total": .int(score.total)]
        }
        return Listing.Row(
          cells: [level] + scores.map { "\($0.passed)/\($0.total)" },
          json: [
            "level": .string(level), "value": json(scores[0]), "null": json(scores[1]),
            "all": json(scores[2]),
          ])
      })
  }
}
