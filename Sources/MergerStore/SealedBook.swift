import Findings
import GRDB
import HotlineModel
import LocalFiles
import Reports
import Tickets

/// A segment under its temporary name.
struct SealedSegment: Sendable {
  let name: String
  let file: SealedFile
  /// How many tickets it holds, those that are no versions among them.
  let tickets: UInt32
  /// By what its tickets are counted.
  let cells: TotalsCells
}

/// The key files of a file whose books are closed, under their temporary names.
struct FileKeyFiles: Sendable {
  private(set) var versions: SealedKeyFile?
  /// The keys that it brought as the ledger held them: the later files of its delivery ask for them.
  private(set) var unchanged: SealedKeyFile?
  /// The tickets of its segment that are versions.
  private(set) var ordinals = OrdinalSet()
  /// How many of them each totals cell counts.
  private(set) var counts: [Int]

  init(
    of keys: consuming FileKeys, named name: String, in folder: String, ledger: String,
    file: Int64, withUnchanged: Bool, cells: Int
  ) throws {
    counts = [Int](repeating: 0, count: cells)
    let expected = keys.counts
    var versions = LazyKeyFile(
      folder: folder, name: "\(name).keys", kind: .versions, ledger: ledger, source: file,
      expected: expected.versions)
    var unchanged = LazyKeyFile(
      folder: folder, name: "\(name).unchanged.keys", kind: .unchanged, ledger: ledger,
      source: file, expected: expected.unchanged)
    var ordinals = OrdinalSet()
    var counts = counts
    try keys.drain { entry in
      guard entry.outcome == .unchanged else {
        ordinals.insert(entry.ordinal)
        counts[Int(entry.cell)] += 1
        return try versions.add(entry, ordinal: entry.ordinal, cell: entry.cell)
      }
      if withUnchanged { try unchanged.add(entry, ordinal: entry.record, cell: 0) }
    }
    self.ordinals = ordinals
    self.counts = counts
    self.versions = try versions.seal()
    self.unchanged = try unchanged.seal()
  }
}

/// A key file that is begun with its first entry.
private struct LazyKeyFile: ~Copyable {
  private let folder: String
  private let name: String
  private let kind: KeyFileKind
  private let ledger: String
  private let source: Int64
  private let expected: Int
  private var writer: KeyFileWriter?

  init(
    folder: String, name: String, kind: KeyFileKind, ledger: String, source: Int64, expected: Int
  ) {
    self.folder = folder
    self.expected = expected
    self.name = name
    self.kind = kind
    self.ledger = ledger
    self.source = source
  }

  mutating func add(_ entry: FileKeys.Entry, ordinal: UInt32, cell: UInt32) throws {
    if writer == nil {
      writer = try KeyFileWriter(
        folder: folder, name: name, kind: kind, ledger: ledger, sources: [source],
        expecting: expected)
    }
    try writer?.add(
      KeyEntry(key: entry.key, content: entry.content, source: 0, ordinal: ordinal, cell: cell))
  }

  consuming func seal() throws -> SealedKeyFile? {
    guard let writer = writer.take() else { return nil }
    return try writer.seal()
  }
}

/// A file whose books are closed, to be entered in the catalogue all at once.
struct SealedBook {
  let batch: OpenBatch
  let fileID: Int64
  let file: ExportFile
  let books: Reconciliation
  let findings: [Finding]
  /// The segment; `nil` where the file brought no ticket.
  let segment: SealedSegment?
  let keyFiles: FileKeyFiles
  let effects: FileEffects

  /// Enters the file: books, header, segment, keys, quarantine.
  ///
  /// Files get their names at the end, so that a transaction that fails leaves none that the
  /// catalogue does not know.
  func enter(_ db: Database, of ledger: Ledger, header: DeliveredHeader?) throws {
    let catalogue = Catalogue(db, batch: batch, fileID: fileID)
    try catalogue.add(file, books)
    if let header { try catalogue.add(header) }
    let versions = try keyFiles.versions.map { try catalogue.add($0) }
    if let unchanged = keyFiles.unchanged { _ = try catalogue.add(unchanged) }
    if let segment { try catalogue.add(segment, keys: versions, keyFiles) }
    for (file, outcomes) in effects.superseded.sorted(by: { $0.key < $1.key }) {
      try catalogue.supersede(outcomes, of: file)
    }
    for (file, tickets) in effects.retired.sorted(by: { $0.key < $1.key })
    where !tickets.isEmpty {
      try Catalogue.retire(
        db, tickets.ordinals, of: file, by: fileID, cells: tickets.cells)
    }
    for (file, tickets) in effects.restored.sorted(by: { $0.key < $1.key }) {
      try catalogue.restore(tickets, of: file)
    }
    try WaitingRecord.enter(
      db, of: ledger, line: batch.line, file: file, fileID: fileID, batch: batch.id)
    try segment?.file.publish()
    try keyFiles.versions?.file.publish()
    try keyFiles.unchanged?.file.publish()
  }
}
