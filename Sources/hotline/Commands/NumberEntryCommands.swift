import ArgumentParser
import Bytes
import CommandOptions
import Console
import Findings
import HotlineModel
import Listings
import MergerRuns
import Reports
import ReviewRuns

/// Who enters something in the number ledger.
struct EnteredBy: ParsableArguments {
  @Option(
    name: .customLong("by"),
    help: words("Who enters it; by default this machine's user.", "登记人；默认为本机当前用户。"))
  var name: String?

  /// The name.
  func text() throws -> String {
    let who = name ?? Environment.value("USER") ?? Environment.value("LOGNAME") ?? ""
    guard !who.allSatisfy(\.isWhitespace) else {
      throw ValidationError(words("--by: name who enters it", "--by：须写明登记人"))
    }
    return who
  }
}

extension NumberCommand {
  struct Set: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "set",
      abstract: words(
        "Enter a new status of a number; only legal steps are taken.",
        "登记号码的新状态；只接受合法的变更。"),
      discussion: words(
        """
        in-use, announced, forwarded, stopped, then office-phone or cancelled; not-opened and \
        already-merged for lines with nothing to merge. A number that is kept is never given up; one \
        that is given up has been announced through every channel with a proof, and its window is \
        over. A step back is a correction and needs --because. Nothing is ever rewritten.
        """,
        """
        顺序为 in-use（在用）、announced（已公告）、forwarded（已转接）、stopped（已停用），然后 \
        office-phone（降为办公电话）或 cancelled（已销号）；没有可归并的用 not-opened（本地未开通）、\
        already-merged（已归并）。决定保留的号码不得停用；停用的号码须各渠道都已公告并有凭证，\
        且公告期已满才能销号。退回前一状态属于更正，须写明 --because。历史从不改写。
        """))

    @Argument(help: words("The line, by number or id.", "热线，按号码或编号指定。"), completion: .lines)
    var number: String

    @Argument(help: words("The status from then on.", "变更后的状态。"))
    var status: NumberStatus

    @Option(
      help: words("The day on which it happened; by default today.", "实际发生的日期；默认今天。"),
      transform: CivilDate.argument)
    var on: CivilDate?

    @Option(help: words("The document that it is based on.", "所依据的文件。"))
    var document: String?

    @Option(help: words("Why; needed to take a change back.", "理由；撤回变更时必须写明。"))
    var because: String?

    @OptionGroup var entered: EnteredBy
    @OptionGroup var result: ResultOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      let who = try entered.text()
      func text(_ value: String?) -> String {
        let value = value ?? ""
        return value.allSatisfy(\.isWhitespace) ? "" : value
      }
      try common.inWorkspace { workspace, terminal in
        let now = Environment.now()
        let event = try NumberRun(workspace).set(
          number, to: status, on: on ?? now.date, document: text(document),
          because: text(because), by: who, now: now)
        guard !result.json else {
          return terminal.output(
            NumberListing.json(event, at: now.rfc3339), schema: "hotline/number.set/1",
            workspace: workspace.folder)
        }
        let was = (event.was ?? status).words.text(in: terminal.language)
        let next = status.words.text(in: terminal.language)
        terminal.output("\(event.line)  \(was) -> \(next)  \(event.day?.description ?? "")")
        terminal.next(NextStep("number", "show", event.line))
      }
    }
  }

  struct Announce: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "announce",
      abstract: words(
        "Enter that a change was announced through a channel, with what proves it.",
        "登记通过某个渠道发布的公告及其凭证。"),
      discussion: words(
        """
        One announcement may be that of several numbers: it is entered for all of them or for none. \
        Name every original channel that makes the number known, with --planned before it has \
        carried the announcement. A file of proof is copied into the folder Evidence of the \
        workspace: pdf, png, jpg, docx, xlsx, pptx, odt, ods, ofd, txt or csv, up to 50 MiB.
        """,
        """
        号码变更须通过原渠道公告：先用 --planned 列出公布过该号码的全部渠道，公告后逐个登记。一则公告\
        涉及几个号码的可一并列出，全部登记或全部不登记。凭证文件存入工作区，版式文件、图片、办公文件和\
        文本均可，不超过 50 兆字节。
        """))

    @Argument(
      help: words("The lines, by number or id.", "热线，按号码或编号指定，可列几条。"), completion: .lines)
    var number: [String]

    @Option(
      help: words("The channel, such as 门户网站 or 114查号台.", "渠道，如门户网站、114查号台。"),
      completion: .list(["门户网站", "微信公众号", "114查号台", "办事大厅", "宣传海报", "单位通讯录"]))
    var channel: String

    @Flag(help: words("It is still to be announced there.", "尚未公告，先列为计划。"))
    var planned = false

    @Flag(
      help: words("The channel was named by mistake; needs --because.", "渠道列错了，予以撤销；须写明 --because。")
    )
    var withdraw = false

    @Option(
      help: words("The day of the announcement; by default today.", "公告日期；默认今天。"),
      transform: CivilDate.argument)
    var on: CivilDate?

    @Option(help: words("A file that proves it; it is copied.", "凭证文件，存入工作区。"), completion: .file())
    var proof: String?

    @Option(help: words("The address of the page that proves it.", "作为凭证的网页地址。"))
    var link: String?

    @Option(help: words("Why the channel is withdrawn.", "撤销渠道的理由。"))
    var because: String?

    @OptionGroup var entered: EnteredBy
    @OptionGroup var result: ResultOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
      func refuse(_ english: String, _ chinese: String) throws -> Never {
        throw ValidationError(words(english, chinese))
      }
      let name = channel.trimmingWhitespace
      if name.isEmpty || name.count > 60 || name.contains(where: \.isNewline) {
        try refuse("--channel: a name of 1 to 60 characters", "--channel：渠道名称为 1 至 60 个字符")
      }
      if planned && withdraw {
        try refuse("--planned and --withdraw exclude each other", "--planned 与 --withdraw 不能同时使用")
      }
      if proof != nil && link != nil {
        try refuse("--proof and --link exclude each other", "--proof 与 --link 不能同时使用")
      }
      if planned || withdraw, proof != nil || link != nil {
        try refuse("a proof is for an announcement that was made", "只有已发布的公告才有凭证")
      }
      if withdraw, because?.allSatisfy(\.isWhitespace) ?? true {
        try refuse("--because: say why the channel is withdrawn", "--because：须写明撤销渠道的理由")
      }
      if let link, link.wholeMatch(of: #/https?:\/\/[^\s\/]+\S*/#) == nil || link.count > 2_000 {
        try refuse(
          "--link: an address that begins with http:// or https://",
          "--link：应为 http:// 或 https:// 开头的网址")
      }
    }

    func run() throws {
      let who = try entered.text()
      try common.inWorkspace { workspace, terminal in
        let now = Environment.now()
        let kind: NumberEvent.Kind =
          planned ? .channelPlanned : withdraw ? .channelWithdrawn : .channelAnnounced
        let events = try NumberRun(workspace).announce(
          number, channel: channel.trimmingWhitespace, kind, on: planned ? on : on ?? now.date,
          proof: proof.map { .file($0) } ?? link.map { .link($0) }, because: because ?? "",
          by: who, now: now)
        guard !result.json else {
          return terminal.output(
            .array(events.map { NumberListing.json($0, at: now.rfc3339) }),
            schema: "hotline/number.announce/1", workspace: workspace.folder)
        }
        let what = kind.words.text(in: terminal.language)
        for event in events {
          let day = event.day.map { "  \($0)" } ?? ""
          terminal.output("\(event.line)  \(what)  \(event.channel)\(day)")
        }
        if kind == .channelAnnounced, proof == nil, link == nil {
          terminal.say(
            terminal.words(
              "without a proof: the number cannot be given up until there is one",
              "没有凭证：补上凭证之前不能销号或降为办公电话"))
        }
        if events.count == 1 { terminal.next(NextStep("number", "show", events[0].line)) }
      }
    }
  }
}

extension String {
  /// Without white space at either end.
  fileprivate var trimmingWhitespace: String {
    let start = drop(while: \.isWhitespace)
    return String(start.reversed().drop(while: \.isWhitespace).reversed())
  }
}
