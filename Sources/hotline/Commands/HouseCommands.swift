import ArgumentParser
import CommandOptions
import Console
import Findings
import HotlineModel
import MergerRuns
import Reports

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: words(
      "Check that libraries, charset table, clock, disk, sheets and ledger are in order.",
      "检查程序库、字符集表、时钟、磁盘、各表和台账是否正常。"),
    discussion: words(
      "Exit codes: 0 all in order, 1 something fails, 2 something needs attention.",
      "退出码：0 全部正常；1 有故障；2 有需要注意的问题。"))

  @OptionGroup var listing: ListingOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.run { terminal in
      let folder = common.workspaceFolder()
      let checks = DoctorRun(
        folder: folder, keys: Environment.auditKeys, programFolders: Environment.programFolders
      ).run(now: Environment.now())
      try Listing(
        schema: "hotline/doctor/1",
        columns: [
          .identifier("name", "what", "项目"),
          .state("state", "state", "状态"),
          .text("detail", "found", "情况"),
        ],
        rows: checks.map { check in
          let colour: Terminal.Meaning =
            switch check.state {
            case .ok: .good
            case .attention: .attention
            case .broken: .error
            case .absent: .detail
            }
          return Listing.Row(
            cells: [check.name.english, check.state.rawValue, check.detail.english],
            words: ["name": check.name, "state": check.state.words, "detail": check.detail],
            colours: ["state": colour], json: check.json)
        }
      ).print(listing, workspace: folder, on: terminal)
      if checks.contains(where: { $0.state == .broken }) { throw ExitCode(1) }
      if checks.contains(where: { $0.state == .attention }) { throw ExitCode(2) }
    }
  }
}
