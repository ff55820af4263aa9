import ArgumentParser
import Bytes
import HotlineModel
import MergerRuns
import Reports

extension RouteCommand {
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: words("The table of all decided lines; nothing is saved.", "列出已有决定的热线的路由表；不保存。"))

    @OptionGroup var listing: ListingOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let run = try RouteRun(workspace)
        FindingPrinter(terminal: terminal).print(run.findings)
        try RouteListing.listing(run, language: terminal.language)
          .print(listing, workspace: workspace.folder, on: terminal)
      }
    }
  }

  struct Graph: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "graph",
      abstract: words(
        "The table as a picture (SVG): numbers, plans, desks.",
        "把路由表画成图（SVG）：号码、方案、座席。"))

    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        terminal.output(document: try RouteRun(workspace).graph)
      }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: words("One number: its stages, plans and desks.", "查看一个号码：阶段、方案和座席。"))

    @Argument(help: words("The number, in any spelling.", "号码，写法不限。"), completion: .lines)
    var number: String

    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.run { terminal in
        let shown = try RouteRun(try common.openWorkspace()).show(number)
        let language = terminal.language
        terminal.output("\(shown.route.number.text)")
        for phase in shown.route.phases {
          terminal.output(
            "  \(phase.kind.name(in: language))  \(phase.period.words(in: language))  "
              + "\(phase.plan ?? "-")")
        }
        for plan in shown.plans {
          terminal.output("\(plan.id)")
          for (index, step) in plan.steps.enumerated() {
            terminal.output(
              "  \(index + 1)  \(step.hours.words(in: language))  \(step.treatment.words)")
          }
        }
        for set in shown.sets {
          terminal.output(
            "\(set.id)  \(set.kind.name(in: language))  \(set.hours.words(in: language))")
          for (index, member) in set.members.enumerated() {
            terminal.output(
              "  \(index + 1)  \(member.uri)  "
                + (member.isEnabled ? terminal.words("in use", "启用") : terminal.words("off", "停用")))
          }
        }
      }
    }
  }

  struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "diff",
      abstract: words("Where calls end differently from a saved table.", "与已保存的路由表比较，列出来电去向的不同。"),
      discussion: words(
        "`route build` saves a table under its hash in .hotline/routes.",
        "route build 把路由表存入 .hotline/routes，以散列值命名。"))

    @Argument(
      help: words("The saved table: the beginning of its hash.", "已保存的路由表：写散列值的开头几位。"),
      completion: .savedTables)
    var before: String

    @Argument(
      help: words("Another saved table; by default the present one.", "另一张已保存的路由表；默认为现在的。"),
      completion: .savedTables)
    var after: String?

    @Flag(help: words("Also show the facts that were removed and added.", "一并显示删去和增加的事实。"))
    var rows = false

    @OptionGroup var listing: ListingOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let found = try RouteRun(workspace).changes(from: before, to: after)
        try Self.listing(found.changes).print(
          listing, workspace: workspace.folder, on: terminal)
        guard rows else { return }
        for line in found.removed { terminal.output("- " + Self.row(line)) }
        for line in found.added { terminal.output("+ " + Self.row(line)) }
      }
    }

    /// A row of a table's text: values between tabs.
    private static func row(_ line: String) -> TerminalText {
      line.split(separator: "\t", omittingEmptySubsequences: false).map { TerminalText($0) }
        .joined(separator: "\t")
    }

    private static func listing(_ changes: [RouteChange]) -> Listing {
      Listing(
        schema: "hotline/route.diff/1",
        columns: [
          Listing.Column(key: "number", english: "number", chinese: "号码"),
          Listing.Column(key: "before", english: "before", chinese: "原去向"),
          Listing.Column(key: "after", english: "after", chinese: "新去向"),
          Listing.Column(
            key: "intervals", english: "intervals", chinese: "时段数", isNumber: true),
          Listing.Column(key: "example", english: "example call at", chinese: "示例时刻"),
        ],
        rows: changes.map { change in
          let example = change.spans.first?.lowerBound.description ?? "-"
          return Listing.Row(
            cells: [
              change.number.text, change.before, change.after, String(change.spans.count), example,
            ],
            json: [
              "number": .string(change.number.text), "before": .string(change.before),
              "after": .string(change.after), "example": .string(example),
              "intervals": .array(
                change.spans.map {
                  [.string($0.lowerBound.rfc3339), .string($0.upperBound.rfc3339)]
                }),
            ])
        })
    }
  }
}

extension Treatment {
  /// The treatment as rows write it: `transfer S-12366, else 12345 after 15 s`.
  fileprivate var words: String {
    switch self {
    case .answer(let set): "answer \(set)"
    case .transfer(let set, let overflow):
      "transfer \(set), else \(overflow.to) after \(overflow.ringSeconds) s"
    case .serve(let number): "serve as \(number)"
    case .forward(let number): "forward to \(number)"
    case .announce(let id, let number): "announce \(id), then \(number)"
    case .intercept(let id): "announce \(id), then release"
    }
  }
}
