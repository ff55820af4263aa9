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
  fileprivate struct Kept {
    let entry: QuarantineEntry
    let number: String?

    /// Whether it was kept out because another record had its number.
    var isConflict: Bool { entry.record.code == FindingCode.keyConflict.rawValue }
  }

  /// Closes what a batch has brought again.
  ///
  /// - Parameters:
  ///   - batch: the batch, by name.
  ///   - now: when.
  /// - Returns: how many records were closed.
  /// - Throws: `Unusable` where the ledger cannot be read or written.
  func closeQuarantine(broughtBy batch: String, now: CivilInstant) throws -> Int {
    let id = try Ledger.batchID(batch)
    var page = try ledger.openEntries(ofLine: line.id, beforeBatch: id, after: 0)
    guard !page.isEmpty else { return 0 }
    var twins = try Twins(again(id, batch))
    var count = 0
    while let last = page.last?.id {
      count += try close(kept(page), by: id, &twins, now: now)
      page = try ledger.openEntries(ofLine: line.id, beforeBatch: id, after: last)
    }
    return count
  }

  /// What the batch kept out itself; nothing where that is so much that the delivery stands for
  /// no other.
  private func again(_ id: Int, _ batch: String) throws -> [Kept] {
    guard try ledger.openCount(ofBatch: id) <= 50_000 else { return [] }
    return try kept(ledger.openEntries(ofBatch: id).filter { $0.lastBatch == batch })
  }

  private func close(
    _ earlier: [Kept], by id: Int, _ twins: inout Twins, now: CivilInstant
  ) throws -> Int {
    var closed: [Int: [Int]] = [:]
    var standIns: [Int: Int] = [:]
    for record in earlier {
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
      try ledger.resolve(ids, byBatch: batch, standingIn: standIns, now: now)
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
  private var byBytes: [[UInt8]: [Int]] = [:]
  private var byNumber: [String: [Int]] = [:]
  private var taken: Set<Int> = []

  init(_ entries: [Redelivery.Kept]) {
    // The last of a list is taken first: the earliest entry.
    for kept in entries.reversed() {
      byBytes[kept.entry.raw, default: []].append(kept.entry.id)
      if let number = kept.number { byNumber[number, default: []].append(kept.entry.id) }
    }
  }

  mutating func take(sameBytesAs earlier: QuarantineEntry) -> Int? {
    while let id = byBytes[earlier.raw]?.popLast() {
      if taken.insert(id).inserted { return id }
    }
    return nil
  }

  mutating func take(number: String) -> Int? {
    while let id = byNumber[number]?.popLast() {
      if taken.insert(id).inserted { return id }
    }
    return nil
  }
}
