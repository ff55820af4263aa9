import GRDB
package import Reports

extension Ledger {
  /// All files of evidence that the ledger names, those of earlier entries too, each once for what it
  /// is evidence of.
  ///
  /// - Throws: `Unusable` with `HL6003` where the catalogue is damaged.
  package func evidence() throws -> [NamedEvidence] {
    try read([.itemEntry, .numberEvent]) { try Self.evidence($0) }
  }

  /// All files of evidence that a catalogue names.
  static func evidence(_ db: Database) throws -> [NamedEvidence] {
    let items = try Row.fetchAll(
      db, sql: "SELECT item, files FROM item_entry WHERE files <> '' ORDER BY id"
    ).flatMap { row in
      (row["files"] as String).split(separator: "\n").compactMap { EvidenceFile($0) }
        .map { NamedEvidence($0, of: row["item"]) }
    }
    let numbers = try Row.fetchAll(
      db,
      sql: "SELECT line, file, sha256, size, type FROM number_event WHERE sha256 <> '' ORDER BY id"
    ).map { row in
      NamedEvidence(
        EvidenceFile(
          name: row["file"], sha256: row["sha256"], size: row["size"], type: row["type"]),
        of: row["line"])
    }
    var seen: Set<NamedEvidence> = []
    return (items + numbers).filter { seen.insert($0).inserted }
  }
}
