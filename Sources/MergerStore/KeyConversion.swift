import GRDB
import HotlineModel
import LocalFiles
import Reports
import Tickets

extension Ledger {
  /// Brings the tables to what they are today.
  ///
  /// - Returns: where the key files are.
  /// - Throws: `Unusable`: `HL6001` where another run is writing, `HL6210` and `HL6003` where a ledger
  ///   of an earlier program is damaged; it stays as it was then.
  static func migrate(
    _ database: DatabaseQueue, folder: String, copy: CatalogueCopy?, keys: AuditKeyPlace
  ) throws -> String {
    let (isOlder, hasTickets) = try database.read { db in
      (
        try !db.tableExists("key_file"),
        try db.tableExists("segment")
          && Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM segment)") == true
      )
    }
    guard isOlder else {
      try Schema.migrator(keys).migrate(database)
      return "\(folder)/\(keyFolderName)"
    }
    var keyFolder = "\(folder)/\(keyFolderName)"
    if let copy {
      keyFolder = "\(copy.folder)/\(keyFolderName)"
      try Folder.make(keyFolder)
    }
    let lock = copy == nil && hasTickets ? try LedgerLock(folder: folder) : nil
    try Schema.migrator(keys, KeyConversion(folder: folder, keyFolder: keyFolder)).migrate(database)
    // What the rows of tickets took is given back; where that cannot be, they are only not used.
    if hasTickets { try? database.vacuum() }
    _ = consume lock
    return keyFolder
  }
}

extension Ledger {
  /// The changes of tables that opening a ledger will make, in their order.
  ///
  /// - Parameter folder: the ledger's folder.
  /// - Returns: their names.
  /// - Throws: `Unusable` with `HL6003` where the file there is no ledger.
  package static func pendingChanges(in folder: String) throws -> [String] {
    let path = "\(folder)/ledger.db"
    guard Folder.exists(path) else { return [] }
    return try translated(folder) {
      let database = try DatabaseQueue(path: path)
      let migrator = Schema.migrator()
      let made = try database.read { try migrator.appliedIdentifiers($0) }
      return migrator.migrations.filter { !made.contains($0) }
    }
  }
}

/// Writes the key files of a ledger whose tickets have a row each, from the segments, and holds the
/// rows against them: what an earlier program wrote is proven when it is taken over.
struct KeyConversion: Sendable {
  let folder: String
  let keyFolder: String

  /// Converts a ledger whose new tables are empty; the old ones are not needed afterwards.
  ///
  /// - Throws: `Unusable`: `HL6210` where a segment is not the one that was written; `DamagedTable`
  ///   where rows and segments do not fit together.
  func run(_ db: Database) throws {
    let seed = Fingerprint.hex(Randomness.bytes(8))
    try db.execute(sql: "UPDATE ledger SET key_seed = ?", arguments: [seed])
    let ledger = try Ledger.identity(db)
    var keyFiles: [Int64: KeyFile] = [:]
    var rows = VersionRows(
      try RowStatement(
        db,
        """
        SELECT batch_file_id, frame, offset, length, hash, line, legacy_number FROM ticket_version
        ORDER BY batch_file_id, frame, offset
        """))
    try rows.advance()
    for segment in try SegmentRow.all(db) {
      let line = try Self.line(of: segment.file, db)
      keyFiles[segment.file] = try write(segment, line: line, &rows, ledger: ledger, db)
    }
    if let row = rows.current {
      throw DamagedTable(found: "ticket_version: a row of file \(row.file), which has no segment")
    }
    try retire(db, keyFiles)
    try proveBooks(db)
    try writeUnchanged(db, ledger: ledger)
  }

  private static func line(of file: Int64, _ db: Database) throws -> String {
    try String.fetchOne(
      db,
      sql: "SELECT b.line FROM batch b JOIN batch_file f ON f.batch_id = b.id WHERE f.id = ?",
      arguments: [file]) ?? ""
  }

  // MARK: - Segments

  /// Reads a segment from front to back, and writes its key file.
  ///
  /// - Returns: the key file; `nil` where no version is in the segment.
  private func write(
    _ segment: SegmentRow, line: String, _ rows: inout VersionRows, ledger: String, _ db: Database
  ) throws -> KeyFile? {
    let path = "\(folder)/segments/\(segment.name)"
    if let reason = TicketCheck.mismatch(of: path, sha256: segment.sha256, size: segment.size) {
      throw segment.missing(reason, in: folder)
    }
    let file = try InputFile(path)
    let hasher = KeyHasher(line: line, ledgerSeed: try Ledger.keySeed(db))
    var directory = FrameDirectory()
    var cells = TotalsCells()
    var name: [UInt8] = []
    var keys = FileKeys(folder: keyFolder, ledger: ledger)
    while directory.end < segment.size {
      guard let (text, length) = try CompressedFrame.contents(of: file, at: directory.end) else {
        throw segment.missing("no frame at byte \(directory.end)", in: folder)
      }
      try keys.makeRoom()
      let frame = TicketFrame(text, expecting: 0)
      let start = directory.end
      let first = directory.add(tickets: frame.tickets.count, length: length)
      for (index, ticket) in frame.tickets.enumerated() {
        guard let row = rows.current, row.file == segment.file, row.frame == start,
          row.offset == ticket.lowerBound
        else { continue }
        let content = PackedTicket.content(of: ticket, in: text)
        let hash = ContentHash(of: text, in: content)
        guard let number = PackedTicket.number(inContent: content, of: text),
          row.length == ticket.count, row.hash == hash, row.line == line,
          text[number].elementsEqual(row.number)
        else { throw rows.damaged() }
        PackedTicket.totals(ofContent: content, of: text, into: &name)
        let key = hasher.hash(of: text, in: number)
        guard try keys.index(of: key) == nil else { throw rows.damaged() }
        _ = keys.add(
          FileKeys.Entry(
            key: key, content: hash, ordinal: first + UInt32(index), record: 0,
            cell: cells.number(of: name), outcome: .accepted))
        try rows.advance()
      }
    }
    if let row = rows.current, row.file == segment.file { throw rows.damaged() }
    let ending = ".tickets.zst"
    let stem = segment.name.dropLast(segment.name.hasSuffix(ending) ? ending.utf8.count : 0)
    let keyFiles = try FileKeyFiles(
      of: keys, named: String(stem), in: keyFolder, ledger: ledger, file: segment.file,
      withUnchanged: false, cells: cells.count)
    let id = try keyFiles.versions.map { try Catalogue.add($0, line: line, db) }
    try db.execute(
      sql: "UPDATE segment SET tickets = ?, directory = ?, key_file_id = ? WHERE batch_file_id = ?",
      arguments: [
        Int(directory.tickets), directory.encoded.databaseBytes, id, segment.file,
      ])
    try Catalogue.addContents(
      db, file: segment.file, tickets: directory.tickets, cells: cells, keyFiles)
    guard let sealed = keyFiles.versions, let id else { return nil }
    try sealed.file.publish()
    return try KeyFile(KeyFileRow(sealed, id: id, line: line), in: keyFolder, ledger: ledger)
  }

  // MARK: - What holds no longer

  /// Of the versions of a ticket each is retired by the next one; the last one is current.
  private func retire(_ db: Database, _ keyFiles: [Int64: KeyFile]) throws {
    struct Pair: Hashable {
      let of: Int64
      let by: Int64
    }
    var lists: [Pair: CountedTickets] = [:]
    let seed = try Ledger.keySeed(db)
    var hashers: [String: KeyHasher] = [:]
    var last: (line: String, number: String, file: Int64, isCurrent: Bool)?
    var rows = try RowStatement(
      db,
      """
      SELECT line, legacy_number, batch_file_id, is_current FROM ticket_version
      ORDER BY line, legacy_number, batch_file_id
      """)
    func damaged(_ what: String) -> DamagedTable {
      let key = last.map { "\($0.line)/\($0.number) in file \($0.file)" } ?? ""
      return DamagedTable(found: "ticket_version, \(key): \(what)")
    }
    while try rows.next() {
      guard let line = rows.text(0), let number = rows.text(1), let file = rows.integer(2),
        let current = rows.integer(3), current == 0 || current == 1
      else { throw DamagedTable(found: "ticket_version: a value of another type or size") }
      if let last, last.line == line, last.number == number {
        if last.isCurrent { throw damaged("current, though not the newest") }
        let hasher = hashers[line] ?? KeyHasher(line: line, ledgerSeed: seed)
        hashers[line] = hasher
        try keyFiles[last.file]?.forEachEntry(of: hasher.hash(of: number)) { entry in
          lists[Pair(of: last.file, by: file), default: CountedTickets()]
            .insert(entry.ordinal, cell: entry.cell)
        }
      } else if last?.isCurrent == false {
        throw damaged("not current, though the newest")
      }
      last = (line, number, file, current == 1)
    }
    if last?.isCurrent == false { throw damaged("not current, though the newest") }
    for (pair, tickets) in lists.sorted(by: { ($0.key.of, $0.key.by) < ($1.key.of, $1.key.by) }) {
      try Catalogue.retire(
        db, tickets.ordinals, of: pair.of, by: pair.by, cells: tickets.cells)
    }
  }

  /// Each file has as many versions as its books say.
  private func proveBooks(_ db: Database) throws {
    var rows = try RowStatement(
      db,
      """
      SELECT f.id, f.accepted + f.updated, u.batch_id IS NOT NULL,
        coalesce((SELECT sum(c.tickets) FROM cell c WHERE c.batch_file_id = f.id), 0)
      FROM batch_file f LEFT JOIN batch_undone u ON u.batch_id = f.batch_id
      """)
    while try rows.next() {
      let expected = rows.integer(2) == 1 ? 0 : rows.integer(1)
      guard rows.integer(3) == expected else {
        let (file, count) = (rows.integer(0) ?? 0, rows.integer(3) ?? -1)
        throw DamagedTable(
          found: "ticket_version: \(count) rows of file \(file), \(expected ?? -1) in its books")
      }
    }
  }

  // MARK: - A delivery that was interrupted

  /// The keys that files of an interrupted delivery brought unchanged.
  private func writeUnchanged(_ db: Database, ledger: String) throws {
    let seed = try Ledger.keySeed(db)
    let files = try Row.fetchAll(
      db,
      sql: """
        SELECT DISTINCT f.id, b.line, s.name FROM delivery d
        JOIN batch_file f ON f.id = d.batch_file_id JOIN batch b ON b.id = f.batch_id
        LEFT JOIN segment s ON s.batch_file_id = f.id
        WHERE b.state <> 'closed' AND b.id NOT IN (SELECT batch_id FROM batch_undone)
        """)
    for file in files {
      let (id, line): (Int64, String) = (file[0], file[1])
      let hasher = KeyHasher(line: line, ledgerSeed: seed)
      var keys = FileKeys(folder: keyFolder, ledger: ledger)
      var rows = try RowStatement(
        db, "SELECT legacy_number, hash, record FROM delivery WHERE batch_file_id = ?",
        [.integer(id)])
      while try rows.next() {
        guard let number = rows.text(0), let hash = rows.hash(1), let record = rows.integer(2)
        else { throw DamagedTable(found: "delivery: a value of another type or size") }
        try keys.makeRoom()
        _ = keys.add(
          FileKeys.Entry(
            key: hasher.hash(of: number), content: hash, record: UInt32(clamping: record),
            cell: 0, outcome: .unchanged))
      }
      let sealed = try FileKeyFiles(
        of: keys, named: "file-\(padded(Int(id), to: 6))", in: keyFolder, ledger: ledger,
        file: id, withUnchanged: true, cells: 0)
      guard let unchanged = sealed.unchanged else { continue }
      _ = try Catalogue.add(unchanged, line: line, db)
      try unchanged.file.publish()
    }
  }
}

/// The rows of `ticket_version` in the order of their places.
private struct VersionRows: ~Copyable {
  struct Version {
    let file: Int64
    let frame: Int64
    let offset: Int64
    let length: Int64
    let hash: ContentHash
    let line: String
    let number: String.UTF8View
  }

  private(set) var current: Version?
  private var rows: RowStatement

  init(_ rows: consuming RowStatement) {
    self.rows = rows
  }

  mutating func advance() throws {
    current = nil
    guard try rows.next() else { return }
    guard let file = rows.integer(0), let frame = rows.integer(1), let offset = rows.integer(2),
      let length = rows.integer(3), let hash = rows.hash(4), let line = rows.text(5),
      let number = rows.text(6)
    else { throw DamagedTable(found: "ticket_version: a value of another type or size") }
    current = Version(
      file: file, frame: frame, offset: offset, length: length, hash: hash, line: line,
      number: number.utf8)
  }

  func damaged() -> DamagedTable {
    let key = current.map { "\($0.line)/\(String($0.number)) in file \($0.file)" } ?? ""
    return DamagedTable(found: "ticket_version, \(key): no such ticket at its place")
  }
}
