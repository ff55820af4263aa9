import Crosswalk
import Findings
import HotlineModel
import LocalFiles
import MergerStore
import RecordReaders
import Reports
import Tickets

/// Closes the quarantine of records that a later delivery has brought again: the legacy operator
/// corrected the file and handed it over once more.
///
/// Nothing is guessed. A record is closed where its own number column, read from the stored bytes,
/// names a ticket of its line that a later batch brought or changed; and where the very same bytes,
/// or a record of the same number, were quarantined again, so that the later entry stands for it.
/// Of records that were quarantined because their number was taken only the same bytes count: which
/// of the two tickets was meant is for a person.
struct Redelivery {
  let workspace: Workspace
  let ledger: Ledger
  let mapping: Mapping
  let line: LegacyHotline

  /// How numbers are read: another mapping may find other numbers in the same bytes.
  private var reading: String { "\(mapping.version) \(workspace.home.text)" }

  /// The records that a batch has brought again, and that are to be closed for that.
  ///
  /// - Parameters:
  ///   - view: the quarantine, with all that the batch brought.
  ///   - batch: the batch.
  /// - Returns: each with the batch that closes it.
  /// - Throws: `Unusable` where the ledger cannot be read.
  func closings(in view: QuarantineView, by batch: Int) throws -> [QuarantineClosing] {
    var file = try view.firstFileNotLookedUp(ofLine: line.id, reading: reading)
    try view.noteLookUp(by: batch, reading: reading)
    guard try view.isAnyOpen(.beforeBatch(batch), ofLine: line.id) else { return [] }
    if try readNumbers(.beforeBatch(batch), in: view) { file = 0 }
    var redelivered = try redelivered(by: batch, in: view)
    var found: [QuarantineClosing] = []
    try view.forEachKey(.beforeBatch(batch), ofLine: line.id) { record in
      if let closing = try closing(record, by: batch, from: file, &redelivered, in: view) {
        found.append(closing)
      }
    }
    return found
  }

  /// What the batch quarantined itself; nothing where that is so much that the delivery stands for
  /// no other.
  private func redelivered(by batch: Int, in view: QuarantineView) throws -> RedeliveredEntries {
    guard try view.openCount(ofBatch: batch) <= 50_000 else { return RedeliveredEntries([]) }
    _ = try readNumbers(.ofBatch(batch), in: view)
    var records: [QuarantineKey] = []
    try view.forEachKey(.ofBatch(batch), ofLine: line.id) { records.append($0) }
    return RedeliveredEntries(records)
  }

  private func closing(
    _ record: QuarantineKey, by batch: Int, from file: Int64,
    _ redelivered: inout RedeliveredEntries, in view: QuarantineView
  ) throws -> QuarantineClosing? {
    if let later = redelivered.remove(matching: record.bytes) {
      return QuarantineClosing(entry: record.entry, batch: batch, replacement: later)
    }
    // Quarantined because another record had its number: nothing is found by that.
    guard record.code != FindingCode.keyConflict.rawValue, let number = record.number else {
      return nil
    }
    if let current = try view.currentVersion(line: line.id, key: number, from: file),
      current.batch > record.lastBatch
    {
      return QuarantineClosing(entry: record.entry, batch: current.batch)
    }
    return redelivered.remove(number: number).map {
      QuarantineClosing(entry: record.entry, batch: batch, replacement: $0)
    }
  }

  // MARK: - Keys

  /// Reads what open records are known by, where it was not read so yet.
  ///
  /// - Returns: whether any was read.
  private func readNumbers(
    _ open: QuarantineView.Open, in view: QuarantineView
  ) throws -> Bool {
    let unread = try view.unread(open, ofLine: line.id, reading: reading)
    for start in stride(from: 0, to: unread.count, by: 1000) {
      try read(view.entries(unread[start..<min(unread.count, start + 1000)], open), in: view)
    }
    return !unread.isEmpty
  }

  /// Reads the numbers that records say from their bytes.
  private func read(_ entries: [QuarantineEntry], in view: QuarantineView) throws {
    for (sha256, entries) in Dictionary(grouping: entries, by: \.sha256) {
      let header = try? view.header(ofFile: sha256, name: entries[0].record.file)
      let said: [String?] =
        if let header { numbers(of: entries, header: header) } else { entries.map { _ in nil } }
      try view.keep(
        zip(entries, said).map { (entry: $0, number: $1) }, ofLine: line.id, reading: reading)
    }
  }

  /// The ticket numbers that records of one file say, `nil` where they cannot be read.
  private func numbers(of entries: [QuarantineEntry], header: DeliveredHeader) -> [String?] {
    guard let syntax = header.syntax else {
      let bound = BoundMapping(mapping, line: line, home: workspace.home)
      let records = try? StoredRecords(ledger: ledger).read(entries, header: header)
      return records?.map { bound.legacyNumber(of: $0) } ?? entries.map { _ in nil }
    }
    guard
      let reader = StoredRecordReader(
        header: header.bytes, charset: header.charset, syntax: syntax),
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
  private var byBytes: [SIMD4<UInt64>: [Int]] = [:]
  private var byNumber: [KeyHash: [Int]] = [:]
  private var taken: Set<Int> = []

  init(_ records: [QuarantineKey]) {
    // The last of a list is taken first: the earliest entry.
    for record in records.reversed() {
      byBytes[record.bytes, default: []].append(record.entry)
      if let number = record.number { byNumber[number, default: []].append(record.entry) }
    }
  }

  mutating func remove(matching bytes: SIMD4<UInt64>) -> Int? {
    while !byBytes.isEmpty, let id = byBytes[bytes]?.popLast() {
      if taken.insert(id).inserted { return id }
    }
    return nil
  }

  mutating func remove(number: KeyHash) -> Int? {
    while !byNumber.isEmpty, let id = byNumber[number]?.popLast() {
      if taken.insert(id).inserted { return id }
    }
    return nil
  }
}
