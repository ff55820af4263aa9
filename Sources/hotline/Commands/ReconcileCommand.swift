import ArgumentParser
import Bytes
import CommandOptions
import Console
import Findings
import HotlineModel
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
        try Self.rows(rows, terminal: terminal)
          .print(listing, workspace: workspace.folder, on: terminal)
        let differing = rows.filter { $0.difference != 0 }
        FindingPrinter(terminal: terminal).print(differing.map(Self.finding))
        if !differing.isEmpty { throw ExitCode(2) }
        terminal.say(terminal.words("everything agrees", "全部一致"))
        return
      }
      let books = try run.books(batches: batches)
      if listing.form == .table {
        try ImportListing.books(books.flatMap(\.files), terminal: terminal)
          .print(ListingOptions.plain, workspace: workspace.folder, on: terminal)
        terminal.output("")
      }
      var table = Self.totals(totals, by: by.list)
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

  private static func totals(
    _ totals: ControlTotals, by groupings: [ControlTotals.Grouping]
  ) -> Listing {
    let columns = groupings.map { grouping in
      Listing.Column.identifier(
        grouping.rawValue, grouping.words.english, grouping.words.chinese)
    }
    return Listing(
      schema: "hotline/reconcile/1",
      columns: columns + [
        .number("count", "tickets", "工单", rank: .essential)
      ],
      rows: totals.counts(by: groupings).map { values, count in
        var object = Dictionary(zip(groupings.map(\.rawValue), values.map { JSONValue.string($0) }))
        {
          $1
        }
        object["count"] = .int(count)
        return Listing.Row(
          cells: values + [String(count)],
          words: Dictionary(
            zip(groupings, values).map { ($0.rawValue, $0.words(of: $1)) }
          ) { first, _ in first },
          json: .object(object))
      })
  }

  private static func rows(_ rows: [ReconciledRow], terminal: Terminal) -> Listing {
    let hasFiles = rows.contains { !$0.file.isEmpty }
    return Listing(
      schema: "hotline/reconcile.against/1",
      columns: (hasFiles
        ? [.name("file", "file", "文件")] : []) + [
          .identifier("line", "line", "热线"),
          .name("period", "period", "期间"),
          .name("type", "type", "类型"),
          .name("status", "status", "状态"),
          .number("expected", "handed over", "交接数"),
          .number("tickets", "tickets", "工单"),
          .number("quarantined", "quarantined", "隔离", rank: .detail),
          .number("waived", "waived", "豁免", rank: .detail),
          .number("difference", "difference", "差额", rank: .essential),
          .state("verdict", "verdict", "结论"),
        ],
      rows: rows.map { row in
        let verdict = row.difference == 0 ? Words("agrees", "一致") : Words("DIFFERS", "不符")
        return Listing.Row(
          cells: (hasFiles ? [row.file] : []) + [
            row.line, row.period, row.type, row.status, String(row.expected),
            String(row.tickets), row.quarantined.map { String($0) } ?? "",
            row.waived.map { String($0) } ?? "", String(row.difference), verdict.english,
          ],
          words: [
            "verdict": verdict, "type": ControlTotals.Grouping.type.words(of: row.type),
            "status": ControlTotals.Grouping.status.words(of: row.status),
          ], colours: ["verdict": row.difference == 0 ? .good : .error], json: row.json)
      })
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
