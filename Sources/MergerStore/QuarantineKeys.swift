import GRDB
package import HotlineModel
package import LocalFiles

/// An open record of the quarantine by what it is known by when it comes again.
package struct QuarantineKey: Sendable {
  /// The record's number in quarantine.
  package let entry: Int
  /// The batch that quarantined it last.
  package let lastBatch: Int
  /// Why.
  package let code: String
  /// The hash of the ticket number that it says; `nil` where it says none that can be read.
  package let number: KeyHash?
  /// SHA-256 of its bytes.
  package let bytes: SIMD4<UInt64>
}

extension QuarantineView {
  /// Which open records are asked about: those that only earlier batches brought, or those that a
  /// batch has quarantined.
  package enum Open: Sendable {
    case beforeBatch(Int), ofBatch(Int)

    fileprivate var condition: (sql: String, batch: Int) {
      switch self {
      case .beforeBatch(let batch): ("last_batch_id < ?", batch)
      case .ofBatch(let batch): ("last_batch_id = ?", batch)
      }
    }
  }

  /// Whether there is any such open record of a line.
  package func isAnyOpen(_ open: Open, ofLine line: String) throws -> Bool {
    let (condition, batch) = open.condition
    return try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS (SELECT 1 FROM quarantine_open WHERE line = ? AND \(condition))
        """, arguments: [line, batch]) ?? false
  }

  /// Hands out the keys of open records, in the order in which the records came.
  ///
  /// - Parameters:
  ///   - open: which records.
  ///   - line: their line.
  ///   - reading: how their numbers are read.
  ///   - body: takes each key.
  /// - Returns: the records that have not been read so yet.
  /// - Throws: where the ledger cannot be read; and what `body` throws.
  package func forEachKey(
    _ open: Open, ofLine line: String, reading: String, _ body: (QuarantineKey) throws -> Void
  ) throws -> [Int] {
    var unread: [Int] = []
    let (condition, batch) = open.condition
    var rows = try RowStatement(
      db,
      """
      SELECT quarantine_id, last_batch_id, code, reading = ?, key, sha256 FROM quarantine_open
      WHERE line = ? AND \(condition) ORDER BY quarantine_id
      """, [.text(reading), .text(line), .integer(Int64(batch))])
    while try rows.next() {
      guard let id = rows.integer(0), let last = rows.integer(1), let code = rows.text(2) else {
        throw DamagedTable(found: "quarantine_open: a value of another type")
      }
      guard rows.integer(3) == 1, let sum = rows.words(5) else {
        unread.append(Int(id))
        continue
      }
      try body(
        QuarantineKey(
          entry: Int(id), lastBatch: Int(last), code: code,
          number: rows.hash(4).map { KeyHash(high: $0.high, low: $0.low) }, bytes: sum))
    }
    return unread
  }

  /// Keeps by what records are known, so that no later delivery has to read their bytes again.
  ///
  /// - Parameters:
  ///   - records: records with the ticket number that each says.
  ///   - line: their line.
  ///   - reading: how their numbers were read.
  /// - Throws: where the ledger cannot be changed.
  package func keep(
    _ records: [(entry: QuarantineEntry, number: String?)], ofLine line: String, reading: String
  ) throws {
    let hasher = try keys(ofLine: line).hasher
    let update = try db.cachedStatement(
      sql: "UPDATE quarantine_open SET reading = ?, key = ?, sha256 = ? WHERE quarantine_id = ?")
    for (entry, number) in records {
      try update.execute(arguments: [
        reading, number.map { hasher.hash(of: $0).bytes.databaseBytes },
        Fingerprint.digest(of: entry.raw).databaseBytes, entry.id,
      ])
    }
  }
}
