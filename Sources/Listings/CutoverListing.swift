import Bytes
package import Console
import Findings
package import HotlineModel
import MergerRuns
package import Reports

/// What begins when, and what was done to switches.
package enum CutoverListing {
  /// Every stage and every freeze, in time order.
  package static func calendar(_ events: [CutoverEvent]) -> Listing {
    Listing(
      schema: "hotline/cutover.calendar/1",
      columns: [
        .identifier("at", "at", "时间"),
        .identifier("number", "number", "号码"),
        .name("line", "line", "热线", rank: .detail),
        .name("event", "begins", "事项"),
        .state("freeze", "freeze", "封网"),
        .text("name", "name", "名称"),
      ],
      rows: events.map { event in
        Listing.Row(
          cells: [
            "\(event.at)", event.number, event.line, event.kind.words.english,
            event.isInFreeze ? "frozen" : "-", event.name,
          ],
          words: ["event": event.kind.words]
            .merging(event.isInFreeze ? ["freeze": Words("frozen", "封网期内")] : [:]) { $1 },
          colours: event.isInFreeze ? ["freeze": .error] : [:],
          json: [
            "at": .string(event.at.rfc3339), "number": .string(event.number),
            "line": .string(event.line), "event": .string(event.kind.rawValue),
            "frozen": .bool(event.isInFreeze), "name": .string(event.name),
          ])
      })
  }

  /// The journal of switches.
  package static func journal(_ entries: [DatedCutoverEntry]) -> Listing {
    Listing(
      schema: "hotline/cutover.list/1",
      columns: [
        .identifier("at", "at", "时间"), .identifier("switch", "switch", "交换机"),
        .state("step", "step", "步骤"), .identifier("plan", "plan", "方案"),
        .state("generation", "generation", "代"),
        .name("table", "table", "路由表", rank: .detail),
        .text("lines", "lines", "热线"), .name("who", "by", "操作人"),
        .text("because", "because", "理由"), .text("document", "document", "文件", rank: .detail),
      ],
      rows: entries.map { dated in
        let entry = dated.entry
        return Listing.Row(
          cells: [
            CivilInstant(dated.at)?.description ?? dated.at, entry.target, entry.step.rawValue,
            String(entry.plan.prefix(12)), entry.generation, String(entry.table.prefix(12)),
            entry.lines.joined(separator: " "), entry.who, entry.because, entry.document,
          ],
          words: ["step": entry.step.words],
          json: [
            "at": .string(dated.at), "switch": .string(entry.target),
            "step": .string(entry.step.rawValue), "plan": .string(entry.plan),
            "generation": .string(entry.generation), "table": .string(entry.table),
            "content": .string(entry.content), "other": .string(entry.other),
            "lines": .array(entry.lines.map { .string($0) }), "by": .string(entry.who),
            "because": .string(entry.because), "document": .string(entry.document),
          ])
      })
  }
}
