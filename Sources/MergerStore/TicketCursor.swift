import GRDB
package import HotlineModel
import LocalFiles

/// A ticket as it lies in a segment.
package struct StoredTicket: Hashable, Sendable {
  /// The ticket.
  package let ticket: Ticket
  /// Where it came from.
  package let provenance: Provenance
}

extension StoredTicket {
  /// Reads a line of the unified format back; `nil` where it is none.
  init?(line: ArraySlice<UInt8>) {
    var row = TicketRow()
    let bytes = Array(line)
    guard row.read(bytes, in: bytes.indices), let provenance = row.provenance else { return nil }
    self.init(ticket: row.ticket, provenance: provenance)
  }
}

/// Lines of tickets as they lie in the segments, one behind the other; checked on any core.
package struct TicketLines: Sendable {
  /// Where one line stands in a segment.
  struct Place: Sendable {
    let segment: Int64
    let place: TicketPlace
    let hash: ContentHash
  }

  /// The lines' bytes.
  package private(set) var text: [UInt8] = []
  /// Each line within `text`, its line end included.
  package private(set) var lines: [Range<Int>] = []
  private var places: [Place] = []
  private let folder: String
  private let names: [Int64: String]

  init(folder: String, names: [Int64: String]) {
    self.folder = folder
    self.names = names
  }

  mutating func add(_ line: ArraySlice<UInt8>, _ place: Place) {
    lines.append(text.count..<text.count + line.count)
    text.append(contentsOf: line)
    places.append(place)
  }

  /// Reads a line into a row.
  ///
  /// - Throws: `Unusable` with `HL6003` where it is not the ticket that the catalogue names.
  package func read(_ index: Int, into row: inout TicketRow) throws(Unusable) {
    let line = lines[index]
    let content = line.lowerBound..<text.startOfOrigin(in: line)
    guard ContentHash(of: text, in: content) == places[index].hash, row.read(text, in: line) else {
      throw damaged(places[index])
    }
  }

  func damaged(_ place: Place) -> Unusable {
    let name = names[place.segment] ?? ""
    return Unusable(
      .ledgerDamaged,
      at: SourceLocation(file: "\(folder)/segments/\(name)", offset: place.place.frame),
      ["found": "\(name) does not hold the ticket the catalogue names"])
  }
}

extension [UInt8] {
  /// Where a line of the unified format begins to say where its ticket came from; these bytes can
  /// stand in no value, whose quotation marks are escaped.
  fileprivate func startOfOrigin(in line: Range<Int>) -> Int {
    let mark = Array(",\"provenance\":{".utf8)
    var start = line.upperBound - mark.count
    while start > line.lowerBound {
      if self[start] == mark[0], self[start + 1] == mark[1], self[start + 2] == mark[2],
        self[start..<start + mark.count].elementsEqual(mark)
      {
        return start
      }
      start -= 1
    }
    return line.upperBound
  }
}

extension Ledger {
  /// Hands every current ticket out, in the order in which they lie in the segments.
  ///
  /// Memory does not grow with the ledger: segments are read from front to back.
  ///
  /// - Throws: `Unusable` with `HL6003` where a segment does not hold what the catalogue says.
  package func forEachTicket(_ body: (StoredTicket) throws -> Void) throws {
    var cursor = try ticketLines()
    var row = TicketRow()
    while let lines = try cursor.next(1000) {
      for index in lines.lines.indices {
        try lines.read(index, into: &row)
        guard let provenance = row.provenance else { continue }
        try body(StoredTicket(ticket: row.ticket, provenance: provenance))
      }
    }
  }

  /// The lines of all current tickets, or of those that batches after one brought or restored.
  ///
  /// - Throws: `Unusable` with `HL6003` where the ledger cannot be read.
  package func ticketLines(after batch: String? = nil) throws -> TicketLineCursor {
    let names = try database.read { db in
      try Row.fetchAll(db, sql: "SELECT id, name FROM segment").reduce(into: [Int64: String]()) {
        $0[$1[0]] = $1[1]
      }
    }
    var condition = ""
    if let batch {
      let id = try Self.batchID(batch)
      condition = """
         AND (batch_file_id > (SELECT coalesce(max(id), 0) FROM batch_file WHERE batch_id <= \(id))
           OR (line, legacy_number) IN (\(Self.undoneTickets(after: id))))
        """
    }
    return try TicketLineCursor(folder: folder, names: names, condition: condition)
  }
}

/// Reads the lines of tickets from the segments, a number at a time.
///
/// It has a connection of its own to the catalogue, so that it can be asked between other work.
package struct TicketLineCursor: ~Copyable {
  private let places: PlaceStatement
  private let folder: String
  private let names: [Int64: String]
  private var segment: Int64 = -1
  private var reader: SegmentReader?
  private var isAtEnd = false

  fileprivate init(folder: String, names: [Int64: String], condition: String) throws {
    places = try PlaceStatement(
      path: "\(folder)/ledger.db",
      """
      SELECT segment_id, frame, offset, length, hash FROM ticket_version
      WHERE is_current\(condition) ORDER BY segment_id, frame, offset
      """)
    self.folder = folder
    self.names = names
  }

  /// The next lines, at most `count`; `nil` behind the last.
  ///
  /// - Throws: `Unusable` with `HL6003` where a segment is missing or too short.
  package mutating func next(_ count: Int) throws -> TicketLines? {
    var lines = TicketLines(folder: folder, names: names)
    while !isAtEnd, lines.lines.count < count {
      guard let place = try places.next() else {
        // Asked once more, the statement would begin again.
        isAtEnd = true
        break
      }
      if place.segment != segment {
        segment = place.segment
        reader = try SegmentReader("\(folder)/segments/\(names[segment] ?? "")")
      }
      guard let line = try reader?.line(at: place.place), !line.isEmpty else {
        throw lines.damaged(place)
      }
      lines.add(line, place)
    }
    return lines.lines.isEmpty ? nil : lines
  }
}
