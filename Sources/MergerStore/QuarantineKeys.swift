import GRDB
import HotlineModel
package import LocalFiles
package import Reports
import Tickets

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

  /// The first file of a line that brought tickets for which open records were not looked up yet.
  ///
  /// The batch that was closed last has looked for all that there was then, and what is left out is of
  /// batches that are still open; but not where a batch was undone since, or numbers are read in
  /// another way.
  ///
  /// - Parameters:
  ///   - line: the line.
  ///   - reading: how numbers are read.
  /// - Returns: the file; 0 where all of them are to be asked.
  /// - Throws: where the ledger cannot be read.
  package func firstFileNotLookedUp(ofLine line: String, reading: String) throws -> Int64 {
    try Int64.fetchOne(
      db,
      sql: """
        SELECT min(f.id) FROM batch_file f JOIN batch b ON b.id = f.batch_id
        WHERE b.line = ?1 AND b.closed_sequence IS NULL
          AND ?2 = (SELECT looked_up FROM batch c WHERE c.line = ?1 AND NOT EXISTS
              (SELECT 1 FROM batch_undone u JOIN batch d ON d.id = u.batch_id
                WHERE d.line = ?1 AND coalesce(u.sequence > c.closed_sequence, 1))
            ORDER BY closed_sequence DESC LIMIT 1)
        """, arguments: [line, reading]) ?? 0
  }

  /// Notes that a batch, which is about to be closed, has looked up all open records of its line.
  ///
  /// - Parameters:
  ///   - batch: the batch.
  ///   - reading: how their numbers were read.
  /// - Throws: where the ledger cannot be changed.
  package func noteLookUp(by batch: Int, reading: String) throws {
    try db.execute(
      sql: "UPDATE batch SET looked_up = ? WHERE id = ?", arguments: [reading, batch])
  }

  /// The open records whose numbers were not read so yet.
  ///
  /// - Parameters:
  ///   - open: which records.
  ///   - line: their line.
  ///   - reading: how their numbers are read.
  /// - Returns: their numbers in quarantine.
  /// - Throws: where the ledger cannot be read.
  package func unread(_ open: Open, ofLine line: String, reading: String) throws -> [Int] {
    let (condition, batch) = open.condition
    return try Int.fetchAll(
      db,
      sql: """
        SELECT quarantine_id FROM quarantine_open
        WHERE line = ? AND \(condition) AND (reading <> ? OR sha256 IS NULL)
        """, arguments: [line, batch, reading])
  }

  /// Hands out the keys of open records that were read, in the order in which the records came.
  ///
  /// - Parameters:
  ///   - open: which records.
  ///   - line: their line.
  ///   - body: takes each key.
  /// - Throws: where the ledger cannot be read; and what `body` throws.
  package func forEachKey(
    _ open: Open, ofLine line: String, _ body: (QuarantineKey) throws -> Void
  ) throws {
    let (condition, batch) = open.condition
    var rows = try RowStatement(
      db,
      """
      SELECT quarantine_id, last_batch_id, code, key, sha256 FROM quarantine_open
      WHERE line = ? AND \(condition) ORDER BY quarantine_id
      """, [.text(line), .integer(Int64(batch))])
    while try rows.next() {
      guard let id = rows.integer(0), let last = rows.integer(1), let code = rows.text(2),
        let sum = rows.words(4)
      else { throw DamagedTable(found: "quarantine_open: a value of another type") }
      try body(
        QuarantineKey(
          entry: Int(id), lastBatch: Int(last), code: code,
          number: rows.hash(3).map { KeyHash(high: $0.high, low: $0.low) }, bytes: sum))
    }
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
