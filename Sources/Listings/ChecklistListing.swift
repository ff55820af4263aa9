package import Bytes
package import Console
import Findings
import HotlineModel
package import Reports

/// Items of checklists as people and machines read them.
package enum ChecklistListing {
  /// Items with their states, a row each.
  package static func items(_ rows: [(Checklist, ItemStatus)], schema: String) -> Listing {
    Listing(
      schema: schema,
      columns: [
        .identifier("item", "item", "编号"),
        .name("line", "line", "热线", rank: .detail),
        .name("mode", "mode", "方式", rank: .detail),
        .state("state", "state", "状态"),
        .name("due", "due", "期限"),
        .number("late", "days late", "逾期工作日", rank: .detail),
        .text("owner", "responsible", "责任单位"),
        .name("after", "after", "前置项", rank: .detail),
        .name("blockedBy", "blocked by", "受阻于"),
        .text("evidence", "evidence", "应交材料", rank: .detail),
        .text("entered", "entered evidence", "已填证据", rank: .detail),
        .text("task", "task", "事项"),
      ],
      rows: rows.map { list, status in
        let item = status.item
        let numbers = { (ids: [String]) in
          ids.map { String($0.suffix(2)) }.joined(separator: " ")
        }
        return Listing.Row(
          cells: [
            item.id, list.code, list.kind, status.state.rawValue,
            item.due?.description ?? "-", status.daysLate.map(String.init) ?? "", item.owner,
            numbers(item.dependsOn), numbers(status.blockedBy), item.evidence,
            status.entry?.entry.papers ?? "", item.task,
          ],
          words: [
            "line": list.line == nil ? list.kindWords : nil, "mode": list.kindWords,
            "state": status.state.words,
          ].compactMapValues(\.self),
          colours: status.isLate || status.state == .failed ? ["state": .attention] : [:],
          json: json(of: status, in: list))
      })
  }

  private static func json(of status: ItemStatus, in list: Checklist) -> JSONValue {
    let item = status.item
    return [
      "item": .string(item.id), "line": .optional(list.line),
      "mode": .optional(list.mode?.rawValue),
      "task": .string(item.task), "owner": .string(item.owner),
      "evidence": .string(item.evidence), "due": .optional(item.due?.description),
      "dueNote": .string(item.dueNote),
      "dependsOn": .array(item.dependsOn.map { .string($0) }), "source": .string(item.source),
      "state": .string(status.state.rawValue), "isLate": .bool(status.isLate),
      "daysLate": status.daysLate.map { .int($0) } ?? .null,
      "blockedBy": .array(status.blockedBy.map { .string($0) }),
      "entered": status.entry.map { json(of: $0.entry) } ?? .null,
      "revision": .int(status.revision),
      "exception": status.exception.map { json(of: $0.entry) } ?? .null,
      "answers": .array(
        status.answers.map {
          [
            "check": .string($0.check.rawValue), "answer": .string($0.outcome.rawValue),
            "reason": .string($0.reason.english),
          ]
        }),
    ]
  }

  /// What was entered of an item.
  package static func json(of entry: ItemEntry) -> JSONValue {
    [
      "conclusion": .optional(entry.conclusion?.rawValue), "evidence": .string(entry.evidence),
      "remark": .string(entry.remark), "filledBy": .string(entry.filledBy),
      "day": .optional(entry.day?.description), "workbook": .string(entry.source),
      "by": .string(entry.who), "files": .array(entry.files.map(\.json)),
    ]
  }
}
