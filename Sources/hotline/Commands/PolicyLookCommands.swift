import ArgumentParser
import Bytes
import CommandOptions
import Console
import Findings
import HotlineModel
import Listings
import MergerRuns
import Reports

extension CivilDate {
  /// A day as the command line takes it: `2021-10-31`.
  static func argument(_ text: String) throws -> CivilDate {
    guard let day = CivilDate(text) else {
      throw ValidationError(
        words("\(text): expected a day such as 2021-10-31", "\(text)：应为日期，例如 2021-10-31"))
    }
    return day
  }
}

struct PolicyExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: words(
      "Why a line is decided as it is, and which single fact would change that.",
      "说明一条热线为何得出该结论，以及改动哪一项事实会使结论改变。"),
    discussion: words(
      """
      The rules and clauses on the path, facts used and not used, the certainty, what nearly \
      matched, documents that were overruled, and every single fact that would change the \
      outcome.
      """,
      "列出经过的规则和条款、用到和未用的事实、把握程度、只差一点就符合的规则、未被采用的文件，以及足以改变结论的每一项事实。"))

  @Argument(help: words("The line, by number or id.", "热线，按号码或编号指定。"), completion: .lines)
  var number: String

  @Option(
    help: words(
      "The day for which annexes and notices are looked up; by default the latest apply.",
      "按哪一天的附件和通知查；默认用最新的。"),
    transform: CivilDate.argument)
  var asOf: CivilDate?

  @Flag(help: words("Print JSON.", "以 JSON 输出。"))
  var json = false

  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.inWorkspace { workspace, terminal in
      let run = try ClassifyRun(workspace, asOf: asOf)
      for explanation in try run.explanations(of: [number], isThorough: true) {
        if json {
          terminal.output(
            DecisionListing.json(explanation), schema: "hotline/policy.explain/1",
            workspace: workspace.folder)
        } else {
          ExplanationText(
            explanation, reasons: ReasonWords(workspace), terminal: terminal
          ).print()
        }
      }
    }
  }
}

struct PolicyAskCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ask",
    abstract: words(
      "The questions that people must answer, and how many lines wait for each.",
      "列出须由人回答的问题，以及各有多少条热线在等。"))

  @OptionGroup var listing: ListingOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.inWorkspace { workspace, terminal in
      let questions = try ClassifyRun(workspace).questions()
      try PolicyListing.questions(questions).print(
        listing, workspace: workspace.folder, on: terminal)
      let waiting = questions.reduce(0) { $0 + $1.lines.count }
      terminal.say(
        terminal.words(
          "\(questions.count) questions, \(waiting) lines wait",
          "\(questions.count) 个问题，\(waiting) 条热线在等"))
      if waiting > 0 { throw ExitCode(2) }
    }
  }
}
