package import Bytes
package import Console
import Findings
import HotlineModel
package import MergerRuns
package import Reports

/// Decisions as a listing.
package enum DecisionListing {
  package static func listing(
    _ explanations: [PolicyExplanation], policy: String, reasons: ReasonWords
  ) -> Listing {
    var listing = Listing(schema: "hotline/classify/1", columns: columns, rows: [])
    listing.members = ["policy": .string(policy)]
    listing.rows = explanations.map { explanation in
      let decision = explanation.decision
      let mode = decision.mode
      return Listing.Row(
        cells: [
          decision.line.id,
          mode.rawValue, mode.chineseName, decision.number.rawValue, decision.seats.rawValue,
          decision.callPath.rawValue, decision.reason, decision.certainty.rawValue,
          decision.path.map(\.rule).joined(separator: " "), decision.line.name,
        ],
        words: [
          "mode": mode.words, "number": decision.number.words, "seats": decision.seats.words,
          "calls": decision.callPath.words, "reason": reasons[decision.reason],
          "certainty": decision.certainty.words,
        ], colours: mode == .person ? ["mode": .attention] : [:], json: json(explanation))
    }
    return listing
  }

  private static let columns: [Listing.Column] = [
    .identifier("line", "line", "热线"),
    .state("mode", "mode", "方式"),
    .name("mode_zh", "方式", "归并方式", rank: .machine),
    .name("number", "number", "号码", rank: .detail),
    .name("seats", "seats", "座席", rank: .detail),
    .name("calls", "calls", "来电", rank: .detail),
    .text("reason", "reason", "理由"),
    .name("certainty", "certainty", "把握", rank: .detail),
    .text("path", "rules", "规则", rank: .detail),
    .text("name", "name", "名称"),
  ]

  package static func json(_ explanation: PolicyExplanation) -> JSONValue {
    let decision = explanation.decision
    return [
      "line": .string(decision.line.id), "number": .string(decision.line.number.text),
      "name": .string(decision.line.name), "mode": .string(decision.mode.rawValue),
      "components": [
        "number": .string(decision.number.rawValue), "seats": .string(decision.seats.rawValue),
        "calls": .string(decision.callPath.rawValue), "deadline": .string(decision.deadline),
        "template": .string(decision.template), "tickets": .string(decision.tickets.rawValue),
        "knowledge": .string(decision.knowledge.rawValue),
        "roundTheClock": .string(decision.roundTheClock.rawValue),
      ],
      "byRules": .optional(explanation.byRules?.mode.rawValue),
      "overruled": .array(explanation.overruled.map { .string("\($0.rule) \($0.clause)") }),
      "flips": .array(
        explanation.flips.map { flip in
          [
            "fact": .string(flip.fact), "found": .string(flip.found),
            "value": .string(flip.value), "outcome": .array(flip.outcome.map { .string($0) }),
          ]
        }),
      "reason": .string(decision.reason), "scopeReason": .string(explanation.scopeReason),
      "certainty": .string(decision.certainty.rawValue), "policy": .string(decision.policy),
      "path": .array(
        decision.path.map { hit in
          [
            "table": .string(hit.table), "rule": .string(hit.rule), "clause": .string(hit.clause),
            "certainty": .string(hit.certainty.rawValue), "place": hit.place.json,
          ]
        }),
      "facts": .object(
        Dictionary(
          explanation.facts.map {
            ($0.name, ["value": .string($0.value), "used": .bool($0.isUsed)])
          }
        ) { $1 }),
      "question": explanation.question.map { question in
        [
          "code": .string(question.code), "en": .string(question.words.english),
          "zh": .string(question.words.chinese), "decidedBy": .string(question.decidedBy),
        ]
      } ?? .null,
    ]
  }
}
