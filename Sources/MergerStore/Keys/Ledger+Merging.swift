import Findings
import GRDB
import HotlineModel
import LocalFiles

extension Ledger {
  /// What is done when a batch is closed: files that are no longer needed go, and key files of one
  /// size become one where there are too many.
  ///
  /// The batch is in the ledger; where merging fails its user is told, and the next batch tries it
  /// again.
  func tidy(afterBatchOf batch: OpenBatch) throws {
    if !isScratch {
      do {
        while try mergeKeyFiles(ofLine: batch.line, now: batch.now) {}
      } catch let failure as Unusable {
        notices.add(
          Finding(
            .keyFilesNotMerged(
              line: batch.line,
              reason: failure.findings.first.map { $0.facts["reason"] ?? $0.code.rawValue } ?? ""),
            at: SourceLocation(file: keyFolder)))
      }
    }
    try sweepSegments()
  }

  /// So many key files of one size a line may have, and so many of them become one.
  private static let (most, merged) = (12, 10)

  /// Makes one key file of the oldest ones of one size, where there are too many of it.
  ///
  /// - Returns: whether there were.
  private func mergeKeyFiles(ofLine line: String, now: CivilInstant) throws -> Bool {
    let (rows, live, next, ledger) = try read([.keyFile, .segment, .ledger]) { db in
      (
        try KeyFileRow.all(db, line: line).filter { $0.kind == .versions },
        try Row.fetchAll(db, sql: "SELECT batch_file_id, key_file_id FROM segment")
          .reduce(into: [Int64: Int64]()) { $0[$1[0]] = $1[1] },
        try Int.fetchOne(db, sql: "SELECT seq FROM sqlite_sequence WHERE name = 'key_file'") ?? 0,
        try Self.identity(db)
      )
    }
    let sizes = Dictionary(grouping: rows) { String($0.entries).utf8.count }
    // The smallest first: what they become may make a larger size too many.
    let crowd = sizes.sorted { $0.key < $1.key }.first { $0.value.count > Self.most }
    guard let chosen = crowd?.value.suffix(Self.merged) else { return false }
    let files = try chosen.map { try KeyFile($0, in: keyFolder, ledger: ledger) }
    let sealed = try KeyFileMerge(files) { file, source in live[source] == file.row.id }.write(
      in: keyFolder, named: "merged-\(padded(next + 1, to: 6)).keys", ledger: ledger)
    let ids = chosen.map { String($0.id) }.joined(separator: ",")
    try write(at: now) { db, trail in
      trail.note("merge-keys", "\(chosen.count) files of \(line)")
      let id = try Catalogue.add(sealed, line: line, db)
      try db.execute(
        sql: "UPDATE segment SET key_file_id = ? WHERE key_file_id IN (\(ids))",
        arguments: [id])
      try Catalogue.dropKeyFiles(db, where: "id IN (\(ids))")
      try sealed.file.publish()
    }
    return true
  }
}

/// Reads several key files as one, in the order of the keys.
struct KeyFileMerge {
  /// An entry, and the file that brought it, as the catalogue numbers it.
  struct Entry {
    var entry: KeyEntry
    let file: Int64
    /// Whether the filter of its key file lets the key pass, as it must.
    let passesFilter: Bool
  }

  private var cursors: [KeyFileCursor] = []
  /// The greatest upper word of a key that is asked for.
  private let last: UInt64
  /// For each key file, which of its sources are part of the ledger.
  private var live: [[Bool]] = []
  /// The sources that are.
  let sources: [Int64]

  /// Begins with the first entries.
  ///
  /// - Parameters:
  ///   - files: the key files.
  ///   - keys: which keys, by the upper words of their hashes.
  ///   - isLive: whether the ledger finds the keys of a source in a file.
  /// - Throws: `Unusable` with `HL6226` where a key file is damaged.
  init(
    _ files: [KeyFile], keys: ClosedRange<UInt64> = 0...UInt64.max,
    where isLive: (KeyFile, Int64) -> Bool
  ) throws {
    last = keys.upperBound
    live = files.map { file in file.sources.map { isLive(file, $0) } }
    sources = zip(files, live).flatMap { file, live in
      zip(file.sources, live).filter(\.1).map(\.0)
    }.sorted()
    cursors = try files.map { try KeyFileCursor($0, from: keys.lowerBound) }
  }

  /// The next entry of a source that is part of the ledger; `nil` behind the last.
  mutating func next() throws -> Entry? {
    while true {
      var least = -1
      var key = KeyHash(high: .max, low: .max)
      for index in cursors.indices {
        guard let entry = cursors[index].current else { continue }
        if least < 0 || entry.key < key { (least, key) = (index, entry.key) }
      }
      guard least >= 0, key.high <= last, let entry = cursors[least].current else { return nil }
      try cursors[least].advance()
      let source = Int(entry.source)
      if source < live[least].count, live[least][source] {
        let file = cursors[least].file
        return Entry(
          entry: entry, file: file.sources[source], passesFilter: file.filter.mayHold(entry.key))
      }
    }
  }

  /// Writes all entries into one key file.
  consuming func write(in folder: String, named name: String, ledger: String) throws
    -> SealedKeyFile
  {
    let places = Dictionary(
      uniqueKeysWithValues: sources.enumerated().map { ($1, UInt32($0)) })
    var writer = try KeyFileWriter(
      folder: folder, name: name, kind: .versions, ledger: ledger, sources: sources,
      expecting: cursors.reduce(0) { $0 + $1.file.row.entries })
    while var next = try next() {
      next.entry.source = places[next.file] ?? 0
      try writer.add(next.entry)
    }
    return try writer.seal()
  }
}
