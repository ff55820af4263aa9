import ArgumentParser
import Bytes
import CommandOptions
import Console
import Findings
import HotlineModel
import Measures
import MergerRuns
import Reports
import ReviewRuns

struct MeasureCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "measure",
    abstract: words(
      "How well the hotline works: response, closing, solving, satisfaction (办理效能指数).",
      "办理效能指数：响应率、办结率、解决率、满意率。"),
    subcommands: [List.self, Check.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: words(
        "Count each rate by line, unit or month, with all numbers behind it.",
        "按热线、承办单位或月份统计各项指标，列出背后的全部数字。"),
      discussion: words(
        """
        What a rate means is in Mappings/measures. The denominator, excluded, unknown and \
        outside add up to the tickets; a rate out of no ticket is -. Rates with different \
        definitions are not to be compared.
        """,
        """
        指标的含义在 Mappings/measures 各表。分母、剔除、不明、不涉及相加等于工单数；分母为零的\
        指标写作 -。定义不同的指标不得比较。
        """))

    @Option(
      help: words(
        "What to count by: any of line, unit, month; or total.",
        "按什么统计：line（热线）、unit（承办单位）、month（月份），可写多项；或 total（合计）。"),
      completion: .list(["line", "unit", "month", "total"]))
    var by = MeasureGroupings(list: [.line])

    @Option(help: words("Only this line.", "只统计这条热线。"), completion: .lines)
    var line: String?

    @Option(
      help: words("The first month of the call: 2022-09.", "来电的首个月份：2022-09。"),
      transform: MeasureGroupings.month)
    var from: String?

    @Option(
      help: words("The last month of the call: 2022-12.", "来电的最后月份：2022-12。"),
      transform: MeasureGroupings.month)
    var until: String?

    @Option(
      help: words(
        "The day as of whose end tickets are judged; by default today.",
        "以哪一天结束时的情况判断；默认今天。"),
      transform: CivilDate.argument)
    var asOf: CivilDate?

    @OptionGroup var listing: ListingOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
      try await common.inWorkspace { workspace, terminal in
        let run = try MeasureRun(workspace)
        let scope = try run.scope(
          line: line, from: from, to: until, snapshot: asOf ?? Environment.now().date)
        let table = try await run.table(
          scope, by: by.list, progress: ProgressLine(terminal: terminal).show)
        let unsigned = [run.definitions.weights.unsigned].compactMap { $0 }
        try Listing(table, schema: "hotline/measure.list/1", findings: unsigned)
          .print(listing, workspace: workspace.folder, on: terminal)
        terminal.say(table)
        FindingPrinter(terminal: terminal).print(unsigned)
      }
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: words(
        "Check the sheets of measures, and show what each rate means.",
        "检查考核指标各表，列出每项指标的定义。"))

    @OptionGroup var listing: ListingOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let definitions = try MeasureRun(workspace).definitions
        let unsigned = [definitions.weights.unsigned].compactMap { $0 }
        try Listing(
          schema: "hotline/measure.check/1",
          columns: [
            .identifier("measure", "measure", "指标"), .name("base", "out of", "分母"),
            .name("counted", "counted", "分子"), .name("excluded", "excluded", "剔除"),
            .name("definition", "definition", "定义"), .text("source", "source", "依据"),
          ],
          rows: zip(definitions.rates, definitions.versions).map { rate, version in
            let lists = [rate.base, rate.counted, rate.excluded].map { list in
              list.map(\.rawValue)
            }
            return Listing.Row(
              cells: [rate.name] + lists.map { $0.joined(separator: "|") }
                + [version, rate.source],
              words: ["measure": .coded(rate.name, rate.label)],
              json: [
                "measure": .string(rate.name), "label": .string(rate.label),
                "base": .array(lists[0].map { .string($0) }),
                "counted": .array(lists[1].map { .string($0) }),
                "excluded": .array(lists[2].map { .string($0) }),
                "definition": .string(version), "source": .string(rate.source),
              ])
          }, findings: unsigned
        ).print(listing, workspace: workspace.folder, on: terminal)
        FindingPrinter(terminal: terminal).print(unsigned)
      }
    }
  }
}

/// What tickets are counted by, as the command line names it: `line,month`, or `total`.
struct MeasureGroupings: ExpressibleByArgument {
  let list: [MeasureTable.Grouping]

  init(list: [MeasureTable.Grouping]) {
    self.list = list
  }

  init?(argument: String) {
    let names = argument == "total" ? [] : argument.split(separator: ",").map(String.init)
    list = names.compactMap { .init(rawValue: $0) }
    guard list.count == names.count, Set(list).count == list.count else { return nil }
    if list.isEmpty, argument != "total" { return nil }
  }

  var defaultValueDescription: String { list.map(\.rawValue).joined(separator: ",") }

  /// A month such as `2022-09`.
  static func month(_ text: String) throws -> String {
    guard text.utf8.count == 7, CivilDate("\(text)-01") != nil, !text.contains("/") else {
      throw ValidationError(
        words("\(text): write a month such as 2022-09", "\(text)：应写作月份，如 2022-09"))
    }
    return text
  }
}
