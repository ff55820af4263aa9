import ArgumentParser
import Bytes
import CommandOptions
import Console
import Findings
import HotlineModel
import Listings
import MergerRuns
import Reports

extension QuarantineCommand {
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: words(
        "One record: its place, why it was quarantined; masked.",
        "查看一条记录：位置和隔离原因；已脱敏。"))

    @Argument(
      help: words("The record, such as Q000184.", "隔离记录，例如 Q000184。"), completion: .quarantined)
    var id: String

    @OptionGroup var clear: ClearOptions
    @OptionGroup var listing: ListingOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let shown = try QuarantineRuns(workspace).show(id, clear: clear.view)
        let (entry, record) = (shown.entry, shown.entry.record)
        if listing.form == .table {
          terminal.output(prose: [
            "\(record.name)  \(record.line)  \(record.file):\(record.physicalLine)  "
              + terminal.words("record \(record.record)", "第 \(record.record) 条记录")
              + "  \(record.stateWords.text(in: terminal.language))  \(entry.firstBatch)"
              + (entry.firstBatch == entry.lastBatch ? "" : " … \(entry.lastBatch)")
          ])
          for reason in entry.reasons {
            let message = FindingCode(rawValue: reason.code)?.entry.message
            let column = reason.column.map { "\($0)\(terminal.words(": ", "："))" } ?? ""
            terminal.output(prose: [
              "  \(reason.code)  \(column)"
                + "\(message?.rewritten(reason.message, in: terminal.language) ?? reason.message)"
            ])
            terminal.output(prose: reason.further.map { "    --> \($0)" })
          }
          if let waiver = entry.waiver {
            terminal.output(prose: [
              terminal.words("  waived by ", "  豁免人：")
                + "\(waiver.signer)  \(waiver.at)  \(waiver.reason)"
            ])
          }
        }
        var table = Listing(
          schema: "hotline/quarantine.show/1",
          columns: [
            .identifier("column", "column", "列"),
            clear.showValues
              ? .text("value", "value", "值")
              : .text("value", "value (masked)", "值（已脱敏）"),
          ],
          rows: shown.fields.map { column, value in
            Listing.Row(
              cells: [column, value],
              json: ["column": .string(column), "value": .string(value)])
          })
        table.members["record"] = record.json
        table.members["reasons"] = .array(
          entry.reasons.map {
            [
              "code": .string($0.code), "message": .string($0.message),
              "column": .optional($0.column),
              "further": .array($0.further.map { .string($0) }),
            ]
          })
        table.members["waiver"] =
          entry.waiver.map {
            ["by": .string($0.signer), "because": .string($0.reason), "at": .string($0.at)]
          } ?? .null
        try table.print(listing, workspace: workspace.folder, on: terminal)
      }
    }
  }

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "export",
      abstract: words(
        "Write a batch's open records for repair, in their own dialect and charset.",
        "把批次中待处理的记录按原格式和原字符集写出，供修复。"),
      discussion: words(
        """
        The file contains personal data in clear: the records as they were delivered, with \
        the columns _code, _reason and _id added at the end. Keep these three when you \
        repair the others.

        Exit codes: 0 written, 65 the records cannot go into one file, 73 the file already \
        exists.
        """,
        """
        写出的文件含个人信息明文：记录保持来件原样，末尾加 _code、_reason、_id 三列。\
        修复其他列时须保留这三列。

        退出码：0 已写出；65 这些记录不能写入同一个文件；73 文件已存在。
        """))

    @Argument(help: words("The batch, such as B0007.", "批次，例如 B0007。"), completion: .batches)
    var batch: String

    @Option(
      name: .customLong("to"),
      help: words(
        "The file to write; must be new. A name that ends in .xlsx makes a workbook.",
        "写出的文件；不得已存在。以 .xlsx 结尾时写成工作簿。"),
      completion: .file())
    var path: String

    @Option(help: words("Only the records of this delivered file.", "只写出该来件文件的记录。"))
    var file: String?

    @OptionGroup var result: ResultOptions

    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let written = try QuarantineRuns(workspace)
          .export(
            batch, file: file, to: path, language: terminal.language, now: Environment.now())
        if result.json {
          return terminal.output(
            [
              "file": written.records > 0 ? .string(written.path) : .null,
              "records": .int(written.records), "charset": .string(written.charset),
            ], schema: "hotline/quarantine.export/1", workspace: workspace.folder)
        }
        guard written.records > 0 else {
          return terminal.say(
            terminal.words("no record in quarantine is open", "隔离区没有待处理的记录"))
        }
        terminal.output(
          terminal.words(
            "\(written.records) records in \(written.charset) written to \(written.path)",
            "已将 \(written.records) 条记录（\(written.charset)）写入 \(written.path)"))
        terminal.next(
          NextStep(
            arguments: ["quarantine", "import", NextStep.path(path)]
              + NextStep.mapping(written.mapping),
            words: Words("repair the records in \(path), then", "修改 \(path) 中的记录，然后执行")))
      }
    }
  }

  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import",
      abstract: words(
        "Import repaired records as a small batch, and close their quarantine entries.",
        "把修复后的记录作为小批次导入，并移出隔离区。"),
      discussion: words(
        """
        A record that still cannot be used stays as it was.

        The file is imported completely or not at all; importing it again adds nothing.

        Exit codes: 0 all were imported, now or before, 2 some cannot be used, 65 the file \
        cannot be used, 75 another run is writing.
        """,
        """
        仍不能用的记录保持原状。

        文件要么全部导入，要么不导入；重复导入不会多出任何工单。

        退出码：0 全部已导入（本次或以前）；2 有记录不能用；65 文件不能用；75 另有命令正在\
        写入。
        """))

    @Argument(help: words("The repaired file.", "修复后的文件。"), completion: .file())
    var file: String

    @Option(
      name: .shortAndLong,
      help: words("The mapping: a folder in Mappings/sources.", "映射：Mappings/sources 下的文件夹名。"),
      completion: .mappings)
    var mapping: String

    @OptionGroup var listing: ListingOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let repaired = try QuarantineRuns(workspace)
          .importRepaired(file, mapping: mapping, now: Environment.now())
        if repaired.report != nil || listing.form != .table {
          try ImportListing.listing(repaired)
            .print(listing, workspace: workspace.folder, on: terminal)
        }
        FindingPrinter(terminal: terminal).print(repaired.findings)
        terminal.say(summary(repaired, on: terminal))
        if repaired.open + repaired.refused > 0 { throw ExitCode(2) }
      }
    }

    private func summary(
      _ repaired: QuarantineRuns.Repaired, on terminal: Terminal
    ) -> TerminalText {
      var text: TerminalText = terminal.words(
        "\(repaired.closed) records closed", "已关闭 \(repaired.closed) 条")
      if repaired.closedBefore > 0 {
        text =
          text
          + terminal.words(
            ", \(repaired.closedBefore) closed before", "，此前已关闭 \(repaired.closedBefore) 条")
      }
      text =
        text + terminal.words(", \(repaired.open) still open", "，仍待处理 \(repaired.open) 条")
      if repaired.refused > 0 {
        text =
          text + terminal.words(", \(repaired.refused) rows refused", "，拒收 \(repaired.refused) 行")
      }
      return text
    }
  }

  struct Retry: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "retry",
      abstract: words(
        "Read a batch's open records again, after a mapping or code table was corrected.",
        "改正映射或代码表之后，重新读取批次中待处理的记录。"),
      discussion: words(
        """
        Exit codes: 0 nothing is open any more, 2 some still cannot be used, 65 columns were \
        not kept, 75 another run is writing.
        """,
        "退出码：0 已无待处理的记录；2 有记录仍不能用；65 缺少应保留的列；75 另有命令正在写入。"))

    @Argument(help: words("The batch, such as B0007.", "批次，例如 B0007。"), completion: .batches)
    var batch: String

    @Option(
      name: .shortAndLong,
      help: words("The mapping: a folder in Mappings/sources.", "映射：Mappings/sources 下的文件夹名。"),
      completion: .mappings)
    var mapping: String

    @OptionGroup var listing: ListingOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let report = try QuarantineRuns(workspace)
          .retry(batch, mapping: mapping, now: Environment.now())
        if let name = report.batch {
          terminal.say("\(terminal.words("batch", "批次")) \(name)  \(report.label)")
        }
        try ImportListing.listing(report)
          .print(listing, workspace: workspace.folder, on: terminal)
        FindingPrinter(terminal: terminal).print(report.findings)
        if report.total[.quarantined] > 0 { throw ExitCode(2) }
      }
    }
  }

  struct Waive: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "waive",
      abstract: words(
        "Leave records out for good, with a reason and a name; written to the audit trail.",
        "豁免记录：写明理由和决定人，不再导入；记入审计记录。"),
      discussion: words(
        "Exit codes: 0 waived, 65 one of them is not open (then none is waived).",
        "退出码：0 已豁免；65 有记录不是待处理状态（全部不豁免）。"))

    @Argument(
      help: words("The records, such as Q000184.", "隔离记录，例如 Q000184。"), completion: .quarantined)
    var ids: [String]

    @Option(help: words("Why they may be left out.", "豁免理由。"))
    var because: String

    @Option(name: .customLong("by"), help: words("Who decides.", "决定人。"))
    var signer: String

    @OptionGroup var result: ResultOptions

    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        try QuarantineRuns(workspace)
          .waive(ids, because: because, by: signer, now: Environment.now())
        if result.json {
          return terminal.output(
            .array(ids.map { .string($0) }), schema: "hotline/quarantine.waive/1",
            workspace: workspace.folder)
        }
        terminal.output(
          terminal.words("\(ids.count) records waived", "已豁免 \(ids.count) 条记录"))
      }
    }
  }
}

extension ImportListing {
  /// The books of repaired records, and what became of the others.
  static func listing(_ repaired: QuarantineRuns.Repaired) -> Listing {
    var listing =
      repaired.report.map { self.listing($0) }
      ?? Listing(schema: "hotline/import/1", columns: columns, rows: [])
    listing.members["closed"] = .int(repaired.closed)
    listing.members["closed_before"] = .int(repaired.closedBefore)
    listing.members["open"] = .int(repaired.open)
    listing.members["refused"] = .int(repaired.refused)
    return listing
  }
}
