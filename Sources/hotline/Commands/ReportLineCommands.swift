import ArgumentParser
import CommandOptions
import Console
import Findings
import HotlineModel
import MergerRuns
import Reports
import ReviewReports
import ReviewRuns

extension ReportCommand {
  /// The line that a paper is about.
  struct Subject: ParsableArguments {
    @Argument(help: words("The line, by number or id.", "热线，按号码或编号指定。"), completion: .lines)
    var line: String

    @OptionGroup var deadlines: DeadlineOptions
  }

  struct Plan: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "plan",
      abstract: words(
        "The plan of one line to be approved, by GB/T 9704 (归并方案).",
        "一条热线的归并方案，按公文格式排版，供批准。"))

    @OptionGroup var subject: Subject
    @OptionGroup var target: Target
    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        try target.write(terminal) {
          PlanPaper(try LineRecord(subject.line, in: workspace, on: subject.deadlines.day)).html
        }
      }
    }
  }

  struct Acceptance: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "acceptance",
      abstract: words(
        "The acceptance form of one line, by GB/T 9704: what is done, and what is not (验收单).",
        "一条热线的验收单，按公文格式排版：哪些已完成、哪些没有。"),
      discussion: words(
        """
        The form of a line that is not finished is marked 未完成, with the reasons: items that are
        not signed, a cut-over that is still to come, a number that has not ended.

        Exit codes: 0 the line is finished; 2 written, and marked 未完成.
        """,
        """
        尚未完成的，验收单标为“未完成”并列出原因：事项没有签认、尚未割接、号码尚未销号。

        退出码：0 已完成；2 已写出，标为“未完成”。
        """))

    @OptionGroup var subject: Subject
    @OptionGroup var target: Target
    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        var (open, line) = (0, "")
        try target.write(terminal) {
          let record = try LineRecord(subject.line, in: workspace, on: subject.deadlines.day)
          let paper = AcceptancePaper(record)
          (open, line) = (paper.reasons.count, record.line.id)
          return paper.html
        }
        guard open > 0 else { return }
        FindingPrinter(terminal: terminal).print([
          Finding(
            .lineNotAccepted(count: open, line: line), at: SourceLocation(file: target.to))
        ])
        throw ExitCode(2)
      }
    }
  }

  struct Evidence: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "evidence",
      abstract: words(
        "A folder with everything about one line, with hashes: decisions, items, signatures, files.",
        "一条热线的全部证据，写入一个文件夹，附哈希：决定、事项、签认、证据文件。"),
      discussion: words(
        """
        Files of evidence are read while they are copied: where one is gone or changed, nothing is \
        written. What people wrote is shown without telephones; the files themselves are as they \
        were handed in. `sha256sum -c SHA256SUMS` proves the folder.

        Exit codes: 0 written; 2 written, and something does not fit together.
        """,
        """
        复制证据文件时逐个核对，有缺失或改动的，不写出任何内容。人工填写的文字已遮蔽电话号码；证据文件本身\
        原样复制。在文件夹内执行 `sha256sum -c SHA256SUMS` 可以核对。

        退出码：0 已写出；2 已写出，但有内容需要核对。
        """))

    @OptionGroup var subject: Subject

    @Option(
      help: words("The folder; it must be new or empty.", "写出的文件夹；须为新建或空的。"),
      completion: .directory)
    var to: String

    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let folder = try EvidenceReport(
          subject.line, in: workspace, on: subject.deadlines.day)
        let files = try folder.write(to: to)
        terminal.output("\(to)")
        terminal.say(terminal.words("\(files.count) files", "\(files.count) 个文件"))
        FindingPrinter(terminal: terminal).print(folder.findings)
        if !folder.findings.isEmpty { throw ExitCode(2) }
      }
    }
  }
}
