import ArgumentParser
import Bytes
import CommandOptions
import Console
import Findings
import HotlineModel
import Listings
import MergerRuns
import Reports
import ReviewRuns

struct ChecklistCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checklist",
    abstract: words(
      "What must be done before and after a line is merged (核对清单), and by the city as a whole.",
      "核对清单：热线归并前后必须完成的事项，以及市级任务。"),
    subcommands: [
      List.self, Show.self, Ready.self, SetEntry.self, Except.self, Export.self, Import.self,
      Calendar.self,
    ])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: words(
        "The items of all checklists with their states: what is late, what comes next, whose it is.",
        "列出各条热线和市级的核对项及其状态：哪些逾期、哪些将到期、由谁负责。"),
      aliases: ["build"])

    @Option(help: words("Only items of this unit.", "只列该责任单位的项。"))
    var owner: String?

    @Flag(help: words("Only items whose day is over and that are not done.", "只列已逾期而未完成的项。"))
    var overdue = false

    @Option(
      help: ArgumentHelp(
        words(
          "Only items that are not done and due within so many working days.",
          "只列今后若干个工作日内到期而未完成的项。"), valueName: "days"))
    var next: Int?

    @OptionGroup var deadlines: DeadlineOptions

    @OptionGroup var listing: ListingOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
      if let next, !(1...366).contains(next) {
        throw ValidationError(words("--next: 1 to 366 working days", "--next：1 至 366 个工作日"))
      }
    }

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let today = deadlines.day
        let until = try next.map { try ChecklistRun(workspace).day($0, workingDaysAfter: today) }
        let all = try ChecklistRun(workspace).status(on: today).flatMap { list in
          list.items.map { (list.checklist, $0) }
        }
        let shown = all.filter { _, status in
          (owner.map(status.item.owners.contains) ?? true)
            && (!overdue || status.isLate)
            && (until.map { Self.isDue(status, from: today, until: $0) } ?? true)
        }
        let findings = try ChecklistCommand.print(
          shown, schema: "hotline/checklist.list/1", listing, of: workspace, on: terminal)
        // Items of lines and of the city are counted each for themselves.
        let (lines, city) = (shown.filter { $0.0.line != nil }, shown.filter { $0.0.line == nil })
        if !lines.isEmpty || city.isEmpty { terminal.say(Self.counts(lines, "", "", on: terminal)) }
        if !city.isEmpty {
          terminal.say(Self.counts(city, "of the city: ", "市级任务", on: terminal))
        }
        if !findings.isEmpty { throw ExitCode(2) }
      }
    }

    private static func counts(
      _ items: [(Checklist, ItemStatus)], _ english: String, _ chinese: String,
      on terminal: Terminal
    ) -> TerminalText {
      let signed = items.count { $0.1.state.isDone }
      let late = items.count { $0.1.isLate }
      return terminal.words(
        "\(english)\(signed) of \(items.count) signed; \(late) late",
        "\(chinese)共 \(items.count) 项，已签认 \(signed) 项，逾期 \(late) 项")
    }

    private static func isDue(
      _ status: ItemStatus, from today: CivilDate, until end: CivilDate
    ) -> Bool {
      guard let due = status.item.due, !status.state.isDone else { return false }
      return due >= today && due <= end
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: words(
        "The checklist of one line, or of the city: what, by when, by whom, how far, with what evidence.",
        "一条热线或市级的核对清单：事项、期限、责任单位、状态、证据。"))

    @Argument(
      help: words(
        "The line, by number or id; city for the city's own checklist.",
        "热线，按号码或编号指定；市级任务清单写 city。"), completion: .lines)
    var line: String

    @OptionGroup var deadlines: DeadlineOptions

    @OptionGroup var listing: ListingOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let status = try ChecklistRun(workspace).status(of: [line], on: deadlines.day)
        let rows = status.flatMap { list in list.items.map { (list.checklist, $0) } }
        if listing.form == .table, let list = status.first?.checklist {
          terminal.output(
            "\(list.code)  \(list.name)  \(list.kindWords.text(in: terminal.language))")
        }
        let findings = try ChecklistCommand.print(
          rows, schema: "hotline/checklist.show/1", listing, of: workspace, on: terminal)
        for (list, status) in rows where listing.form == .table {
          for text in Self.remarks(on: status, of: list, in: terminal.language) {
            terminal.say("\(status.item.id)  \(text)")
          }
        }
        if !findings.isEmpty { throw ExitCode(2) }
      }
    }

    /// What a reader should see of an item beside its row.
    private static func remarks(
      on status: ItemStatus, of list: Checklist, in language: Language
    ) -> [String] {
      let answers = status.answers.map { answer in
        let parts = [answer.check.words, answer.outcome.words, answer.reason]
          .map { $0.text(in: language) }
        return language == .chinese
          ? "\(parts[0])：\(parts[1])（\(parts[2])）" : "\(parts[0]): \(parts[1]) (\(parts[2]))"
      }
      let exception = status.exception.map { exception in
        Words(
          "excepted by \(exception.entry.who): \(exception.entry.remark)",
          "\(exception.entry.who) 准予例外：\(exception.entry.remark)"
        ).text(in: language)
      }
      let item = status.item
      let notes =
        list.line == nil
        ? ["\(item.source)  \(item.dueNote)"] : item.due == nil ? [item.dueNote] : []
      let files = (status.entry?.entry.files ?? []).map { file in
        Words("file \(file.name)", "文件 \(file.name)").text(in: language)
          + "  \(file.type)  \(file.size)  \(file.sha256.prefix(12))"
      }
      return notes + answers + [exception].compactMap(\.self) + files
    }
  }

  /// Prints items with their states, and what is wrong with their evidence.
  ///
  /// - Returns: what is wrong.
  fileprivate static func print(
    _ rows: [(Checklist, ItemStatus)], schema: String, _ form: ListingOptions,
    of workspace: Workspace, on terminal: Terminal
  ) throws -> [Finding] {
    var table = ChecklistListing.items(rows, schema: schema)
    table.findings = rows.flatMap(\.1.findings)
    try table.print(form, workspace: workspace.folder, on: terminal)
    FindingPrinter(terminal: terminal).print(table.findings)
    return table.findings
  }
}
