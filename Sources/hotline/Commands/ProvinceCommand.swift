import ArgumentParser
import Bytes
import CommandOptions
import Console
import Findings
import HotlineModel
import Listings
import MergerRuns
import ProvinceRuns
import Reports

struct ProvinceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "province",
    abstract: words(
      "What a job on many machines has made of the exports of many cities.",
      "多台机器的作业对各市导出文件处理的结果。"),
    // What a job calls on each machine is not for people.
    subcommands: [Adopt.self, Split.self, Map.self, Rows.self])

  struct Adopt: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "adopt",
      abstract: words(
        "Take the result of a job into the ledger as one batch, which can be undone.",
        "把作业结果作为一个批次接收入台账，可以撤销。"),
      discussion: words(
        """
        Every part is held against its hash first; then the ledger judges every ticket anew, as \
        an import of the same files would, and its books must be those of the job.

        Exit codes: 0 done, 65 a part is missing or damaged, the mapping's sheets are not those \
        of the job, or the books differ; 75 another run is writing.
        """,
        """
        先逐段核对哈希，再由台账逐张判定工单，与直接导入同一批文件完全一样；账目必须与作业一致。

        退出码：0 完成；65 有分段缺失或损坏、映射表与作业所用不同，或账目不一致；75 另有命令正在写入。
        """))

    @Argument(
      help: words("The folder of the job.", "作业的文件夹。"), completion: .directory)
    var folder: String

    @Option(
      help: words(
        "The city, where the job has several.", "城市，作业含多个城市时指定。"))
    var city: String?

    @Option(
      help: words("The line, where the job has several.", "热线，作业含多条热线时指定。"),
      completion: .lines)
    var line: String?

    @Option(
      help: words(
        "A name for the batch; shown everywhere, so nothing personal.",
        "批次名称；到处可见，不得含个人信息。"))
    var label: String?

    @Flag(
      help: words(
        "Continue an interrupted batch of the line, or close it with the files it has.",
        "继续该热线中断的批次；不能继续的，以已有的文件关闭该批次。"))
    var resume = false

    @OptionGroup var listing: ListingOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
      try await common.inWorkspace { workspace, terminal in
        try listing.check(Listing(schema: "", columns: ImportListing.columns, rows: []))
        let job = try ProvinceJob(folder)
        let delivery = try job.delivery(city: city, line: line)
        let run = try AdoptRun(
          workspace, line: delivery.line, mapping: delivery.mapping,
          fingerprint: delivery.fingerprint, area: delivery.area)
        let files = try job.files(of: delivery)
        Interruption.watch()
        let report = try await run.run(
          files, label: label, isResuming: resume, now: Environment.now(),
          shouldStop: { Interruption.signal != nil },
          progress: ProgressLine(terminal: terminal).show)
        FindingPrinter(terminal: terminal).print(report.findings.filter { $0.severity < .error })
        if let name = report.batch {
          terminal.say(
            "\(terminal.words("batch", "批次")) \(name)  \(report.label)  "
              + "\(terminal.words("mapping", "映射")) \(report.mapping)")
        }
        try ImportListing.listing(report)
          .print(listing, workspace: workspace.folder, on: terminal)
        let differences = job.differences(delivery, report.total)
        guard differences.isEmpty else { throw Unusable(differences) }
        if let name = report.batch { terminal.next(NextStep("batch", "show", name)) }
      }
    }
  }

  struct Split: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "split",
      abstract: words(
        "Cut a file into ranges that begin and end between records.",
        "把文件切成首尾都在记录之间的分段。"),
      shouldDisplay: false)

    @Argument(help: words("The file.", "文件。"), completion: .file())
    var file: String

    @Option(name: .shortAndLong, help: words("The mapping.", "映射。"), completion: .mappings)
    var mapping: String

    @Option(help: words("The line.", "热线。"), completion: .lines)
    var line: String

    @Option(help: words("The area of bare numbers.", "不带区号的号码所属的区号。"))
    var area: String?

    @Option(
      help: words("The size of a range, such as 64MB.", "分段的大小，例如 64MB。"))
    var size: ByteCount?

    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let split = try workspace.split(
          file, mapping: mapping, line: line, area: area, into: size?.bytes ?? 64 << 20)
        terminal.output(bytes: RangesDocument.line(of: split))
      }
    }
  }

  struct Map: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "map",
      abstract: words("Map a range of a file into a part.", "把文件的一个分段映射成结果。"),
      shouldDisplay: false)

    @Argument(help: words("What `split` printed.", "split 的输出。"), completion: .file())
    var ranges: String

    @Option(help: words("The number of the range.", "分段的序号。"))
    var part: Int

    @Option(help: words("The folder of the parts.", "结果的文件夹。"), completion: .directory)
    var to: String

    @Option(help: words("The city.", "城市。"))
    var city: String

    @Option(help: words("What the keys are hashed with.", "键的哈希种子。"))
    var seed: UInt64

    @Option(help: words("The number of the part in the job.", "结果在作业中的序号。"))
    var index: Int

    @Option(help: words("Where the file is now.", "文件现在的位置。"), completion: .file())
    var file: String?

    @Flag(help: words("The bytes of the range are piped in.", "分段的内容由标准输入传入。"))
    var piped = false

    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        var order = MapRun.Order(
          part: part, folder: to, city: city, seed: seed, index: index)
        order.path = file
        order.isPiped = piped
        let made = try MapRun(workspace, RangesDocument.file(ranges)).run(order)
        terminal.output(bytes: RangesDocument.line(of: made))
      }
    }
  }

  struct Rows: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "rows",
      abstract: words("Write the tickets of a part as CSV.", "把结果中的工单写成表格文本。"),
      shouldDisplay: false)

    @Argument(help: words("The part.", "结果。"), completion: .file())
    var part: String

    @Option(
      help: words(
        "A file with the numbers of tickets to be left out, four bytes each.",
        "不写出的工单的序号，每个四字节。"), completion: .file())
    var without: String?

    @Option(help: words("What the rows are for.", "用途。"))
    var purpose: Purpose?

    @Option(help: words("The file of keys for hashes.", "哈希密钥文件。"), completion: .file())
    var keys: String?

    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let left = try without.map(PartRows.numbers(inFile:))
        try PartRows(workspace, purpose: purpose, keys: keys)
          .write(part, leavingOut: { left?.contains($0) ?? false }) { terminal.output(bytes: $0) }
      }
    }
  }
}
