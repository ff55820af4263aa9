import Bytes
package import Console
package import Findings
import HotlineModel
package import Reports

/// Batches and quarantined records as people and machines read them.
package enum BatchListing {
  /// The batches with their books.
  package static func batches(_ batches: [Batch]) -> Listing {
    Listing(
      schema: "hotline/batch.list/1",
      columns: [
        .identifier("batch", "batch", "批次"),
        .name("line", "line", "热线"),
        .name("mapping", "mapping", "映射", rank: .detail),
        .state("state", "state", "状态"),
        .number("files", "files", "文件", rank: .detail),
        .number("read", "read", "读取", rank: .detail),
        .number("accepted", "accepted", "新增"),
        .number("quarantined", "quarantined", "隔离"),
        .text("label", "label", "名称"),
      ],
      rows: batches.map { batch in
        Listing.Row(
          cells: [
            batch.name, batch.line, batch.mapping, batch.state, String(batch.files.count),
            String(batch.total.read), String(batch.total[.accepted]),
            String(batch.total[.quarantined]),
            batch.label,
          ], words: ["state": batch.stateWords], json: batch.json)
      }
    )
  }

  /// Quarantined records, with the first reason for each.
  package static func quarantine(_ records: [QuarantinedRecord]) -> Listing {
    Listing(
      schema: "hotline/quarantine.list/1",
      columns: [
        .identifier("id", "id", "编号"),
        .name("line", "line", "热线"),
        .name("file", "file", "文件", rank: .detail),
        .number("physicalLine", "at line", "行", rank: .detail),
        .name("code", "code", "代码"),
        .state("state", "state", "状态"),
        .text("reason", "reason", "原因"),
      ],
      rows: records.map { record in
        let reason = FindingCode(rawValue: record.code)?.entry.filledMessage ?? Words("", "")
        return Listing.Row(
          cells: [
            record.name, record.line, record.file, String(record.physicalLine), record.code,
            record.state, reason.english,
          ], words: ["state": record.stateWords, "reason": reason], json: record.json)
      }
    )
  }
}

extension FindingEntry {
  /// The message in both languages, without the facts of a finding.
  package var filledMessage: Words {
    Words(message.filled(in: .english), message.filled(in: .chinese))
  }
}
