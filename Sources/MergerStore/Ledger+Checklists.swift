import GRDB
package import HotlineModel
package import Reports

extension Ledger {
  /// Everything that was ever entered for items of checklists, the oldest first.
  ///
  /// - Parameter item: the item; all where none is named.
  /// - Returns: the entries.
  /// - Throws: `Unusable` with `HL6003` where the catalogue is damaged.
  package func itemEntries(of item: String? = nil) throws -> [DatedItemEntry] {
    try read([.itemEntry]) { try Self.itemEntries($0, of: item) }
  }

  /// Enters what was filled in for items, all of it or, where one is refused, nothing.
  ///
  /// - Parameters:
  ///   - entries: the entries, each with the number of the newest entry of its item that whoever
  ///     filled it in had seen; `nil` where it may follow whatever is there.
  ///   - now: when.
  /// - Returns: the entries that came after the one that was seen, by item; empty where everything
  ///   was entered.
  /// - Throws: `Unusable`: `HL6001` where another run is writing, `HL6003` where the catalogue is damaged.
  package func enter(
    _ entries: [(entry: ItemEntry, seen: Int?)], at now: CivilInstant
  ) throws -> [String: DatedItemEntry] {
    try write(at: now) { db, trail in
      var newer: [String: DatedItemEntry] = [:]
      for (entry, seen) in entries {
        guard let seen, let newest = try Self.itemEntries(db, of: entry.item).last,
          newest.number != seen
        else { continue }
        newer[entry.item] = newest
      }
      guard newer.isEmpty else { return newer }
      for (entry, _) in entries { try Self.append(db, entry, at: now, &trail) }
      return [:]
    }
  }

  private static func itemEntries(_ db: Database, of item: String?) throws -> [DatedItemEntry] {
    let rows = try Row.fetchAll(
      db,
      sql: "SELECT * FROM item_entry \(item == nil ? "" : "WHERE item = ?") ORDER BY id",
      arguments: item.map { [$0] } ?? [])
    return rows.compactMap { DatedItemEntry($0) }
  }

  private static func append(
    _ db: Database, _ entry: ItemEntry, at now: CivilInstant, _ trail: inout AuditTrail
  ) throws {
    try db.execute(
      sql: """
        INSERT INTO item_entry
          (item, kind, conclusion, evidence, remark, filled_by, day, source, who, at, files)
        VALUES (?,?,?,?,?,?,?,?,?,?,?)
        """,
      arguments: [
        entry.item, entry.kind.rawValue, entry.conclusion?.rawValue ?? "", entry.evidence,
        entry.remark, entry.filledBy, entry.day?.description ?? "", entry.source, entry.who,
        now.rfc3339, entry.files.map(\.text).joined(separator: "\n"),
      ])
    let files = entry.files.map { " \($0.text)" }.joined()
    trail.note(
      "item.\(entry.kind.rawValue)",
      "\(entry.item) \(entry.conclusion?.rawValue ?? "-") \(entry.who)\(files)")
  }
}

extension DatedItemEntry {
  fileprivate init?(_ row: Row) {
    guard let kind = ItemEntry.Kind(rawValue: row["kind"]) else { return nil }
    let conclusion: String = row["conclusion"]
    let day: String = row["day"]
    self.init(
      number: row["id"],
      entry: ItemEntry(
        item: row["item"], kind: kind, conclusion: ItemConclusion(rawValue: conclusion),
        evidence: row["evidence"], remark: row["remark"], filledBy: row["filled_by"],
        day: CivilDate(day), source: row["source"], who: row["who"],
        files: (row["files"] as String).split(separator: "\n").compactMap { EvidenceFile($0) }),
      at: row["at"])
  }
}
