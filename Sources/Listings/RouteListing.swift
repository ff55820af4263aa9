package import Bytes
package import Console
import Findings
package import HotlineModel
package import MergerRuns
package import Reports

/// Routes, checks and traces as listings.
package enum RouteListing {
  package static func listing(_ run: RouteRun) -> Listing {
    var listing = phases(run.routes.flatMap { route in route.phases.map { (route.number, $0) } })
    listing.members = [
      "untouched": .array(
        run.unroutedLines.map { line in
          ["line": .string(line.line), "mode": .string(line.mode.rawValue)]
        })
    ]
    listing.findings = run.findings
    return listing
  }

  /// Stages of numbers.
  package static func phases(_ phases: [(number: HotlineNumber, phase: RoutePhase)]) -> Listing {
    Listing(
      schema: "hotline/route.build/1",
      columns: [
        .identifier("number", "number", "号码"),
        .name("line", "line", "热线", rank: .detail),
        .name("mode", "mode", "方式"),
        .state("phase", "phase", "阶段"),
        .name("from", "from", "起"),
        .name("until", "until", "止"),
        .name("plan", "plan", "方案", rank: .detail),
        .text("name", "name", "名称"),
      ],
      rows: phases.map { number, phase in
        Listing.Row(
          cells: [
            number.text, phase.line, phase.mode.rawValue, phase.kind.rawValue,
            phase.period.from?.description ?? "-", phase.period.until?.description ?? "-",
            phase.plan ?? "-", phase.name,
          ],
          words: [
            "mode": phase.mode.words,
            "phase": Words(phase.kind.rawValue, phase.kind.words.chinese),
          ],
          json: [
            "number": .string(number.text), "line": .string(phase.line),
            "mode": .string(phase.mode.rawValue), "phase": .string(phase.kind.rawValue),
            "from": .optional(phase.period.from?.rfc3339),
            "until": .optional(phase.period.until?.rfc3339), "plan": .optional(phase.plan),
            "name": .string(phase.name),
          ])
      })
  }

  package static func checks(_ reports: [CheckReport]) -> Listing {
    var listing = Listing(
      schema: "hotline/route.check/1",
      columns: [
        .identifier("check", "check", "检查"),
        .state("result", "result", "结果"),
        .number("faults", "faults", "问题"),
        .text("asks", "asks", "内容"),
        .text("examined", "examined", "检查范围", rank: .detail),
      ],
      rows: reports.map { report in
        Listing.Row(
          cells: [
            report.id, outcome(of: report).english, String(report.witnesses.count),
            report.title.english, report.examined(in: .english),
          ],
          words: [
            "result": outcome(of: report), "asks": report.title,
            "examined": Words(report.examined(in: .english), report.examined(in: .chinese)),
          ], colours: ["result": colour(of: report)].compactMapValues(\.self), json: json(report))
      })
    listing.findings = reports.flatMap(\.witnesses).map(\.finding)
    return listing
  }

  package static func json(
    _ trace: CallTrace, _ asked: (landing: String, expected: String, rows: [String])?
  ) -> JSONValue {
    [
      "landing": .optional(asked?.landing),
      "rows": asked.map { .array($0.rows.map { .string($0) }) } ?? .null,
      "dialled": .string(trace.dialled), "at": .string(trace.at.rfc3339),
      "from": .string(trace.origin.rawValue), "disposition": .string(trace.disposition.rawValue),
      "success": .bool(trace.disposition.isSuccess), "set": .optional(trace.set),
      "hops": .array(
        trace.hops.map { hop in
          [
            "hop": .string(hop.label(in: .english)), "en": .string(hop.text(in: .english)),
            "zh": .string(hop.text(in: .chinese)),
          ]
        }),
    ]
  }

  private static func outcome(of report: CheckReport) -> Words {
    if !report.isPassed { return Words("error", "错误") }
    if report.outcome == "not-examined" { return Words("-", "-") }
    return report.witnesses.isEmpty ? Words("ok", "通过") : Words("warning", "警告")
  }

  private static func colour(of report: CheckReport) -> Terminal.Meaning? {
    if !report.isPassed { return .error }
    if report.outcome == "not-examined" { return nil }
    return report.witnesses.isEmpty ? .good : .attention
  }

  private static func json(_ report: CheckReport) -> JSONValue {
    [
      "check": .string(report.id), "passed": .bool(report.isPassed),
      "outcome": .string(report.outcome),
      "not_examined": .array(report.missing.map { .string($0.english) }),
      "title": .string(report.title.english),
      "examined": .object(
        Dictionary(report.examined.map { ($0.what.english, .int($0.value)) }) { $1 }),
      "witnesses": .array(
        report.witnesses.map { witness in
          [
            "number": .string(witness.number), "origin": .optional(witness.origin?.rawValue),
            "intervals": .array(
              witness.intervals.map {
                [.string($0.lowerBound.rfc3339), .string($0.upperBound.rfc3339)]
              }),
            "finding": witness.finding.json,
          ]
        }),
    ]
  }

  /// What differs between two tables.
  package static func changes(_ changes: [RouteChange]) -> Listing {
    Listing(
      schema: "hotline/route.diff/1",
      columns: [
        .identifier("number", "number", "号码"),
        .text("before", "before", "原去向"),
        .text("after", "after", "新去向"),
        .number("intervals", "intervals", "时段数", rank: .detail),
        .name("example", "example call at", "示例时刻"),
      ],
      rows: changes.map { change in
        let example = change.spans.first?.lowerBound.description ?? "-"
        return Listing.Row(
          cells: [
            change.number.text, change.before, change.after, String(change.spans.count), example,
          ],
          json: [
            "number": .string(change.number.text), "before": .string(change.before),
            "after": .string(change.after), "example": .string(example),
            "intervals": .array(
              change.spans.map {
                [.string($0.lowerBound.rfc3339), .string($0.upperBound.rfc3339)]
              }),
          ])
      })
  }
}
