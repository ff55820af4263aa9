import ArgumentParser
import Bytes
import CommandOptions
import Console
import Findings
import HotlineModel
import MergerRuns
import Reports
import ReviewRuns

extension ChecklistDivision: ExpressibleByArgument {}

extension ChecklistCommand {
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

    @Option(
      name: .customLong("by"),
      help: words(
        "The sheets of the workbook: one for each mode, owner or line.",
        "工作簿的分表方式：mode（归并方式）、owner（责任单位）或 line（热线）。"))
    var division: ChecklistDivision = .mode

    @Flag(help: words("Replace the file.", "替换已有文件。"))
    var replace = false

    @OptionGroup var result: ResultOptions

    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let isWorkbook = format.map { $0 == .xlsx } ?? to.lowercased().hasSuffix(".xlsx")
        let run = ChecklistRun(workspace)
        let ofCity = try run.checklists().filter { $0.line == nil }.flatMap(\.items).count
        let file =
          try isWorkbook
          ? run.exportWorkbook(
            to: to, by: division, replacing: replace, created: Environment.timeOfFiles())
          : run.exportCSV(to: to, replacing: replace)
        if result.json {
          terminal.output(
            [
              "file": .string(file.name), "items": .int(file.count), "ofCity": .int(ofCity),
            ],
            schema: "hotline/checklist.export/1", workspace: workspace.folder)
        } else {
          terminal.output("\(file.name)")
        }
        let ofLines = file.count - ofCity
        terminal.say(
          ofCity == 0
            ? terminal.words("\(ofLines) items", "\(ofLines) 项")
            : terminal.words(
              "\(ofLines) items of lines, \(ofCity) of the city", "热线 \(ofLines) 项，市级 \(ofCity) 项"))
      }
    }
  }
}
