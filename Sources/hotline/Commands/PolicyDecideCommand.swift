import ArgumentParser
import HotlineModel
import MergerRuns

struct PolicyDecideCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decide",
    abstract: "Decide a whole register of facts by the policy; nothing is recorded.",
    discussion: """
      The first line names the facts; other columns are ignored. Each row gives a line of CSV with \
      the outputs of all tables, or with --explain a JSON object with rules, clauses and the facts \
      that were used. A row that cannot be decided has the reason in its last column. Lines of the \
      workspace are decided by classify, which also knows rulings and the annex.
      """)

  @Argument(help: "The facts: CSV in UTF-8.")
  var facts: String

  @Argument(help: "The policy's folder; by default the workspace's.")
  var policy: String?

  @Option(help: "The file to write.")
  var to: String

  @Flag(help: "Write rules, clauses and used facts as JSON, one object per line.")
  var explain = false

  @Flag(help: "The folder contains tables that are not a complete policy; they are not proven.")
  var tables = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard !tables || policy != nil else { throw ValidationError("--tables needs a folder") }
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
      terminal.output("\(to)  \(report.sha256)")
      terminal.say(
        terminal.words(
          "\(report.decided) rows decided by \(run.policyVersion), \(report.undecided) not",
          "\(run.policyVersion) 决定 \(report.decided) 行，未决定 \(report.undecided) 行"))
      if report.undecided > 0 { throw ExitCode(1) }
    }
  }
}
