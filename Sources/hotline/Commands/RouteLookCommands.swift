import ArgumentParser
import Bytes
import CommandOptions
import Console
import Findings
import HotlineModel
import Listings
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
        let run = try RouteRun(workspace, keptBy: ProgramVersion.name)
        FindingPrinter(terminal: terminal).print(run.findings)
        try RouteListing.listing(run)
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
        terminal.output(document: try RouteRun(workspace, keptBy: ProgramVersion.name).graph)
      }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: words("One number: its stages, plans and desks.", "查看一个号码：阶段、方案和座席。"))

    @Argument(help: words("The number, in any spelling.", "号码，写法不限。"), completion: .lines)
    var number: String

    @OptionGroup var result: ResultOptions

    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.run { terminal in
        let workspace = try common.openWorkspace()
        let shown = try RouteRun(workspace, keptBy: ProgramVersion.name).show(number)
        if result.json {
          return terminal.output(
            Self.json(shown), schema: "hotline/route.show/1", workspace: workspace.folder)
        }
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
              "  \(index + 1)  \(step.hours.words(in: language))  \(step.treatment.words.text(in: language))"
            )
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

    private static func json(
      _ shown: (route: Route, plans: [RoutePlan], sets: [TargetSet])
    ) -> JSONValue {
      [
        "number": .string(shown.route.number.text),
        "phases": .array(
          shown.route.phases.map { phase in
            [
              "phase": .string(phase.kind.rawValue), "line": .string(phase.line),
              "mode": .string(phase.mode.rawValue),
              "from": .optional(phase.period.from?.rfc3339),
              "until": .optional(phase.period.until?.rfc3339), "plan": .optional(phase.plan),
            ]
          }),
        "plans": .array(
          shown.plans.map { plan in
            [
              "plan": .string(plan.id),
              "steps": .array(
                plan.steps.map { step in
                  [
                    "hours": .string(step.hours.text),
                    "treatment": .string(step.treatment.words.english),
                  ]
                }),
            ]
          }),
        "sets": .array(
          shown.sets.map { set in
            [
              "set": .string(set.id), "kind": .string(set.kind.rawValue),
              "hours": .string(set.hours.text),
              "members": .array(
                set.members.map { ["uri": .string($0.uri), "enabled": .bool($0.isEnabled)] }),
            ]
          }),
      ]
    }
  }

  struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "diff",
      abstract: words("Where calls end differently from a saved table.", "与已保存的路由表比较，列出来电去向的不同。"),
      discussion: words(
        "`route build` saves a table under its hash in .hotline/routes.",
        "route build 把路由表存入 .hotline/routes，以其哈希命名。"))

    @Argument(
      help: words("The saved table: the beginning of its hash.", "已保存的路由表：写其哈希的开头几位。"),
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
        try RouteListing.changes(found.changes).print(
          listing, workspace: workspace.folder, on: terminal)
        // A workbook ends where it ends.
        guard rows, listing.form != .xlsx else { return }
        for line in found.removed { terminal.output("- " + Self.row(line)) }
        for line in found.added { terminal.output("+ " + Self.row(line)) }
      }
    }

    /// A row of a table's text: values between tabs.
    private static func row(_ line: String) -> TerminalText {
      line.split(separator: "\t", omittingEmptySubsequences: false).map { TerminalText($0) }
        .joined(separator: "\t")
    }
  }
}
