import GRDB
import HotlineModel

/// The tickets of one segment that a file retired: it brought them with other content, it took
/// their place within a delivery, or they came into the segment beside wanted ones.
struct RetiredList: Sendable {
  /// The file that retired them.
  let by: Int64
  /// The file whose segment they are in.
  let of: Int64
  /// Whether both are of one batch, so that the tickets never were versions.
  let isOfOneBatch: Bool
  let ordinals: OrdinalSet

  /// The lists that a condition on `retired r`, the files `g` that retired and their batches `b`
  /// names.
  static func all(
    _ db: Database, where condition: String = "1", _ arguments: StatementArguments = []
  ) throws -> [RetiredList] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT r.by_file, r.of_file, f.batch_id = g.batch_id, r.ordinals FROM retired r
        JOIN batch_file f ON f.id = r.of_file JOIN batch_file g ON g.id = r.by_file
        JOIN batch b ON b.id = g.batch_id
        WHERE \(condition) ORDER BY r.by_file, r.of_file
        """, arguments: arguments
    ).map { row in
      guard let ordinals = bytes(row[3] as DatabaseValue).flatMap({ OrdinalSet(encoded: $0) })
      else { throw DamagedTable(found: "retired: a list of file \(row[0] as Int64)") }
      return RetiredList(by: row[0], of: row[1], isOfOneBatch: row[2], ordinals: ordinals)
    }
  }

  /// The lists of one line.
  static func all(_ db: Database, line: String) throws -> [RetiredList] {
    try all(db, where: "b.line = ?", [line])
  }
}

extension Catalogue {
  /// Enters tickets of a segment that a file retires.
  ///
  /// - Parameters:
  ///   - db: the connection, within a transaction.
  ///   - ordinals: the tickets.
  ///   - file: the file whose segment they are in.
  ///   - retirer: the file that retires them.
  ///   - cells: how many of them each totals cell of the segment counts.
  /// - Throws: where the catalogue cannot be changed.
  static func retire(
    _ db: Database, _ ordinals: OrdinalSet, of file: Int64, by retirer: Int64,
    cells: [UInt32: Int]
  ) throws {
    try db.execute(
      sql: "INSERT INTO retired (by_file, of_file, tickets, ordinals) VALUES (?,?,?,?)",
      arguments: [retirer, file, ordinals.count, ordinals.encoded.databaseBytes])
    let insert = try db.makeStatement(
      sql: "INSERT INTO retired_cell (by_file, of_file, cell, tickets) VALUES (?,?,?,?)")
    for (cell, count) in cells where count != 0 {
      try insert.execute(arguments: [retirer, file, Int64(cell), count])
    }
  }

  /// Tickets of a segment hold again that earlier files of the delivery had retired.
  ///
  /// - Parameters:
  ///   - tickets: their ordinals, each with its totals cell.
  ///   - file: the file whose segment they are in.
  /// - Throws: where the catalogue cannot be read or changed.
  func restore(_ tickets: [UInt32: UInt32], of file: Int64) throws {
    let lists = try RetiredList.all(
      db, where: "r.of_file = ? AND r.by_file >= ?", [file, batch.firstFile])
    for list in lists {
      var rest = list.ordinals
      var cells: [UInt32: Int] = [:]
      for (ordinal, cell) in tickets where rest.contains(ordinal) {
        rest.remove(ordinal)
        cells[cell, default: 0] += 1
      }
      guard !cells.isEmpty else { continue }
      let place: StatementArguments = [list.by, file]
      let update = try db.makeStatement(
        sql: """
          UPDATE retired_cell SET tickets = tickets - ? WHERE by_file = ? AND of_file = ? AND cell = ?
          """)
      for (cell, count) in cells {
        try update.execute(arguments: [count] + place + [Int64(cell)])
      }
      try db.execute(
        sql: "DELETE FROM retired_cell WHERE by_file = ? AND of_file = ? AND tickets = 0",
        arguments: place)
      guard !rest.isEmpty else {
        try db.execute(
          sql: "DELETE FROM retired WHERE by_file = ? AND of_file = ?", arguments: place)
        continue
      }
      try db.execute(
        sql: "UPDATE retired SET tickets = ?, ordinals = ? WHERE by_file = ? AND of_file = ?",
        arguments: [rest.count, rest.encoded.databaseBytes] + place)
    }
  }
}
