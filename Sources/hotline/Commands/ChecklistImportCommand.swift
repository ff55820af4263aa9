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

extension ChecklistCommand {
  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import",
      abstract: words(
        "Enter what was filled in in a workbook of checklists.", "登记核对清单工作簿中填写的内容。"),
      discussion: words(
        """
        Only rows that somebody changed are entered, each with its item, so that rows may be sorted, \
        filtered or left out. A row is refused by itself where somebody else changed the item after \
        the workbook was exported, and where a cell cannot be used; the others are entered together. \
        What is entered is a proposal until it is signed; earlier entries stay in the ledger.

        Exit codes: 0 everything that was filled in is entered; 2 some rows were refused; 65 the \
        workbook cannot be used.
        """,
        """
        只登记改动过的行，按编号对应各项，因此可以排序、筛选、略去行。导出之后别人改过的项、单元格不能用的\
        行逐行拒收，其余一并登记。登记的内容在签认之前只是提议，以前的登记仍保留在台账里。

        退出码：0 填写的内容全部登记；2 有行被拒收；65 工作簿不能用。
        """))

    @Argument(help: words("The workbook.", "工作簿。"), completion: .file(extensions: ["xlsx"]))
    var file: String

    @Option(name: .customLong("by"), help: words("Who enters it.", "登记人。"))
    var who: String

    @Flag(help: words("Show what would change, write nothing.", "只列出将有的变化，不写入。"))
    var dryRun = false

    @OptionGroup var listing: ListingOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let run = try ChecklistImportRun(workspace)
        let now = Environment.now()
        var plan = try run.plan(file, by: who)
        if !dryRun { plan = try run.enter(plan, at: now) }
        try Self.listing(plan.changes).print(listing, workspace: workspace.folder, on: terminal)
        FindingPrinter(terminal: terminal).print(plan.findings)
        let count = plan.changes.count
        terminal.say(
          dryRun
            ? terminal.words("\(count) items would change", "将改动 \(count) 项")
            : terminal.words("\(count) items entered", "已登记 \(count) 项"))
        if plan.findings.contains(where: { $0.severity == .error }) { throw ExitCode(2) }
      }
    }

    private static func listing(_ changes: [ChecklistImportRun.Change]) -> Listing {
      Listing(
        schema: "hotline/checklist.import/1",
        columns: [
          .identifier("item", "item", "编号"),
          .state("before", "entered", "已登记"),
          .state("after", "filled in", "填写"),
          .text("evidence", "evidence", "证据"),
          .text("remark", "remark", "意见", rank: .detail),
          .name("filledBy", "filled in by", "填写人"),
          .name("day", "day", "日期"),
          .name("cell", "cell", "单元格", rank: .detail),
        ],
        rows: changes.map { change in
          let entry = change.entry
          return Listing.Row(
            cells: [
              entry.item, change.before?.conclusion?.rawValue ?? "",
              entry.conclusion?.rawValue ?? "", entry.evidence, entry.remark, entry.filledBy,
              entry.day?.description ?? "", "\(change.place)",
            ],
            words: [
              "before": change.before?.conclusion?.words, "after": entry.conclusion?.words,
            ].compactMapValues(\.self),
            json: [
              "item": .string(entry.item),
              "before": change.before.map { ChecklistListing.json(of: $0) } ?? .null,
              "after": ChecklistListing.json(of: entry), "cell": .string("\(change.place)"),
            ])
        })
    }
  }
}
