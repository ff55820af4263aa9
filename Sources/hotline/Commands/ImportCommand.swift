import ArgumentParser
import Bytes
import CommandOptions
import Console
import Findings
import HotlineModel
import Listings
import MergerRuns
import Reports

struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: words(
      "Import the files of one delivery as one batch, all or nothing for each file.",
      "把一次来件的文件作为一个批次导入，每个文件要么全进，要么不进。"),
    discussion: words(
      """
      Every record ends as accepted, updated, unchanged, superseded, duplicate, quarantined \
      or skipped; the run fails if the books do not balance. Importing a file again adds \
      nothing.

      Exit codes: 0 done, 2 more in quarantine than --tolerance allows, 65 a file could not \
      be used (the others were imported) or another batch of the line was interrupted, 73 \
      the disk is full, 75 another run is writing, 130 or 143 stopped by a signal: what was \
      imported stays, and the same command, run again, continues with the file at which the \
      run stopped.
      """,
      """
      每条记录必为新增、更新、未变、被取代、重复、隔离、跳过之一；账不平则导入失败。重复导入同一文\
      件不会多出任何工单。

      退出码：0 完成；2 隔离的记录超过 --tolerance；65 有文件不能用（其余已导入），\
      或该热线另有中断的批次；73 磁盘已满；75 另有命令正在写入；130 或 143 被信号中\
      止：已导入的保留，再次执行同一命令，从中止处的文件继续。
      """))

  @Argument(
    help: words(
      """
      The files of the delivery, in the order in which they were made; a folder means all \
      files in it, - means standard input.
      """,
      "来件的文件，按生成先后排列；写文件夹即其中全部文件，写 - 即标准输入。"), completion: .file())
  var files: [String]

  @Option(
    name: .shortAndLong,
    help: words("The mapping: a folder in Mappings/sources.", "映射：Mappings/sources 下的文件夹名。"),
    completion: .mappings)
  var mapping: String

  @Option(
    help: words("The line that the tickets belong to, by number.", "工单所属的热线，按号码指定。"),
    completion: .lines)
  var line: String

  @Option(
    help: words(
      "A name for the batch; shown everywhere, so nothing personal.",
      "批次名称；到处可见，不得含个人信息。"))
  var label: String?

  @Option(
    help: words(
      "The share of records that may go to quarantine, with a percent sign; by default 0.5%.",
      "容许隔离的记录比例，须带百分号；默认 0.5%。"),
    transform: Share.argument)
  var tolerance = Share(value: 0.005)

  @Flag(
    help: words(
      """
      Continue an interrupted batch of the line with the files that are named, or close it \
      with the files it has if it cannot be continued.
      """,
      "用所列文件继续该热线中断的批次；不能继续的，以已导入的文件关闭该批次。"))
  var resume = false

  @Flag(help: words("Show what would happen; change nothing.", "试运行：只显示结果，不作任何改动。"))
  var dryRun = false

  @OptionGroup var listing: ListingOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await common.inWorkspace { workspace, terminal in
      try listing.check(Listing(schema: "", columns: ImportListing.columns, rows: []))
      let run = try ImportRun(workspace, line: line, mapping: mapping)
      let paths = try DeliveryPaths(files, in: workspace)
      terminal.sayLeftOut(paths)
      Interruption.watch()
      let report = try await run.run(
        paths.files, label: label, isDryRun: dryRun, isResuming: resume, now: Environment.now(),
        shouldStop: { Interruption.signal != nil }, progress: ProgressLine(terminal: terminal).show)
      try show(report, workspace: workspace, on: terminal)
    }
  }

  private func show(
    _ report: ImportReport, workspace: Workspace, on terminal: Terminal
  ) throws {
    let printer = FindingPrinter(terminal: terminal)
    printer.print(report.findings.filter { $0.severity < .error })
    for failure in report.failures { printer.print(failure.findings) }
    for batch in report.interrupted { terminal.say(batch) }
    if let name = report.batch {
      terminal.say(
        "\(terminal.words("batch", "批次")) \(name)  \(report.label)  "
          + "\(terminal.words("mapping", "映射")) \(report.mapping)"
          + (dryRun ? terminal.words("  (dry run, nothing saved)", "  （试运行，未保存）") : ""))
    }
    if !report.files.isEmpty || listing.form != .table {
      try ImportListing.listing(report)
        .print(listing, workspace: workspace.folder, on: terminal)
    }
    summary(report, on: terminal)
    if report.recovered > 0 {
      terminal.say(
        terminal.words(
          "\(report.recovered) records recovered: they were found after damaged text (HL1417)",
          "找回 \(report.recovered) 条记录：在受损处之后找到（HL1417）"))
    }
    if report.closed > 0 {
      terminal.say(
        terminal.words(
          "\(report.closed) records of earlier deliveries left the quarantine: delivered again",
          "此前交付的 \(report.closed) 条记录移出隔离区：这次又交来了"))
    }
    guard report.failures.isEmpty, report.isBalanced else {
      throw ExitCode(report.failures.first?.findings.first?.code.entry.exitCode ?? 1)
    }
    if report.exceeds(tolerance: tolerance.value) {
      terminal.say(
        terminal.words(
          "more records in quarantine than the tolerance of \(tolerance.description) allows",
          "隔离区记录超过容许的 \(tolerance.description)"))
      throw ExitCode(2)
    }
  }
}

extension Terminal {
  /// What became of a batch that an earlier run had left open.
  fileprivate func say(_ batch: ImportReport.Interrupted) {
    let files = batch.files.joined(separator: ", ")
    say(
      batch.isContinued
        ? words(
          "\(batch.batch) was interrupted and is continued; already in the ledger: \(files)",
          "\(batch.batch) 曾中断，现在继续；已在台账中：\(files)")
        : words(
          "\(batch.batch) was interrupted and is closed with the files it has: \(files)",
          "\(batch.batch) 曾中断，按已有文件关闭：\(files)"))
  }

  /// Paths that are none of a delivery, or lead to a file that was named before.
  func sayLeftOut(_ paths: DeliveryPaths) {
    for path in paths.skipped {
      say("\(words("left out, not an export:", "已略过，不是导出文件："))  \(path)")
    }
    for path in paths.repeated {
      say(
        words(
          "left out, the same file as \(path.first):  \(path.path)",
          "已略过，与 \(path.first) 是同一个文件：  \(path.path)"))
    }
  }
}

extension ImportCommand {
  /// What went to quarantine, by reason, the most frequent first.
  private func summary(_ report: ImportReport, on terminal: Terminal) {
    let kept = report.total[.quarantined]
    guard kept > 0 else { return }
    let share = Share(value: Double(kept) / Double(max(1, report.total.read)))
    terminal.say(
      dryRun
        ? terminal.words(
          "\(kept) records would be quarantined (\(share); tolerance \(tolerance))",
          "\(kept) 条记录会进隔离区（\(share)；容许 \(tolerance)）")
        : terminal.words(
          "\(kept) records in quarantine (\(share); tolerance \(tolerance))",
          "隔离区 \(kept) 条记录（\(share)；容许 \(tolerance)）"))
    // By what is wrong and in which column, not by the values.
    let faults = Dictionary(grouping: report.findings.filter { $0.severity == .error }) { finding in
      "\(finding.code.rawValue) \(finding.places.first?.field ?? "")"
    }
    let sorted = faults.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
    for findings in sorted.prefix(20).map(\.value) {
      let count = CellWidth.padded(String(findings.count), to: 5, alignedRight: true)
      let code = findings[0].code.rawValue
      terminal.say("  \(count)  \(code)  \(reason(of: findings, on: terminal))")
    }
    if sorted.count > 20 {
      let rest = sorted.count - 20
      terminal.say("         " + terminal.words("… \(rest) more reasons", "……另有 \(rest) 种原因"))
    }
    if !dryRun {
      terminal.next(NextStep("quarantine", "list", "--where", "state=open"))
    }
  }

  /// What findings of one code say: the most frequent message, and how many others there are.
  private func reason(of findings: [Finding], on terminal: Terminal) -> String {
    var counts: [String: Int] = [:]
    for finding in findings { counts[finding.message(in: terminal.language), default: 0] += 1 }
    let first = counts.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key ?? ""
    let kinds = counts.count
    return kinds == 1
      ? first
      : first + terminal.words(" (the most frequent of \(kinds))", "（共 \(kinds) 种，这种最多）")
  }
}

/// A share of a whole, written `0.5%`.
struct Share: CustomStringConvertible {
  let value: Double

  /// A share as the command line names it.
  ///
  /// A bare number is refused, since `5` and `0.5` could mean a share or a number of percent; `0` is
  /// the same either way.
  static func argument(_ text: String) throws -> Share {
    let number = Double(text.hasSuffix("%") ? String(text.dropLast()) : text)
    guard let number, (0...100).contains(number) else {
      throw ValidationError(
        words("expected a share from 0% to 100%, such as 0.5%", "应为 0% 到 100% 的比例，例如 0.5%"))
    }
    guard text.hasSuffix("%") || number == 0 else {
      throw ValidationError(
        words("write \(text)%: a share needs a percent sign", "应写作 \(text)%：比例须带百分号"))
    }
    return Share(value: number / 100)
  }

  var description: String { "\((value * 10_000).rounded() / 100)%" }
}
