package import Findings
import GRDB
import HotlineModel
import LocalFiles
package import Tickets

/// A ticket as it lies in a segment.
package struct StoredTicket: Hashable, Sendable {
  /// The ticket.
  package let ticket: Ticket
  /// Where it came from.
  package let provenance: Provenance
}

/// Tickets of one frame of a segment that are handed out; opened on any core.
package struct PackedTickets: Sendable {
  /// How many there are.
  package let count: Int
  private let segment: SegmentFile
  private let frame: Int
  private let wanted: OrdinalSet

  /// The tickets of a frame that are wanted; `nil` where none is.
  fileprivate init?(_ wanted: OrdinalSet, of segment: SegmentFile, frame: Int) {
    count = wanted.count(in: segment.directory.ordinals(ofFrame: frame))
    guard count > 0 else { return nil }
    self.wanted = wanted
    self.segment = segment
    self.frame = frame
  }

  /// Reads and expands the frame.
  ///
  /// - Throws: `Unusable` with `HL6210` where the segment is not the one that was written.
  package func open() throws(Unusable) -> OpenTickets {
    var memory: [UInt8] = []
    return try open(using: &memory)
  }

  /// Reads and expands the frame.
  ///
  /// - Parameter memory: what the tickets are put into; it is empty then, and can be had back from
  ///   them.
  /// - Returns: the tickets.
  /// - Throws: `Unusable` with `HL6210` where the segment is not the one that was written.
  package func open(using memory: inout [UInt8]) throws(Unusable) -> OpenTickets {
    let first = segment.directory.firsts[frame]
    let contents = try segment.frame(frame, using: &memory)
    let all = contents.tickets
    return OpenTickets(
      segment: segment, frame: contents,
      tickets: count == all.count
        ? all : all.indices.filter { wanted.contains(first + UInt32($0)) }.map { all[$0] })
  }
}

/// Packed tickets of a frame that can be read.
package struct OpenTickets: Sendable {
  fileprivate let segment: SegmentFile
  fileprivate let frame: TicketFrame
  fileprivate let tickets: [Range<Int>]

  /// How many there are.
  package var count: Int { tickets.count }
  /// How many bytes they have, packed.
  package var size: Int { tickets.reduce(0) { $0 + $1.count } }
  /// The memory that they are in.
  package var memory: [UInt8] { frame.text }

  /// Reads a ticket into a row.
  ///
  /// - Throws: `Unusable` with `HL6210` where it is no ticket.
  package func read(_ index: Int, into row: inout TicketRow) throws(Unusable) {
    guard row.read(packed: frame.text, head: frame.head, ticket: tickets[index]) else {
      throw segment.row.missing("a ticket that cannot be read", in: segment.folder)
    }
  }
}

/// The tickets of one segment that are handed out.
struct SegmentSelection: Sendable {
  let segment: SegmentRow
  let tickets: OrdinalSet
}

/// Reads packed tickets from the segments, a frame at a time, as they stood at one moment.
///
/// Memory does not grow with the ledger but by a bit a ticket; the segments it needs stay until the
/// value goes.
package struct TicketCursor: ~Copyable {
  /// Whether there are no more tickets.
  package var isAtEnd: Bool { place == selections.count }
  /// How many tickets there are from the first to the last.
  package var count: Int { selections.reduce(0) { $0 + $1.tickets.count } }
  private let ledger: Ledger
  private let selections: [SegmentSelection]
  private let use: SegmentUse
  private var place = 0
  private var frame = 0
  private var segment: SegmentFile?

  /// A cursor over selections, none of which is empty.
  init(_ selections: [SegmentSelection], of ledger: Ledger, use: consuming SegmentUse) {
    self.ledger = ledger
    self.selections = selections
    self.use = use
  }

  /// The next tickets; `nil` behind the last.
  ///
  /// - Throws: `Unusable` with `HL6210` where a segment is not the one that was written.
  package mutating func next() throws -> PackedTickets? {
    while place < selections.count {
      let selection = selections[place]
      let segment = try self.segment ?? ledger.segmentFile(selection.segment)
      self.segment = segment
      while frame < segment.directory.starts.count {
        defer { frame += 1 }
        if let tickets = PackedTickets(selection.tickets, of: segment, frame: frame) {
          return tickets
        }
      }
      place += 1
      frame = 0
      self.segment = nil
    }
    return nil
  }
}
