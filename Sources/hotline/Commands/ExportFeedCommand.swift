import ArgumentParser
import Bytes
import CommandOptions
import Console
import FeedRuns
import Findings
import HotlineModel
import MergerRuns
import Reports

extension ExportCommand {
  struct Feed: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "feed",
      abstract: words(
        "Feed the province's platform (粤省心) with every change, in order.",
        "向省平台（粤省心）持续推送每一处变化，按序编号。"),
      discussion: words(
        """
        Every run adds what changed since the last one as numbered messages, with a \
        tombstone for each ticket that is withdrawn, and reads what the receiver answered in \
        the folder acks. outstanding.csv lists the files to be sent: new ones, unconfirmed \
        ones, and those that the receiver asks for again, with the same bytes. When nothing \
        changed, nothing is written.

        Mappings/feeds/NAME is the profile: target fields and codes. A field that is unknown, \
        or that nobody has signed, stops the feed. A changed profile needs a new folder.

        Exit codes: 0 done, 2 the receiver refuses messages or an acknowledgement cannot be \
        true, 65 a field is not decided or the feed cannot go on.
        """,
        """
        每次运行把上次以来的变化编成消息，撤回的工单发撤回消息，并读取接收方在 acks/ 里的回执。\
        outstanding.csv 列出待发送的文件：新的、未确认的、对方要求补发的，内容逐字节不变。没有变化就什\
        么也不写。

        Mappings/feeds 下的文件夹是推送配置：目标字段和代码。有字段待定或没有签字，就不推送。配置改动\
        后须换新的文件夹重新推送。

        退出码：0 完成；2 对方拒收消息，或回执不可能属实；65 有字段没有定下来，或推送无法继续。
        """))

    @Option(
      help: words(
        "The profile: a folder in Mappings/feeds.", "推送配置：Mappings/feeds 下的文件夹。"),
      completion: .feedProfiles)
    var profile: String

    @Option(
      help: words(
        "Begin a new feed behind this sequence number of the ledger.",
        "新的推送从台账的这个序号之后开始。"))
    var since: Int?

    @Option(
      help: words(
        "The file of keys for hashes; by default the workspace's own.",
        "哈希密钥文件；默认用本工作区的。"), completion: .file())
    var keys: String?

    @Option(
      help: words(
        "The folder of the feed, the same one every time.", "推送的文件夹，每次都用同一个。"),
      completion: .directory)
    var to: String

    @OptionGroup var result: ResultOptions

    @OptionGroup var common: CommonOptions

    func validate() throws {
      if let since, since < 0 {
        throw ValidationError(
          words("--since is a sequence number from 0", "--since 是从 0 起的序号"))
      }
    }

    func run() async throws {
      try await common.inWorkspace { workspace, terminal in
        let report = try await FeedRun(workspace, profile: profile).run(
          to: to, since: since, keys: keys, now: Environment.now(),
          progress: ProgressLine(terminal: terminal).show)
        DeliveryText(
          folder: to, files: report.deliveryFiles,
          members: [
            "feed": .string(report.feed), "last": .int(report.last),
            "upserts": .int(report.upserts), "tombstones": .int(report.tombstones),
            "confirmed": report.confirmed.map { .int($0) } ?? .null,
            "outstanding": .int(report.outstanding.count), "refused": .int(report.refused),
          ], schema: "hotline/export.feed/1", findings: report.findings
        ).print(asJSON: result.json, workspace: workspace.folder, on: terminal)
        FindingPrinter(terminal: terminal).print(report.findings)
        say(report, on: terminal)
        if !report.findings.isEmpty { throw ExitCode(2) }
      }
    }

    private func say(_ report: FeedRun.Report, on terminal: Terminal) {
      guard report.last > 0 else {
        return terminal.say(
          terminal.words("the ledger holds no ticket to be fed", "台账没有可推送的工单"))
      }
      terminal.say(
        report.files.isEmpty
          ? terminal.words(
            "nothing changed since message \(report.last)", "第 \(report.last) 条之后没有变化")
          : terminal.words(
            "\(report.upserts) tickets, \(report.tombstones) withdrawn; the last message is "
              + "\(report.last)",
            "工单 \(report.upserts) 张，撤回 \(report.tombstones) 张；最后一条是第 \(report.last) 条"))
      var status: TerminalText = terminal.words("no acknowledgement yet", "还没有回执")
      if let confirmed = report.confirmed {
        status = terminal.words(
          "confirmed up to message \(confirmed)", "已确认到第 \(confirmed) 条")
      }
      let files = report.outstanding.count
      if files > 0 {
        status = status + terminal.words("; files to be sent: \(files)", "；待发送文件 \(files) 个")
      }
      terminal.say(status)
    }
  }
}
