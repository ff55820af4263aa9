import ArgumentParser
import Bytes
import CommandOptions
import Console
import Findings
import MergerRuns

struct LedgerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger",
    abstract: words("Check the ledger, back it up, and seal its audit trail.", "核对、备份台账，封印审计记录。"),
    subcommands: [Check.self, Backup.self, Seal.self, Migrate.self])

  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: words(
        "Check tables, books, segments, key files, tickets, audit trail and evidence against each other.",
        "相互核对台账的数据表、账目、数据段、键文件、工单、审计记录和证据文件。"),
      discussion: words(
        "Exit codes: 0 everything agrees, 74 something does not.",
        "退出码：0 全部一致；74 有不一致。"))

    @Option(
      help: words(
        """
        Also check the ledger against what was made from it: a delivery's folder, its \
        manifest or hand-over sheet, or a backup; may be given several times.
        """,
        "再与由台账产生的内容比对：交付件的文件夹、清单、交接单，或者备份；可以写多次。"), completion: .file())
    var against: [String] = []

    @OptionGroup var listing: ListingOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
      try await common.inWorkspace { workspace, terminal in
        let proof = try await LedgerRuns(workspace).check(
          against: against, progress: ProgressLine(terminal: terminal).show)
        var table = Listing(
          schema: "hotline/ledger.check/2",
          columns: [
            .identifier("what", "what", "项目"),
            .number("proved", "proved", "已核实", rank: .essential),
          ],
          rows: [
            (Words("tables", "数据表"), proof.tables), (Words("segments", "数据段"), proof.segments),
            (Words("key files", "键文件"), proof.keyFiles), (Words("tickets", "工单"), proof.versions),
            (Words("audit entries", "审计记录"), proof.auditEntries),
            (Words("seals", "封印"), proof.seals), (Words("earlier heads", "此前状态"), proof.heads),
            (Words("evidence", "证据文件"), proof.evidence),
          ].map { name, count in
            Listing.Row(
              cells: [name.english, String(count)], words: ["what": name],
              json: ["what": .string(name.english), "proved": .int(count)])
          })
        table.findings = proof.findings + proof.notes
        try table.print(listing, workspace: workspace.folder, on: terminal)
        FindingPrinter(terminal: terminal).print(proof.findings + proof.notes)
        guard proof.findings.isEmpty else { throw ExitCode(74) }
        terminal.say(terminal.words("the ledger agrees with its catalogue", "台账与目录一致"))
      }
    }
  }

  struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "backup",
      abstract: words(
        "Write catalogue, segments, key files and evidence into one tar file, while others work.",
        "把目录、数据段、键文件和证据文件写入一个 tar 文件，不影响他人工作。"),
      discussion: words(
        """
        To restore: tar -xf FILE -C WORKSPACE, in a workspace whose .hotline folder was \
        moved away, then hotline ledger check.

        A file of evidence that is gone or changed stops the backup, unless --without-evidence leaves \
        all of them out.

        Exit codes: 0 written, 73 the file already exists or cannot be written, 74 the ledger is \
        damaged, or evidence is gone or changed.
        """,
        """
        恢复：先移走工作区的 .hotline 文件夹，再执行 tar -xf 文件 -C 工作区，\
        然后执行 hotline ledger check。

        有证据文件缺失或有变动的，不予备份；加 --without-evidence 则全部证据文件都不备份。

        退出码：0 已写出；73 文件已存在或无法写入；74 台账已损坏，或证据文件缺失、有变动。
        """))

    @Argument(help: words("The file to write; must be new.", "写出的文件；不得已存在。"), completion: .file())
    var file: String

    @Flag(help: words("Leave the files of evidence out.", "不备份证据文件。"))
    var withoutEvidence = false

    @OptionGroup var result: ResultOptions

    @OptionGroup var common: CommonOptions

    func run() async throws {
      try await common.inWorkspace { workspace, terminal in
        let (segments, evidence, sha256, head) = try await LedgerRuns(workspace).backup(
          to: file, withEvidence: !withoutEvidence, now: Environment.now())
        if result.json {
          return terminal.output(
            [
              "file": .string(file), "segments": .int(segments), "evidence": .int(evidence),
              "sha256": .string(sha256),
              "head": .string(head),
            ], schema: "hotline/ledger.backup/1", workspace: workspace.folder)
        }
        terminal.output(
          terminal.words(
            "catalogue, \(segments) segments and \(evidence) files of evidence written to \(file)  "
              + "sha256 \(sha256)",
            "已将目录、\(segments) 个数据段和 \(evidence) 个证据文件写入 \(file)  sha256 \(sha256)"))
        terminal.output("\(head)")
        let (left, leftInChinese) = withoutEvidence ? ("evidence, ", "证据文件、") : ("", "")
        terminal.say(
          terminal.words(
            "not in it: \(left)the keys (audit key, keys of hashes), settings, register and mappings",
            "不含：\(leftInChinese)密钥（审计密钥、哈希密钥）、设置、热线登记和映射"))
      }
    }
  }

  struct Migrate: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "migrate",
      abstract: words(
        "Convert a ledger of an earlier version to the format that this one writes.",
        "把旧版本的台账转换为本版本的格式。"),
      discussion: words(
        """
        The first command that opens such a ledger converts it as well; this one lets you \
        choose a quiet time. It reads and checks all segments, about a second for a million \
        tickets. It is done completely or not at all. Back up the workspace first: an \
        earlier version refuses the ledger afterwards.

        Exit codes: 0 done, or nothing to do; 74 the ledger is damaged and stays as it was; \
        75 another run is writing; 78 a newer version wrote it.
        """,
        """
        任何命令首次打开旧台账时都会自动转换；用本命令可以另选空闲时间。转换时读取并核对全部数据段，\
        一百万张工单约需一秒；要么全部完成，要么不作改动。请先备份工作区：转换之后，旧版本不能再打开\
        该台账。

        退出码：0 完成，或无须转换；74 台账已损坏，保持原样；75 另有命令正在写入；78 台账\
        由更新的版本写成。
        """))

    @OptionGroup var result: ResultOptions

    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let changes = try LedgerRuns.migrate(workspace)
        if result.json {
          terminal.output(
            .array(changes.map { .string($0) }), schema: "hotline/ledger.migrate/1",
            workspace: workspace.folder)
        }
        for change in changes where !result.json { terminal.output("\(change)") }
        terminal.say(
          changes.isEmpty
            ? terminal.words("the ledger already has the present format", "台账已是当前格式")
            : terminal.words("the ledger was converted to the present format", "台账已转换为当前格式"))
      }
    }
  }

  struct Seal: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "seal",
      abstract: words(
        "Seal the audit trail with a key outside the workspace, from now on.",
        "此后用工作区之外的密钥封印审计记录。"),
      discussion: words(
        """
        For a workspace without a key; or, with --because and --by, for one whose key is \
        lost. The key is kept in $HOTLINE_AUDIT_KEY, else in hotline/keys under \
        $XDG_CONFIG_HOME or ~/.config.

        Exit codes: 0 sealed, 77 no place for a key, or no reason given for using another \
        one.
        """,
        """
        用于还没有密钥的工作区；密钥丢失的，加 --because 和 --by。密钥存放在 \
        $HOTLINE_AUDIT_KEY，未设置则在 $XDG_CONFIG_HOME 或 \
        ~/.config 下的 hotline/keys。

        退出码：0 已封印；77 没有存放密钥的地方，或未写明更换密钥的理由。
        """))

    @Option(help: words("Why the key that sealed it before is no longer used.", "停用原密钥的理由。"))
    var because: String = ""

    @Option(name: .customLong("by"), help: words("Who seals it.", "封印人。"))
    var signer: String = ""

    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let path = try LedgerRuns(workspace).seal(
          because: because, by: signer, now: Environment.now())
        terminal.output(
          terminal.words(
            "audit trail sealed with the key \(path); keep a copy elsewhere, not in the workspace",
            "审计记录用密钥 \(path) 封印；请另存一份，不要放在工作区里"))
      }
    }
  }
}
