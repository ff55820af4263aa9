package import Bytes
package import Console
package import Findings
package import HotlineModel
package import Reports

/// What the policy asks and demands.
package enum PolicyListing {
  /// The questions that people must answer, and how many lines wait for each.
  package static func questions(_ questions: [OpenQuestion]) -> Listing {
    Listing(
      schema: "hotline/policy.ask/1",
      columns: [
        .identifier("code", "code", "代码"),
        .number("lines", "lines", "热线数"),
        .text("question", "question", "问题"),
        .text("decides", "who decides", "决定单位", rank: .detail),
        .text("numbers", "numbers", "号码"),
      ],
      rows: questions.map { open in
        Listing.Row(
          cells: [
            open.question.code, "\(open.lines.count)",
            open.question.words.english, open.question.decidedBy,
            open.lines.map(\.id).joined(separator: " "),
          ], words: ["question": open.question.words],
          json: [
            "code": .string(open.question.code), "en": .string(open.question.words.english),
            "zh": .string(open.question.words.chinese),
            "decidedBy": .string(open.question.decidedBy),
            "lines": .array(open.lines.map { .string($0.id) }),
          ])
      }
    )
  }

  /// By when each clause of the notice wants its tasks done.
  package static func deadlines(_ deadlines: [PolicyDeadline], on day: CivilDate) -> Listing {
    Listing(
      schema: "hotline/policy.deadlines/1",
      columns: [
        .identifier("clause", "clause", "条款"),
        .name("due", "due", "完成时间"),
        .state("state", "state", "状态"),
        .text("task", "task", "任务"),
      ],
      rows: deadlines.map { deadline in
        let state = deadline.state(on: day)
        let continuous = PolicyDeadline.State.continuous
        return Listing.Row(
          cells: [
            deadline.clause, deadline.due.map(String.init) ?? continuous.rawValue,
            state.rawValue, deadline.task.english,
          ],
          words: [
            "due": deadline.due == nil ? continuous.words : nil, "state": state.words,
            "task": deadline.task,
          ].compactMapValues(\.self),
          colours: state == .overdueAtIssue ? ["state": .attention] : [:],
          json: [
            "clause": .string(deadline.clause), "due": .optional(deadline.due.map(String.init)),
            "issued": .string("\(deadline.issued)"), "state": .string(state.rawValue),
            "en": .string(deadline.task.english), "zh": .string(deadline.task.chinese),
          ])
      }
    )
  }

  /// One row a table.
  package static func tables(of report: PolicyReport) -> Listing {
    Listing(
      schema: "hotline/policy.check/2",
      columns: [
        .identifier("table", "table", "表"),
        .number("rules", "rules", "规则"),
        .number("inputs", "inputs", "输入", rank: .detail),
        .number("regions", "regions", "区域", rank: .detail),
        .number("gaps", "gaps", "空缺"),
        .number("overlaps", "overlaps", "重叠"),
        .state("proven", "proven", "已验证"),
      ],
      rows: report.tables.map { table in
        let isProven = table.isExhaustive && table.gaps + table.overlaps == 0
        return Listing.Row(
          cells: [
            table.name, "\(table.rules)", "\(table.inputs)", "\(table.regions)", "\(table.gaps)",
            "\(table.overlaps)", Self.proven(isProven).english,
          ], words: ["proven": Self.proven(isProven)], json: json(table))
      })
  }

  /// Whether something was proven.
  package static func proven(_ isProven: Bool) -> Words {
    isProven ? Words("proven", "已验证") : Words("not proven", "未验证")
  }

  /// A table for machines.
  package static func json(_ table: PolicyReport.Table) -> JSONValue {
    [
      "table": .string(table.name), "rules": .int(table.rules), "inputs": .int(table.inputs),
      "regions": .int(table.regions), "gaps": .int(table.gaps),
      "overlaps": .int(table.overlaps), "exhaustive": .bool(table.isExhaustive),
    ]
  }
}
