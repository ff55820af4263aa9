import GRDB
import Glibc
import HotlineModel

/// One walk through all ticket versions in the order of their keys, which holds them against the
/// batches and the books: each is of its file's line, the newest of each ticket alone is current,
/// and each file has as many as its books say.
struct VersionWalk {
  /// What does not hold.
  private(set) var complaints: [String] = []
  /// How many versions there are.
  private(set) var count = 0

  private let limit: Int
  private var files: [File] = []
  private var indices: [Int64: Int] = [:]
  /// The version before.
  private var line: [UInt8] = []
  private var number: [UInt8] = []
  private var file: Int64 = 0
  private var isCurrent = true

  private struct File {
    let id: Int64
    let line: [UInt8]
    /// How many versions the books say it has, and how many were seen.
    let expected: Int64
    var seen: Int64 = 0
  }

  /// Walks through all versions.
  ///
  /// - Parameters:
  ///   - db: the connection, within a transaction.
  ///   - limit: after how many complaints the walk ends.
  /// - Throws: where the catalogue cannot be read.
  init(_ db: Database, limit: Int) throws {
    self.limit = limit
    try readBooks(db)
    var rows = try RowStatement(
      db,
      """
      SELECT line, legacy_number, batch_file_id, is_current, frame, offset, length, hash
      FROM ticket_version
      """)
    while complaints.count < limit, try rows.next() {
      count += 1
      look(at: rows)
    }
    guard complaints.count < limit else { return }
    endTicket()
    for file in files where file.seen != file.expected {
      complaints.append(
        "ticket_version: \(file.seen) rows of file \(file.id), \(file.expected) in its books")
    }
  }

  private mutating func readBooks(_ db: Database) throws {
    var rows = try RowStatement(
      db,
      """
      SELECT f.id, b.line, f.accepted, f.updated, u.batch_id FROM batch_file f
      JOIN batch b ON b.id = f.batch_id LEFT JOIN batch_undone u ON u.batch_id = b.id ORDER BY f.id
      """)
    while try rows.next() {
      guard let id = rows.integer(0), let line = rows.text(1), let accepted = rows.integer(2),
        let updated = rows.integer(3)
      else {
        complaints.append("batch_file: a value of another type")
        continue
      }
      let (sum, isOver) = accepted.addingReportingOverflow(updated)
      indices[id] = files.count
      files.append(
        File(id: id, line: Array(line.utf8), expected: rows.isNull(4) ? (isOver ? -1 : sum) : 0))
    }
  }

  private mutating func look(at row: borrowing RowStatement) {
    guard let file = row.integer(2), let current = row.integer(3), current == 0 || current == 1,
      row.isText(0), row.isText(1), TicketPlace(row, from: 4).isPlausible, row.hash(7) != nil
    else {
      complaints.append("ticket_version: a value of another type or size")
      return
    }
    unsafe row.withBytes(0) { line in
      unsafe row.withBytes(1) { number in
        unsafe look(at: line, number, file: file, isCurrent: current == 1)
      }
    }
  }

  private mutating func look(
    at line: UnsafeRawBufferPointer, _ number: UnsafeRawBufferPointer, file: Int64, isCurrent: Bool
  ) {
    let lines = unsafe order(of: self.line, before: line)
    let order = lines != 0 ? lines : unsafe order(of: self.number, before: number)
    if order == 0 {
      if self.file >= file { complain("out of order") }
      if self.isCurrent { complain("current, though not the newest") }
    } else {
      if order > 0 { complain("out of order") }
      endTicket()
      if lines != 0 { self.line = unsafe Array(line) }
      self.number.removeAll(keepingCapacity: true)
      unsafe self.number.append(contentsOf: number)
    }
    self.file = file
    self.isCurrent = isCurrent
    guard let index = indices[file] else { return complain("of file \(file), which is unknown") }
    files[index].seen += 1
    if files[index].line != self.line { complain("of another line than its batch") }
  }

  /// The newest version of a ticket is the current one.
  private mutating func endTicket() {
    if !isCurrent { complain("not current, though the newest") }
    isCurrent = true
  }

  private mutating func complain(_ what: String) {
    let key = String(decoding: line + [UInt8(ascii: "/")] + number, as: UTF8.self)
    complaints.append("ticket_version, \(key) in file \(file): \(what)")
  }

  /// Negative, zero or positive, as SQLite compares texts.
  private func order(of left: [UInt8], before right: UnsafeRawBufferPointer) -> Int {
    var order: Int32 = 0
    let common = min(left.count, right.count)
    if common > 0, let start = right.baseAddress {
      order = unsafe memcmp(left, start, common)
    }
    return order != 0 ? Int(order) : left.count - right.count
  }
}
