import ArgumentParser
import Bytes
import CommandOptions
import Console
import Findings
import HotlineModel
import MergerRuns
import ReviewRuns
import Reports

struct SurveyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "survey",
    abstract: words(
      "Ask units about their lines with workbooks, and enter what they answer (摸底).",
      "热线摸底：向各单位发出工作簿，收回后登记答案。"),
    subcommands: [New.self, Import.self, List.self],
    defaultSubcommand: List.self)

  struct New: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "new",
      abstract: words(
        "Write one workbook for each unit, with its lines filled in as they are registered.",
        "为每个单位生成一份工作簿，预填已登记的热线。"),
      discussion: words(
        """
        The sheet of units has the columns unit, deadline, contact, phone, lines and note, in \
        English or Chinese; lines names lines of other owners that the unit answers for, \
        separated by |. What is sent is kept in Surveys/sent.csv.

        Exit codes: 0 written; 2 written, and nobody was asked about some lines; 65 the units or \
        the register cannot be used; 73 a unit or file is there already.
        """,
        """
        单位表的列为：单位、截止日期、联系人、联系电话、热线、备注，中英文列名均可；“热线”列写由该\
        单位填报、但登记在其他单位名下的热线，用 | 隔开。发出情况记入 Surveys/sent.csv。

        退出码：0 已生成；2 已生成，但有热线没有单位填报；65 单位表或登记表不能用；73 单位已有工作\
        簿或文件已存在。
        """))

    @Option(help: words("The sheet of units.", "单位表。"), completion: .file())
    var units: String

    @Option(help: words("The folder for the workbooks.", "存放工作簿的文件夹。"), completion: .directory)
    var to: String

    @Option(
      help: words(
        "The survey's name; by default the day, such as S20211009.",
        "摸底名称；默认以当天日期命名，如 S20211009。"),
      transform: SurveyName.argument)
    var survey: String?

    @Flag(
      help: words(
        "Replace the workbooks of units that have one; the earlier ones are refused then.",
        "替换已发出的工作簿，旧的不再接收。"))
    var renew = false

    @OptionGroup var result: ResultOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let now = Environment.now()
        let day = "\(now.date)".filter { $0 != "-" }
        let sent = try SurveyNewRun(workspace)
          .send(units, to: to, survey: survey ?? "S\(day)", renewing: renew, now: now)
        if result.json {
          terminal.output(
            .array(
              sent.files.map {
                [
                  "file": .string($0.path), "unit": .string($0.unit), "lines": .int($0.lines),
                  "deadline": .string("\($0.deadline)"), "survey": .string(sent.survey),
                ]
              }), schema: "hotline/survey.new/1", workspace: workspace.folder,
            findings: sent.findings)
        } else {
          for file in sent.files { terminal.output("\(file.path)") }
        }
        FindingPrinter(terminal: terminal).print(sent.findings)
        terminal.say(
          terminal.words(
            "survey \(sent.survey): \(sent.files.count) workbooks",
            "摸底 \(sent.survey)：工作簿 \(sent.files.count) 份"))
        terminal.next(
          NextStep(
            arguments: ["survey", "list"],
            words: Words("send the workbooks to the units, then", "把工作簿发给各单位，之后执行")))
        if !sent.findings.isEmpty { throw ExitCode(2) }
      }
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: words(
        "Which units have answered, which have not, and which are late.",
        "列出各单位的填报情况：已收齐、待补正、待填报、逾期未报。"),
      discussion: words(
        "Exit codes: 0 nobody is late; 2 a unit is late.", "退出码：0 没有逾期；2 有单位逾期未报。"))

    @Option(help: words("Only this survey.", "只列出该次摸底。"), transform: SurveyName.argument)
    var survey: String?

    @OptionGroup var deadlines: DeadlineOptions

    @OptionGroup var listing: ListingOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let day = deadlines.day
        let units = try SurveyListRun(workspace).units(of: survey, on: day)
        try Self.listing(units).print(listing, workspace: workspace.folder, on: terminal)
        let late = units.count { $0.state == .late }
        let back = units.count { $0.answered != nil }
        terminal.say(
          terminal.words(
            "\(units.count) units; answered: \(back); late on \(day): \(late)",
            "共 \(units.count) 个单位，已交回 \(back) 个，截至 \(day) 逾期未报 \(late) 个"))
        if late > 0 { throw ExitCode(2) }
      }
    }

    private static func listing(_ units: [SurveyListRun.Unit]) -> Listing {
      Listing(
        schema: "hotline/survey.list/1",
        columns: [
          .name("survey", "survey", "摸底", rank: .detail),
          .identifier("unit", "unit", "单位"),
          .state("state", "state", "状态"),
          .name("deadline", "deadline", "截止日期"),
          .name("answered", "answered", "交回日期"),
          .number("daysLate", "days late", "逾期天数"),
          .number("lines", "lines", "预填热线", rank: .detail),
          .number("accepted", "accepted", "采用"),
          .number("open", "open", "待处理"),
          .number("unanswered", "not answered", "未填"),
          .text("contact", "contact", "联系人", rank: .detail),
        ],
        rows: units.map { unit in
          Listing.Row(
            cells: [
              unit.survey, unit.unit, unit.state.rawValue, "\(unit.deadline)",
              unit.answered?.description ?? "-", String(unit.daysLate), String(unit.lines),
              String(unit.accepted), String(unit.open), String(unit.unanswered), unit.contact,
            ], words: ["state": unit.state.words],
            colours: unit.state == .late ? ["state": .error] : [:], json: unit.json)
        })
    }
  }
}

/// The name of a survey, which is part of the names of files.
enum SurveyName {
  static func argument(_ text: String) throws -> String {
    let isName =
      (1...40).contains(text.count)
      && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
      && text.first != "-" && text.first != "."
    guard isName else {
      throw ValidationError(
        words(
          "\(text): a survey's name has 1 to 40 letters, digits, - _ or .",
          "\(text)：摸底名称为 1 至 40 个字母、数字或 - _ ."))
    }
    return text
  }
}
