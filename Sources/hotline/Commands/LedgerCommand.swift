import ArgumentParser
import Bytes
import Findings
import MergerRuns

struct LedgerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger", abstract: "Check the ledger, back it up, and seal its audit trail.",
    subcommands: [Check.self, Backup.self, Seal.self, Migrate.self])

  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract:
        "Check tables, books, segments, key files, tickets and audit trail against each other.",
      discussion: "Exit codes: 0 everything agrees, 74 something does not.")

    @Option(
      help: """
        Also check the ledger against what was made from it: a delivery's folder, its manifest or \
        hand-over sheet, or a backup; may be given several times.
        """)
    var against: [String] = []

    @OptionGroup var listing: ListingOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
      try await common.inWorkspace { workspace, terminal in
        let proof = try await LedgerRuns(workspace).check(against: against)
        var table = Listing(
          schema: "hotline/ledger.check/1",
          columns: [
            Listing.Column(key: "what", english: "what", chinese: "项目"),
            Listing.Column(key: "proved", english: "proved", chinese: "已核实", isNumber: true),
          ],
          rows: [
            ("tables", proof.tables), ("segments", proof.segments),
            ("key files", proof.keyFiles), ("tickets", proof.versions),
            ("audit entries", proof.auditEntries), ("seals", proof.seals),
            ("earlier heads", proof.heads),
          ].map { name, count in
            Listing.Row(
              cells: [name, String(count)], json: ["what": .string(name), "proved": .int(count)])
          })
        table.members["findings"] = .array((proof.findings + proof.notes).map(\.json))
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
      abstract: "Write catalogue, segments and key files into one tar file, while others work.",
      discussion: """
        To restore: tar -xf FILE -C WORKSPACE, in a workspace whose .hotline folder was moved away, \
        then hotline ledger check.

        Exit codes: 0 written, 73 the file already exists or cannot be written.
        """)

    @Argument(help: "The file to write; must be new.")
    var file: String

    @OptionGroup var common: CommonOptions

    func run() async throws {
      try await common.inWorkspace { workspace, terminal in
        let (segments, sha256, head) = try await LedgerRuns(workspace).backup(
          to: file, now: Environment.now())
        terminal.output(
          terminal.words(
            "\(segments) segments and the catalogue written to \(file)  sha256 \(sha256)",
            "已将目录和 \(segments) 个数据段写入 \(file)  sha256 \(sha256)"))
        terminal.output("\(head)")
        terminal.say(
          terminal.words(
            "not in it: the keys (audit key, keys of hashes), settings, register and mappings",
            "不含：密钥（审计密钥、散列密钥）、设置、热线登记和映射"))
      }
    }
  }

  struct Migrate: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "migrate",
      abstract: "Convert a ledger of an earlier version to the format that this one writes.",
      discussion: """
        The first command that opens such a ledger converts it as well; this one lets you choose a \
        quiet time. It reads and checks all segments, about a second for a million tickets. It is \
        done completely or not at all. Back up the workspace first: an earlier version refuses the \
        ledger afterwards.

        Exit codes: 0 done, or nothing to do; 74 the ledger is damaged and stays as it was; 75 \
        another run is writing; 78 a newer version wrote it.
        """)

    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let changes = try LedgerRuns.migrate(workspace)
        for change in changes { terminal.output("\(change)") }
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
      abstract: "Seal the audit trail with a key outside the workspace, from now on.",
      discussion: """
        For a workspace without a key; or, with --because and --by, for one whose key is lost. The \
        key is kept in $HOTLINE_AUDIT_KEY, else in hotline/keys under $XDG_CONFIG_HOME or ~/.config.

        Exit codes: 0 sealed, 77 no place for a key, or no reason given for using another one.
        """)

    @Option(help: "Why the key that sealed it before is no longer used.")
    var because: String = ""

    @Option(name: .customLong("by"), help: "Who seals it.")
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
