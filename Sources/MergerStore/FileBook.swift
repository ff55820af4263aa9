import Findings
import GRDB
import HotlineModel
import LocalFiles
import Reports
import Tickets

/// The open books of one file: each record is entered once, and the books must close.
///
/// Nothing of a file is in the catalogue before its books close; then all of it is, at once.
package struct FileBook: ~Copyable {
  /// What the ledger holds under keys: tickets are sealed with it, as it is when they are handed out.
  package var ledgerKeys: LedgerKeys { LedgerKeys(index: index, cells: cells) }
  /// Records entered so far, and how many of them were quarantined.
  package var progress: (read: Int, quarantined: Int) { (books.read, books[.quarantined]) }

  private let ledger: Ledger
  private let batch: OpenBatch
  private let fileID: Int64
  /// The file's name, as delivered.
  private let name: String
  private let segmentName: String
  private let index: KeyIndex
  private var segment: OutputFile
  private var directory = FrameDirectory()
  private var cells = TotalsCells()
  private var books = Reconciliation()
  private var findings: [Finding] = []
  /// Whether an earlier batch of the line took in a file of these very bytes.
  private var redelivery: RedeliveredFile
  private let ledgerID: String
  private var keys: FileKeys
  /// What the file does to tickets of other segments.
  private var effects = FileEffects()

  init(
    ledger: Ledger, batch: OpenBatch, fileID: Int64, name: String, redelivery: RedeliveredFile
  ) throws {
    let segmentName = "\(batch.name)-\(padded(Int(fileID), to: 6)).tickets.zst"
    try ledger.database.writeWithoutTransaction { try WaitingRecord.prepare($0) }
    let (index, ledgerID) = try ledger.read([.segment, .retired, .keyFile, .ledger]) { db in
      (
        try KeyIndex(
          line: batch.line, firstFile: batch.firstFile, db, folder: ledger.keyFolder),
        try Ledger.identity(db)
      )
    }
    segment = try OutputFile("\(ledger.folder)/segments/\(segmentName)")
    keys = FileKeys(folder: ledger.keyFolder, ledger: ledgerID)
    self.index = index
    self.ledgerID = ledgerID
    self.ledger = ledger
    self.batch = batch
    self.fileID = fileID
    self.name = name
    self.segmentName = segmentName
    self.redelivery = redelivery
  }

  /// Enters the records of a batch in their order.
  package mutating func enter(_ sealed: SealedTickets) throws {
    if let failure = sealed.failure { throw failure }
    try keys.makeRoom()
    var waiting: [WaitingRecord] = []
    var written: [(entry: Int, record: Int)] = []
    keys.prefetch(sealed.tickets)
    let newCells = cells.numbers(of: sealed.cells)
    for (index, outcome) in sealed.batch.outcomes.enumerated() {
      books.read += 1
      switch outcome {
      case .skipped: books[.skipped] += 1
      case .unusable(let complaint):
        let found = sealed.batch.complaints[complaint]
        // From here on no record can be trusted: nothing of the file is kept.
        if found.findings.first?.code == .headerInside { throw Unusable(found.findings) }
        waiting.append(WaitingRecord(sealed.batch.source.legacyRecord(index), found))
      case .ticket:
        let number = Int(sealed.tickets[index].cell) - sealed.knownCells
        let cell = number < 0 ? sealed.tickets[index].cell : newCells[number]
        switch try enter(index, of: sealed, cell: cell) {
        case .conflict(let first):
          let record = sealed.batch.source.legacyRecord(index)
          let conflict = Finding(.keyConflict(sheet: "source.csv"), at: [record.place, first])
          waiting.append(WaitingRecord(record, .findings([conflict])))
        case .write(let entry): written.append((entry, index))
        case .superseded: books[.superseded] += 1
        case .nothing: break
        }
      }
    }
    try write(written, of: sealed)
    guard !waiting.isEmpty else { return }
    books[.quarantined] += waiting.count
    findings += waiting.flatMap(\.complaint.findings)
    try ledger.translated {
      try ledger.database.writeWithoutTransaction { try WaitingRecord.add(waiting, $0) }
    }
  }

  /// Puts tickets into the segment as one frame: all tickets of the batch where most of them are
  /// wanted, since they are compressed already.
  private mutating func write(
    _ tickets: [(entry: Int, record: Int)], of sealed: SealedTickets
  ) throws {
    guard !tickets.isEmpty else { return }
    let isMost = tickets.count * 2 >= sealed.batch.outcomes.count
    let whole = isMost ? sealed.frame : nil
    var text = whole == nil ? Array(sealed.batch.text[..<sealed.batch.headCount]) : []
    var ordinal = directory.tickets
    var next = 0
    for (record, outcome) in sealed.batch.outcomes.enumerated() {
      guard case .ticket(let place) = outcome else { continue }
      let isWanted = next < tickets.count && tickets[next].record == record
      if isWanted {
        keys[tickets[next].entry].ordinal = ordinal
        next += 1
        if whole == nil { text.append(contentsOf: sealed.batch.text[place.ticket]) }
      }
      if isWanted || whole != nil { ordinal += 1 }
    }
    let frame = whole ?? CompressedFrame.holding(text)
    directory.add(tickets: Int(ordinal - directory.tickets), length: frame.count)
    try segment.write(frame)
  }

  private enum Entered {
    /// The ticket goes into the segment, for an entry of the keys.
    case write(Int)
    case nothing
    /// The key came before, and the first record of it wins.
    case superseded
    /// The key came before with other content, in the record at a place.
    case conflict(SourceLocation)
  }

  /// Enters a ticket: new, changed, known, or come again in this delivery.
  ///
  /// A key that came before in this delivery with other content is superseded by the later record
  /// where the mapping lets the last one win, supersedes the later one where it lets the first one
  /// win; elsewhere the later record is quarantined.
  private mutating func enter(
    _ index: Int, of sealed: SealedTickets, cell: UInt32
  ) throws -> Entered {
    let ticket = sealed.tickets[index]
    let history = sealed.history(index)
    let before = history?.before
    var outcome = Reconciliation.Outcome.accepted
    if let before {
      let isUnchanged =
        try before.content == ticket.content
        || history?.wasHeld == true && redelivery.isConfirmed()
      outcome = isUnchanged ? .unchanged : .updated
    }
    let own = try keys.index(of: ticket.key)
    if let own {
      if keys[own].content == ticket.content { return duplicate() }
      let place = SourceLocation(file: name, record: Int(keys[own].record))
      if let lost = try lost(to: place) { return lost }
      books[keys[own].outcome] -= 1
      books[.superseded] += 1
    } else if let earlier = history?.earlier {
      if earlier.content == ticket.content { return duplicate() }
      if let lost = try lost(to: place(of: earlier)) { return lost }
      effects.supersede(
        earlier,
        outcome: earlier.isUnchanged ? .unchanged : (before == nil ? .accepted : .updated))
    }
    books[outcome] += 1
    if let before {
      effects.set(
        before, isRetired: outcome == .updated, wasRetired: self.index.isRetired(before))
    }
    let entry = FileKeys.Entry(
      key: ticket.key, content: ticket.content,
      record: UInt32(sealed.batch.source.records[index].number), cell: cell, outcome: outcome)
    if let own { keys[own] = entry }
    let place = own ?? keys.add(entry)
    return outcome == .unchanged ? .nothing : .write(place)
  }

  /// What becomes of a record whose key came before with other content, at a place; `nil` where it
  /// wins.
  private func lost(
    to place: @autoclosure () throws -> SourceLocation
  ) throws -> Entered? {
    switch batch.repetition {
    case .lastWins: return nil
    case .quarantine: return .conflict(try place())
    case .firstWins: return .superseded
    }
  }

  /// Where the record stands that brought a key in an earlier file of the delivery.
  private func place(of earlier: KnownKey) throws -> SourceLocation {
    let (name, segment) = try ledger.read([.batchFile, .segment]) { db in
      (
        try String.fetchOne(
          db, sql: "SELECT name FROM batch_file WHERE id = ?", arguments: [earlier.file]),
        try SegmentRow.all(db, where: "f.id = \(earlier.file)").first
      )
    }
    var record: Int? = Int(earlier.ordinal)
    if !earlier.isUnchanged {
      // An import that is only tried out has no segments.
      record = try segment.flatMap { row in
        guard Folder.exists("\(ledger.folder)/segments/\(row.name)") else { return nil }
        let reader = try ledger.segment(row)
        return try reader.ticket(earlier.ordinal).provenance.record
      }
    }
    return SourceLocation(file: name ?? "", record: record)
  }

  private mutating func duplicate() -> Entered {
    books[.duplicate] += 1
    return .nothing
  }

  /// Closes the books and makes segment and key files durable; nothing of it is in the catalogue
  /// yet.
  consuming func sealed(as file: ExportFile, withUnchanged: Bool) throws -> SealedBook {
    guard books.isBalanced else {
      throw Unusable(
        .booksOpen(file: name, found: "read \(books.read)"), at: SourceLocation(file: name))
    }
    let tickets = directory.tickets
    var segment: SealedSegment?
    if tickets > 0 {
      try self.segment.write(CompressedFrame.skipped(directory.encoded))
      segment = SealedSegment(
        name: segmentName, file: try self.segment.seal(), tickets: tickets, cells: cells)
    }
    let (batch, fileID, books) = (self.batch, self.fileID, self.books)
    let (findings, effects) = (self.findings, self.effects)
    let (folder, ledgerID, count) = (ledger.keyFolder, self.ledgerID, cells.count)
    let keyFiles = try FileKeyFiles(
      of: keys, named: "\(batch.name)-\(padded(Int(fileID), to: 6))", in: folder,
      ledger: ledgerID, file: fileID, withUnchanged: withUnchanged, cells: count)
    return SealedBook(
      batch: batch, fileID: fileID, file: file, books: books, findings: findings,
      segment: segment, keyFiles: keyFiles, effects: effects)
  }
}

/// Whether an earlier batch of the line took in a file of these very bytes: found out when what becomes
/// of a record depends on it.
struct RedeliveredFile {
  private let candidates: Set<String>
  private let sha256: () throws -> String
  private var answer: Bool?

  /// Nothing found out yet.
  ///
  /// - Parameters:
  ///   - candidates: the fingerprints of the files that it may be one of.
  ///   - sha256: its own.
  init(among candidates: Set<String>, _ sha256: @escaping () throws -> String) {
    self.candidates = candidates
    self.sha256 = sha256
  }

  /// Whether it is one of them.
  ///
  /// - Throws: what makes the file unreadable.
  mutating func isConfirmed() throws -> Bool {
    if let answer { return answer }
    let isOne = try !candidates.isEmpty && candidates.contains(sha256())
    answer = isOne
    return isOne
  }
}

/// What a file does to tickets that other files brought.
struct FileEffects: Sendable {
  /// Versions that it retires, by the file that brought them.
  private(set) var retired: [Int64: CountedTickets] = [:]
  /// Versions from before the delivery that earlier files of it had retired, and that hold again:
  /// by the file that brought them, each with its totals cell.
  private(set) var restored: [Int64: [UInt32: UInt32]] = [:]
  /// How many records of earlier files of the delivery it superseded, by what had become of them.
  private(set) var superseded: [Int64: [Reconciliation.Outcome: Int]] = [:]

  /// A record of an earlier file of the delivery is superseded.
  mutating func supersede(_ earlier: KnownKey, outcome: Reconciliation.Outcome) {
    superseded[earlier.file, default: [:]][outcome, default: 0] += 1
    guard !earlier.isUnchanged else { return }
    retired[earlier.file, default: CountedTickets()].insert(earlier.ordinal, cell: earlier.cell)
  }

  /// Says whether a version from before the delivery holds after the file.
  ///
  /// - Parameters:
  ///   - version: the version.
  ///   - isRetired: whether the file brings other content.
  ///   - wasRetired: whether an earlier file of the delivery retired it.
  mutating func set(_ version: KnownKey, isRetired: Bool, wasRetired: Bool) {
    if wasRetired {
      restored[version.file, default: [:]][version.ordinal] = isRetired ? nil : version.cell
      return
    }
    if retired[version.file]?.ordinals.contains(version.ordinal) ?? false == isRetired { return }
    retired[version.file, default: CountedTickets()].toggle(version.ordinal, cell: version.cell)
  }
}
