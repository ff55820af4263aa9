import GRDB
import HotlineModel
import LocalFiles
import Tickets

/// What the catalogue says of the segments of one line.
struct SegmentStates: Sendable {
  struct File: Sendable {
    let file: Int64
    let batch: Int64
    let keyFile: Int64
    let tickets: Int
    /// What its own file retired: tickets that are no versions.
    var unwanted = OrdinalSet()
    /// What other files retired, by their batch.
    var retired: [(batch: Int64, ordinals: OrdinalSet)] = []
    /// All that other files retired.
    var gone = OrdinalSet()
    /// By what its tickets are counted, and the number that the catalogue gives each cell.
    var cells = TotalsCells()
    var numbers: [UInt32] = []
    /// How many versions each cell counts, by the number of the cell.
    var counts: [Int] = []

    /// The number of a cell; `nil` where the catalogue has none of that name.
    func cell(_ name: [UInt8]) -> UInt32? {
      cells.known(name).map { numbers[Int($0)] }
    }

    /// The batch that retired a ticket; `nil` where it holds.
    @inline(__always)
    func retirer(of ordinal: UInt32) -> Int64? {
      guard gone.contains(ordinal) else { return nil }
      return retired.first { $0.ordinals.contains(ordinal) }?.batch
    }
  }

  private(set) var files: [File] = []
  private(set) var places: [Int64: Int] = [:]
  private(set) var complaints: [String] = []
  var count: Int { files.count }

  init(_ db: Database, line: String) throws {
    for row in try Row.fetchAll(
      db,
      sql: """
        SELECT s.batch_file_id, f.batch_id, coalesce(s.key_file_id, 0), s.tickets FROM segment s
        JOIN batch_file f ON f.id = s.batch_file_id JOIN batch b ON b.id = f.batch_id
        WHERE b.line = ? ORDER BY s.batch_file_id
        """, arguments: [line])
    {
      places[row[0]] = files.count
      files.append(File(file: row[0], batch: row[1], keyFile: row[2], tickets: row[3]))
    }
    for list in try RetiredList.all(db, line: line) {
      guard let place = places[list.of] else {
        complaints.append("tickets of file \(list.of) are retired, which has no segment")
        continue
      }
      if list.by == list.of {
        files[place].unwanted = list.ordinals
        continue
      }
      let batch =
        try Int64.fetchOne(
          db, sql: "SELECT batch_id FROM batch_file WHERE id = ?", arguments: [list.by]) ?? 0
      let before = files[place].gone.count + list.ordinals.count
      files[place].gone.formUnion(list.ordinals)
      files[place].retired.append((batch, list.ordinals))
      if files[place].gone.count != before {
        complaints.append("tickets of file \(list.of) are retired twice")
      }
    }
    for place in files.indices { try files[place].readCells(db) }
  }
}

extension SegmentStates.File {
  /// Reads by what the tickets are counted, byte by byte as it was written.
  fileprivate mutating func readCells(_ db: Database) throws {
    var rows = try RowStatement(
      db,
      """
      SELECT cell, tickets, month, type, status, legacy_type, legacy_status FROM cell
      WHERE batch_file_id = ? ORDER BY cell
      """, [.integer(file)])
    while try rows.next() {
      guard let cell = rows.integer(0), let tickets = rows.integer(1), 0..<(1 << 24) ~= cell else {
        continue
      }
      var name: [UInt8] = []
      for column in 2...6 {
        unsafe rows.withBytes(Int32(column)) { unsafe name.append(contentsOf: $0) }
        name.append(PackedTicket.cellEnd)
      }
      if cells.number(of: name) == numbers.count { numbers.append(UInt32(cell)) }
      let missing = Int(cell) + 1 - counts.count
      if missing > 0 { counts += [Int](repeating: 0, count: missing) }
      counts[Int(cell)] = Int(tickets)
    }
  }
}
