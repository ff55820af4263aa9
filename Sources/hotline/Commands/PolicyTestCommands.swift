import ArgumentParser
import Bytes
import HotlineModel
import MergerRuns
import Reports

struct PolicyCoverCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cover",
    abstract: "Which rules are reached by cases of the DMN test kit, or by a register.",
    discussion: "Exit codes: 0 as many as required, 2 fewer.")

  @Argument(help: "Cases (.xml) or a register (.csv).")
  var tests: String

  @Option(help: "The minimum share of rules that must be reached, in percent.")
  var threshold = 0

  @OptionGroup var listing: ListingOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.inWorkspace { workspace, terminal in
      let coverage = try PolicyTestsRun(workspace).coverage(of: tests)
      try Listing(
        schema: "hotline/policy.cover/1",
        columns: [
          Listing.Column(key: "table", english: "table", chinese: "表"),
          Listing.Column(key: "rule", english: "rule", chinese: "规则"),
          Listing.Column(key: "hits", english: "hits", chinese: "次数", isNumber: true),
          Listing.Column(key: "clause", english: "clause", chinese: "依据"),
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
    abstract: "Write cases with the policy's answers in the format of the DMN test kit.",
    discussion: """
      Review them once and keep them: they then show the effect of a later change. Run them with \
      hotline policy tck, in a folder beside the exported model.
      """)

  @Flag(help: "Each rule, and each number at, below and above every limit.")
  var boundary = false

  @Flag(help: "Each condition of each rule, met and not met with all else the same.")
  var mcdc = false

  @Option(help: "The file to write.")
  var to: String

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if boundary == mcdc { throw ValidationError("expected --boundary or --mcdc") }
  }

  func run() throws {
    try common.inWorkspace { workspace, terminal in
      let count = try PolicyTestsRun(workspace).write(isBoundary: boundary, to: to)
      terminal.output("\(to)  \(terminal.words("\(count) cases", "\(count) 个用例"))")
    }
  }
}

struct PolicyGenCasesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gen-cases",
    abstract: "Propose the cases that the policy lacks in its sheet of cases.",
    discussion: """
      One case for each rule that none reaches, and both sides of every limit, with the policy's own \
      answers and without a signature. Look each through against the documents, correct what is \
      wrong, and fill in signed_by, signed_on and document; until then it guards nothing.
      """)

  @Argument(help: "The policy's folder; by default the workspace's.")
  var policy: String?

  @Option(help: "Another file to write; by default cases.csv in the policy's folder.")
  var to: String?

  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.run { terminal in
      let run =
        try policy.map { try PolicyCasesRun(policyFolder: $0) }
        ?? PolicyCasesRun(common.openWorkspace())
      let (file, added) = try run.write(to: to)
      terminal.output(
        "\(file)  \(terminal.words("\(added.count) new cases", "新增 \(added.count) 个用例"))")
    }
  }
}

struct PolicyImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Import a decision model as sheets.",
    discussion: """
      UNIQUE tables of literal tests over declared values become sheets; a model with anything \
      else is refused, with the places. What is imported must still pass hotline policy check.
      """)

  @Argument(help: "The model.")
  var model: String

  @Option(help: "The folder to create.")
  var to: String

  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.run { terminal in
      for name in try PolicyImportRun(model: model).write(to: to) {
        terminal.output("\(to)/\(name)")
      }
      terminal.say(
        terminal.words("Next: hotline policy check \(to)", "下一步：hotline policy check \(to)"))
    }
  }
}
