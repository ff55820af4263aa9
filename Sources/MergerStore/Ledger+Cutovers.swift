import GRDB
package import HotlineModel
package import Reports

extension Ledger {
  /// Enters what was done to a switch in the journal, with its audit entry.
  ///
  /// - Throws: `Unusable`: `HL6001` where another run is writing, `HL6102` where the disk takes
  ///   nothing, `HL6003` where the catalogue is damaged.
  package func record(_ entry: CutoverEntry, at now: CivilInstant) throws {
    try write(at: now) { db, trail in
      try db.execute(
        sql: """
          INSERT INTO cutover_entry
            (target, kind, plan, generation, routing, content, other, lines, because, document,
             who, at)
          VALUES (?,?,?,?,?,?,?,?,?,?,?,?)
          """,
        arguments: [
          entry.target, entry.step.rawValue, entry.plan, entry.generation, entry.table,
          entry.content, entry.other, entry.lines.joined(separator: " "), entry.because,
          entry.document, entry.who, now.rfc3339,
        ])
      trail.note(
        "cutover.\(entry.step.rawValue)",
        "\(entry.target) \(entry.plan) \(entry.generation) \(entry.table) by \(entry.who)"
          + AuditTrail.reason(entry.because))
    }
  }

  /// The journal of cut-overs, the oldest entry first: of one switch, or of all.
  package func cutoverEntries(of target: String? = nil) throws -> [DatedCutoverEntry] {
    try read([.cutoverEntry]) { db in
      let rows = try Row.fetchAll(
        db, sql: "SELECT * FROM cutover_entry WHERE ?1 IS NULL OR target = ?1 ORDER BY id",
        arguments: [target])
      return try rows.map { row in
        guard let entry = DatedCutoverEntry(row) else {
          throw DamagedTable(found: "cutover_entry \(row["id"] as Int64): a value of no meaning")
        }
        return entry
      }
    }
  }
}

extension DatedCutoverEntry {
  fileprivate init?(_ row: Row) {
    guard let step = CutoverEntry.Step(rawValue: row["kind"]) else { return nil }
    var entry = CutoverEntry(
      target: row["target"], step: step, plan: row["plan"], generation: row["generation"],
      table: row["routing"], who: row["who"])
    entry.content = row["content"]
    entry.other = row["other"]
    entry.lines = (row["lines"] as String).split(separator: " ").map(String.init)
    entry.because = row["because"]
    entry.document = row["document"]
    self.init(number: row["id"], entry: entry, at: row["at"])
  }
}
