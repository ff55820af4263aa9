import ArgumentParser
import Bytes
import CommandOptions
import Console
import Findings
import HotlineModel
import MergerRuns
import Reports

extension MappingCommand {
  struct Test: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "test",
      abstract: words(
        "Run a mapping on its own samples and compare the result with what is expected.",
        "用映射自带的样例运行，与预期结果比较。"),
      discussion: words(
        """
        Samples are small fictitious files in Mappings/sources/NAME/samples; beside each is \
        FILE.expected.csv with record, field and value. --update writes these sheets: review \
        them before you keep them.

        Exit codes: 0 all as expected, 2 something differs or there is no sample, 65 a sheet \
        or a sample cannot be used.
        """,
        """
        样例是 Mappings/sources/<映射>/samples 下虚构的小文件；每个文件\
        旁有一张 <文件>.expected.csv，写明记录、字段和取值。--update 会重写\
        这些表，须先核对再保留。

        退出码：0 全部符合预期；2 有不符，或没有样例；65 有表或样例不能用。
        """))

    @Argument(help: words("The mapping.", "映射。"), completion: .mappings)
    var name: String

    @Flag(help: words("Write the result as what is expected from now on.", "把这次的结果写为今后的预期结果。"))
    var update = false

    @OptionGroup var listing: ListingOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let tested = try MappingRuns(workspace).test(name, isUpdating: update)
        for path in tested.written { terminal.say("\(terminal.words("wrote", "写出")) \(path)") }
        if !tested.differences.isEmpty || listing.form != .table {
          try table(tested.differences).print(listing, workspace: workspace.folder, on: terminal)
        }
        FindingPrinter(terminal: terminal).print(tested.findings)
        guard tested.findings.isEmpty else { throw ExitCode(2) }
        if !update {
          terminal.say(
            terminal.words(
              "\(tested.records) records as expected", "\(tested.records) 条记录与预期一致"))
        }
      }
    }

    private func table(_ differences: [SampleDifference]) -> Listing {
      Listing(
        schema: "hotline/mapping.test/1",
        columns: [
          .name("sample", "sample", "样例"),
          .number("record", "record", "记录"),
          .identifier("field", "field", "统一字段"),
          .text("expected", "expected", "预期"),
          .text("found", "found", "实际"),
        ],
        rows: differences.map { difference in
          Listing.Row(
            cells: [
              difference.sample, String(difference.record), difference.field,
              difference.expected ?? "", difference.found ?? "",
            ], words: ["field": TicketField.words(of: difference.field)], json: difference.json)
        })
    }
  }

  struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "diff",
      abstract: words(
        "What differs between two mappings: cell by cell, and in their results for files.",
        "比较两个映射：逐格比较，并比较对文件的结果。"),
      discussion: words(
        """
        The other one is a mapping of the workspace, or a folder with an earlier copy, such \
        as backup/Mappings/sources/NAME.

        Exit codes: 0 compared, whatever differs, 65 one of them does not load or a file \
        cannot be used.
        """,
        """
        另一个可以是本工作区的映射，也可以是存有旧版本的文件夹，例如 \
        backup/Mappings/sources/<映射>。

        退出码：0 已比较，不论有无不同；65 有一个不能载入，或有文件不能用。
        """))

    @Argument(help: words("The mapping.", "映射。"), completion: .mappings)
    var name: String

    @Argument(
      help: words("The other mapping, or its folder.", "另一个映射，或它的文件夹。"), completion: .mappings)
    var other: String

    @Argument(help: words("Files to try both on.", "用来检验两个映射的文件。"), completion: .file())
    var files: [String] = []

    @OptionGroup var listing: ListingOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let compared = try MappingRuns(workspace).compare(
          name, with: other, files: DeliveryPaths(files, in: workspace).files)
        var table = Listing(
          schema: "hotline/mapping.diff/1",
          columns: [
            .name("sheet", "sheet", "表"),
            .identifier("row", "row", "行"),
            .identifier("column", "column", "列"),
            .text("before", name, name), .text("after", other, other),
          ],
          rows: compared.cells.map { cell in
            let none = Words("(none)", "（无）")
            return Listing.Row(
              cells: [
                cell.sheet, cell.row, cell.column, cell.before ?? none.english,
                cell.after ?? none.english,
              ],
              words: [
                "before": cell.before == nil ? none : nil, "after": cell.after == nil ? none : nil,
              ].compactMapValues(\.self), json: cell.json)
          })
        table.members["effects"] = .array(compared.effects.map(\.json))
        try table.print(listing, workspace: workspace.folder, on: terminal)
        for effect in compared.effects { say(effect, on: terminal) }
      }
    }

    private func say(_ effect: MappingEffect, on terminal: Terminal) {
      let fields = effect.fields.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        .map { "\($0.key) \($0.value)" }.joined(separator: ", ")
      terminal.say(
        terminal.words(
          "\(effect.file): \(effect.same) records the same, \(effect.different) differ, "
            + "\(effect.onlyBefore) are tickets only with \(name), "
            + "\(effect.onlyAfter) only with \(other)",
          "\(effect.file)：\(effect.same) 条相同，\(effect.different) 条不同，"
            + "\(effect.onlyBefore) 条只有 \(name) 能导入，\(effect.onlyAfter) 条只有 \(other) 能导入"))
      if !fields.isEmpty { terminal.say("  \(fields)") }
    }
  }
}
