import ArgumentParser
import Bytes
import CommandOptions
import Console
import Findings
import HotlineModel
import MergerRuns

extension ExportCommand {
  struct Tickets: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "tickets",
      abstract: words(
        "The ticket history, with a manifest and a hand-over sheet (交接单).",
        "交付历史工单，附清单和交接单。"),
      discussion: words(
        """
        Without --purpose, everything personal is masked, and no data about callers who \
        asked for confidentiality or reported somebody is handed over. \
        Mappings/privacy/purposes.csv lists what each purpose allows. What a format cannot \
        represent is reported and withheld, never replaced.

        A delivery is one moment of the ledger: imports and undos running at the same time \
        do not wait, and what a batch that is not closed has brought is not part of it. The \
        manifest carries the moment's sequence number, from which --since continues. An \
        empty delivery is refused.

        Exit codes: 0 done, 2 tickets were withheld, 65 there is nothing to hand over.
        """,
        """
        不写 --purpose 时，个人信息全部脱敏；要求保密的来电人和举报人的信息一概不交付。各\
        用途准许交付的内容见 Mappings/privacy/purposes.csv。格式无法表\
        达的内容只报告、不交付，决不改写。

        一次交付取台账的一个时刻：同时进行的导入和撤销不必等待，未关闭批次的工单不在其中。清单上记有\
        该时刻的序号，--since 从它往后交付。不交付空件。

        退出码：0 完成；2 有工单未交付；65 没有可交付的内容。
        """))

    @Option(
      help: words(
        "jsonl, csv, xml, georeport or bulk (Open311), or postgres.",
        "格式：jsonl、csv、xml、georeport 或 bulk（Open311）、postgres。"))
    var format: TicketFormat = .jsonl

    @Option(
      help: words(
        "What the delivery is for: platform, department, statistics or public.",
        "交付用途：platform（统一平台）、department（部门）、statistics（统计）或 public（公开）。"))
    var purpose: Purpose?

    @Option(
      help: words(
        "The charset of --format csv: utf-8 (with byte order mark), gb18030 or gbk.",
        "--format csv 的字符集：utf-8（带 BOM）、gb18030 或 gbk。"))
    var charset: DeliveryCharset = .utf8

    @Flag(
      help: words(
        """
        In csv and bulk, put an apostrophe before what a spreadsheet program would take for \
        a formula.
        """,
        "在 csv 和 bulk 中，凡电子表格会当作公式的内容，前面加单引号。"))
    var spreadsheetSafe = false

    @Option(
      help: words(
        "The maximum size of a file before compression, such as 1GB.",
        "单个文件压缩前的大小上限，例如 1GB。"))
    var split: ByteCount?

    @Option(help: words("Compress the files: gzip or zstd.", "压缩文件：gzip 或 zstd。"))
    var compress: Compression = .none

    @Option(
      help: words(
        """
        Only what changed since an earlier delivery, with tombstones: its folder or \
        manifest, or the batch it ended with, such as B0007.
        """,
        "只交付某次交付之后的变化，并附撤回记录；写那次交付的文件夹、清单，或它截止的批次，例如 B0007。"), completion: .file())
    var since: String?

    @Option(
      help: words(
        "The file of keys for hashes; by default the workspace's own.",
        "哈希密钥文件；默认用本工作区的。"), completion: .file())
    var keys: String?

    @Option(
      help: words("The folder of the delivery; it must be new.", "交付件的文件夹；不得已存在。"),
      completion: .directory)
    var to: String

    @Flag(help: words("Replace an earlier delivery in that folder.", "替换该文件夹中以前的交付件。"))
    var replace = false

    @OptionGroup var result: ResultOptions

    @OptionGroup var common: CommonOptions

    func validate() throws {
      if spreadsheetSafe, format != .csv, format != .bulk {
        throw ValidationError(
          words(
            "--spreadsheet-safe is for --format csv and bulk",
            "--spreadsheet-safe 只用于 --format csv 和 bulk"))
      }
    }

    func run() async throws {
      try await common.inWorkspace { workspace, terminal in
        let delivery = try await ExportTicketsRun(workspace).run(
          to: to, order, replacing: replace, now: Environment.now(),
          progress: ProgressLine(terminal: terminal).show)
        DeliveryText(
          folder: to, files: delivery.files,
          members: [
            "tickets": .int(delivery.tickets), "withheld": .int(delivery.withheld),
            "tombstones": .int(delivery.tombstones), "canonical": .string(delivery.canonical),
            "sequence": .int(delivery.sequence), "formulas": .int(delivery.formulas),
          ], findings: delivery.findings
        ).print(asJSON: result.json, workspace: workspace.folder, on: terminal)
        FindingPrinter(terminal: terminal).print(delivery.findings)
        say(delivery, on: terminal)
        if delivery.withheld > 0 { throw ExitCode(2) }
      }
    }

    private var order: ExportOrder {
      var order = ExportOrder()
      order.format = format
      order.purpose = purpose
      order.charset = charset
      order.split = split?.bytes
      order.compression = compress
      order.guardsFormulas = spreadsheetSafe
      order.since = since
      order.keys = keys
      return order
    }

    private func say(_ delivery: ExportTicketsRun.Delivery, on terminal: Terminal) {
      terminal.say(
        terminal.words(
          "\(delivery.tickets) tickets of \(delivery.lines.count) lines, "
            + (purpose.map { "for \($0.rawValue)" } ?? "personal fields masked"),
          "\(delivery.lines.count) 条热线 \(delivery.tickets) 张工单，"
            + (purpose.map { "用途：\($0.words.chinese)" } ?? "个人信息已脱敏")))
      if since != nil {
        terminal.say(
          terminal.words(
            "\(delivery.tombstones) tickets are withdrawn", "撤回工单 \(delivery.tombstones) 张"))
      }
      let found = PrivacyCounts.Kind.allCases.filter { delivery.privacy[$0] > 0 }
      if !found.isEmpty {
        terminal.say(
          terminal.words("masked in free text: ", "自由文本中遮蔽：")
            + found.map { "\(terminal.words($0.rawValue, $0.chinese)) \(delivery.privacy[$0])" }
            .joined(separator: terminal.words(", ", "，")))
      }
      if spreadsheetSafe, delivery.formulas > 0 {
        terminal.say(
          terminal.words(
            "\(delivery.formulas) cells that look like formulas have an apostrophe in front",
            "\(delivery.formulas) 个像公式的单元格前面加了撇号"))
      }
      if delivery.withheld > 0 {
        terminal.say(
          terminal.words(
            "\(delivery.withheld) tickets are not in the delivery: "
              + "\(format.rawValue) cannot represent them",
            "\(delivery.withheld) 张工单未交付：\(format.rawValue) 无法表达"))
      }
    }
  }

  struct NewKey: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "new-key",
      abstract: words("Add a new key for hashes before the older ones.", "生成新的哈希密钥，排在旧密钥之前。"),
      discussion: words(
        """
        Values are hashed with every key in the file, so that what was handed over before \
        can still be linked. A key is retired by removing its line from the file.
        """,
        "文件中的每个密钥都用于计算哈希，以前交付的内容因此仍可关联。停用某个密钥，从文件中删去该行即可。"))

    @Option(
      help: words("The file; by default the workspace's own.", "密钥文件；默认用本工作区的。"),
      completion: .file())
    var file: String?

    @OptionGroup var result: ResultOptions

    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        var random = SystemRandomNumberGenerator()
        let bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        let name = try workspace.addKey(bytes, to: file)
        if result.json {
          terminal.output(
            ["key": .string(name), "file": .string(file ?? workspace.keyPath)],
            schema: "hotline/export.new-key/1", workspace: workspace.folder)
        } else {
          terminal.output("\(name)  \(file ?? workspace.keyPath)")
        }
      }
    }
  }
}

/// A number of bytes: `1GB`, `500 MB`, `1048576`.
struct ByteCount: ExpressibleByArgument {
  let bytes: Int

  init?(argument: String) {
    let digits = argument.prefix { ("0"..."9").contains($0) }
    let unit = argument.dropFirst(digits.count).filter { $0 != " " }.uppercased()
    let factors = ["": 1, "B": 1, "KB": 1000, "MB": 1_000_000, "GB": 1_000_000_000]
    guard let number = Int(digits), number > 0, let factor = factors[unit] else { return nil }
    bytes = number * factor
  }
}

extension TicketFormat: ExpressibleByArgument {}
extension DeliveryCharset: ExpressibleByArgument {}
extension Compression: ExpressibleByArgument {}
extension Purpose: ExpressibleByArgument {}
