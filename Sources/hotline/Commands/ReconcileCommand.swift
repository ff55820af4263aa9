import ArgumentParser
import Bytes
import CommandOptions
import Console
import Findings
import HotlineModel
import Listings
import MergerRuns
import Reports

struct ReconcileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reconcile",
    abstract: words(
      "Control totals per file, line, month, type and status, against handed-over counts.",
      "按文件、热线、月份、类型和状态汇总，与移交数量对账。"),
    discussion: words(
      """
      --against takes a sheet with the columns file, line, period (2020 or 2020-01), type, \
      status and count; an empty cell means any. Type and status may be unified or legacy \
      codes. A row that names a file counts its records, any other row tickets. Records \
      waived count as accounted for, those in quarantine do not; both are known by line and \
      by file only.

      Exit codes: 0 everything agrees, 2 some rows differ or books do not balance.
      """,
      """
      --against 的表有 file、line、period（2020 或 2020-01）、\
      type、status、count 各列，空格表示不限。类型和状态可写统一代码或原代码。写明\
      文件的行统计记录，其他行统计工单。豁免的记录计为已有着落，隔离区的记录不计；这两项只能按热线\
      和文件统计。

      退出码：0 全部相符；2 有行不符，或账不平。
      """))

  @Argument(help: words("The batches; all if none is named.", "批次；不写则为全部。"), completion: .batches)
  var batches: [String] = []

  @Option(help: words("A sheet of the counts handed over.", "移交数量表。"), completion: .file())
  var against: String?

  @Option(
    help: words(
      "What to count tickets by: any of line, batch, file, month, type, status.",
      """
      工单按什么统计：line（热线）、batch（批次）、file（文件）、month（月份）、\
      type（类型）、status（状态），可写多项。
      """))
  var by = Groupings(list: [.line, .month, .type, .status])

  @OptionGroup var listing: ListingOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.inWorkspace { workspace, terminal in
      let run = try ReconcileRun(workspace)
      let totals = try run.totals(
        batches: batches, by: by.list, progress: ProgressLine(terminal: terminal).show)
      if let against {
        let rows = try run.against(against, totals: totals)
        try ReconcileListing.compared(rows)
          .print(listing, workspace: workspace.folder, on: terminal)
        let differing = rows.filter { $0.difference != 0 }
        FindingPrinter(terminal: terminal).print(differing.map(Self.finding))
        if !differing.isEmpty { throw ExitCode(2) }
        terminal.say(terminal.words("everything agrees", "全部一致"))
        return
      }
      let books = try run.books(batches: batches)
      if listing.form == .table {
        try ImportListing.books(books.flatMap(\.files))
          .print(ListingOptions.plain, workspace: workspace.folder, on: terminal)
        terminal.output("")
      }
      var table = ReconcileListing.totals(totals, by: by.list)
      table.members["books"] = .array(books.map(\.json))
      try table.print(listing, workspace: workspace.folder, on: terminal)
      for (line, aside) in totals.notLoaded.sorted(by: { $0.key < $1.key }) {
        terminal.say(
          terminal.words(
            "\(line): \(aside.quarantined) in quarantine, \(aside.waived) waived",
            "\(line)：隔离 \(aside.quarantined) 条，豁免 \(aside.waived) 条"))
      }
      if !books.flatMap(\.files).allSatisfy(\.reconciliation.isBalanced) { throw ExitCode(2) }
    }
  }

  private static func finding(_ row: ReconciledRow) -> Finding {
    Finding(
      .totalsDiffer(expected: String(row.expected), found: String(row.tickets + (row.waived ?? 0))),
      at: row.place)
  }
}

/// What tickets are counted by, as the command line names it: `batch,month`.
struct Groupings: ExpressibleByArgument {
  let list: [ControlTotals.Grouping]

  init(list: [ControlTotals.Grouping]) {
    self.list = list
  }

  init?(argument: String) {
    list = argument.split(separator: ",").compactMap { .init(rawValue: String($0)) }
    guard !list.isEmpty, list.count == argument.split(separator: ",").count else { return nil }
  }

  var defaultValueDescription: String { list.map(\.rawValue).joined(separator: ",") }
}
