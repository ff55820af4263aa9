import ArgumentParser
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
            Listing.Column(key: "mapping", english: "mapping", chinese: "映射"),
            Listing.Column(key: "version", english: "version", chinese: "版本"),
            Listing.Column(key: "container", english: "container", chinese: "文件"),
            Listing.Column(key: "fields", english: "fields", chinese: "字段", isNumber: true),
            Listing.Column(key: "state", english: "state", chinese: "状态"),
            Listing.Column(key: "owner", english: "owner", chinese: "联系人"),
          ],
          rows: mappings.map { mapping in
            Listing.Row(
              cells: [
                mapping.name, mapping.version.map { String($0.suffix(6)) } ?? "",
                mapping.container, String(mapping.rules.count),
                mapping.version == nil
                  ? terminal.words(
                    "\(mapping.complaints.count) errors", "\(mapping.complaints.count) 处错误")
                  : terminal.words("ok", "可用"), mapping.owner,
              ], json: mapping.json)
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
            Listing.Column(key: "field", english: "field", chinese: "统一字段"),
            Listing.Column(key: "source", english: "source", chinese: "来源列"),
            Listing.Column(key: "transform", english: "transform", chinese: "转换"),
            Listing.Column(key: "formats", english: "formats", chinese: "格式"),
            Listing.Column(key: "codes", english: "codes", chinese: "代码表"),
            Listing.Column(key: "required", english: "required", chinese: "必填"),
            Listing.Column(key: "otherwise", english: "otherwise", chinese: "否则"),
          ],
          rows: mapping.rules.map { rule in
            Listing.Row(
              cells: [
                rule.field, rule.sources, rule.transform, rule.formats, rule.codes, rule.required,
                rule.otherwise,
              ], json: rule.json)
          }
        ).print(listing, workspace: workspace.folder, on: terminal)
      }
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
        let draft = try DraftRun(workspace).run(file, name: name)
        try Listing(
          schema: "hotline/mapping.new/1",
          columns: [
            Listing.Column(key: "column", english: "column", chinese: "列"),
            Listing.Column(key: "field", english: "field", chinese: "统一字段"),
            Listing.Column(key: "ground", english: "by", chinese: "依据"),
            Listing.Column(
              key: "openCodes", english: "codes to decide", chinese: "待定代码", isNumber: true),
          ],
          rows: draft.columns.map { column in
            Listing.Row(
              cells: [
                column.column, column.field ?? terminal.words("(not used)", "（未用）"),
                column.ground.rawValue, String(column.openCodes),
              ], json: column.json)
          }
        ).print(listing, workspace: workspace.folder, on: terminal)
        for path in draft.files { terminal.say("\(terminal.words("wrote", "写出")) \(path)") }
        terminal.say("Next: hotline mapping check \(name) \(file)")
        if draft.columns.contains(where: { $0.openCodes > 0 }) { throw ExitCode(2) }
      }
    }
  }
}
