import ArgumentParser
import Bytes
import Console
import Findings
import HotlineModel
import MergerRuns
import Reports
import ReviewRuns

struct ChecklistCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checklist",
    abstract: words(
      "What must be done before and after a line is merged (核对清单).",
      "核对清单：热线归并前后必须完成的事项。"),
    subcommands: [Build.self, Show.self, Export.self])

  struct Build: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "build",
      abstract: words("Make the checklist of every line and show the items.", "生成每条热线的核对清单，列出各项。"),
      aliases: ["list"])

    @OptionGroup var listing: ListingOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let checklists = try ChecklistRun(workspace).checklists()
        try Self.listing(checklists, language: terminal.language)
          .print(listing, workspace: workspace.folder, on: terminal)
      }
    }

    static func listing(
      _ checklists: [Checklist], language: Language, schema: String = "hotline/checklist.build/1"
    ) -> Listing {
      Listing(
        schema: schema,
        columns: [
          .identifier("item", "item", "编号"),
          .name("line", "line", "热线", rank: .detail),
          .name("mode", "mode", "方式", rank: .detail),
          .name("due", "due", "期限"),
          .text("owner", "responsible", "责任单位"),
          .name("after", "after", "前置项", rank: .detail),
          .text("task", "task", "事项"),
        ],
        rows: checklists.flatMap { list in
          list.items.map { item in
            Listing.Row(
              cells: [
                item.id, list.line, list.mode.rawValue, item.due?.description ?? "-", item.owner,
                item.dependsOn.map { String($0.suffix(2)) }.joined(separator: " "), item.task,
              ], words: ["mode": list.mode.words],
              json: [
                "item": .string(item.id), "line": .string(list.line),
                "mode": .string(list.mode.rawValue), "task": .string(item.task),
                "owner": .string(item.owner), "evidence": .string(item.evidence),
                "due": .optional(item.due?.description), "dueNote": .string(item.dueNote),
                "dependsOn": .array(item.dependsOn.map { .string($0) }),
                "source": .string(item.source),
              ])
          }
        })
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: words(
        "The checklist of one line: what, by when, by whom, with what evidence.",
        "一条热线的核对清单：事项、期限、责任单位、证据。")
    )

    @Argument(help: words("The line, by number or id.", "热线，按号码或编号指定。"), completion: .lines)
    var line: String

    @OptionGroup var listing: ListingOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let checklist = try ChecklistRun(workspace).checklist(of: line)
        guard listing.form == .table else {
          return try Build.listing(
            [checklist], language: terminal.language, schema: "hotline/checklist.show/1"
          ).print(listing, workspace: workspace.folder, on: terminal)
        }
        terminal.output(
          "\(checklist.line)  \(checklist.name)  "
            + "\(checklist.mode.words.text(in: terminal.language))")
        try Listing(
          schema: "hotline/checklist.show/1",
          columns: [
            .identifier("item", "item", "编号"),
            .name("due", "due", "期限"),
            .text("owner", "responsible", "责任单位"),
            .name("after", "after", "前置项", rank: .detail),
            .text("evidence", "evidence", "证据"),
            .text("task", "task", "事项"),
          ],
          rows: checklist.items.map { item in
            Listing.Row(
              cells: [
                item.id, item.due?.description ?? "-", item.owner,
                item.dependsOn.map { String($0.suffix(2)) }.joined(separator: " "),
                item.evidence, item.task,
              ], json: .null)
          }
        ).print(listing, workspace: workspace.folder, on: terminal)
        for item in checklist.items where item.due == nil {
          terminal.say("\(item.id)  \(item.dueNote)")
        }
      }
    }
  }

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "export",
      abstract: words(
        "All checklists as a workbook or a sheet for WPS and Excel.",
        "把全部核对清单导出为工作簿或一张表，供 WPS、Excel 使用。"))

    /// The formats a checklist can be handed out in.
    enum Format: String, CaseIterable, ExpressibleByArgument {
      case csv, xlsx
    }

    @Option(
      help: words(
        "The format: csv, or xlsx for a workbook to fill in; by default what the name ends in, else csv.",
        "格式：csv，或 xlsx（可填写的工作簿）；默认按文件名的结尾，否则为 csv。"))
    var format: Format?

    @Option(help: words("The file; it must be new.", "写出的文件；不得已存在。"), completion: .file())
    var to: String

    @Flag(help: words("Replace the file.", "替换已有文件。"))
    var replace = false

    @OptionGroup var result: ResultOptions

    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let isWorkbook = format.map { $0 == .xlsx } ?? to.lowercased().hasSuffix(".xlsx")
        let run = ChecklistRun(workspace)
        let file =
          try isWorkbook
          ? run.exportWorkbook(to: to, replacing: replace, created: Environment.timeOfFiles())
          : run.exportCSV(to: to, replacing: replace)
        if result.json {
          terminal.output(
            ["file": .string(file.name), "items": .int(file.count)],
            schema: "hotline/checklist.export/1", workspace: workspace.folder)
        } else {
          terminal.output("\(file.name)")
        }
        terminal.say(terminal.words("\(file.count) items", "\(file.count) 项"))
      }
    }
  }
}
