import GRDB
package import HotlineModel
import LocalFiles

/// What a proof of the ledger went over.
package struct LedgerProof: Sendable {
  /// Segments whose bytes have the hash the catalogue says.
  package internal(set) var segments = 0
  /// Ticket versions that lie where the catalogue says.
  package internal(set) var versions = 0
  /// Audit entries that carry the hash of the one before them.
  package internal(set) var auditEntries = 0
  /// What does not hold.
  package internal(set) var findings: [Finding] = []
}

extension Ledger {
  /// Proves that every segment is there with its hash, that every catalogue entry points at a line
  /// that holds its ticket, that books close, and that the audit trail is whole.
  package func prove() throws -> LedgerProof {
    var proof = LedgerProof()
    try database.read { db in
      try proveSegments(db, &proof)
      try proveBooks(db, &proof)
      try proveAudit(db, &proof)
      for complaint in try String.fetchAll(db, sql: "PRAGMA integrity_check(10)")
      where complaint != "ok" {
        proof.findings.append(
          Finding(
            .ledgerDamaged, at: SourceLocation(file: "\(folder)/ledger.db"),
            ["found": complaint]))
      }
    }
    return proof
  }

  private func proveSegments(_ db: Database, _ proof: inout LedgerProof) throws {
    let segments = try Row.fetchAll(
      db,
      sql: """
        SELECT s.batch_file_id, s.name, s.sha256, s.size, f.batch_id FROM segment s
        JOIN batch_file f ON f.id = s.batch_file_id ORDER BY s.batch_file_id
        """)
    for segment in segments {
      let name: String = segment["name"]
      let path = "\(folder)/segments/\(name)"
      if let reason = Self.mismatch(of: path, sha256: segment["sha256"], size: segment["size"]) {
        proof.findings.append(
          Finding(
            .segmentMissing, at: SourceLocation(file: path),
            ["found": name, "reason": reason, "batch": Self.batchName(segment["batch_id"])]))
        continue
      }
      proof.segments += 1
      try proveVersions(db, segment: segment["batch_file_id"], path: path, name: name, &proof)
    }
    let lost = try Int.fetchOne(
      db,
      sql: """
        SELECT count(*) FROM ticket_version
        WHERE batch_file_id NOT IN (SELECT batch_file_id FROM segment)
        """)
    if let lost, lost > 0 {
      proof.findings.append(
        Finding(
          .ledgerDamaged, at: SourceLocation(file: "\(folder)/ledger.db"),
          ["found": "\(lost) tickets in segments that the catalogue does not name"]))
    }
  }

  private static func mismatch(of path: String, sha256: String, size: Int) -> String? {
    guard let file = try? InputFile(path) else { return "no such file" }
    var fingerprint = Fingerprint()
    var found = 0
    while let piece = try? file.read(upTo: 1 << 20), !piece.isEmpty {
      fingerprint.update(piece)
      found += piece.count
    }
    if found != size { return "\(found) bytes instead of \(size)" }
    return fingerprint.hex == sha256 ? nil : "another hash"
  }

  private func proveVersions(
    _ db: Database, segment: Int64, path: String, name: String, _ proof: inout LedgerProof
  ) throws {
    var reader = try SegmentReader(path)
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT frame, offset, length, line, legacy_number, hash FROM ticket_version
        WHERE batch_file_id = ? ORDER BY frame, offset
        """, arguments: [segment])
    while let row = try rows.next() {
      let stored = try reader.stored(at: TicketPlace(row))
      if let stored, stored.ticket.line == row["line"],
        stored.ticket.legacyNumber == row["legacy_number"],
        stored.ticket.contentHash.bytes == bytes(row["hash"])
      {
        proof.versions += 1
      } else {
        proof.findings.append(
          Finding(
            .catalogueWrong, at: SourceLocation(file: path, offset: row["frame"]),
            [
              "found": "\(row["line"] as String)/\(row["legacy_number"] as String)",
              "offset": "\(row["frame"] as Int)",
              "segment": name,
            ]))
      }
    }
  }

  private func proveBooks(_ db: Database, _ proof: inout LedgerProof) throws {
    let sum = Reconciliation.Outcome.allCases.map(\.rawValue).joined(separator: " + ")
    let open = try Row.fetchAll(
      db,
      sql: """
        SELECT f.name, f.read FROM batch_file f JOIN batch b ON b.id = f.batch_id
        WHERE b.state = 'closed' AND f.read <> \(sum) ORDER BY f.id
        """)
    for row in open {
      proof.findings.append(
        Finding(
          .booksOpen, at: SourceLocation(file: row[0]),
          ["file": row[0], "found": "read \(row[1] as Int)"]))
    }
  }

  private func proveAudit(_ db: Database, _ proof: inout LedgerProof) throws {
    var previous = ""
    let rows = try Row.fetchCursor(db, sql: "SELECT * FROM audit ORDER BY id")
    while let row = try rows.next() {
      let hash: String = row["hash"]
      let expected = AuditTrail.hash(
        previous, row["at"], row["action"], row["detail"], row["state"])
      if row["previous"] as String == previous, expected == hash {
        proof.auditEntries += 1
      } else {
        proof.findings.append(
          Finding(
            .auditBroken, at: SourceLocation(file: "\(folder)/ledger.db"),
            ["found": "\(row["id"] as Int)"]))
      }
      previous = hash
    }
  }

  /// Records of each line that are no tickets; of some batches, or of all.
  package func asides(ofBatches ids: [Int]) throws -> [String: ControlTotals.Aside] {
    let list = ids.map(String.init).joined(separator: ",")
    let condition = ids.isEmpty ? "1" : "last_batch_id IN (\(list)) OR first_batch_id IN (\(list))"
    return try database.read { db in
      var asides: [String: ControlTotals.Aside] = [:]
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT line, state, count(*) FROM quarantine
          WHERE state <> 'resolved' AND (\(condition)) GROUP BY line, state
          """)
      for row in rows {
        let line: String = row[0]
        if row[1] as String == "waived" {
          asides[line, default: .init()].waived = row[2]
        } else {
          asides[line, default: .init()].quarantined = row[2]
        }
      }
      return asides
    }
  }

  /// Records of a delivered file that are no tickets; of one that came again and was kept out
  /// again the later entry tells.
  package func aside(ofFile sha256: String) throws -> ControlTotals.Aside {
    try database.read { db in
      var aside = ControlTotals.Aside()
      let rows = try Row.fetchAll(
        db,
        sql: """
          WITH RECURSIVE standing(now) AS (
            SELECT id FROM quarantine WHERE sha256 = ?
            UNION ALL
            SELECT stands_in FROM standing JOIN quarantine_closed ON quarantine_id = now
            WHERE stands_in IS NOT NULL)
          SELECT state, count(*) FROM standing JOIN quarantine ON id = now
          WHERE now NOT IN
            (SELECT quarantine_id FROM quarantine_closed WHERE stands_in IS NOT NULL)
          GROUP BY state
          """, arguments: [sha256])
      for row in rows {
        switch row[0] as String {
        case "open": aside.quarantined = row[1]
        case "waived": aside.waived = row[1]
        default: break
        }
      }
      return aside
    }
  }

  /// The version of the database library, and when the newest batch began, RFC 3339.
  package func vitals() throws -> (library: String, newestBatch: String?) {
    try database.read { db in
      (
        try String.fetchOne(db, sql: "SELECT sqlite_version()") ?? "",
        try String.fetchOne(db, sql: "SELECT max(started) FROM batch")
      )
    }
  }
}
