import ArgumentParser
import Bytes
import CommandOptions
import Console
import Findings
import HotlineModel
import MergerRuns
import Reports
import ReviewRuns

extension ChecklistCommand {
  struct Calendar: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "calendar",
      abstract: words(
        "The days of items and cut-overs as a calendar file (.ics).",
        "把核对项期限和割接日写成日历文件（.ics）。"),
      discussion: words(
        """
        One event of a whole day for each item that has a day and is not done, and one for each \
        cut-over. Whoever imports a newer file replaces the events of the same items; events of items \
        that are done meanwhile stay until they are deleted.
        """,
        """
        每个有期限而未完成的核对项、每次割接各为一个全天事件。再次导入新文件时，同一事项的事件会被替换；\
        其间已完成事项的旧事件须自行删除。
        """))

    @Option(help: words("The file; it must be new.", "写出的文件；不得已存在。"), completion: .file())
    var to: String

    @Option(
      help: words(
        "Only items of this unit, and the cut-overs of lines where it has one.",
        "只写该责任单位的项，以及有其核对项的热线的割接日。"))
    var owner: String?

    @Flag(help: words("Replace the file.", "替换已有文件。"))
    var replace = false

    @OptionGroup var deadlines: DeadlineOptions

    @OptionGroup var result: ResultOptions

    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let file = try ChecklistRun(workspace).exportCalendar(
          to: to, of: owner, replacing: replace, on: deadlines.day,
          created: Environment.timeOfFiles(), in: terminal.language)
        if result.json {
          terminal.output(
            ["file": .string(file.name), "events": .int(file.count)],
            schema: "hotline/checklist.calendar/1", workspace: workspace.folder)
        } else {
          terminal.output("\(file.name)")
        }
        terminal.say(terminal.words("\(file.count) events", "\(file.count) 个事件"))
      }
    }
  }
}
