import Bytes
package import Console
import Findings
import HotlineModel
package import MergerRuns
import Reports

/// Where the lines stand.
package enum StatusListing {
  /// Every line, and what blocks it.
  package static func lines(_ status: StatusReport) -> Listing {
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
