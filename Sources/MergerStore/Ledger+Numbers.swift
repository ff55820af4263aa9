import GRDB
package import HotlineModel
package import Reports

extension Ledger {
  /// Keeps what became of numbers, with their audit entries: all of it, or nothing.
  package func record(_ events: [NumberEvent], at now: CivilInstant) throws {
    try write(at: now) { db, trail in
      for event in events { try Self.append(event, at: now, db, &trail) }
    }
  }

  private static func append(
    _ event: NumberEvent, at now: CivilInstant, _ db: Database, _ trail: inout AuditTrail
  ) throws {
    let file = event.proof?.file
    let link = event.proof.flatMap { $0.file == nil ? $0.text : nil }
    try db.execute(
      sql: """
        INSERT INTO number_event
          (line, life, kind, was, status, channel, day, mode, disposition, document, reason,
           link, file, sha256, size, type, who, at)
        VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
        """,
      arguments: [
        event.line, event.life?.description ?? "", event.kind.rawValue, event.was?.rawValue ?? "",
        event.status?.rawValue ?? "", event.channel, event.day?.description ?? "",
        event.mode.rawValue, event.disposition.rawValue, event.document, event.reason, link ?? "",
        file?.name ?? "", file?.sha256 ?? "", file?.size ?? 0, file?.type ?? "", event.who,
        now.rfc3339,
      ])
    let what = event.status?.rawValue ?? event.channel
    trail.note(
      "number.\(event.kind.rawValue)",
      "\(event.line) \(what) \(event.day?.description ?? "") \(event.who)")
  }

  /// What became of numbers, by line, the oldest entry first: of one line, or of all.
  package func numberEvents(of line: String? = nil) throws -> [String: [DatedNumberEvent]] {
    try read([.numberEvent]) { db in
      let rows = try Row.fetchAll(
        db, sql: "SELECT * FROM number_event WHERE ?1 IS NULL OR line = ?1 ORDER BY id",
        arguments: [line])
      return Dictionary(grouping: rows.compactMap { DatedNumberEvent($0) }, by: \.event.line)
    }
  }
}

extension DatedNumberEvent {
  /// An entry that was kept; the ledger is proven before it is read.
  fileprivate init?(_ row: Row) {
    guard let kind = NumberEvent.Kind(rawValue: row["kind"]),
      let mode = MergeMode(rawValue: row["mode"]),
      let disposition = NumberDisposition(rawValue: row["disposition"])
    else { return nil }
    var event = NumberEvent(
      line: row["line"], life: CivilDate(row["life"] as String), kind: kind, mode: mode,
      disposition: disposition, who: row["who"])
    event.was = NumberStatus(rawValue: row["was"])
    event.status = NumberStatus(rawValue: row["status"])
    event.channel = row["channel"]
    event.day = CivilDate(row["day"] as String)
    event.document = row["document"]
    event.reason = row["reason"]
    let (link, hash): (String, String) = (row["link"], row["sha256"])
    if !hash.isEmpty {
      event.proof = .file(
        EvidenceFile(name: row["file"], sha256: hash, size: row["size"], type: row["type"]))
    } else if !link.isEmpty {
      event.proof = .link(link)
    }
    self.init(event: event, at: row["at"])
  }
}
