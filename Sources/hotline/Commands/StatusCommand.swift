import ArgumentParser
import Bytes
import CommandOptions
import Console
import Findings
import HotlineModel
import MergerRuns
import Reports

struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: words(
      "The state of each line, what blocks it, what to run next.",
      "查看每条热线的进度、受阻原因和下一步命令。"))

  @OptionGroup var listing: ListingOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.inWorkspace { workspace, terminal in
      let status = try workspace.status(keptBy: ProgramVersion.name)
      try Self.listing(status).print(listing, workspace: workspace.folder, on: terminal)
      if let finding = status.policyFindings.first {
        terminal.say(
          "\(finding.code.rawValue)  \(finding.message(in: terminal.language))  "
            + "\(finding.places.first.map(String.init) ?? "")")
      }
      LateCutovers.say(status.lines.compactMap(\.late), on: terminal)
      terminal.next(StatusSteps(status).steps)
    }
  }

  private static func listing(_ status: StatusReport) -> Listing {
    Listing(
      schema: "hotline/status/1",
      columns: [
        .identifier("line", "line", "热线"),
        .state("mode", "mode", "方式"),
        .number("tickets", "tickets", "工单"),
        .number("quarantined", "quarantined", "隔离"),
        .text("blocked", "blocked by", "受阻于"),
        .text("name", "name", "名称"),
      ],
      rows: status.lines.map { line in
        let mode = line.outcome?.mode
        let blocked = blocked(line, status.reasons)
        return Listing.Row(
          cells: [
            line.id, mode?.rawValue ?? "-", String(line.holdings.tickets),
            String(line.holdings.quarantined),
            blocked.english, line.name,
          ], words: ["mode": mode?.words, "blocked": blocked].compactMapValues(\.self),
          json: [
            "line": .string(line.id), "name": .string(line.name),
            "mode": .optional(line.outcome?.mode.rawValue),
            "reason": .optional(line.outcome?.reason),
            "deadline": .optional(line.outcome?.deadline),
            "lateCutover": .optional(line.late.map { "\($0.cutover)" }),
            "unrouted": .bool(line.isUnrouted),
            "tickets": .int(line.holdings.tickets), "quarantined": .int(line.holdings.quarantined),
          ])
      })
  }

  private static func blocked(_ line: LineStatus, _ reasons: ReasonWords) -> Words {
    if let outcome = line.outcome, outcome.mode == .person { return reasons[outcome.reason] }
    let causes = [
      line.holdings.quarantined > 0 ? Words("quarantine", "隔离区") : nil,
      line.isUnrouted ? Words("no route", "没有路由") : nil,
    ].compactMap(\.self)
    if causes.isEmpty { return Words("-", "-") }
    return Words(
      causes.map(\.english).joined(separator: ", "), causes.map(\.chinese).joined(separator: "、"))
  }
}
