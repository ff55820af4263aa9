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

  /// All current tickets.
  ///
  /// - Throws: `Unusable` with `HL6003` where the ledger cannot be read.
  package func tickets() throws -> TicketCursor { try tickets(where: "is_current") }

  /// Tickets of one moment.
  ///
  /// - Parameters:
  ///   - condition: which rows of `ticket_version`.
  ///   - tables: what else is asked.
  ///   - ask: asks the catalogue what else is wanted of that moment.
  /// - Returns: a cursor over them.
  /// - Throws: `Unusable` with `HL6003` where the ledger cannot be read; and what `ask` throws.
  func tickets(
    where condition: String, andAsking tables: [StoredTable] = [],
    _ ask: (Database) throws -> Void = { _ in }
  ) throws -> TicketCursor {
    // Before the moment: from then on no segment goes that it may name.
    let use = SegmentUse(folder: folder)
    while true {
      var places = try PlaceStatement(path: "\(folder)/ledger.db")
      let names = try read([.segment, .ticketVersion] + tables) { db -> [Int64: String]? in
        // Every change has its audit entry: with one number both connections see one moment.
        let sequence = try Int.fetchOne(db, sql: "SELECT coalesce(max(id), 0) FROM audit")
        guard sequence == places.sequence else { return nil }
        try ask(db)
        return try Row.fetchAll(db, sql: "SELECT batch_file_id, name FROM segment")
          .reduce(into: [:]) { $0[$1[0]] = $1[1] }
      }
      guard let names else { continue }
      try places.prepare(
        """
        SELECT batch_file_id, frame, offset, length, hash FROM ticket_version
        WHERE \(condition) ORDER BY batch_file_id, frame, offset
        """)
      return try TicketCursor(places: places, folder: folder, names: names, use: use)
    }
  }
}

/// Reads packed tickets from the segments, a number at a time, as they stood at one moment.
///
/// It has a connection of its own to the catalogue, so that it can be asked between other work, and
/// keeps the segments it needs from being taken away.
package struct TicketCursor: ~Copyable {
  /// Whether there are no more tickets.
  package var isAtEnd: Bool { ahead == nil }
  private let places: PlaceStatement
  private let folder: String
  private let names: [Int64: String]
  private let use: SegmentUse
  private var segment: Int64 = -1
  private var reader: SegmentReader?
  private var ahead: PackedTickets.Place?

  fileprivate init(
    places: consuming PlaceStatement, folder: String, names: [Int64: String],
    use: consuming SegmentUse
  ) throws {
    ahead = try places.next()
    self.places = places
    self.folder = folder
    self.names = names
    self.use = use
  }

  /// The next tickets, at most `count`; `nil` behind the last.
  ///
  /// - Throws: `Unusable` with `HL6003` where a segment is missing or too short.
  package mutating func next(_ count: Int) throws -> PackedTickets? {
    var tickets = PackedTickets(folder: folder, names: names)
    while let place = ahead, tickets.count < count {
      if place.segment != segment {
        segment = place.segment
        reader = try SegmentReader("\(folder)/segments/\(names[segment] ?? "")")
      }
      guard let (head, ticket) = try reader?.ticket(at: place.place) else {
        throw tickets.damaged(place)
      }
      tickets.add(head, ticket, place)
      ahead = try places.next()
    }
    return tickets.count == 0 ? nil : tickets
  }
}
