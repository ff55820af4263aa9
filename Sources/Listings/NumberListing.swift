package import Bytes
package import Console
package import Findings
import HotlineModel
package import MergerRuns
package import Reports

/// The number ledger as people and machines read it.
package enum NumberListing {
  /// Every number.
  package static func entries(_ entries: [NumberEntry]) -> Listing {
    Listing(
      schema: "hotline/number.list/1",
      columns: [
        .identifier("number", "number", "号码"),
        .text("name", "name", "热线名称"),
        .state("status", "status", "状态"),
        .name("since", "since", "变更日期"),
        .name("mode", "mode", "方式"),
        .name("disposition", "disposition", "号码处理", rank: .detail),
        .name("cutover", "cut-over", "割接时间"),
        .number("announced", "announced", "已公告渠道"),
        .number("unproven", "without proof", "缺凭证渠道"),
        .name("windowEnd", "window ends", "公告期满"),
        .number("daysLeft", "days left", "余工作日"),
        .text("owner", "owner", "责任单位", rank: .detail),
        .text("who", "by", "登记人", rank: .detail),
      ],
      rows: entries.map { entry in
        Listing.Row(
          cells: [
            entry.line.id, entry.line.name, entry.status.rawValue,
            entry.since?.description ?? "-", entry.mode?.rawValue ?? "-",
            entry.disposition?.rawValue ?? "-", entry.cutover?.description ?? "-",
            String(entry.announced), String(entry.unproven),
            entry.windowEnd?.description ?? "-", entry.daysLeft.map(String.init) ?? "-",
            entry.line.owner, entry.who.isEmpty ? "-" : entry.who,
          ],
          words: [
            "status": entry.status.words, "mode": entry.mode?.words,
            "disposition": entry.disposition?.words,
          ].compactMapValues(\.self), json: entry.json)
      })
  }

  /// The channels of one number.
  package static func channels(_ channels: [NumberChannel]) -> Listing {
    Listing(
      schema: "hotline/number.show/1",
      columns: [
        .identifier("channel", "channel", "渠道"),
        .name("announced", "announced", "公告日期"),
        .text("proof", "proof", "凭证"),
        .name("sha256", "SHA-256", "SHA-256", rank: .detail),
      ],
      rows: channels.map { channel in
        Listing.Row(
          cells: [
            channel.name, channel.announced?.description ?? "-", channel.proof?.text ?? "-",
            channel.proof?.file.map { String($0.sha256.prefix(12)) } ?? "-",
          ], json: channel.json)
      })
  }

  /// Decisions on a line and what became of its number, in time: each list keeps its own order,
  /// whatever the clock showed.
  package static func history(
    _ decisions: [DatedDecision], _ events: [DatedNumberEvent], reasons: ReasonWords
  ) -> Listing {
    var (left, right) = (decisions[...], events[...])
    var rows: [Listing.Row] = []
    while left.first != nil || right.first != nil {
      if let event = right.first, left.first.map({ event.at < $0.at }) ?? true {
        rows.append(row(event))
        right.removeFirst()
      } else if let decision = left.popFirst() {
        rows.append(row(decision, reasons))
      }
    }
    return Listing(
      schema: "hotline/number.history/1",
      columns: [
        .identifier("at", "at", "时间"),
        .name("kind", "by", "来源"),
        .state("mode", "mode", "方式"),
        .name("status", "status", "状态"),
        .name("day", "day", "日期"),
        .text("channel", "channel", "渠道", rank: .detail),
        .text("proof", "proof", "凭证", rank: .detail),
        .text("reason", "reason", "理由"),
        .text("rules", "rules", "规则", rank: .detail),
        .name("certainty", "certainty", "把握", rank: .detail),
        .name("policy", "policy", "规则表版本", rank: .detail),
        .name("who", "who", "何人"),
        .text("document", "document", "文件"),
      ], rows: rows)
  }

  private static func row(_ entry: DatedDecision, _ reasons: ReasonWords) -> Listing.Row {
    let record = entry.record
    return Listing.Row(
      cells: [
        entry.at, record.kind.rawValue, record.mode.rawValue, "-", "-", "-", "-", record.reason,
        record.rules, record.certainty, record.policy, record.who, record.document,
      ],
      words: [
        "kind": record.kind.words, "mode": record.mode.words,
        "reason": record.kind == .rules ? reasons[record.reason] : nil,
        "certainty": Certainty(rawValue: record.certainty)?.words,
      ].compactMapValues(\.self),
      json: [
        "at": .string(entry.at), "kind": .string(record.kind.rawValue),
        "line": .string(record.line), "mode": .string(record.mode.rawValue),
        "components": .array(record.components.map { .string($0) }),
        "reason": .string(record.reason), "rules": .string(record.rules),
        "clauses": .string(record.clauses), "facts": .string(record.facts),
        "certainty": .string(record.certainty), "policy": .string(record.policy),
        "who": .string(record.who), "document": .string(record.document),
      ])
  }

  private static func row(_ entry: DatedNumberEvent) -> Listing.Row {
    let event = entry.event
    return Listing.Row(
      cells: [
        entry.at, event.kind.rawValue, event.mode.rawValue, event.status?.rawValue ?? "-",
        event.day?.description ?? "-", event.channel.isEmpty ? "-" : event.channel,
        event.proof?.text ?? "-", event.reason, "", "", "", event.who, event.document,
      ],
      words: [
        "kind": event.kind.words, "mode": event.mode.words, "status": event.status?.words,
      ].compactMapValues(\.self), json: json(event, at: entry.at))
  }

  /// An entry for machines, with the members that decisions have in the history.
  package static func json(_ event: NumberEvent, at: String) -> JSONValue {
    [
      "at": .string(at), "kind": .string(event.kind.rawValue), "line": .string(event.line),
      "mode": .string(event.mode.rawValue),
      "components": [.string("number=\(event.disposition.rawValue)")],
      "reason": .string(event.reason),
      "rules": "", "clauses": "", "facts": "", "certainty": "", "policy": "",
      "who": .string(event.who), "document": .string(event.document),
      "was": .optional(event.was?.rawValue), "status": .optional(event.status?.rawValue),
      "day": .optional(event.day?.description), "channel": .string(event.channel),
      "proof": event.proof == nil
        ? .null
        : NumberChannel(name: event.channel, announced: event.day, proof: event.proof).json,
    ]
  }
}

extension NumberEvent.Kind {
  /// What people read instead of the code.
  package var words: Words {
    switch self {
    case .status: Words("status", "状态变更")
    case .correction: Words("correction", "更正")
    case .channelPlanned: Words("channel planned", "列入公告渠道")
    case .channelAnnounced: Words("channel announced", "渠道公告")
    case .channelWithdrawn: Words("channel withdrawn", "撤销渠道")
    }
  }
}
