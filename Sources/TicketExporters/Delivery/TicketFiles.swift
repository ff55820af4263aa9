import Findings
import HotlineModel
import LocalFiles
package import Tickets

/// Reads the tickets of a delivery back from its files, whatever the format.
package struct TicketFiles {
  private let shape: DeliveryShape
  private let paths: [String]

  /// The files of tickets of a delivery, in their order.
  package init(_ paths: [String], shape: DeliveryShape) {
    self.paths = paths
    self.shape = shape
  }

  /// Hands out each ticket of each file.
  ///
  /// - Throws: `Unusable` with `HL6114` where a file does not hold what its format says; and what
  ///   `body` throws.
  package func forEachTicket(_ body: (TicketRow, _ file: Int) throws -> Void) throws {
    for (index, path) in paths.enumerated() {
      try read(path) { try body($0, index) }
    }
  }

  private func read(_ path: String, _ body: (TicketRow) throws -> Void) throws {
    switch shape.format {
    case .jsonl:
      try lines(of: path) { line, row in
        guard row.read(line, in: line.indices) else { throw Self.noTicket(path) }
        try body(row)
      }
    case .postgres:
      try lines(of: path) { line, row in
        guard line.last == 0x0A, PostgresForm.read(line.dropLast(), into: &row) else {
          throw Self.noTicket(path)
        }
        try body(row)
      }
    case .georeport: try readGeoReport(path, body)
    case .csv: try readCSV(path, body)
    case .bulk: try readBulk(path, body)
    case .xml:
      var tickets = try XMLTickets(path)
      var row = TicketRow()
      while try tickets.next(into: &row) { try body(row) }
    }
  }

  /// Hands out the lines of a file, each with its line end.
  private func lines(
    of path: String, _ body: ([UInt8], inout TicketRow) throws -> Void
  ) throws {
    var file = try ExpandedFile(path)
    var row = TicketRow()
    var rest: [UInt8] = []
    while true {
      let piece = try file.read()
      if piece.isEmpty { break }
      var start = 0
      while let end = piece[start...].firstIndex(of: 0x0A) {
        rest += piece[start...end]
        try body(rest, &row)
        rest.removeAll(keepingCapacity: true)
        start = end + 1
      }
      rest += piece[start...]
    }
    if !rest.isEmpty { throw Unusable.undeliverable(path, "its last line has no end") }
  }

  /// What is read must be what we would write of it.
  private func readGeoReport(_ path: String, _ body: (TicketRow) throws -> Void) throws {
    let form = GeoReportForm(statuses: shape.statuses)
    var state = 0
    try lines(of: path) { line, row in
      switch state {
      case 0:
        guard line == Array("[\n".utf8) else { throw Self.noTicket(path) }
        state = 1
      case 1:
        if line == Array("]\n".utf8) {
          state = 2
          return
        }
        if line == [0x0A] { return }
        let isInner = line.dropLast().last == UInt8(ascii: ",")
        let request = Array(line.dropLast(isInner ? 2 : 1))
        guard let start = request.firstRange(of: GeoReportForm.extended)?.upperBound,
          row.read(request, in: start..<request.count - 1)
        else { throw Self.noTicket(path) }
        var expected: [UInt8] = []
        form.append(row, line: (request[start..<request.count - 1] + [0x0A])[...], to: &expected)
        guard expected == request else { throw Self.noTicket(path) }
        try body(row)
      default: throw Self.noTicket(path)
      }
    }
    guard state == 2 else { throw Self.noTicket(path) }
  }

  private func readCSV(_ path: String, _ body: (TicketRow) throws -> Void) throws {
    var rows = try CSVRows(path, charset: shape.charset, isGuarded: shape.guardsFormulas)
    guard try rows.next(), rows.cells == TicketColumns.names.map({ Array($0.utf8) }) else {
      throw Unusable.undeliverable(path, "its header is not that of tickets")
    }
    var row = TicketRow()
    while try rows.next() {
      guard rows.cells.count == TicketColumns.names.count else { throw Self.noTicket(path) }
      row.clear()
      for (index, column) in TicketColumns.fields.enumerated() {
        row.set(column.slot, to: rows.cells[1 + index])
      }
      let legacy = rows.cells[TicketColumns.legacy]
      guard legacy.isEmpty || row.readLegacyObject(legacy) else { throw Self.noTicket(path) }
      for (index, column) in TicketColumns.origin.enumerated() {
        row.set(column.slot, to: rows.cells[TicketColumns.legacy + 1 + index])
      }
      guard rows.cells[0] == TicketColumns.number(of: row) else { throw Self.noTicket(path) }
      try body(row)
    }
  }

  private func readBulk(_ path: String, _ body: (TicketRow) throws -> Void) throws {
    let form = BulkForm(statuses: shape.statuses)
    var rows = try CSVRows(
      path, charset: .utf8, isMarked: false, isGuarded: shape.guardsFormulas)
    guard try rows.next(), rows.cells == BulkForm.columns.map({ Array($0.utf8) }) else {
      throw Unusable.undeliverable(path, "its header is not that of service requests")
    }
    var row = TicketRow()
    while try rows.next() {
      guard let line = rows.cells.last, row.read(line, in: line.indices),
        form.cells(of: row, line: (line + [0x0A])[...]) == rows.cells
      else { throw Self.noTicket(path) }
      try body(row)
    }
  }

  private static func noTicket(_ path: String) -> Unusable {
    Unusable.undeliverable(path, "a record in it is no ticket")
  }
}

extension [UInt8] {
  /// Where other bytes stand within these for the first time.
  fileprivate func firstRange(of other: [UInt8]) -> Range<Int>? {
    guard count >= other.count else { return nil }
    for start in 0...(count - other.count)
    where self[start] == other[0] && self[start..<start + other.count].elementsEqual(other) {
      return start..<start + other.count
    }
    return nil
  }
}
