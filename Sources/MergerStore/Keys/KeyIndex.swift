import Findings
import GRDB
import HotlineModel
import LocalFiles

/// A version of a ticket, or a key that a file of a delivery brought unchanged.
struct KnownKey: Hashable, Sendable {
  /// The file that brought it, as the catalogue numbers it.
  let file: Int64
  let content: ContentHash
  /// The ticket's ordinal in the file's segment, or the record's number in the file.
  let ordinal: UInt32
  let cell: UInt32
  /// Whether the file only repeated what the ledger held.
  let isUnchanged: Bool
}

/// What a ledger holds under a key, seen from a delivery.
struct KeyHistory: Hashable, Sendable {
  /// What it held before the delivery.
  var before: KnownKey?
  /// What an earlier file of the delivery brought last.
  var earlier: KnownKey?
  /// Whether it ever held the content that was asked about, as a version from before the delivery.
  var wasHeld = false
  /// Whether it holds anything at all.
  var isEmpty: Bool { before == nil && earlier == nil && !wasHeld }
}

/// The keys of one line as the ledger holds them at one moment: its key files, and what is retired.
///
/// Memory does not grow with the ledger but by a bit a ticket.
final class KeyIndex: Sendable {
  /// Hashes the line's numbers.
  let hasher: KeyHasher
  /// Whether the ledger held tickets of the line before the delivery.
  let hasHistory: Bool
  /// The first file of the delivery that asks.
  let firstFile: Int64

  /// The tickets of one segment that hold no longer.
  private struct Retired: Sendable {
    /// By files from before the delivery.
    var before = OrdinalSet()
    /// By files of the delivery.
    var during = OrdinalSet()
    /// By later files of the segment's own batch: they never were versions.
    var superseded = OrdinalSet()
  }

  private struct Source: Sendable {
    let file: Int64
    var retired = Retired()
  }

  private struct Part: Sendable {
    let file: KeyFile
    /// For each source of the key file its place in `sources`; -1 for one that is no part of the
    /// ledger any more.
    let places: [Int]
  }

  private let parts: [Part]
  /// Whether the line has no key file.
  var isEmpty: Bool { parts.isEmpty }
  /// The filter of each part, side by side: most keys are asked for here alone.
  private let filters: [KeyFilter]
  /// The newest file of each part.
  private let newest: [Int64]
  private let sources: [Source]
  private let places: [Int64: Int]
  private let use: SegmentUse?

  /// Opens the key files of a line.
  ///
  /// - Parameters:
  ///   - line: the line.
  ///   - firstFile: the first file of the delivery that asks; what holds now is asked with `.max`.
  ///   - db: the connection, within a transaction.
  ///   - folder: the ledger's folder of key files.
  ///   - excluded: files that are left out, with what they retired.
  ///   - use: keeps the files where the caller does not hold the lock.
  /// - Throws: `Unusable` with `HL6226` where a key file is not the one that the catalogue names.
  init(
    line: String, firstFile: Int64, _ db: Database, folder: String,
    excluding excluded: Set<Int64> = [], use: consuming SegmentUse? = nil
  ) throws {
    hasher = KeyHasher(line: line, ledgerSeed: try Ledger.keySeed(db))
    self.firstFile = firstFile
    let ledger = try Ledger.identity(db)
    var sources: [Source] = []
    var places: [Int64: Int] = [:]
    var keyFiles: [Int64: Int64] = [:]
    for row in try Row.fetchAll(
      db,
      sql: """
        SELECT s.batch_file_id, s.key_file_id FROM segment s
        JOIN batch_file f ON f.id = s.batch_file_id JOIN batch b ON b.id = f.batch_id
        WHERE b.line = ? ORDER BY s.batch_file_id
        """, arguments: [line]) where !excluded.contains(row[0])
    {
      places[row[0]] = sources.count
      keyFiles[row[0]] = row[1]
      sources.append(Source(file: row[0]))
    }
    for list in try RetiredList.all(db, line: line) where !excluded.contains(list.by) {
      guard let place = places[list.of] else { continue }
      if list.by < firstFile {
        sources[place].retired.before.formUnion(list.ordinals)
      } else {
        sources[place].retired.during.formUnion(list.ordinals)
      }
      if list.isOfOneBatch { sources[place].retired.superseded.formUnion(list.ordinals) }
    }
    parts = try KeyFileRow.all(db, line: line).map { row in
      let file = try KeyFile(row, in: folder, ledger: ledger)
      return Part(
        file: file,
        places: file.sources.map { source in
          guard row.kind == .versions else { return 0 }
          return keyFiles[source] == row.id ? places[source] ?? -1 : -1
        })
    }
    filters = parts.map(\.file.filter)
    newest = parts.map { $0.file.sources.max() ?? 0 }
    hasHistory = sources.first.map { $0.file < firstFile } ?? false
    self.sources = sources
    self.places = places
    self.use = use
  }

  /// What the ledger holds under a key.
  ///
  /// - Parameters:
  ///   - key: the key.
  ///   - content: a content of which is asked whether it was ever held.
  ///   - file: key files that hold earlier files only are not asked.
  /// - Returns: what it holds, nothing of which may be there.
  /// - Throws: `Unusable` with `HL6226` where a key file is damaged.
  func history(
    of key: KeyHash, content: ContentHash = .none, from file: Int64 = 0
  ) throws(Unusable) -> KeyHistory {
    var history = KeyHistory()
    try forEachPart(mayHolding: key, from: file) { part throws(Unusable) in
      try part.file.forEachEntry(of: key) { entry in
        let source = Int(entry.source)
        guard source < part.places.count else { return }
        if part.file.row.kind == .unchanged {
          history.addEarlier(entry, of: part.file.sources[source], isUnchanged: true)
          return
        }
        guard part.places[source] >= 0 else { return }
        let (file, retired) = (
          sources[part.places[source]].file, sources[part.places[source]].retired
        )
        if file >= firstFile {
          history.addEarlier(entry, of: file, isUnchanged: false)
        } else if !retired.superseded.contains(entry.ordinal) {
          if entry.content == content { history.wasHeld = true }
          if !retired.before.contains(entry.ordinal) { history.before = KnownKey(entry, of: file) }
        }
      }
    }
    return history
  }

  /// Hands out the key files whose filters let a key pass; all of them are asked at once.
  @inline(__always)
  private func forEachPart(
    mayHolding key: KeyHash, from file: Int64, _ body: (Part) throws(Unusable) -> Void
  ) throws(Unusable) {
    var start = 0
    while start < filters.count {
      let end = min(filters.count, start + UInt64.bitWidth)
      var answers: UInt64 = 0
      for index in start..<end where newest[index] >= file {
        answers |= filters[index].answer(key) << UInt64(index - start)
      }
      while answers != 0 {
        try body(parts[start + answers.trailingZeroBitCount])
        answers &= answers - 1
      }
      start = end
    }
  }

  /// Hands out the entries of the versions that a file brought, those among them that are retired.
  func forEachVersion(ofFile file: Int64, _ body: (KeyEntry) throws -> Void) throws {
    guard let place = places[file],
      let part = parts.first(where: { $0.file.row.kind == .versions && $0.places.contains(place) }),
      let source = part.places.firstIndex(of: place)
    else { return }
    var cursor = try KeyFileCursor(part.file)
    while let entry = cursor.current {
      if Int(entry.source) == source { try body(entry) }
      try cursor.advance()
    }
  }

  /// Whether a file of the delivery has retired a version from before it.
  func isRetired(_ version: KnownKey) -> Bool {
    places[version.file].map { sources[$0].retired.during.contains(version.ordinal) } ?? false
  }

  /// The version of a ticket that is older than the one that a file brought; `nil` where none is.
  func version(of key: KeyHash, before file: Int64) throws(Unusable) -> KnownKey? {
    var found: KnownKey?
    for part in parts where part.file.row.kind == .versions {
      try part.file.forEachEntry(of: key) { entry in
        let source = Int(entry.source)
        guard source < part.places.count, part.places[source] >= 0 else { return }
        let (other, retired) = (
          sources[part.places[source]].file, sources[part.places[source]].retired
        )
        guard other < file, !retired.superseded.contains(entry.ordinal) else { return }
        if found.map({ $0.file < other }) ?? true { found = KnownKey(entry, of: other) }
      }
    }
    return found
  }
}

extension KeyHistory {
  fileprivate mutating func addEarlier(_ entry: KeyEntry, of file: Int64, isUnchanged: Bool) {
    if let earlier, earlier.file > file { return }
    earlier = KnownKey(entry, of: file, isUnchanged: isUnchanged)
  }
}

extension KnownKey {
  fileprivate init(_ entry: KeyEntry, of file: Int64, isUnchanged: Bool = false) {
    self.init(
      file: file, content: entry.content, ordinal: entry.ordinal, cell: entry.cell,
      isUnchanged: isUnchanged)
  }
}

extension KeyFileRow {
  /// The key files of a line, or of all lines; the newest first, as most look-ups are answered there.
  static func all(_ db: Database, line: String? = nil) throws -> [KeyFileRow] {
    let condition = line == nil ? "" : "WHERE line = ?"
    return try Row.fetchAll(
      db,
      sql: """
        SELECT id, name, line, kind, entries, size, sha256, index_sha256 FROM key_file
        \(condition) ORDER BY id DESC
        """, arguments: line.map { [$0] } ?? []
    ).map { row in
      guard let kind = KeyFileKind(rawValue: row[3]) else {
        throw DamagedTable(found: "key_file: \(row[0] as Int64) is of an unknown kind")
      }
      return KeyFileRow(
        id: row[0], name: row[1], line: row[2], kind: kind, entries: row[4], size: row[5],
        sha256: row[6], indexSHA256: row[7])
    }
  }
}

extension Ledger {
  /// The seed under which keys are hashed.
  static func keySeed(_ db: Database) throws -> UInt64 {
    let text = try String.fetchOne(db, sql: "SELECT key_seed FROM main.ledger") ?? ""
    guard let seed = UInt64(text, radix: 16) else {
      throw DamagedTable(found: "ledger: no seed of the keys")
    }
    return seed
  }

  /// The keys of a line as they are now, read beside runs that write.
  ///
  /// - Parameters:
  ///   - line: the line.
  ///   - excluded: files that are left out, with what they retired.
  ///   - db: the connection, within a transaction.
  /// - Returns: the keys; key files stay as long as the value is there.
  /// - Throws: `Unusable` with `HL6226` where a key file is not the one that the catalogue names.
  func keyIndex(
    ofLine line: String, excluding excluded: Set<Int64> = [], _ db: Database
  ) throws -> KeyIndex {
    try KeyIndex(
      line: line, firstFile: .max, db, folder: keyFolder, excluding: excluded,
      use: SegmentUse(folder: folder))
  }
}
