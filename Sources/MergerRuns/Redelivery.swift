import Crosswalk
import HotlineModel
import MergerStore
import RecordReaders

/// Closes the quarantine of records that a later delivery has brought again: the legacy operator
/// corrected the file and handed it over once more.
///
/// Nothing is guessed. A record is closed where its own number column, read from the stored bytes,
/// names a ticket of its line that a later batch brought or changed; and where the very same bytes,
/// or a record of the same number, were kept out again, so that the later entry stands for it.
/// Of records that were kept out because their number was taken only the same bytes count: which
/// of the two tickets was meant is for a person.
struct Redelivery {
  let workspace: Workspace
  let ledger: Ledger
  let mapping: Mapping
  let line: LegacyHotline

  /// A record in quarantine with the ticket number it says.
  private struct Kept {
    let entry: QuarantineEntry
    let number: String?

    /// Whether it was kept out because another record had its number.
    var isConflict: Bool { entry.record.code == FindingCode.keyConflict.rawValue }
  }

  /// Closes what a batch has brought again.
  ///
  /// - Parameter batch: the batch, by name.
  /// - Returns: how many records were closed.
  /// - Throws: `Unusable` where the ledger cannot be read or written.
  func closeQuarantine(broughtBy batch: String) throws -> Int {
    let id = try Ledger.batchID(batch)
    let earlier = try ledger.openEntries(ofLine: line.id, beforeBatch: id)
    guard !earlier.isEmpty else { return 0 }
    let again = try kept(ledger.openEntries(ofBatch: id).filter { $0.lastBatch == batch })
    var twins = Twins(again.map { ($0.entry, $0.number) })
    var closed: [Int: [Int]] = [:]
    var standIns: [Int: Int] = [:]
    for record in try kept(earlier) {
      if let twin = twins.take(sameBytesAs: record.entry) {
        standIns[record.entry.id] = twin
      } else if let later = try laterTicket(of: record) {
        closed[later, default: []].append(record.entry.id)
        continue
      } else if !record.isConflict, let number = record.number,
        let twin = twins.take(number: number)
      {
        standIns[record.entry.id] = twin
      } else {
        continue
      }
      closed[id, default: []].append(record.entry.id)
    }
    for (batch, ids) in closed.sorted(by: { $0.key < $1.key }) {
      try ledger.resolve(ids, byBatch: batch, standingIn: standIns)
    }
    return closed.values.map(\.count).reduce(0, +)
  }

  /// The batch that brought or changed the ticket of a record's number since, if one did.
  private func laterTicket(of record: Kept) throws -> Int? {
    guard let number = record.number, !record.isConflict,
      let current = try ledger.currentVersion(line: line.id, legacyNumber: number),
      try current.batch > Ledger.batchID(record.entry.lastBatch)
    else { return nil }
    return current.batch
  }

  private func kept(_ entries: [QuarantineEntry]) throws -> [Kept] {
    var kept: [Kept] = []
    for (sha256, entries) in Dictionary(grouping: entries, by: \.sha256) {
      let header = try? ledger.header(ofFile: sha256, name: entries[0].record.file)
      let said: [String?] =
        if let header { numbers(of: entries, header: header) } else { entries.map { _ in nil } }
      kept += zip(entries, said).map { Kept(entry: $0, number: $1) }
    }
    return kept.sorted { $0.entry.id < $1.entry.id }
  }

  /// The ticket numbers that records of one file say, `nil` where they cannot be read.
  private func numbers(of entries: [QuarantineEntry], header: DeliveredHeader) -> [String?] {
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

/// The entries of a batch that may stand for earlier ones, each for one.
private struct Twins {
  private var entries: [(entry: QuarantineEntry, number: String?)]

  init(_ entries: [(entry: QuarantineEntry, number: String?)]) {
    self.entries = entries
  }

  mutating func take(sameBytesAs earlier: QuarantineEntry) -> Int? {
    take { $0.entry.raw == earlier.raw }
  }

  mutating func take(number: String) -> Int? {
    take { $0.number == number }
  }

  private mutating func take(
    where isTwin: ((entry: QuarantineEntry, number: String?)) -> Bool
  ) -> Int? {
    entries.firstIndex(where: isTwin).map { entries.remove(at: $0).entry.id }
  }
}
