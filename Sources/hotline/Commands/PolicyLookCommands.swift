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

struct PolicyDiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "What two policies decide differently: which facts, and which registered lines.",
    discussion: "Exit codes: 0 they decide the same, 2 they differ, 65 one of them cannot be used.")

  @Argument(help: "The folder of one policy.")
  var old: String

  @Argument(help: "The folder of the other.")
  var new: String

  @Option(help: "Also decide the lines of this register with both.")
  var register: String?

  @Option(help: "Print at most this many kinds of difference.")
  var limit = 20

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.inWorkspace { workspace, terminal in
      let difference = try PolicyWhatIfRun(workspace)
        .difference(from: old, to: new, register: register)
      let text = DifferenceText(difference, limit: limit, terminal: terminal)
      if json {
        terminal.output(json: text.json)
      } else {
        terminal.output(lines: text.lines)
      }
      if !difference.regions.isEmpty { throw ExitCode(2) }
    }
  }
}

/// What two policies decide differently, as people and machines read it.
private struct DifferenceText {
  let difference: PolicyDifference
  let limit: Int
  let terminal: Terminal

  init(_ difference: PolicyDifference, limit: Int, terminal: Terminal) {
    self.difference = difference
    self.limit = limit
    self.terminal = terminal
  }

  var lines: [TerminalText] {
    let grouped = { (count: Int) in Listing.grouped(count) }
    var lines: [TerminalText] = ["\(difference.before) -> \(difference.after)"]
    for region in difference.regions.prefix(limit) {
      let changes = zip(region.before, region.after).map { before, after in
        "\(before) -> \(after.drop { $0 != " " }.dropFirst())"
      }
      lines.append("~ \(changes.joined(separator: ", "))")
      let words = region.words.prefix(3).joined(separator: "; ")
      let rest = region.words.count > 3 ? " (+\(region.words.count - 3))" : ""
      lines.append("    \(terminal.words("where", "条件"))    \(words)\(rest)")
      lines.append("    \(terminal.words("such as", "例如"))  \(region.witness)")
    }
    if difference.regions.count > limit {
      lines.append("… +\(difference.regions.count - limit)")
    }
    lines.append(
      terminal.words(
        "\(grouped(difference.changed)) of \(grouped(difference.combinations)) combinations of "
          + "facts are decided differently",
        "\(grouped(difference.combinations)) 种事实组合中有 \(grouped(difference.changed)) 种结论不同"))
    for line in difference.lines ?? [] {
      lines.append(
        "\(line.before.line.id)  \(line.before.mode.rawValue) \(line.before.reason) -> "
          + "\(line.after.mode.rawValue) \(line.after.reason)  \(line.before.line.name)")
    }
    if let changed = difference.lines {
      lines.append(
        terminal.words(
          "\(changed.count) registered lines are decided differently",
          "登记的热线中有 \(changed.count) 条结论不同"))
    }
    return lines
  }

  var json: JSONValue {
    [
      "schema": "hotline/policy.diff/1", "before": .string(difference.before),
      "after": .string(difference.after), "combinations": .int(difference.combinations),
      "changed": .int(difference.changed),
      "regions": .array(
        difference.regions.map { region in
          [
            "before": .array(region.before.map { .string($0) }),
            "after": .array(region.after.map { .string($0) }),
            "where": .array(region.words.map { .string($0) }),
            "witness": .string(region.witness), "count": .int(region.count),
          ]
        }),
      "lines": difference.lines.map { lines in
        .array(
          lines.map { line in
            [
              "line": .string(line.before.line.id), "before": .string(line.before.mode.rawValue),
              "after": .string(line.after.mode.rawValue),
            ]
          })
      } ?? .null,
    ]
  }
}

struct PolicySweepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "How many lines would change if a limit were moved, before anybody signs it.",
    discussion: "hotline policy sweep --param LOW=100..1000 --step 100")

  @Option(name: .customLong("param"), help: "The limit and its range: NAME=FROM..TO.")
  var parameter: String

  @Option(help: "The distance between the values tried; by default ten values are tried.")
  var step: Int?

  @OptionGroup var listing: ListingOptions
  @OptionGroup var common: CommonOptions

  func validate() throws { _ = try values() }

  private func values() throws -> (name: String, values: [Int]) {
    let sides = parameter.split(separator: "=", maxSplits: 1).map(String.init)
    let ends = sides.count == 2 ? sides[1].split(separator: ".").compactMap { Int($0) } : []
    guard ends.count == 2, ends[0] <= ends[1], step.map({ $0 > 0 }) ?? true else {
      throw ValidationError("--param \(parameter): expected NAME=FROM..TO, such as LOW=100..1000")
    }
    let width = step ?? max(1, (ends[1] - ends[0]) / 9)
    guard (ends[1] - ends[0]) / width < 1000 else {
      throw ValidationError("--step \(width): more than 1,000 values")
    }
    return (sides[0], Array(stride(from: ends[0], through: ends[1], by: width)))
  }

  func run() throws {
    try common.inWorkspace { workspace, terminal in
      let (name, values) = try values()
      let steps = try PolicyWhatIfRun(workspace).sweep(name, over: values)
      let modes = MergeMode.allCases
      try Listing(
        schema: "hotline/policy.sweep/1",
        columns: [Listing.Column(key: name, english: name, chinese: name, isNumber: true)]
          + modes.map {
            Listing.Column(
              key: $0.rawValue, english: $0.rawValue, chinese: $0.chineseName, isNumber: true)
          } + [
            Listing.Column(key: "changed", english: "changed", chinese: "变化", isNumber: true),
            Listing.Column(key: "numbers", english: "numbers", chinese: "号码"),
          ],
        rows: steps.map { step in
          Listing.Row(
            cells: ["\(step.value)"] + modes.map { "\(step.modes[$0] ?? 0)" } + [
              "\(step.changed.count)", step.changed.joined(separator: " "),
            ],
            json: [
              "value": .int(step.value),
              "modes": .object(
                Dictionary(
                  uniqueKeysWithValues: modes.map {
                    ($0.rawValue, .int(step.modes[$0] ?? 0))
                  })),
              "changed": .array(step.changed.map { .string($0) }),
            ])
        }
      ).print(listing, workspace: workspace.folder, on: terminal)
    }
  }
}
