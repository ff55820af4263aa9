import ArgumentParser
import Bytes
import CommandOptions
import Console
import Findings
import HotlineModel
import MergerRuns
import ReviewRuns
import Reports
import Surveys

extension SurveyCommand {
  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import",
      abstract: words(
        "Read workbooks that came back: what would change, and enter what is accepted.",
        "读取交回的工作簿：列出将有的变化，登记所采用的答案。"),
      discussion: words(
        """
        Without --accept nothing is written. Several workbooks are read together, so that answers of \
        two units that differ are found; one that cannot be used is refused, and the others are read.

        --accept all enters everything that is not a conflict, --accept LINE everything of one line, \
        --accept LINE/COLUMN one answer, --accept LINE/COLUMN@FILE one of several answers; --keep \
        LINE/COLUMN leaves what is entered and sets the answers aside. Both may be repeated. Answers go to Surveys/answers.csv, with who, when and from which cell, and to the \
        register where it has a column for them.

        Exit codes: 0 nothing needs attention; 2 there are conflicts, cells that cannot be used, \
        questions that are not answered, or workbooks that were refused; 65 none of the workbooks \
        can be used, or --accept names what the plan does not have; 75 another run is writing.
        """,
        """
        不加 --accept 时不写入任何内容。多份工作簿一起读取，便于发现两个单位的答案不一致；不能用的工作\
        簿逐份拒收，其余照常读取。

        --accept all 采用全部没有冲突的答案；--accept 热线 采用该热线没有冲突的答案；--accept 热线/栏目 \
        采用一个答案；--accept 热线/栏目@文件 在多个答案中采用一个；--keep 热线/栏目 保持已登记的内容、\
        不采用答案；均可写多次。答案连同经办人、时间和单元\
        格记入 Surveys/answers.csv，登记表有相应列的同时写入登记表。

        退出码：0 无须处理；2 有冲突、有不能用的单元格、有未填的项目，或有工作簿被拒收；65 所有工作簿\
        都不能用，或 --accept 指明的内容不在清单中；75 另有命令正在写入。
        """))

    @Argument(
      help: words("The workbooks; their names mean nothing.", "工作簿；文件名不限。"), completion: .file())
    var files: [String]

    @Option(
      help: words(
        "What to enter: all, LINE, LINE/COLUMN or LINE/COLUMN@FILE.",
        "采用哪些答案：all（全部）、热线、热线/栏目 或 热线/栏目@文件。"))
    var accept: [String] = []

    @Option(
      help: words(
        "Of what the entered value stays: LINE or LINE/COLUMN; the answers are set aside.",
        "哪些保持已登记的内容、不采用答案：热线 或 热线/栏目。"))
    var keep: [String] = []

    @Option(name: .customLong("by"), help: words("Who accepts.", "经办人。"))
    var who: String?

    @Flag(help: words("Write nothing, whatever is accepted.", "只列出，不写入。"))
    var dryRun = false

    @OptionGroup var listing: ListingOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
      if !(accept + keep).isEmpty, who?.allSatisfy(\.isWhitespace) != false {
        throw ValidationError(words("--by: name who accepts", "--by：须写明经办人"))
      }
    }

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let run = try SurveyImportRun(workspace)
        let now = Environment.now()
        let plan = try run.plan(files, today: now.date)
        var taken = try plan.taken(accept)
        var accepted: SurveyImportRun.Accepted?
        var settled = try plan.kept(keep)
        if !(accept + keep).isEmpty, !dryRun {
          let done = try run.accept(plan, accept, keeping: keep, by: who ?? "", now: now)
          (taken, settled, accepted) = (done.taken, done.kept, done)
        }
        let findings = plan.findings(without: Set(taken.map(\.entry) + settled))
        try Self.listing(plan, taken, findings).print(
          listing, workspace: workspace.folder, on: terminal)
        FindingPrinter(terminal: terminal).print(findings)
        say(plan, accepted, on: terminal)
        if !findings.isEmpty { throw ExitCode(2) }
      }
    }

    private func say(
      _ plan: SurveyPlan, _ accepted: SurveyImportRun.Accepted?, on terminal: Terminal
    ) {
      let conflicts = plan.entries.count { $0.kind.isConflict }
      terminal.say(
        terminal.words(
          "\(plan.returns.count) workbooks read, \(plan.refused) refused; "
            + "\(plan.entries.count) answers to be entered, \(conflicts) of them in conflict, "
            + "\(plan.confirmed) as entered already",
          "读取工作簿 \(plan.returns.count) 份，拒收 \(plan.refused) 份；待登记答案 "
            + "\(plan.entries.count) 个，其中有冲突 \(conflicts) 个；与已登记一致 \(plan.confirmed) 个"))
      guard let accepted else {
        if plan.entries.count > conflicts {
          terminal.next(
            NextStep(
              words: Words(
                "run the same command with --accept all --by NAME to enter what is not in conflict",
                "在同一条命令后加上 --accept all --by 姓名，登记没有冲突的答案")))
        }
        if conflicts > 0 {
          terminal.next(
            NextStep(
              words: Words(
                "settle each conflict with --accept LINE/COLUMN@FILE or --keep LINE/COLUMN",
                "每处冲突用 --accept 热线/栏目@文件 或 --keep 热线/栏目 处理")))
        }
        return
      }
      terminal.say(
        terminal.words(
          "\(accepted.taken.count) accepted, \(accepted.kept.count) kept as entered; in the register \(accepted.cells) cells changed and "
            + "\(accepted.lines) lines added",
          "已采用 \(accepted.taken.count) 个，保持原登记 \(accepted.kept.count) 个；登记表更改 \(accepted.cells) 格，新增热线 "
            + "\(accepted.lines) 条"))
    }

    private static func listing(
      _ plan: SurveyPlan, _ taken: [SurveyPlan.Taken], _ findings: [Finding]
    ) -> Listing {
      let accepted = Dictionary(
        taken.map { ($0.entry, $0.answer) }, uniquingKeysWith: { first, _ in first })
      var listing = Listing(
        schema: "hotline/survey.import/1",
        columns: [
          .identifier("line", "line", "热线"),
          .name("question", "question", "栏目"),
          .state("kind", "kind", "情况"),
          .text("entered", "entered", "已登记"),
          .text("answer", "answer", "答案"),
          .name("accepted", "accepted", "采用"),
          .text("unit", "unit", "单位", rank: .detail),
          .text("cell", "cell", "单元格", rank: .detail),
        ],
        rows: plan.entries.map { entry in
          let answer = accepted[entry]
          let cells = entry.answers.flatMap(\.cells)
          return Listing.Row(
            cells: [
              entry.subject.name, entry.question.key, entry.kind.rawValue,
              entry.current.map(entry.shown) ?? "",
              entry.answers.map { entry.shown($0.code) }.joined(separator: " | "),
              answer.map { entry.shown($0.code) } ?? "",
              Set(cells.map(\.unit)).sorted().joined(separator: " "),
              cells.map(\.place.description).joined(separator: " "),
            ],
            words: ["kind": entry.kind.words, "question": entry.question.title],
            colours: entry.kind.isConflict ? ["kind": .attention] : [:],
            json: entry.json(taken: answer))
        })
      listing.members["workbooks"] = plan.workbooks
      listing.members["refused"] = .int(plan.refused)
      listing.members["confirmed"] = .int(plan.confirmed)
      listing.findings = findings
      return listing
    }
  }
}
