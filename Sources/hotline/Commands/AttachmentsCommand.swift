import ArgumentParser
import Bytes
import CommandOptions
import Console
import Findings
import HotlineModel
import MergerRuns
import Reports

struct AttachmentsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attachments",
    abstract: words(
      "Compare recordings and attachments with what was delivered.", "核对录音和附件是否已交付。"),
    subcommands: [Check.self])

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: words(
        "The recordings and attachments that tickets name, compared with the files of some folders.",
        "把工单引用的录音和附件与文件夹中的文件逐一核对。"),
      discussion: words(
        """
        A path of the legacy system is looked up by its end: D:\\2020\\0042.wav is \
        2020/0042.wav of any folder. Files are compared with the SHA-256 that a ticket gives, \
        and with the sizes and hashes of the list of --against. Nothing is moved or changed, \
        and names lose telephone numbers unless --show-values is given.

        Exit codes: 0 every file is there, 2 some are missing, empty, unreadable, ambiguous or \
        not as they were listed.
        """,
        """
        原系统的路径按末尾部分查找：D:\\2020\\0042.wav 对应任一文件夹中的 2020/0042.wav。\
        文件与工单所记的 SHA-256 比对，也与 --against 清单中的大小和指纹比对。不移动、不改动\
        任何文件；除非加 --show-values，名称中的电话号码一律脱敏。

        退出码：0 文件齐全；2 有缺失、空文件、无法读取、对应多个文件或与登记不符的。
        """))

    @Argument(
      help: words("The folders of the delivered files.", "交付文件所在的文件夹。"), completion: .directory)
    var folders: [String]

    @Option(help: words("Only tickets of this line.", "只核对该热线的工单。"), completion: .lines)
    var line: [String] = []

    @Option(help: words("Only tickets of this batch.", "只核对该批次的工单。"), completion: .batches)
    var batch: [String] = []

    @Option(
      help: words(
        "The list that came with the files: what sha256sum or md5sum writes, or a sheet.",
        "随文件移交的清单：sha256sum 或 md5sum 的输出，或一张表。"), completion: .file())
    var against: String?

    @Option(
      help: words(
        """
        Write every reference with its file, size and SHA-256 to this file; it must be new, or \
        --replace be given.
        """,
        "把每个引用及其文件、大小、SHA-256 写入这个文件；不得已存在，或加 --replace。"), completion: .file())
    var manifestTo: String?

    @Flag(help: words("List the references that are in order, too.", "无问题的引用也列出。"))
    var all = false

    @OptionGroup var clear: ClearOptions
    @OptionGroup var listing: ListingOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        try listing.check(Self.listing(of: AttachmentReport()))
        var order = AttachmentsRun.Order()
        order.folders = folders
        order.lines = line
        order.batches = batch
        order.list = against
        order.manifest = manifestTo
        order.replacesManifest = listing.replace
        order.showsAll = all
        order.clear = clear.view
        let report = try AttachmentsRun(workspace)
          .check(order, progress: ProgressLine(terminal: terminal).show)
        if listing.form == .table {
          try Self.totals(of: report)
            .print(ListingOptions.plain, workspace: workspace.folder, on: terminal)
          terminal.output("\(Self.files(of: report, on: terminal))")
        }
        if listing.form != .table || !report.rows.isEmpty {
          if listing.form == .table { terminal.output("") }
          try Self.listing(of: report).print(listing, workspace: workspace.folder, on: terminal)
        }
        for state in AttachmentState.allCases {
          guard let count = report.leftOut[state] else { continue }
          let words = state.words.text(in: terminal.language)
          terminal.say(
            terminal.words(
              "… and \(Listing.grouped(count)) more: \(words)",
              "……另有 \(Listing.grouped(count)) 个：\(words)"))
        }
        if let manifestTo {
          terminal.say(terminal.words("list written to \(manifestTo)", "清单已写入 \(manifestTo)"))
        }
        FindingPrinter(terminal: terminal).print(report.findings)
        if report.needsAttention { throw ExitCode(2) }
      }
    }

    private static func listing(of report: AttachmentReport) -> Listing {
      var listing = Listing(
        schema: "hotline/attachments.check/1",
        columns: [
          .state("state", "state", "状态"),
          .name("line", "line", "热线"),
          .name("number", "ticket", "工单编号"),
          .name("field", "field", "字段", rank: .detail),
          .name("name", "named as", "引用"),
          .name("file", "file", "文件"),
          .number("size", "bytes", "字节", rank: .detail),
          .name("sha256", "SHA-256", "SHA-256", rank: .machine),
          .text("reason", "reason", "说明"),
        ],
        rows: report.rows.map { row in
          var shown = ["state": row.state.words]
          if let field = TicketField(rawValue: row.field) {
            shown["field"] = field.words
          }
          shown["reason"] = row.reason
          return Listing.Row(
            cells: [
              row.state.rawValue, row.line, row.number, row.field, row.name, row.file,
              row.size.map { "\($0)" } ?? "", row.sha256, row.reason?.english ?? "",
            ], words: shown, colours: ["state": colour(of: row.state)], json: row.json)
        })
      listing.members = report.totals
      listing.findings = report.findings
      return listing
    }

    private static func colour(of state: AttachmentState) -> Terminal.Meaning {
      state == .present ? .good : state.isFault ? .error : .attention
    }

    /// How many references and rows of the list are in each state; the last row sums them up.
    private static func totals(of report: AttachmentReport) -> Listing {
      let hasList = report.listed != nil
      func cells(_ state: String, _ references: Int, _ listed: Int) -> [String] {
        [state, "\(references)"] + (hasList ? ["\(listed)"] : [])
      }
      let states = AttachmentState.allCases.filter { state in
        state == .present || report.references[state] != nil || report.listedStates[state] != nil
      }
      var listing = Listing(
        schema: "hotline/attachments.check/1",
        columns: [.state("state", "state", "状态"), .number("references", "references", "引用")]
          + (hasList ? [.number("listed", "listed", "清单")] : []),
        rows: states.map { state in
          Listing.Row(
            cells: cells(
              state.rawValue, report.references[state] ?? 0, report.listedStates[state] ?? 0),
            words: ["state": state.words], colours: ["state": colour(of: state)], json: .null)
        })
      let verdict =
        report.isBalanced ? Words("balanced", "已对平") : Words("NOT BALANCED", "未对平")
      listing.total = Listing.Row(
        cells: cells(verdict.english, report.named, report.listed ?? 0),
        words: ["state": verdict],
        colours: ["state": report.isBalanced ? .good : .error], json: .null)
      return listing
    }

    /// How many of the delivered files tickets name.
    private static func files(of report: AttachmentReport, on terminal: Terminal) -> String {
      let counts = [report.delivered, report.filesNamed, report.unnamed].map { Listing.grouped($0) }
      return terminal.words(
        "files  \(counts[0]) delivered = \(counts[1]) named + \(counts[2]) not named",
        "文件  已交付 \(counts[0]) = 有引用 \(counts[1]) + 无引用 \(counts[2])")
    }
  }
}
