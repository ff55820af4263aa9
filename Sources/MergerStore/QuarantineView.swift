import Bytes
import Findings
import FoundationEssentials
import GRDB
import HotlineModel
package import LocalFiles
package import Reports
package import Tickets

/// The quarantine, and the tickets that hold now, as one transaction sees them: its own changes
/// included.
package struct QuarantineView {
  let db: Database
  private let ledger: Ledger
  /// What was asked before.
  private let cache = Cache()

  private final class Cache {
    /// The keys of lines.
    var indexes: [String: KeyIndex] = [:]
    /// The batches of files.
    var batches: [Int64: Int] = [:]
  }

  init(db: Database, ledger: Ledger) {
    self.db = db
    self.ledger = ledger
  }

  /// One record of the quarantine.
  ///
  /// - Throws: `Unusable` with `HL6201` where there is none of that number.
  package func entry(_ id: Int) throws -> QuarantineEntry {
    guard let entry = try entries(where: "q.id = ?", [id]).first else {
      let name = "Q\(padded(id, to: 6))"
      throw Unusable(.quarantineUnknown(found: name), at: SourceLocation(file: name))
    }
    return entry
  }

  /// The open records that a batch brought, in the order in which they came.
  package func openEntries(ofBatch id: Int) throws -> [QuarantineEntry] {
    try entries(
      where: "q.state = 'open' AND (q.last_batch_id = ? OR q.first_batch_id = ?)", [id, id])
  }

  /// The open records of one delivered file and line, in the order in which they stand in it.
  package func openEntries(ofFile sha256: String, line: String) throws -> [QuarantineEntry] {
    try entries(where: "q.state = 'open' AND q.sha256 = ? AND q.line = ?", [sha256, line])
  }

  /// How many records that a batch quarantined are open.
  package func openCount(ofBatch id: Int) throws -> Int {
    try Int.fetchOne(
      db,
      sql: """
        SELECT sum(records) FROM quarantine_count WHERE state = 'open' AND last_batch_id = ?
        """,
      arguments: [id]) ?? 0
  }

  /// The records of some numbers, in the order in which they came; why they were quarantined is
  /// left out.
  ///
  /// - Parameters:
  ///   - ids: the numbers.
  ///   - open: which open records they are.
  /// - Returns: the records.
  /// - Throws: where the ledger cannot be read.
  package func entries(_ ids: some Sequence<Int>, _ open: Open) throws -> [QuarantineEntry] {
    let list = ids.map(String.init).joined(separator: ",")
    return try entries(
      where: "q.id IN (\(list))", [], withReasons: false, areOwn: areOwn(open))
  }

  /// Whether the transaction under way has entered all of some open records: those of a batch of one
  /// file, which is entered and closed at once.
  private func areOwn(_ open: Open) throws -> Bool {
    guard case .ofBatch(let batch) = open else { return false }
    return try Int.fetchOne(
      db, sql: "SELECT count(*) FROM batch_file WHERE batch_id = ?", arguments: [batch]) == 1
  }

  /// What stands above the records of a delivered file.
  ///
  /// - Throws: `Unusable` with `HL6203` where it was not kept.
  package func header(ofFile sha256: String, name: String) throws -> DeliveredHeader {
    let row = try Row.fetchOne(
      db, sql: "SELECT * FROM delivered_header WHERE sha256 = ?", arguments: [sha256])
    guard let row else {
      throw Unusable(.headerUnknown(found: name), at: SourceLocation(file: name))
    }
    return DeliveredHeader(
      sha256: sha256, name: row["name"], charset: row["charset"],
      syntax: CSVSyntax(code: row["delimiter"]), bytes: bytes(row["header"]) ?? [])
  }

  /// The batch and the content of the version of a ticket that holds now.
  package func currentVersion(
    line: String, legacyNumber: String
  ) throws -> (batch: Int, content: ContentHash)? {
    try currentVersion(line: line, key: keys(ofLine: line).hasher.hash(of: legacyNumber))
  }

  /// The batch and the content of the version of a ticket that holds now, by the hash of its number.
  ///
  /// - Parameters:
  ///   - line: the line.
  ///   - key: the hash.
  ///   - file: the first file whose versions are wanted; nothing is said of what earlier ones brought.
  /// - Returns: the version; `nil` where none is found.
  /// - Throws: `Unusable` with `HL6226` where a key file is damaged.
  package func currentVersion(
    line: String, key: KeyHash, from file: Int64 = 0
  ) throws -> (batch: Int, content: ContentHash)? {
    guard let version = try keys(ofLine: line).history(of: key, from: file).before else {
      return nil
    }
    if let batch = cache.batches[version.file] { return (batch, version.content) }
    let batch = try Int.fetchOne(
      db, sql: "SELECT batch_id FROM batch_file WHERE id = ?", arguments: [version.file])
    cache.batches[version.file] = batch
    return batch.map { ($0, version.content) }
  }

  /// Whether the ledger ever held this content as a version of the ticket.
  package func holds(_ ticket: Ticket) throws -> Bool {
    let keys = try keys(ofLine: ticket.line)
    let key = keys.hasher.hash(of: ticket.legacyNumber)
    return try keys.history(of: key, content: ticket.contentHash).wasHeld
  }

  func keys(ofLine line: String) throws -> KeyIndex {
    if let known = cache.indexes[line] { return known }
    let keys = try ledger.keyIndex(ofLine: line, db)
    cache.indexes[line] = keys
    return keys
  }

  private func entries(
    where condition: String, _ arguments: StatementArguments, withReasons: Bool = true,
    areOwn: Bool = false
  ) throws -> [QuarantineEntry] {
    if !areOwn { try ledger.prove([.quarantine, .waiver], db) }
    return try Row.fetchAll(
      db,
      sql: """
        SELECT q.*, w.signer, w.reason AS waived_because, w.at AS waived_at
        FROM quarantine q LEFT JOIN waiver w ON w.quarantine_id = q.id
        WHERE \(condition) ORDER BY q.id
        """, arguments: arguments
    ).map { QuarantineEntry($0, withReasons: withReasons) }
  }
}

extension Ledger {
  /// Looks into the quarantine; all that `body` reads is of one moment.
  package func withQuarantine<Value>(
    _ body: (QuarantineView) throws -> Value
  ) throws -> Value {
    // Before the moment: from then on no file goes that it may name.
    let use = SegmentUse(folder: folder)
    defer { _ = use }
    return try read([.quarantineCount, .quarantineOpen, .deliveredHeader] + StoredTable.tickets) {
      try body(QuarantineView(db: $0, ledger: self))
    }
  }
}

extension QuarantineEntry {
  fileprivate init(_ row: Row, withReasons: Bool) {
    let id: Int = row["id"]
    let signer: String? = row["signer"]
    self.init(
      id: id,
      record: QuarantinedRecord(
        name: "Q\(padded(id, to: 6))", line: row["line"], file: row["file"],
        physicalLine: row["physical_line"], record: row["record"], code: row["code"],
        state: row["state"]),
      sha256: row["sha256"], raw: bytes(row["raw"]) ?? [],
      reasons: withReasons ? Self.reasons(row["findings"]) : [],
      firstBatch: Ledger.batchName(row["first_batch_id"]),
      lastBatch: Ledger.batchName(row["last_batch_id"]),
      waiver: signer.map {
        Waiver(signer: $0, reason: row["waived_because"], at: row["waived_at"])
      })
  }

  private struct StoredFinding: Decodable {
    struct Place: Decodable {
      let file: String?
      let line: Int?
      let record: Int?
      let field: String?
    }
    let code: String
    let message: String
    let places: [Place]
  }

  private static func reasons(_ json: String) -> [QuarantineEntry.Reason] {
    let stored = try? JSONDecoder().decode([StoredFinding].self, from: Data(json.utf8))
    return (stored ?? []).map { finding in
      QuarantineEntry.Reason(
        code: finding.code, message: finding.message, column: finding.places.first?.field,
        further: finding.places.dropFirst().map { place in
          "\(SourceLocation(file: place.file ?? "", line: place.line))"
            + (place.record.map { " record \($0)" } ?? "")
        })
    }
  }
}
