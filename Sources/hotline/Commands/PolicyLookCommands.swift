import ArgumentParser
import Bytes
import Findings
import HotlineModel
import MergerRuns
import Reports

extension CivilDate {
  /// A day as the command line takes it: `2021-10-31`.
  static func argument(_ text: String) throws -> CivilDate {
    guard let day = CivilDate(text) else {
      throw ValidationError("\(text): expected a day such as 2021-10-31")
    }
    return day
  }
}

struct PolicyExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Why a line is decided as it is, and which single fact would change that.",
    discussion: """
      The rules and clauses on the path, facts used and not used, the certainty, what nearly \
      matched, documents that were overruled, and every single fact that would change the outcome.
      """)

  @Argument(help: "The line, by number or id.")
  var number: String

  @Option(
    help: "The day for which annexes and notices are looked up; by default the latest apply.",
    transform: CivilDate.argument)
  var asOf: CivilDate?

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.inWorkspace { workspace, terminal in
      let run = try ClassifyRun(workspace, asOf: asOf)
      for explanation in try run.explanations(of: [number], isThorough: true) {
        if json {
          terminal.output(json: DecisionListing.json(explanation))
        } else {
          terminal.output(lines: ExplanationText(explanation, terminal: terminal).lines)
        }
      }
    }
  }
}

struct PolicyAskCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ask",
    abstract: "The questions that people must answer, and how many lines wait for each.")

  @OptionGroup var listing: ListingOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.inWorkspace { workspace, terminal in
      let questions = try ClassifyRun(workspace).questions()
      try Listing(
        schema: "hotline/policy.ask/1",
        columns: [
          Listing.Column(key: "code", english: "code", chinese: "代码"),
          Listing.Column(key: "lines", english: "lines", chinese: "热线数", isNumber: true),
          Listing.Column(key: "question", english: "question", chinese: "问题"),
          Listing.Column(key: "decides", english: "who decides", chinese: "决定单位"),
          Listing.Column(key: "numbers", english: "numbers", chinese: "号码"),
        ],
        rows: questions.map { open in
          Listing.Row(
            cells: [
              open.question.code, "\(open.lines.count)",
              open.question.words.text(in: terminal.language), open.question.decidedBy,
              open.lines.map(\.id).joined(separator: " "),
            ],
            json: [
              "code": .string(open.question.code), "en": .string(open.question.words.english),
              "zh": .string(open.question.words.chinese),
              "decidedBy": .string(open.question.decidedBy),
              "lines": .array(open.lines.map { .string($0.id) }),
            ])
        }
      ).print(listing, workspace: workspace.folder, on: terminal)
      let waiting = questions.reduce(0) { $0 + $1.lines.count }
      terminal.say(
        terminal.words(
          "\(questions.count) questions, \(waiting) lines wait",
          "\(questions.count) 个问题，\(waiting) 条热线在等"))
      if waiting > 0 { throw ExitCode(2) }
    }
  }
}
