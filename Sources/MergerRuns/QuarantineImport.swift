import Crosswalk
package import HotlineModel
import MergerStore
import RecordReaders

extension QuarantineRuns {
  /// What came of a file of repaired records.
  package struct Repaired: Sendable {
    /// The small batch they came in as; `nil` where none could.
    package let report: ImportReport?
    /// Records whose quarantine was closed.
    package let closed: Int
    /// Why others still cannot be used; they stay as they were.
    package let findings: [Finding]
    /// How many those are.
    package let open: Int
  }

  /// Takes repaired records in as a small batch, and closes their quarantine.
  ///
  /// A record that still cannot be used is no part of the batch: it stays in quarantine.
  ///
  /// - Throws: `Unusable`: `HL6207` where the file has no `_id` column, what makes it unreadable,
  ///   `HL2201` no such mapping, `HL6001` where another run is writing.
  package func importRepaired(
    _ path: String, mapping name: String, now: CivilInstant
  ) throws -> Repaired {
    let mapping = try workspace.mapping(name).settled(onXML: FileKind.of(path) == .xml)
    let (file, rows) = try RepairedRows(mapping: mapping).read(path)
    let lock = try ledger.lock()
    var desks: [String: RepairDesk] = [:]
    var good: [(record: LegacyRecord, ticket: Ticket, entry: QuarantineEntry)] = []
    var findings: [Finding] = []
    var open = 0
    let register = try workspace.register()
    for row in rows {
      let entry: QuarantineEntry
      do {
        entry = try openEntry(row)
      } catch let unusable as Unusable {
        findings += unusable.findings
        open += 1
        continue
      }
      var desk =
        try desks[entry.record.line]
        ?? RepairDesk(
          workspace: workspace, ledger: ledger, mapping: mapping,
          line: workspace.line(entry.record.line, in: register), header: row.record.header)
      switch try desk.outcome(of: row.record, entry: entry) {
      case .ticket(let ticket): good.append((row.record, ticket, entry))
      case .unusable(let found):
        findings += found
        open += 1
      case .skipped: open += 1
      }
      desks[entry.record.line] = desk
    }
    let report = try enter(good, file: file, mapping: mapping, now: now)
    _ = consume lock
    return Repaired(report: report, closed: good.count, findings: findings, open: open)
  }

  private func openEntry(_ row: RepairedRows.Row) throws -> QuarantineEntry {
    guard let id = row.id else {
      throw Unusable(.repairColumnsMissing, at: row.record.place, ["expected": "_id"])
    }
    let entry = try ledger.quarantineEntry(Ledger.quarantineID(id))
    guard entry.record.state == "open" else {
      throw Unusable(
        .quarantineNotOpen, at: row.record.place,
        ["found": entry.record.name, "state": entry.record.state])
    }
    return entry
  }

  private func enter(
    _ good: [(record: LegacyRecord, ticket: Ticket, entry: QuarantineEntry)], file: ExportFile,
    mapping: Mapping, now: CivilInstant
  ) throws -> ImportReport? {
    guard let line = good.first?.entry.record.line else { return nil }
    let label = "repaired \(file.name)"
    if let other = good.first(where: { $0.entry.record.line != line }) {
      // A batch is of one line; a file that was exported for repair is, too.
      throw Unusable(
        .quarantineNotOpen, at: other.record.place,
        ["found": other.entry.record.name, "state": "of line \(other.entry.record.line)"])
    }
    var batch = try ledger.beginBatch(
      label: label, line: line, mapping: mapping.version,
      repetition: mapping.settings.repetition, now: now)
    var report = ImportReport(batch: batch.name, label: label, mapping: mapping.version)
    var book = try batch.open(file)
    try book.enter(
      SealedTickets(
        BoundMapping.batch(
          of: good.map { ($0.record, .ticket($0.ticket)) }, line: line, file: file.name,
          batch: batch.name, mapping: mapping), compressing: false))
    report.findings = try batch.close(book, isLast: true)
    try ledger.resolve(good.map(\.entry.id), byBatch: Ledger.batchID(batch.name), now: now)
    report.files = try batch.close(at: now)
    return report
  }
}

/// The rows of a file that was exported for repair and came back.
struct RepairedRows {
  struct Row {
    let record: LegacyRecord
    /// The record's name in quarantine.
    let id: String?
  }

  let mapping: Mapping

  func read(_ path: String) throws -> (ExportFile, [Row]) {
    var rows: [Row] = []
    switch mapping.settings.container {
    case .xml(let name):
      let file = try DeliveredFile(path, expected: .xml, declared: nil)
      var reader = try XMLReader(file, record: name)
      while let record = try reader.next() { rows.append(Self.withoutAttributes(record)) }
      return (file.export, rows)
    case .csv(let delimiter):
      // The spreadsheet program that it was repaired in may have saved it in another charset.
      let file = try DeliveredFile(path, expected: .text, declared: nil)
      var reader = try CSVReader.open(
        file, dialect: CSVDialect(delimiter: delimiter), isHeader: mapping.isHeader)
      guard let mark = reader.header.firstIndex(of: RepairSheet.columns[0]),
        reader.header.contains("_id")
      else {
        throw Unusable(
          .repairColumnsMissing, at: SourceLocation(file: path, line: 1), ["expected": "_id"])
      }
      let names = Array(reader.header[..<mark])
      while let record = try reader.next() { rows.append(Self.cut(record, names: names)) }
      return (file.export, rows)
    }
  }

  /// The three columns behind are found from the end: a record may still be too short or too
  /// long, and a spreadsheet program may have filled rows up with empty cells.
  private static func cut(_ record: LegacyRecord, names: [String]) -> Row {
    let place = record.fields.lastIndex { field in
      field.utf8.count >= 7 && field.hasPrefix("Q") && Int(field.dropFirst()) != nil
    }
    guard let place, place >= 2 else { return Row(record: record, id: nil) }
    let fields = Array(record.fields[..<(place - 2)])
    return Row(
      record: LegacyRecord(
        header: names, fields: fields, place: record.place, raw: record.raw,
        damage: record.damage), id: record.fields[place])
  }

  private static func withoutAttributes(_ record: LegacyRecord) -> Row {
    let added = Set(RepairSheet.columns.map { "@" + $0 })
    let kept = record.header.indices.filter { !added.contains(record.header[$0]) }
    let id = record.header.firstIndex(of: "@_id").map { record.fields[$0] }
    return Row(
      record: LegacyRecord(
        header: kept.map { record.header[$0] }, fields: kept.map { record.fields[$0] },
        place: record.place, raw: record.raw, damage: record.damage), id: id)
  }
}
