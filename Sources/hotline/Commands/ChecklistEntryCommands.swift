import ArgumentParser
import Bytes
import CommandOptions
import Console
import Findings
import HotlineModel
import MergerRuns
import Reports
import ReviewRuns

extension ItemConclusion: ExpressibleByArgument {
  package init?(argument: String) { self.init(named: argument) }
}

extension ChecklistCommand {
  struct SetEntry: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "set",
      abstract: words(
        "Enter what was concluded of items, with the evidence.", "登记核对项的结论和证据。"),
      discussion: words(
        """
        What is entered is a proposal until it is signed. The newest entry counts; earlier ones stay \
        in the ledger with who and when.

        A file of evidence is copied into the folder Evidence of the workspace under its SHA-256: at \
        most 50 MiB, of a kind that is read everywhere, such as PDF, PNG or DOCX. An item keeps its \
        files through later entries until --drop-file names one; its copy stays in the folder, and the \
        earlier entry in the ledger.
        """,
        """
        登记的内容在签认之前只是提议。以最后一次登记为准，以前的登记连同经办人和时间保留在台账里。

        证据文件按校验值（SHA-256）存入工作区的证据文件夹（Evidence/）：不超过 50 兆字节，格式须通用，\
        如 .pdf、.png、.docx。以后再登记时，已有的文件继续有效，直到用 --drop-file 撤下；撤下之后，\
        存档和以前的登记都保留。
        """))

    @Argument(
      help: words(
        "The items, such as 12329-08; of the city, such as city-03.",
        "核对项，如 12329-08；市级任务如 city-03。"))
    var items: [String]

    @Option(
      help: words(
        "pass, fail, not-applicable or pending, or the Chinese word.",
        "通过、不通过、不适用或待定。"))
    var conclusion: ItemConclusion

    @Option(help: words("The papers, by name or document number.", "证据：材料的名称或文号。"))
    var evidence: String = ""

    @Option(
      help: ArgumentHelp(
        words(
          "A file of evidence to copy into the workspace; may be given several times.",
          "存入工作区的证据文件；可以写多次。"), valueName: "file"), completion: .file())
    var evidenceFile: [String] = []

    @Option(
      help: ArgumentHelp(
        words(
          "Drop a file from the evidence, by its name or the first eight digits of its SHA-256; may be "
            + "given several times.",
          "不再作为证据的文件，写文件名或校验值（SHA-256）的前 8 位；可以写多次。"), valueName: "name"))
    var dropFile: [String] = []

    @Option(
      help: words(
        "A remark; needed for fail and not-applicable.", "意见；结论为不通过、不适用时须写明理由。"))
    var remark: String = ""

    @Option(name: .customLong("by"), help: words("Who concludes.", "填写人。"))
    var who: String

    @Option(
      name: .customLong("on"),
      help: words("The day of the conclusion; by default today.", "日期；默认今天。"),
      transform: CivilDate.argument)
    var day: CivilDate?

    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let now = Environment.now()
        let entries = items.map { item in
          ItemEntry(
            item: item, conclusion: conclusion, evidence: evidence, remark: remark, filledBy: who,
            day: day ?? now.date, source: "", who: who)
        }
        try ChecklistCommand.enter(
          entries, files: .init(adding: evidenceFile, dropping: dropFile), in: workspace,
          on: terminal, at: now)
      }
    }
  }

  struct Except: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "except",
      abstract: words(
        "Let an item pass although the toolkit's own answer is no, or missing.",
        "准予例外：自动核对的答案为否或尚无时仍可通过。"),
      discussion: words(
        """
        The exception is shown with the item wherever it is shown, and is part of what is signed. The \
        order of the items and the conclusion of a person are not excepted.
        """,
        """
        例外随该项一同显示，也是签认内容的一部分。前置项的顺序和人的结论不在例外之列。
        """))

    @Argument(help: words("The items, such as 12329-05.", "核对项，如 12329-05。"))
    var items: [String]

    @Option(help: words("The reason.", "理由。"))
    var because: String?

    @Flag(help: words("Take the exception back.", "收回例外。"))
    var withdraw = false

    @Option(name: .customLong("by"), help: words("Who makes the exception.", "准予例外的人。"))
    var who: String

    @OptionGroup var common: CommonOptions

    func validate() throws {
      if withdraw == (because != nil) {
        throw ValidationError(
          words("give either --because or --withdraw", "--because 和 --withdraw 须给出其一"))
      }
    }

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let now = Environment.now()
        let entries = items.map { item in
          ItemEntry(
            item: item, kind: withdraw ? .withdrawal : .exception, conclusion: nil, evidence: "",
            remark: because ?? "", filledBy: who, day: now.date, source: "", who: who)
        }
        try ChecklistCommand.enter(entries, in: workspace, on: terminal, at: now)
      }
    }
  }

  struct Ready: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "ready",
      abstract: words(
        "Which lines may be cut over, and what keeps the others from it.",
        "列出哪些热线可以割接，其余的受哪些项阻碍。"),
      discussion: words(
        """
        A line is ready when every item that its cut-over waits for, directly or through others, is \
        signed. Exit codes: 0 all lines that were named are ready; 2 one of them is not.
        """,
        """
        割接项直接或间接依赖的每一项都已签认，热线才算就绪。退出码：0 所指热线全部就绪；2 有热线未就绪。
        """))

    @Argument(
      help: words("The lines; all that are cut over.", "热线；默认为所有要割接的热线。"), completion: .lines)
    var lines: [String] = []

    @OptionGroup var deadlines: DeadlineOptions

    @OptionGroup var listing: ListingOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let run = ChecklistRun(workspace)
        let today = deadlines.day
        let lists = try run.status(of: lines, on: today)
        let judged = lists.filter { !lines.isEmpty || $0.isReady != nil }
        var table = Self.listing(judged)
        table.findings = judged.flatMap(\.items).flatMap(\.findings)
        try table.print(listing, workspace: workspace.folder, on: terminal)
        FindingPrinter(terminal: terminal).print(table.findings)
        let ready = judged.count { $0.isReady == true }
        terminal.say(
          terminal.words(
            "\(ready) of \(judged.count) lines are ready", "\(judged.count) 条热线中 \(ready) 条就绪"))
        if !lines.isEmpty, ready < judged.count { throw ExitCode(2) }
      }
    }

    private static func listing(_ lists: [ChecklistStatus]) -> Listing {
      Listing(
        schema: "hotline/checklist.ready/1",
        columns: [
          .identifier("line", "line", "热线"),
          .text("name", "name", "名称"),
          .name("mode", "mode", "方式", rank: .detail),
          .state("verdict", "verdict", "结论"),
          .text("open", "items that are open", "未完成的项"),
        ],
        rows: lists.map { list in
          let verdict =
            list.isReady.map {
              $0 ? Words("ready", "就绪") : Words("not ready", "未就绪")
            } ?? Words("not cut over", "不割接")
          let obstacles = list.obstacles ?? []
          let open = { (language: Language) in
            obstacles.map { $0.obstacle.text(in: language) }
              .joined(separator: language == .chinese ? "；" : "; ")
          }
          return Listing.Row(
            cells: [
              list.checklist.code, list.checklist.name, list.checklist.kind,
              verdict.english, open(.english),
            ],
            words: [
              "mode": list.checklist.kindWords, "verdict": verdict,
              "open": Words(open(.english), open(.chinese)),
            ],
            colours: list.isReady == false ? ["verdict": .attention] : [:],
            json: [
              "line": .optional(list.checklist.line), "name": .string(list.checklist.name),
              "mode": .optional(list.checklist.mode?.rawValue),
              "ready": list.isReady.map { .bool($0) } ?? .null,
              "open": .array(
                obstacles.map {
                  [
                    "item": .string($0.item.id), "state": .string($0.state.rawValue),
                    "blockedBy": .array($0.blockedBy.map { .string($0) }),
                    "reasons": .array($0.refusals.map { .string($0.english) }),
                  ]
                }),
            ])
        })
    }
  }

  /// Enters what was filled in, and shows how far its items are then.
  fileprivate static func enter(
    _ entries: [ItemEntry], files: ChecklistEntryRun.FileChange = .init(),
    in workspace: Workspace, on terminal: Terminal, at now: CivilInstant
  ) throws {
    let run = try ChecklistEntryRun(workspace)
    try run.enter(entries, files: files, at: now)
    let items = entries.map(\.item)
    let lists = try ChecklistRun(workspace).status(of: run.lines(of: items), on: now.date)
    for status in lists.flatMap(\.items) where items.contains(status.item.id) {
      terminal.output(
        "\(status.item.id)  \(status.state.words.text(in: terminal.language))  \(status.item.task)")
    }
  }
}
