import GRDB
import HotlineModel
import LocalFiles

extension LedgerCheck {
  /// Ticket versions are those of the books, and of each ticket the newest is current.
  mutating func proveVersions() throws {
    let walk = try VersionWalk(db, limit: 100)
    for complaint in walk.complaints { complain(complaint) }
  }

  /// Segments have the hashes that the catalogue says, and hold each version's ticket at its place.
  mutating func proveSegments() throws {
    var sound: [Int64: String] = [:]
    var known: Set<Int64> = []
    var rows = try RowStatement(
      db,
      """
      SELECT s.batch_file_id, s.name, s.sha256, s.size, f.batch_id FROM segment s
      JOIN batch_file f ON f.id = s.batch_file_id ORDER BY s.batch_file_id
      """)
    while try rows.next() {
      guard let id = rows.integer(0), let name = rows.text(1) else { continue }
      known.insert(id)
      let path = "\(folder)/segments/\(name)"
      guard let reason = Self.mismatch(of: path, sha256: rows.text(2), size: rows.integer(3)) else {
        proof.segments += 1
        sound[id] = name
        continue
      }
      proof.findings.append(
        Finding(
          .segmentMissing, at: SourceLocation(file: path),
          ["found": name, "reason": reason, "batch": Ledger.batchName(rows.integer(4) ?? 0)]))
    }
    try proveTickets(in: sound, known: known)
  }

  /// How a file differs from what the catalogue says of it; `nil` where it does not.
  static func mismatch(of path: String, sha256: String?, size: Int64?) -> String? {
    guard let file = try? InputFile(path) else { return "no such file" }
    var fingerprint = Fingerprint()
    var found: Int64 = 0
    while let piece = try? file.read(upTo: 1 << 20), !piece.isEmpty {
      fingerprint.update(piece)
      found += Int64(piece.count)
    }
    if found != size { return "\(found) bytes instead of \(size.map(String.init) ?? "?")" }
    return fingerprint.hex == sha256 ? nil : "another hash"
  }

  /// So many tickets that are not where the catalogue says are named.
  private static let shown = 1000

  /// Reads each version's ticket, segment by segment from front to back.
  private mutating func proveTickets(in segments: [Int64: String], known: Set<Int64>) throws {
    var rows = try RowStatement(
      db,
      """
      SELECT batch_file_id, frame, offset, length, hash, line, legacy_number FROM ticket_version
      ORDER BY batch_file_id, frame, offset
      """)
    var (lost, wrong) = (0, 0)
    var current: Int64?
    var reader: SegmentReader?
    var ticket = TicketRow()
    while try rows.next() {
      let segment = rows.integer(0) ?? -1
      if segment != current {
        current = segment
        reader = try segments[segment].map { try SegmentReader("\(folder)/segments/\($0)") }
      }
      guard let name = segments[segment] else {
        if !known.contains(segment) { lost += 1 }
        continue
      }
      let place = TicketPlace(rows, from: 1)
      let isThere = try reader?.read(place, hash: rows.hash(4), into: &ticket) ?? false
      let (line, number) = (rows.text(5), rows.text(6))
      if isThere, ticket.string(.line) == line, ticket.string(.legacyNumber) == number {
        proof.versions += 1
        continue
      }
      wrong += 1
      if wrong <= Self.shown {
        proof.findings.append(
          Finding(
            .catalogueWrong,
            at: SourceLocation(file: "\(folder)/segments/\(name)", offset: place.frame),
            [
              "found": "\(line ?? "?")/\(number ?? "?")", "offset": "\(place.frame)",
              "segment": name,
            ]))
      }
    }
    if wrong > Self.shown { complain("\(wrong) tickets are not where the catalogue says") }
    if lost > 0 { complain("\(lost) tickets in segments that the catalogue does not name") }
  }
}
