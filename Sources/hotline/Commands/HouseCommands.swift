import ArgumentParser
import HotlineModel
import MergerRuns

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Whether libraries, charset table, clock, disk, sheets and ledger are in order.",
    discussion: "Exit codes: 0 all in order, 1 something does not work, 2 something to look at.")

  @OptionGroup var listing: ListingOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.run { terminal in
      let folder = common.workspaceFolder()
      let checks = DoctorRun(folder: folder).run(now: Environment.now())
      try Listing(
        schema: "hotline/doctor/1",
        columns: [
          Listing.Column(key: "name", english: "what", chinese: "项目"),
          Listing.Column(key: "state", english: "state", chinese: "状态"),
          Listing.Column(key: "detail", english: "found", chinese: "情况"),
        ],
        rows: checks.map { check in
          let (word, colour): (String, Terminal.Meaning) =
            switch check.state {
            case .ok: (terminal.words("ok", "正常"), .good)
            case .attention: (terminal.words("look", "请检查"), .attention)
            case .broken: (terminal.words("broken", "不可用"), .error)
            }
          return Listing.Row(
            cells: [check.name, word, check.detail], colours: ["state": colour], json: check.json)
        }
      ).print(listing, workspace: folder, on: terminal)
      if checks.contains(where: { $0.state == .broken }) { throw ExitCode(1) }
      if checks.contains(where: { $0.state == .attention }) { throw ExitCode(2) }
    }
  }
}

struct LedgerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger", abstract: "Prove the ledger, and back it up.",
    subcommands: [Check.self, Backup.self])

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Prove that every ticket lies where the catalogue says, with its hash.",
      discussion: "Exit codes: 0 everything holds, 74 something does not.")

    @OptionGroup var listing: ListingOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let proof = try LedgerRuns(workspace).check()
        var table = Listing(
          schema: "hotline/ledger.check/1",
          columns: [
            Listing.Column(key: "what", english: "what", chinese: "项目"),
            Listing.Column(key: "proved", english: "proved", chinese: "已核实", isNumber: true),
          ],
          rows: [
            ("tables", proof.tables), ("segments", proof.segments), ("tickets", proof.versions),
            ("audit entries", proof.auditEntries),
          ].map { name, count in
            Listing.Row(
              cells: [name, String(count)], json: ["what": .string(name), "proved": .int(count)])
          })
        table.members["findings"] = .array(proof.findings.map(\.json))
        try table.print(listing, workspace: workspace.folder, on: terminal)
        FindingPrinter(terminal: terminal).print(proof.findings)
        guard proof.findings.isEmpty else { throw ExitCode(74) }
        terminal.say(terminal.words("the ledger holds what it says", "台账与目录一致"))
      }
    }
  }

  struct Backup: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "backup",
      abstract: "Write catalogue and segments into one tar file; others may go on working.",
      discussion: """
        To restore: tar -xf FILE -C WORKSPACE, in a workspace whose .hotline folder was moved away, \
        then hotline ledger check.

        Exit codes: 0 written, 73 the file is there already or cannot be written.
        """)

    @Argument(help: "The file to write; must be new.")
    var file: String

    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let (segments, sha256) = try LedgerRuns(workspace).backup(
          to: file, now: Environment.now())
        terminal.output(
          terminal.words(
            "\(segments) segments and the catalogue written to \(file)  sha256 \(sha256)",
            "已将目录和 \(segments) 个数据段写入 \(file)  sha256 \(sha256)"))
      }
    }
  }
}
