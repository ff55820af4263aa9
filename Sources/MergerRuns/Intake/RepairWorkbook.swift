import Findings
import HotlineModel
import LocalFiles
import RecordReaders
import Reports
import Tickets
import Workbooks

/// Quarantined records as a workbook for repair: `_code`, `_reason` and `_id` in front, then the
/// record's own columns, every cell a text, so that zeros and long numbers stay.
struct RepairWorkbook {
  let header: DeliveredHeader
  let language: Language
  /// The text of `_reason`.
  let reason: (QuarantineEntry) -> String

  /// Writes the records to a file that only its owner can read.
  ///
  /// - Throws: `Unusable`: `HL6230` where the records are of XML, `HL6104` where a field is longer than
  ///   a cell, and what keeps the file from being written.
  func write(_ entries: [QuarantineEntry], to path: String, now: CivilInstant) throws {
    guard let syntax = header.syntax else {
      throw Unusable(.repairFormUnfit(found: header.name), at: SourceLocation(file: path))
    }
    guard
      let reader = StoredRecordReader(
        header: header.bytes, charset: header.charset, syntax: syntax)
    else {
      throw Unusable(.headerUnknown(found: header.name), at: SourceLocation(file: header.name))
    }
    let rows = entries.map { fields(of: $0, by: reader) }
    let width = rows.map(\.count).max() ?? 0
    let names = reader.header.map { ColumnNames.isPlaceName($0) ? "" : $0 }
    let extra = [String](repeating: "", count: max(0, width - names.count))
    let draft = WorkbookDraft(title: header.name, created: now, language: language)
    let stream = try WorkbookStream(draft)
    try stream.begin(
      SheetDraft(
        name: language == .chinese ? "待修复记录" : "records to repair",
        columns: (RepairSheet.columns + names + extra).map { ColumnDraft($0) }))
    for (entry, fields) in zip(entries, rows) {
      let cells = [entry.record.code, reason(entry), entry.record.name] + fields
      try stream.append(cells.map { $0.isEmpty ? .empty : .text($0) })
    }
    var output = try OutputFile(path, mode: 0o600)
    try stream.finish { try output.write($0) }
    _ = try output.commit()
  }

  /// The fields of a record as far as they can be read.
  private func fields(of entry: QuarantineEntry, by reader: StoredRecordReader) -> [String] {
    let place = StoredRecords.place(of: entry)
    let closed = RepairSheet.isUnclosed(entry) ? reader.quoted(entry.raw) : entry.raw
    let record = reader.record(closed, at: place)
    return record.damage == nil ? record.fields : reader.roughRecord(closed, at: place).fields
  }
}
