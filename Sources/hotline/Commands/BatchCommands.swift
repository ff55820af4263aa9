import ArgumentParser
import Bytes
import CommandOptions
import Console
import Findings
import HotlineModel
import Listings
import MergerRuns
import Reports

extension BatchCommand {
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: words("The books of each file, and the findings by code.", "查看各文件的对账结果，以及按代码汇总的问题。")
    )

    @Argument(help: words("The batch, such as B0007.", "批次，例如 B0007。"), completion: .batches)
    var batch: String

    @OptionGroup var listing: ListingOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let detail = try BatchRuns(workspace).show(batch)
        let batch = detail.batch
        if listing.form == .table {
          terminal.output(prose: [
            "\(batch.name)  \(batch.label)  \(batch.line)  \(batch.mapping)  \(batch.started)  "
              + "\(batch.stateWords.text(in: terminal.language))"
          ])
        }
        var table = ImportListing.books(batch.files)
        table.members["batch"] = batch.json
        table.members["quarantine"] = .array(detail.quarantine.map(\.json))
        try table.print(listing, workspace: workspace.folder, on: terminal)
        guard listing.form == .table else { return }
        for kept in detail.quarantine {
          let title =
            FindingCode(rawValue: kept.code)?.entry.message.filled(in: terminal.language) ?? ""
          let state = QuarantineState.words(of: kept.state).text(in: terminal.language)
          terminal.output(
            prose: [
              "  \(CellWidth.padded(String(kept.count), to: 5, alignedRight: true))  \(kept.code)  "
                + "\(state)  \(title)"
            ], hanging: 17)
        }
      }
    }
  }

  struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "diff",
      abstract: words(
        "The tickets that a batch changed, field by field; masked.",
        "逐字段查看批次改动了哪些工单；已脱敏。"))

    @Argument(help: words("The batch, such as B0007.", "批次，例如 B0007。"), completion: .batches)
    var batch: String

    @OptionGroup var clear: ClearOptions
    @OptionGroup var listing: ListingOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let (changes, count) = try BatchRuns(workspace).diff(batch, clear: clear.view)
        try Listing(
          schema: "hotline/batch.diff/1",
          columns: [
            .identifier("number", "ticket", "工单"),
            .name("field", "field", "字段"),
            .text("before", "before", "原值"),
            .text("after", "after", "新值"),
          ],
          rows: changes.flatMap { ticket in
            ticket.changes.map { change in
              Listing.Row(
                cells: [
                  ticket.unifiedNumber, change.field, change.before ?? "", change.after ?? "",
                ], words: ["field": TicketField.words(of: change.field)],
                json: [
                  "number": .string(ticket.unifiedNumber), "field": .string(change.field),
                  "before": .optional(change.before), "after": .optional(change.after),
                ])
            }
          }
        ).print(listing, workspace: workspace.folder, on: terminal)
        terminal.say(terminal.words("\(count) tickets changed", "\(count) 张工单有变化"))
      }
    }
  }

  struct Undo: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "undo",
      abstract: words("Restore the state before a batch; leaves a trace.", "撤销批次，恢复到导入之前；留有记录。"),
      discussion: words(
        """
        An interrupted batch can be undone too. Records that the batch closed in the \
        quarantine are open again, and those that it quarantined again are as they were \
        before.

        Exit codes: 0 undone, 65 it cannot be undone (a later batch updated, repaired or \
        again received its records: undo that one first, or add --with-later), 75 another \
        run is writing.
        """,
        """
        中断的批次也可以撤销。由该批次移出隔离区的记录重新列为待处理；由它再次隔离的记录恢复原状。

        退出码：0 已撤销；65 不能撤销（之后的批次更新、修复或再次收到了这些记录：先撤销那个批次，\
        或加 --with-later）；75 另有命令正在写入。
        """))

    @Argument(help: words("The batch, such as B0007.", "批次，例如 B0007。"), completion: .batches)
    var batch: String

    @Flag(
      help: words(
        "Also undo the later batches that depend on it: updates, repairs, retries.",
        "一并撤销依赖它的后续批次：更新、修复、重试。"))
    var withLater = false

    @OptionGroup var result: ResultOptions

    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let undone = try BatchRuns(workspace)
          .undo(batch, withLater: withLater, now: Environment.now())
        if result.json {
          terminal.output(
            .array(
              undone.map { batch in
                [
                  "batch": .string(batch.name), "withdrawn": .int(batch.tickets),
                  "restored": .int(batch.restored),
                ]
              }), schema: "hotline/batch.undo/1", workspace: workspace.folder)
        }
        for batch in undone where !result.json {
          terminal.output(
            terminal.words(
              "\(batch.name) undone: \(batch.tickets) tickets withdrawn, \(batch.restored) restored",
              "\(batch.name) 已撤销：撤回 \(batch.tickets) 张工单，\(batch.restored) 张恢复原样"))
        }
        terminal.next(
          NextStep(
            "batch", "show", batch,
            words: Words(
              "correct what was wrong, then import these files again", "更正后重新导入下列文件")))
      }
    }
  }
}
