import ArgumentParser
import Bytes
import CommandOptions
import Console
import Findings
import HotlineModel
import MergerRuns
import Reports

struct PreviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: words("Mapped tickets beside the raw records, masked.", "对照查看原始记录与映射后的工单；已脱敏。"),
    discussion: words(
      """
      Exit codes: 0 all records shown would be tickets, 2 some would be quarantined, 65 a \
      file cannot be used.
      """,
      "退出码：0 所列记录都能成为工单；2 有的会被隔离；65 有文件不能用。"))

  @Argument(help: words("The files.", "文件。"), completion: .file())
  var files: [String]

  @Option(
    name: .shortAndLong,
    help: words("The mapping: a folder in Mappings/sources.", "映射：Mappings/sources 下的文件夹名。"),
    completion: .mappings)
  var mapping: String

  @Option(
    name: .customShort("n"), help: words("How many records of each file are shown.", "每个文件显示多少条记录。")
  )
  var count = 20

  @OptionGroup var clear: ClearOptions
  @OptionGroup var listing: ListingOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.inWorkspace { workspace, terminal in
      let run = try PreviewRun(workspace, mapping: mapping, clear: clear.view)
      var rows: [Listing.Row] = []
      var findings: [Finding] = []
      var keptOut = 0
      let paths = try DeliveryPaths(files, in: workspace)
      terminal.sayLeftOut(paths)
      for path in paths.files {
        let (records, notes) = try run.run(path, count: count)
        findings += notes + records.flatMap(\.findings)
        keptOut += records.count { $0.outcome == .quarantined }
        rows += records.flatMap(Self.rows)
      }
      var table = Listing(
        schema: "hotline/preview/1",
        columns: [
          .number("record", "record", "记录", rank: .essential),
          .state("outcome", "outcome", "结果"),
          .identifier("field", "field", "统一字段"),
          .text("column", "column", "来源列", rank: .detail),
          .text("raw", "raw", "原值"),
          .text("unified", "unified", "统一值"),
        ], rows: rows)
      table.findings = findings
      try table.print(listing, workspace: workspace.folder, on: terminal)
      FindingPrinter(terminal: terminal).print(findings)
      if keptOut > 0 { throw ExitCode(2) }
    }
  }

  private static func rows(of record: PreviewedRecord) -> [Listing.Row] {
    record.pairs.filter { !$0.raw.isEmpty || $0.unified != nil }.map { pair in
      Listing.Row(
        cells: [
          String(record.place.record ?? 0), record.outcome.rawValue, pair.field, pair.column,
          pair.raw.replacing("\n", with: " "), (pair.unified ?? "").replacing("\n", with: " "),
        ],
        words: [
          "outcome": record.outcome.words, "field": TicketField.words(of: pair.field),
          "unified": pair.unified.flatMap { code in
            TicketField(rawValue: pair.field).flatMap { $0.codes == nil ? nil : $0.words(of: code) }
          },
        ].compactMapValues(\.self),
        json: [
          "file": .string(record.place.file), "record": .int(record.place.record ?? 0),
          "line": .int(record.place.line ?? 0), "outcome": .string(record.outcome.rawValue),
          "field": .string(pair.field), "column": .string(pair.column), "raw": .string(pair.raw),
          "unified": .optional(pair.unified),
        ])
    }
  }
}
