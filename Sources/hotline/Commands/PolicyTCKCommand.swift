import ArgumentParser
import Bytes
import HotlineModel
import MergerRuns
import Reports

struct PolicyTCKCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tck",
    abstract: "Run the public test kit of the DMN standard against the rules engine.",
    discussion: """
      Cases that expect a value and cases that expect null are counted separately: an engine that \
      always answers null would pass the latter.
      """)

  @Argument(help: "A folder of suites, of levels, or one suite.")
  var folder: String

  @Option(help: "Run only suites whose name matches this regular expression.")
  var suite: String?

  @Option(help: "Write the kit's own result file.")
  var csv: String?

  @Flag(help: "Print every case that differs.")
  var failures = false

  @OptionGroup var listing: ListingOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if let suite, SearchPattern(suite) == nil {
      throw ValidationError("--suite \(suite): expected a regular expression")
    }
  }

  func run() throws {
    try common.run { terminal in
      let run = PolicyTCKRun(
        folder: folder, suite: suite.flatMap(SearchPattern.init), now: Environment.now())
      let report = try run.report()
      if let csv { try PolicyTCKRun.write(report, to: csv) }
      if failures {
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
        Listing.Column(key: "level", english: "level", chinese: "级别"),
        Listing.Column(key: "value", english: "value cases", chinese: "取值用例"),
        Listing.Column(key: "null", english: "null cases", chinese: "空值用例"),
        Listing.Column(key: "all", english: "all", chinese: "合计"),
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
