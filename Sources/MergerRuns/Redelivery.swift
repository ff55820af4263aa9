import Crosswalk
import HotlineModel
import MergerStore
import RecordReaders

/// Closes the quarantine of records whose ticket a later delivery has brought: the legacy
/// operator corrected the file and handed it over again.
///
/// Nothing is guessed: a record is closed only where its own number column, read from the stored
/// bytes, names a ticket of its line that a later batch brought or changed. Records that were kept
/// out because their number was taken stay open: which of the two was meant is for a person.
struct Redelivery {
  let workspace: Workspace
  let ledger: Ledger
  let mapping: Mapping
  let line: LegacyHotline

  /// Closes what a batch has brought since.
  ///
  /// - Parameter batch: the batch, by name.
  /// - Returns: how many records were closed.
  /// - Throws: `Unusable` where the ledger cannot be read or written.
  func closeQuarantine(broughtBy batch: String) throws -> Int {
    let open = try ledger.openEntries(ofLine: line.id, beforeBatch: Ledger.batchID(batch))
      .filter { $0.record.code != FindingCode.keyConflict.rawValue }
    var closed: [Int: [Int]] = [:]
    for (sha256, entries) in Dictionary(grouping: open, by: \.sha256) {
      guard let header = try? ledger.header(ofFile: sha256, name: entries[0].record.file) else {
        continue
      }
      for (entry, number) in zip(entries, try numbers(of: entries, header: header)) {
        guard let number,
          let current = try ledger.currentVersion(line: line.id, legacyNumber: number),
          try current.batch > Ledger.batchID(entry.lastBatch)
        else { continue }
        closed[current.batch, default: []].append(entry.id)
      }
    }
    for (batch, ids) in closed.sorted(by: { $0.key < $1.key }) {
      try ledger.resolve(ids.sorted(), byBatch: batch)
    }
    return closed.values.map(\.count).reduce(0, +)
  }

  /// The ticket numbers that records say, `nil` where they cannot be read.
  private func numbers(
    of entries: [QuarantineEntry], header: DeliveredHeader
  ) throws -> [String?] {
    guard header.delimiter != 0 else {
      let bound = BoundMapping(mapping, line: line, home: workspace.home)
      let records = try? StoredRecords(ledger: ledger).read(entries, header: header)
      return records?.map { bound.legacyNumber(of: $0) } ?? entries.map { _ in nil }
    }
    guard
      let reader = StoredRecordReader(
        header: header.bytes, charset: header.charset, delimiter: header.delimiter),
      let bound = try? BoundMapping(
        mapping, line: line, header: reader.header, file: header.name, home: workspace.home)
    else { return entries.map { _ in nil } }
    return entries.map { entry in
      let record = reader.record(entry.raw, at: StoredRecords.place(of: entry))
      return bound.legacyNumber(
        of: record.damage == nil ? record : reader.roughRecord(entry.raw, at: record.place))
    }
  }
}
