import GRDB
import HotlineModel
import LocalFiles

/// The open books of one file: each record is entered once, and the books must close.
///
/// Nothing of a file is in the catalogue before its books close; then all of it is, at once.
package struct FileBook: ~Copyable {
  private let ledger: Ledger
  private let batch: OpenBatch
  let fileID: Int64
  private let file: ExportFile
  private let segmentName: String
  private var segment: OutputFile
  private var books = Reconciliation()
  private var findings: [Finding] = []
  /// The keys of earlier files of the delivery.
  private let earlier: DeliveryKeys
  /// Whether an earlier batch of the line took in a file of these very bytes.
  private let isRedelivered: Bool
  /// The keys of this file, and all that the ledger held where that was read at once.
  private(set) var keys: DeliveryKeys
  /// Whether `keys` says what the ledger held before the delivery.
  private let knowsHistory: Bool
  /// Earlier entries that records of this file superseded.
  private var superseded: [Int] = []

  init(
    ledger: Ledger, batch: OpenBatch, fileID: Int64, file: ExportFile, earlier: DeliveryKeys,
    isRedelivered: Bool
  ) throws {
    let segmentName = "\(batch.name)-\(padded(Int(fileID), to: 6)).tickets.zst"
    try ledger.database.writeWithoutTransaction { try KeptOut.prepare($0) }
    let history = try Self.history(of: batch, in: ledger, forFileOf: file.size)
    segment = try OutputFile("\(ledger.folder)/segments/\(segmentName)")
    self.ledger = ledger
    self.batch = batch
    self.fileID = fileID
    self.file = file
    self.earlier = earlier
    self.segmentName = segmentName
    self.isRedelivered = isRedelivered
    keys = history ?? DeliveryKeys()
    knowsHistory = history != nil
  }

  /// Whether most of the file's tickets are likely to be new.
  package var expectsNewTickets: Bool { !batch.hasHistory }
  /// Records entered so far, and how many of them were kept out.
  package var progress: (read: Int, quarantined: Int) { (books.read, books[.quarantined]) }

  /// Enters the records of a batch in their order.
  package mutating func enter(_ sealed: SealedTickets) throws {
    var keptOut: [KeptOut] = []
    let asksHistory = batch.hasHistory && !knowsHistory
    let current = asksHistory ? try ledger.translated { try currentContents(sealed) } : []
    var written: [(entry: Int, ticket: Range<Int>)] = []
    for (index, outcome) in sealed.batch.outcomes.enumerated() {
      books.read += 1
      switch outcome {
      case .skipped: books[.skipped] += 1
      case .unusable(let complaint):
        let found = sealed.batch.complaints[complaint]
        // From here on no record can be trusted: nothing of the file is kept.
        if found.first?.code == .headerInside { throw Unusable(found) }
        keptOut.append(KeptOut(sealed.batch.source.legacyRecord(index), found))
      case .ticket(let place):
        let known = asksHistory ? current[index] : nil
        switch try enter(place, index, of: sealed, known: known) {
        case .conflict(let first):
          let record = sealed.batch.source.legacyRecord(index)
          let conflict = Finding(.keyConflict, at: [record.place, first], ["sheet": "source.csv"])
          keptOut.append(KeptOut(record, [conflict]))
        case .write(let entry): written.append((entry, place.ticket))
        case .nothing: break
        }
      }
    }
    try write(written, of: sealed)
    guard !keptOut.isEmpty else { return }
    books[.quarantined] += keptOut.count
    findings += keptOut.flatMap(\.findings)
    try ledger.translated {
      try ledger.database.writeWithoutTransaction { try KeptOut.add(keptOut, $0) }
    }
  }

  /// Puts tickets into the segment as one frame: all tickets of the batch where most of them are
  /// wanted, since they are compressed already.
  private mutating func write(
    _ tickets: [(entry: Int, ticket: Range<Int>)], of sealed: SealedTickets
  ) throws {
    guard !tickets.isEmpty else { return }
    let isMost = tickets.count * 2 >= sealed.batch.outcomes.count
    let whole = isMost ? sealed.frame : nil
    var text = whole == nil ? Array(sealed.batch.text[..<sealed.batch.headCount]) : []
    for (entry, ticket) in tickets {
      let offset = whole == nil ? text.count : ticket.lowerBound
      if whole == nil { text.append(contentsOf: sealed.batch.text[ticket]) }
      keys.set(entry, TicketPlace(frame: segment.size, offset: offset, length: ticket.count))
    }
    try segment.write(whole ?? CompressedFrame.holding(text))
  }

  private enum Entered {
    /// The ticket goes into the segment, for an entry of the keys.
    case write(Int)
    case nothing
    /// The key came before with other content, in the record at a place.
    case conflict(SourceLocation)
  }

  /// Enters a ticket: new, changed, known, or come again in this delivery.
  ///
  /// A key that came before in this delivery with other content is superseded by the later record
  /// where the mapping lets the last one win, supersedes the later one where it lets the first one
  /// win; elsewhere the later record is kept out.
  private mutating func enter(
    _ place: TicketBatch.Place, _ index: Int, of sealed: SealedTickets, known: ContentHash?
  ) throws -> Entered {
    let content = sealed.contents[index]
    let own = keys.index(of: place.number, in: sealed.batch.text, hash: sealed.keys[index])
    let known = knowsHistory ? own.flatMap { keys.before($0) } : known
    let isKnown =
      try known == content || (known != nil && isRedelivered && held(content, index, of: sealed))
    let outcome: Reconciliation.Outcome =
      known == nil ? .accepted : (isKnown ? .unchanged : .updated)
    if let own, let first = keys[own].outcome {
      if keys[own].content == content { return duplicate() }
      if let lost = try lost(to: keys[own]) { return lost }
      books[first] -= 1
      books[.superseded] += 1
    } else if let before = earlier.index(
      of: place.number, in: sealed.batch.text, hash: sealed.keys[index]),
      earlier[before].outcome != nil
    {
      if earlier[before].content == content { return duplicate() }
      if let lost = try lost(to: earlier[before]) { return lost }
      superseded.append(before)
    }
    books[outcome] += 1
    let entry =
      own
      ?? keys.add(
        place.number, in: sealed.batch.text, hash: sealed.keys[index], content: content,
        file: fileID, outcome: outcome)
    keys.set(
      entry, content, outcome, file: fileID, record: sealed.batch.source.records[index].number)
    return outcome == .unchanged ? .nothing : .write(entry)
  }

  /// Whether the ledger ever held this content under the record's key: a file that comes a second
  /// time does not turn tickets back to what they were when it came first.
  private func held(_ content: ContentHash, _ index: Int, of sealed: SealedTickets) throws -> Bool {
    guard case .ticket(let place) = sealed.batch.outcomes[index] else { return false }
    let number = String(decoding: sealed.batch.text[place.number], as: UTF8.self)
    return try ledger.read([]) { db in
      try Bool.fetchOne(
        db,
        sql: """
          SELECT EXISTS (SELECT 1 FROM ticket_version
            WHERE line = ? AND legacy_number = ? AND hash = ? AND batch_file_id < ?)
          """,
        arguments: [batch.line, number, content.bytes.databaseBytes, batch.firstFile]) ?? false
    }
  }

  /// What becomes of a record whose key an entry brought before with other content, `nil` where it
  /// wins.
  private mutating func lost(to entry: DeliveryKeys.Entry) throws -> Entered? {
    switch batch.repetition {
    case .lastWins: return nil
    case .quarantine: return .conflict(try place(of: entry))
    case .firstWins:
      books[.superseded] += 1
      return .nothing
    }
  }

  /// Where the last record of an entry stands.
  private func place(of entry: DeliveryKeys.Entry) throws -> SourceLocation {
    guard entry.file != fileID else {
      return SourceLocation(file: file.name, record: entry.record)
    }
    let row = try ledger.read([.batchFile, .segment]) { db in
      try Row.fetchOne(
        db,
        sql: """
          SELECT f.name AS file, s.name AS segment FROM batch_file f
          LEFT JOIN segment s ON s.batch_file_id = f.id WHERE f.id = ?
          """, arguments: [entry.file])
    }
    return SourceLocation(
      file: row?["file"] ?? "",
      record: entry.record > 0 ? entry.record : try record(of: entry, in: row?["segment"]))
  }

  /// The number of an entry's record, which a run that continues another finds with the ticket.
  private func record(of entry: DeliveryKeys.Entry, in segment: String?) throws -> Int? {
    let path = "\(ledger.folder)/segments/\(segment ?? "")"
    guard segment != nil, Folder.exists(path) else { return nil }
    var reader = try SegmentReader(path)
    return try reader.stored(at: entry.place)?.provenance.record
  }

  private mutating func duplicate() -> Entered {
    books[.duplicate] += 1
    return .nothing
  }

  /// What the ledger held under each record's key before the delivery.
  private func currentContents(_ sealed: SealedTickets) throws -> [ContentHash?] {
    try ledger.database.writeWithoutTransaction { db in
      let statement = try BulkStatement(
        db,
        """
        SELECT hash FROM ticket_version WHERE line = \(batch.line.sqlLiteral)
        AND legacy_number = ?1 AND batch_file_id < \(batch.firstFile)
        ORDER BY batch_file_id DESC LIMIT 1
        """)
      return try sealed.batch.outcomes.map { outcome in
        guard case .ticket(let place) = outcome else { return nil }
        return try statement.content(of: sealed.batch.text[place.number])
      }
    }
  }

  /// All keys that the ledger held of the line before the delivery, where a file of so many bytes
  /// is likely to bring a good part of them again: one walk through the catalogue instead of a
  /// look-up each.
  private static func history(
    of batch: OpenBatch, in ledger: Ledger, forFileOf size: Int
  ) throws -> DeliveryKeys? {
    let likelyRecords = size / 256
    guard batch.hasHistory,
      try ledger.ticketsBrought(to: batch.line, before: batch.firstFile) <= likelyRecords * 4
    else { return nil }
    var keys = DeliveryKeys()
    try ledger.database.writeWithoutTransaction { db in
      let statement = try BulkStatement(
        db,
        """
        SELECT legacy_number, hash FROM ticket_version WHERE line = \(batch.line.sqlLiteral)
        AND batch_file_id < \(batch.firstFile) ORDER BY legacy_number, batch_file_id
        """)
      // Of several versions the latest comes last.
      try statement.forEachRow { keys.learn($0, $1) }
    }
    return keys
  }

  /// Closes the books and makes the segment durable; nothing of it is in the catalogue yet.
  consuming func sealed(withUnchanged: Bool) throws -> SealedBook {
    guard books.isBalanced else {
      throw Unusable(
        .booksOpen, at: SourceLocation(file: file.name),
        ["file": file.name, "found": "read \(books.read)"])
    }
    if !withUnchanged { keys.forgetLookUps() }
    return SealedBook(
      batch: batch, fileID: fileID, file: file, books: books, findings: findings,
      segmentName: segmentName, segment: segment.size > 0 ? try segment.seal() : nil, keys: keys,
      order: keys.sorted(withUnchanged: withUnchanged), keepsUnchanged: withUnchanged,
      earlier: earlier, superseded: superseded)
  }
}

extension String {
  /// As it stands in SQL.
  var sqlLiteral: String { "'" + replacing("'", with: "''") + "'" }
}
