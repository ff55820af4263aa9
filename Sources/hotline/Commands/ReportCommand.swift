import ArgumentParser
import CommandOptions
import Console
import Findings
import HotlineModel
import MergerRuns
import Reports
import ReviewReports
import ReviewRuns

struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: words(
      "Pages to print and to file: progress, monthly report, papers and evidence of a line.",
      "供打印和归档的材料：进展、通报、归并方案、验收单、证据。"),
    subcommands: [Progress.self, Monthly.self, Plan.self, Acceptance.self, Evidence.self])

  /// The file that a page is written to.
  struct Target: ParsableArguments {
    @Option(help: words("The file; it must be new.", "写出的文件；不得已存在。"), completion: .file())
    var to: String

    @Flag(help: words("Replace the file.", "替换已有文件。"))
    var replace = false

    /// Writes the page, and says where it is.
    func write(_ terminal: Terminal, _ html: () throws -> String) throws {
      try ReportFile.check(to, isReplaced: replace)
      try ReportFile.write(html: html(), to: to)
      terminal.output("\(to)")
    }

    /// Whether a workbook is wanted.
    var isWorkbook: Bool { to.lowercased().hasSuffix(".xlsx") }
  }

  struct Progress: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "progress",
      abstract: words(
        "How far the merger is, on one page: decisions, data, items, late ones, cut-overs, rates.",
        "归并进展，一页纸：归并决定、数据移交、事项状态、逾期、割接、办理效能。"),
      discussion: words(
        """
        The page is in Chinese, one sheet of A4 for a city of some dozens of lines. A name that ends \
        in .xlsx gets a workbook with a sheet for each table, all rows of it.

        Exit codes: 0 written; 2 written, and something does not fit together.
        """,
        """
        热线有几十条时，打印出来是一张 A4 纸。文件名以 .xlsx 结尾的，写成工作簿，每个表一张，不省略行。

        退出码：0 已写出；2 已写出，但有内容需要核对。
        """))

    @OptionGroup var deadlines: DeadlineOptions
    @OptionGroup var target: Target
    @OptionGroup var common: CommonOptions

    func run() async throws {
      try await common.inWorkspace { workspace, terminal in
        try ReportFile.check(target.to, isReplaced: target.replace)
        let (report, findings) = try await ProgressRun(workspace, on: deadlines.day).report(
          progress: ProgressLine(terminal: terminal).show)
        if target.isWorkbook {
          try ReportFile.write(
            ProgressTables(report).all, title: "\(report.city)热线归并进展，截至 \(report.day)",
            to: target.to, created: Environment.timeOfFiles())
          terminal.output("\(target.to)")
        } else {
          try target.write(terminal) { ProgressPage(report).html }
        }
        terminal.say(
          terminal.words(
            "\(report.doneItems) of \(report.items) items signed; \(report.late) late",
            "共 \(report.items) 项，已签认 \(report.doneItems) 项，逾期 \(report.late) 项"))
        FindingPrinter(terminal: terminal).print(findings)
        if !findings.isEmpty { throw ExitCode(2) }
      }
    }
  }

  struct Monthly: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "monthly",
      abstract: words(
        "The rates of one month by line and unit, with all numbers behind them (通报).",
        "月度通报：各热线、各承办单位的指标，附背后的全部数字。"),
      discussion: words(
        """
        The figures are those of `hotline measure list` for the same month and day. The index is \
        printed only where its weights are signed. A name that ends in .xlsx gets a workbook.

        Exit codes: 0 written; 2 written, but the month has no tickets.
        """,
        """
        数字与同月、同日的 `hotline measure list` 一致。权重签字后才公布指数。文件名以 .xlsx 结尾的，写成工作簿。

        退出码：0 已写出；2 已写出，但该月没有工单。
        """))

    @Option(
      help: words("The month of the calls: 2021-11.", "来电月份：2021-11。"),
      transform: MeasureGroupings.month)
    var month: String

    @Option(
      help: words(
        "The day as of whose end tickets are judged; by default today.",
        "以哪一天结束时的情况判断；默认今天。"),
      transform: CivilDate.argument)
    var asOf: CivilDate?

    @OptionGroup var target: Target
    @OptionGroup var common: CommonOptions

    func run() async throws {
      try await common.inWorkspace { workspace, terminal in
        try ReportFile.check(target.to, isReplaced: target.replace)
        let (report, findings) = try await MonthlyRun(workspace).report(
          of: month, asOf: asOf ?? Environment.now().date,
          progress: ProgressLine(terminal: terminal).show)
        let page = MonthlyPage(report)
        if target.isWorkbook {
          try ReportFile.write(
            page.tables, title: "\(report.city)热线办理情况通报 \(report.month)",
            to: target.to, created: Environment.timeOfFiles())
          terminal.output("\(target.to)")
        } else {
          try target.write(terminal) { page.html }
        }
        terminal.say(report.total)
        FindingPrinter(terminal: terminal).print(findings)
        if report.tickets == 0 { throw ExitCode(2) }
      }
    }
  }
}
