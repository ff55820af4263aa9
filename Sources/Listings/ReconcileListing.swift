import Bytes
package import Console
import Findings
import HotlineModel
import MergerRuns
package import Reports

/// Control totals, and how they compare with what was handed over.
package enum ReconcileListing {
  /// Tickets by what they are counted by.
  package static func totals(
    _ totals: ControlTotals, by groupings: [ControlTotals.Grouping]
  ) -> Listing {
    let columns = groupings.map { grouping in
      Listing.Column.identifier(
        grouping.rawValue, grouping.words.english, grouping.words.chinese)
    }
    return Listing(
      schema: "hotline/reconcile/1",
      columns: columns + [
        .number("count", "tickets", "工单", rank: .essential)
      ],
      rows: totals.counts(by: groupings).map { values, count in
        var object = Dictionary(zip(groupings.map(\.rawValue), values.map { JSONValue.string($0) }))
        {
          $1
        }
        object["count"] = .int(count)
        return Listing.Row(
          cells: values + [String(count)],
          words: Dictionary(
            zip(groupings, values).map { ($0.rawValue, $0.words(of: $1)) }
          ) { first, _ in first },
          json: .object(object))
      })
  }

  /// Counts handed over beside those of the ledger.
  package static func compared(_ rows: [ReconciledRow]) -> Listing {
    let hasFiles = rows.contains { !$0.file.isEmpty }
    return Listing(
      schema: "hotline/reconcile.against/1",
      columns: (hasFiles
        ? [.name("file", "file", "文件")] : []) + [
          .identifier("line", "line", "热线"),
          .name("period", "period", "期间"),
          .name("type", "type", "类型"),
          .name("status", "status", "状态"),
          .number("expected", "handed over", "交接数"),
          .number("tickets", "tickets", "工单"),
          .number("quarantined", "quarantined", "隔离", rank: .detail),
          .number("waived", "waived", "豁免", rank: .detail),
          .number("difference", "difference", "差额", rank: .essential),
          .state("verdict", "verdict", "结论"),
        ],
      rows: rows.map { row in
        let verdict = row.difference == 0 ? Words("agrees", "一致") : Words("DIFFERS", "不符")
        return Listing.Row(
          cells: (hasFiles ? [row.file] : []) + [
            row.line, row.period, row.type, row.status, String(row.expected),
            String(row.tickets), row.quarantined.map { String($0) } ?? "",
            row.waived.map { String($0) } ?? "", String(row.difference), verdict.english,
          ],
          words: [
            "verdict": verdict, "type": ControlTotals.Grouping.type.words(of: row.type),
            "status": ControlTotals.Grouping.status.words(of: row.status),
          ], colours: ["verdict": row.difference == 0 ? .good : .error], json: row.json)
      })
  }
}
