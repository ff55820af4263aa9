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

/// Packed tickets as they lie in the segments, one behind the other; checked on any core.
package struct PackedTickets: Sendable {
  /// Where one ticket stands in a segment.
  struct Place: Sendable {
    let segment: Int64
    let place: TicketPlace
    let hash: ContentHash
  }

  private var text: [UInt8] = []
  /// The head and the ticket within `text`.
  private var parts: [(head: Range<Int>, ticket: Range<Int>)] = []
  private var places: [Place] = []
  private let folder: String
  private let names: [Int64: String]

  init(folder: String, names: [Int64: String]) {
    self.folder = folder
    self.names = names
  }

  /// How many there are.
  package var count: Int { parts.count }

  mutating func add(_ head: ArraySlice<UInt8>, _ ticket: ArraySlice<UInt8>, _ place: Place) {
    let isSameFrame =
      places.last.map { $0.segment == place.segment && $0.place.frame == place.place.frame }
    var known = parts.last?.head ?? 0..<0
    if isSameFrame != true {
      known = text.count..<text.count + head.count
      text.append(contentsOf: head)
    }
    parts.append((known, text.count..<text.count + ticket.count))
    text.append(contentsOf: ticket)
    places.append(place)
  }

  /// Reads a ticket into a row.
  ///
  /// - Throws: `Unusable` with `HL6003` where it is not the ticket that the catalogue names.
  package func read(_ index: Int, into row: inout TicketRow) throws(Unusable) {
    let (head, ticket) = parts[index]
    let content = PackedTicket.content(of: ticket, in: text)
    guard ContentHash(of: text, in: content) == places[index].hash,
      row.read(packed: text, head: head, ticket: ticket)
    else { throw damaged(places[index]) }
  }

  func damaged(_ place: Place) -> Unusable {
    let name = names[place.segment] ?? ""
    return Unusable(
      .ledgerDamaged,
      at: SourceLocation(file: "\(folder)/segments/\(name)", offset: place.place.frame),
      ["found": "\(name) does not hold the ticket the catalogue names"])
  }
}

extension Ledger {
  /// Hands every current ticket out, in the order in which they lie in the segments.
  ///
  /// Memory does not grow with the ledger: segments are read from front to back.
  ///
  /// - Throws: `Unusable` with `HL6003` where a segment does not hold what the catalogue says.
  package func forEachTicket(_ body: (StoredTicket) throws -> Void) throws {
    var cursor = try tickets()
    var row = TicketRow()
    while let tickets = try cursor.next(1000) {
      for index in 0..<tickets.count {
        try tickets.read(index, into: &row)
        guard let provenance = row.provenance else { continue }
        try body(StoredTicket(ticket: row.ticket, provenance: provenance))
      }
    }
  }

  /// All current tickets, or of those that batches after one brought or restored.
  ///
  /// - Throws: `Unusable` with `HL6003` where the ledger cannot be read.
  package func tickets(after batch: String? = nil) throws -> TicketCursor {
    let names = try read([.segment, .ticketVersion, .undoneTicket]) { db in
      try Row.fetchAll(db, sql: "SELECT batch_file_id, name FROM segment").reduce(
        into: [Int64: String]()
      ) {
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
    return try TicketCursor(folder: folder, names: names, condition: condition)
  }
}

/// Reads packed tickets from the segments, a number at a time.
///
/// It has a connection of its own to the catalogue, so that it can be asked between other work.
package struct TicketCursor: ~Copyable {
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
      SELECT batch_file_id, frame, offset, length, hash FROM ticket_version
      WHERE is_current\(condition) ORDER BY batch_file_id, frame, offset
      """)
    self.folder = folder
    self.names = names
  }

  /// The next tickets, at most `count`; `nil` behind the last.
  ///
  /// - Throws: `Unusable` with `HL6003` where a segment is missing or too short.
  package mutating func next(_ count: Int) throws -> PackedTickets? {
    var tickets = PackedTickets(folder: folder, names: names)
    while !isAtEnd, tickets.count < count {
      guard let place = try places.next() else {
        // Asked once more, the statement would begin again.
        isAtEnd = true
        break
      }
      if place.segment != segment {
        segment = place.segment
        reader = try SegmentReader("\(folder)/segments/\(names[segment] ?? "")")
      }
      guard let (head, ticket) = try reader?.ticket(at: place.place) else {
        throw tickets.damaged(place)
      }
      tickets.add(head, ticket, place)
    }
    return tickets.count == 0 ? nil : tickets
  }
}
