import ArgumentParser
import HotlineModel
import MergerRuns
import Reports

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Check that libraries, charset table, clock, disk, sheets and ledger are in order.",
    discussion: "Exit codes: 0 all in order, 1 something fails, 2 something needs attention.")

  @OptionGroup var listing: ListingOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.run { terminal in
      let folder = common.workspaceFolder()
      let checks = DoctorRun(folder: folder, keys: Environment.auditKeys).run(
        now: Environment.now())
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
