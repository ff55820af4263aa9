import GRDB
import HotlineModel
import LocalFiles

extension DeliveryKeys {
  /// The keys that the files of an interrupted batch brought before it was.
  init(of batch: OpenBatch, _ db: Database) throws {
    self.init()
    let known = try Row.fetchCursor(
      db, sql: "SELECT legacy_number, hash, batch_file_id, record FROM delivery WHERE line = ?",
      arguments: [batch.line])
    while let row = try known.next() {
      guard let entry = add(row, outcome: .unchanged) else { continue }
      self[entry].record = row["record"]
    }
    let brought = try Row.fetchCursor(
      db,
      sql: """
        SELECT legacy_number, hash, batch_file_id, frame, offset, length, EXISTS (
          SELECT 1 FROM ticket_version old WHERE old.line = new.line
            AND old.legacy_number = new.legacy_number AND old.batch_file_id < ?2) AS was_known
        FROM ticket_version new WHERE line = ?1 AND batch_file_id >= ?2
        """, arguments: [batch.line, batch.firstFile])
    while let row = try brought.next() {
      guard let entry = add(row, outcome: row["was_known"] ? .updated : .accepted) else { continue }
      set(entry, TicketPlace(row))
    }
  }

  /// Adds a key as the catalogue holds it; what it is of these keys.
  private mutating func add(_ row: Row, outcome: Reconciliation.Outcome) -> Int? {
    let number = Array((row["legacy_number"] as String).utf8)
    guard let content = bytes(row["hash"]).flatMap({ ContentHash($0) }) else { return nil }
    let hash = keyHash(of: number, in: number.indices)
    let entry =
      index(of: number.indices, in: number, hash: hash)
      ?? add(
        number.indices, in: number, hash: hash, content: content, file: row["batch_file_id"],
        outcome: outcome)
    set(entry, content, outcome, file: row["batch_file_id"], record: 0)
    return entry
  }

  /// Adds the keys of a later file; they stand for the earlier ones.
  mutating func merge(_ later: DeliveryKeys) {
    if count == 0 {
      self = later
      return
    }
    for index in 0..<later.count where later[index].outcome != nil {
      let number = Array(later.number(of: index))
      let hash = keyHash(of: number, in: number.indices)
      let known =
        self.index(of: number.indices, in: number, hash: hash)
        ?? add(
          number.indices, in: number, hash: hash, content: later[index].content,
          file: later[index].file, outcome: later[index].outcome)
      self[known].content = later[index].content
      self[known].file = later[index].file
      self[known].record = later[index].record
      self[known].outcome = later[index].outcome
    }
  }
}
