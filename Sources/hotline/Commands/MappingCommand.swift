import ArgumentParser
import CommandOptions
import Console
import Findings
import HotlineModel
import MergerRuns
import Reports

struct MappingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mapping",
    abstract: words("Crosswalks as files: look at, draft and check them.", "映射：查看、起草和检查。"),
    subcommands: [
      List.self, Show.self, New.self, Check.self, Test.self, Diff.self, Coverage.self,
    ],
    defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: words("The mappings of the workspace, and which do not load.", "列出工作区的映射，以及哪些不能载入。")
    )

    @OptionGroup var listing: ListingOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let mappings = MappingRuns(workspace).list()
        try Listing(
          schema: "hotline/mapping.list/1",
          columns: [
            .identifier("mapping", "mapping", "映射"),
            .name("version", "version", "版本", rank: .detail),
            .name("container", "container", "文件"),
            .number("fields", "fields", "字段"),
            .state("state", "state", "状态"),
            .text("owner", "owner", "联系人", rank: .detail),
          ],
          rows: mappings.map { mapping in
            let state =
              mapping.version == nil
              ? Words("\(mapping.complaints.count) errors", "\(mapping.complaints.count) 处错误")
              : Words("ok", "可用")
            return Listing.Row(
              cells: [
                mapping.name, mapping.version.map { String($0.suffix(6)) } ?? "",
                mapping.container, String(mapping.rules.count), state.english, mapping.owner,
              ], words: ["state": state], json: mapping.json)
          }
        ).print(listing, workspace: workspace.folder, on: terminal)
      }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: words("What fills each unified field.", "查看每个统一字段由什么填写。"))

    @Argument(help: words("The mapping.", "映射。"), completion: .mappings)
    var name: String

    @OptionGroup var listing: ListingOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let mapping = try MappingRuns(workspace).show(name)
        terminal.say("\(mapping.version ?? "")  \(mapping.container)  \(mapping.owner)")
        try Listing(
          schema: "hotline/mapping.show/1",
          columns: [
            .name("field", "field", "统一字段"),
            .text("source", "source", "来源列"),
            .text("transform", "transform", "转换"),
            .text("formats", "formats", "格式", rank: .detail),
            .name("codes", "codes", "代码表", rank: .detail),
            .name("required", "required", "必填"),
            .name("otherwise", "otherwise", "否则", rank: .detail),
          ],
          rows: mapping.rules.map { rule in
            Listing.Row(
              cells: [
                rule.field, rule.sources, rule.transform, rule.formats, rule.codes, rule.required,
                rule.otherwise,
              ],
              words: [
                "field": TicketField.words(of: rule.field),
                "required": .coded(rule.required, rule.required == "yes" ? "是" : "否"),
                "otherwise": Self.failureWords(rule.otherwise),
              ], json: rule.json)
          }
        ).print(listing, workspace: workspace.folder, on: terminal)
      }
    }

    /// What becomes of a value that cannot be used, as the sheet writes it.
    private static func failureWords(_ policy: String) -> Words {
      let names = ["quarantine": "进隔离区", "keep": "保留原值", "empty": "留空"]
      return names[policy].map { .coded(policy, $0) } ?? Words(policy, policy)
    }
  }

  struct New: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "new",
      abstract: words("Draft a mapping for a file; a person finishes it.", "为文件起草映射，由人完成。"),
      discussion: words(
        """
        Columns are proposed by names seen before (Mappings/values/header-synonyms.csv) and \
        by their content. Codes that nobody has decided on go to codes/NAME.todo.csv.

        Exit codes: 0 drafted and nothing open, 2 drafted with codes to decide, 65 the file \
        cannot be used or the mapping already exists.
        """,
        """
        按以往见过的列名（Mappings/values/header-synonyms.csv）和\
        列的内容提出建议。还没有人确定的代码写入 codes/<代码表>.todo.csv。

        退出码：0 已起草，没有待定内容；2 已起草，有代码待定；65 文件不能用，或映射已存在。
        """))

    @Argument(help: words("A file of the legacy system.", "原系统的文件。"), completion: .file())
    var file: String

    @Option(help: words("The name of the new mapping.", "新映射的名称。"))
    var name: String

    @OptionGroup var listing: ListingOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let draft = try DraftRun(workspace).run(
          file, name: name, language: terminal.language)
        try Listing(
          schema: "hotline/mapping.new/1",
          columns: [
            .identifier("column", "column", "列"),
            .name("field", "field", "统一字段"),
            .name("ground", "by", "依据"),
            .number("openCodes", "codes to decide", "待定代码", rank: .essential),
          ],
          rows: draft.columns.map { column in
            let field =
              column.field.map { TicketField.words(of: $0) } ?? Words("(not used)", "（未用）")
            return Listing.Row(
              cells: [
                column.column, field.english, column.ground.rawValue, String(column.openCodes),
              ], words: ["field": field, "ground": column.ground.words], json: column.json)
          }
        ).print(listing, workspace: workspace.folder, on: terminal)
        for path in draft.files { terminal.say("\(terminal.words("wrote", "写出")) \(path)") }
        terminal.next(
          draft.loads
            ? NextStep(arguments: ["mapping", "check", name, NextStep.path(file)])
            : NextStep(
              words: Words(
                "finish the sheets, fields.csv first, then check them with `mapping check`",
                "补全各表（先补 fields.csv），再用 `mapping check` 检查")))
        if draft.columns.contains(where: { $0.openCodes > 0 }) { throw ExitCode(2) }
      }
    }
  }
}
