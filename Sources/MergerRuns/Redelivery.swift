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
  fileprivate struct OpenEntry {
    let entry: QuarantineEntry
    let number: String?

    /// Whether it was quarantined because another record had its number.
    var isConflict: Bool { entry.record.code == FindingCode.keyConflict.rawValue }
  }

  /// The records that a batch has brought again, and that are to be closed for that.
  ///
  /// - Parameters:
  ///   - view: the quarantine, with all that the batch brought.
  ///   - batch: the batch.
  /// - Returns: each with the batch that closes it.
  /// - Throws: `Unusable` where the ledger cannot be read.
  func closings(in view: QuarantineView, by batch: Int) throws -> [QuarantineClosing] {
    var page = try view.openEntries(ofLine: line.id, beforeBatch: batch, after: 0)
    guard !page.isEmpty else { return [] }
    var redelivered = try RedeliveredEntries(quarantined(by: batch, in: view))
    var closings: [QuarantineClosing] = []
    while let last = page.last?.id {
      for record in openEntries(page, in: view) {
        if let closing = try closing(record, by: batch, &redelivered, in: view) {
          closings.append(closing)
        }
      }
      page = try view.openEntries(ofLine: line.id, beforeBatch: batch, after: last)
    }
    return closings
  }

  /// What the batch quarantined itself; nothing where that is so much that the delivery stands for
  /// no other.
  private func quarantined(by batch: Int, in view: QuarantineView) throws -> [OpenEntry] {
    guard try view.openCount(ofBatch: batch) <= 50_000 else { return [] }
    let entries = try view.openEntries(ofBatch: batch)
    return openEntries(
      try entries.filter { try Ledger.batchID($0.lastBatch) == batch }, in: view)
  }

  private func closing(
    _ record: OpenEntry, by batch: Int, _ redelivered: inout RedeliveredEntries,
    in view: QuarantineView
  ) throws -> QuarantineClosing? {
    let id = record.entry.id
    if let later = redelivered.take(sameBytesAs: record.entry) {
      return QuarantineClosing(entry: id, batch: batch, replacement: later)
    }
    if let later = try laterTicket(of: record, in: view) {
      return QuarantineClosing(entry: id, batch: later)
    }
    guard !record.isConflict, let number = record.number,
      let later = redelivered.take(number: number)
    else { return nil }
    return QuarantineClosing(entry: id, batch: batch, replacement: later)
  }

  /// The batch that brought or changed the ticket of a record's number since, if one did.
  private func laterTicket(of record: OpenEntry, in view: QuarantineView) throws -> Int? {
    guard let number = record.number, !record.isConflict,
      let current = try view.currentVersion(line: line.id, legacyNumber: number),
      try current.batch > Ledger.batchID(record.entry.lastBatch)
    else { return nil }
    return current.batch
  }

  private func openEntries(_ entries: [QuarantineEntry], in view: QuarantineView) -> [OpenEntry] {
    var found: [OpenEntry] = []
    for (sha256, entries) in Dictionary(grouping: entries, by: \.sha256) {
      let header = try? view.header(ofFile: sha256, name: entries[0].record.file)
      let said: [String?] =
        if let header { numbers(of: entries, header: header) } else { entries.map { _ in nil } }
      found += zip(entries, said).map { OpenEntry(entry: $0, number: $1) }
    }
    return found.sorted { $0.entry.id < $1.entry.id }
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
private struct RedeliveredEntries {
  private var byBytes: [[UInt8]: [Int]] = [:]
  private var byNumber: [String: [Int]] = [:]
  private var taken: Set<Int> = []

  init(_ entries: [Redelivery.OpenEntry]) {
    // The last of a list is taken first: the earliest entry.
    for open in entries.reversed() {
      byBytes[open.entry.raw, default: []].append(open.entry.id)
      if let number = open.number { byNumber[number, default: []].append(open.entry.id) }
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
