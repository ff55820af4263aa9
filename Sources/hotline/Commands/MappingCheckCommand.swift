import ArgumentParser
import Bytes
import CommandOptions
import Console
import Findings
import HotlineModel
import MergerRuns
import Reports

extension MappingCommand {
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: words(
        "Lint a mapping against its own sheets, and against files.",
        "检查映射各表是否自洽，并用文件检验。"),
      discussion: words(
        "Exit codes: 0 nothing to correct, 2 something needs attention, 65 unusable.",
        "退出码：0 无须改正；2 有需要注意的问题；65 不能用。"))

    @Argument(help: words("The mapping.", "映射。"), completion: .mappings)
    var name: String

    @Argument(help: words("Files of the legacy system.", "原系统的文件。"), completion: .file())
    var files: [String] = []

    @OptionGroup var listing: ListingOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let paths = try DeliveryPaths(files, in: workspace)
        terminal.sayLeftOut(paths)
        let check = try MappingRuns(workspace).check(name, files: paths.files)
        var table = Listing(
          schema: "hotline/mapping.check/2",
          columns: [
            .identifier("file", "file", "文件"),
            .number("found", "found", "有列", rank: .detail),
            .number("columns", "columns", "列", rank: .detail),
            .number("records", "records", "记录"),
            .number("clean", "clean", "无问题"),
            .text("reasons", "reasons", "原因"),
          ],
          rows: check.fits.map { path, fit in
            Listing.Row(
              cells: [
                path, String(fit.found), String(fit.columns), String(fit.sampled),
                String(fit.clean),
                fit.reasons.map { "\($0.code) \($0.count)" }
                  .joined(separator: ", "),
              ], json: fit.json)
          })
        table.findings = check.findings
        if !check.fits.isEmpty || listing.form != .table {
          try table.print(listing, workspace: workspace.folder, on: terminal)
        }
        FindingPrinter(terminal: terminal).print(check.findings)
        let worst = check.findings.map(\.severity).max() ?? .note
        guard worst < .error else {
          throw ExitCode(check.findings.first { $0.severity == .error }?.code.entry.exitCode ?? 65)
        }
        let isClean = check.fits.allSatisfy { $0.fit.clean == $0.fit.sampled }
        if worst > .note || !isClean { throw ExitCode(2) }
        terminal.say(terminal.words("nothing to correct", "没有需要修改的"))
      }
    }
  }

  struct Coverage: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "coverage",
      abstract: words(
        "What share of each code table's values is known, and which values are not.",
        "查看各代码表已知取值的比例，以及哪些取值未知。"),
      discussion: words(
        "Exit codes: 0 every value is known, 2 some are not, 65 a file cannot be used.",
        "退出码：0 取值全部已知；2 有未知取值；65 有文件不能用。"))

    @Argument(help: words("The mapping.", "映射。"), completion: .mappings)
    var name: String

    @Argument(help: words("Files of the legacy system.", "原系统的文件。"), completion: .file())
    var files: [String]

    @Flag(
      help: words(
        "Write the unknown codes into codes/NAME.todo.csv, the most frequent first.",
        "把未知代码写入 codes/<代码表>.todo.csv，最常见的在前。"))
    var write = false

    @OptionGroup var listing: ListingOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let paths = try DeliveryPaths(files, in: workspace)
        terminal.sayLeftOut(paths)
        let (coverage, written) = try MappingRuns(workspace)
          .coverage(
            name, files: paths.files, isWriting: write, language: terminal.language)
        try Listing(
          schema: "hotline/mapping.coverage/1",
          columns: [
            .identifier("field", "field", "统一字段"),
            .number("seen", "values", "有值", rank: .detail),
            .number("known", "known", "已知"),
            .number("share", "share", "比例"),
            .text("unknown", "unknown", "未知"),
          ],
          rows: coverage.map { table in
            Listing.Row(
              cells: [
                table.field, String(table.seen), String(table.known),
                Share(value: table.seen == 0 ? 1 : Double(table.known) / Double(table.seen))
                  .description,
                table.unknown.map { "\($0.value) \($0.count)" }.joined(separator: ", "),
              ], words: ["field": TicketField.words(of: table.field)], json: table.json)
          }
        ).print(listing, workspace: workspace.folder, on: terminal)
        for path in written { terminal.say("\(terminal.words("wrote", "写出")) \(path)") }
        for table in coverage where !table.unknown.isEmpty {
          terminal.say(
            terminal.words(
              "unknown codes belong in \(table.sheet)", "未知代码应补入 \(table.sheet)"))
        }
        if coverage.contains(where: { !$0.unknown.isEmpty }) { throw ExitCode(2) }
      }
    }
  }
}
