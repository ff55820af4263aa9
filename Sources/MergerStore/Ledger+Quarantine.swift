import FoundationEssentials
import GRDB
package import HotlineModel

extension Ledger {
  /// The number behind a name such as `Q000184`.
  ///
  /// - Throws: `Unusable` with `HL6201` where it is no such name.
  package static func quarantineID(_ name: String) throws -> Int {
    guard let first = name.first, first == "Q" || first == "q", let id = Int(name.dropFirst())
    else {
      throw Unusable(.quarantineUnknown, at: SourceLocation(file: name), ["found": name])
    }
    return id
  }

  /// One record of the quarantine.
  ///
  /// - Throws: `Unusable` with `HL6201` where there is none of that number.
  package func quarantineEntry(_ id: Int) throws -> QuarantineEntry {
    guard let entry = try entries(where: "q.id = ?", [id]).first else {
      let name = "Q\(padded(id, to: 6))"
      throw Unusable(.quarantineUnknown, at: SourceLocation(file: name), ["found": name])
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

  /// Open records of a line that only earlier batches brought, at most a thousand.
  ///
  /// - Parameters:
  ///   - line: the line.
  ///   - batch: the batch.
  ///   - id: the record behind which to go on; 0 to begin.
  /// - Returns: the records, in the order in which they came.
  /// - Throws: where the ledger cannot be read.
  package func openEntries(
    ofLine line: String, beforeBatch batch: Int, after id: Int
  ) throws -> [QuarantineEntry] {
    try entries(
      where: "q.state = 'open' AND q.line = ? AND q.last_batch_id < ? AND q.id > ?",
      [line, batch, id], limit: 1000)
  }

  /// How many records a batch kept out are open.
  package func openCount(ofBatch id: Int) throws -> Int {
    try database.read { db in
      try Int.fetchOne(
        db,
        sql: "SELECT count(*) FROM quarantine WHERE state = 'open' AND last_batch_id = ?",
        arguments: [id]) ?? 0
    }
  }

  private func entries(
    where condition: String, _ arguments: StatementArguments, limit: Int = -1
  ) throws -> [QuarantineEntry] {
    try database.read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT q.*, w.signer, w.reason AS waived_because, w.at AS waived_at
          FROM quarantine q LEFT JOIN waiver w ON w.quarantine_id = q.id
          WHERE \(condition) ORDER BY q.id LIMIT \(limit)
          """, arguments: arguments
      ).map(Self.entry)
    }
  }

  private static func entry(_ row: Row) -> QuarantineEntry {
    let id: Int = row["id"]
    let signer: String? = row["signer"]
    return QuarantineEntry(
      id: id,
      record: QuarantinedRecord(
        name: "Q\(padded(id, to: 6))", line: row["line"], file: row["file"],
        physicalLine: row["physical_line"], record: row["record"], code: row["code"],
        state: row["state"]),
      sha256: row["sha256"], raw: bytes(row["raw"]) ?? [], reasons: reasons(row["findings"]),
      firstBatch: batchName(row["first_batch_id"]), lastBatch: batchName(row["last_batch_id"]),
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

  /// Closes records that were repaired and taken in by a batch.
  ///
  /// - Parameters:
  ///   - ids: the records.
  ///   - batchID: the batch; undoing it opens them again.
  ///   - later: for those that were kept out again the entry that stands for each now.
  ///   - now: when.
  /// - Throws: where the ledger cannot be written.
  package func resolve(
    _ ids: [Int], byBatch batchID: Int, standingIn later: [Int: Int] = [:], now: CivilInstant
  ) throws {
    try write(at: now) { db, trail in
      trail.note("resolve", "\(ids.count) records by \(Self.batchName(Int64(batchID)))")
      for id in ids {
        try db.execute(
          sql: """
            INSERT INTO quarantine_closed (quarantine_id, batch_id, is_repair, stands_in)
            VALUES (?,?,1,?) ON CONFLICT DO UPDATE SET is_repair = 1, stands_in = excluded.stands_in
            """, arguments: [id, batchID, later[id]])
        try db.execute(
          sql: "UPDATE quarantine SET state = 'resolved' WHERE id = ? AND state = 'open'",
          arguments: [id])
      }
    }
  }

  /// Leaves records out for good, by somebody's signed decision.
  ///
  /// - Throws: `Unusable`: `HL6201` no such record, `HL6202` one that is not open; nothing is
  ///   waived then.
  package func waive(_ ids: [Int], waiver: Waiver, now: CivilInstant) throws {
    let entries = try ids.map { try quarantineEntry($0) }
    for entry in entries where entry.record.state != "open" {
      let name = entry.record.name
      throw Unusable(
        .quarantineNotOpen, at: SourceLocation(file: name),
        ["found": name, "state": entry.record.state])
    }
    try write(at: now) { db, trail in
      for entry in entries {
        try db.execute(
          sql: "UPDATE quarantine SET state = 'waived' WHERE id = ?", arguments: [entry.id])
        try db.execute(
          sql: "INSERT INTO waiver (quarantine_id, signer, reason, at) VALUES (?,?,?,?)",
          arguments: [entry.id, waiver.signer, waiver.reason, waiver.at])
        trail.note("waive", "\(entry.record.name) by \(waiver.signer): \(waiver.reason)")
      }
    }
  }

  // MARK: - Headers

  /// Keeps what stands above the records of a delivered file.
  package func keep(_ header: DeliveredHeader, now: CivilInstant) throws {
    try write(at: now) { db, trail in
      trail.note("header", header.sha256)
      try db.execute(
        sql: """
          INSERT INTO delivered_header (sha256, name, charset, delimiter, header)
          VALUES (?,?,?,?,?) ON CONFLICT DO UPDATE SET name = excluded.name,
            charset = excluded.charset, delimiter = excluded.delimiter, header = excluded.header
          """,
        arguments: [
          header.sha256, header.name, header.charset, Int(header.delimiter),
          header.bytes.databaseBytes,
        ])
    }
  }

  /// What stands above the records of a delivered file.
  ///
  /// - Throws: `Unusable` with `HL6203` where it was not kept.
  package func header(ofFile sha256: String, name: String) throws -> DeliveredHeader {
    let row = try database.read { db in
      try Row.fetchOne(
        db, sql: "SELECT * FROM delivered_header WHERE sha256 = ?", arguments: [sha256])
    }
    guard let row else {
      throw Unusable(.headerUnknown, at: SourceLocation(file: name), ["found": name])
    }
    return DeliveredHeader(
      sha256: sha256, name: row["name"], charset: row["charset"],
      delimiter: UInt8(clamping: row["delimiter"] as Int), bytes: bytes(row["header"]) ?? [])
  }

  /// The batch and content hash of the version of a ticket that holds now.
  package func currentVersion(
    line: String, legacyNumber: String
  ) throws -> (batch: Int, hash: [UInt8])? {
    let row = try database.read { db in
      try Row.fetchOne(
        db,
        sql: """
          SELECT f.batch_id, v.hash FROM ticket_version v JOIN batch_file f
            ON f.id = v.batch_file_id
          WHERE v.line = ? AND v.legacy_number = ? AND v.is_current
          """, arguments: [line, legacyNumber])
    }
    return row.map { (batch: $0[0], hash: bytes($0[1]) ?? []) }
  }
}
