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

/// Packed tickets of one frame of a segment; checked on any core.
package struct PackedTickets: Sendable {
  private let frame: TicketFrame
  /// Those that are handed out, by their places in the frame.
  private let wanted: [Int]
  private let segment: SegmentRow
  private let folder: String

  fileprivate init(_ frame: TicketFrame, _ wanted: [Int], segment: SegmentRow, folder: String) {
    self.frame = frame
    self.wanted = wanted
    self.segment = segment
    self.folder = folder
  }

  /// How many there are.
  package var count: Int { wanted.count }

  /// Reads a ticket into a row.
  ///
  /// - Throws: `Unusable` with `HL6210` where it is no ticket.
  package func read(_ index: Int, into row: inout TicketRow) throws(Unusable) {
    let ticket = frame.tickets[wanted[index]]
    guard row.read(packed: frame.text, head: frame.head, ticket: ticket) else {
      throw segment.missing("a ticket that cannot be read", in: folder)
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
  private var reader: SegmentReader?

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
      let reader = try self.reader ?? ledger.segment(selection.segment)
      self.reader = reader
      while frame < reader.directory.starts.count {
        defer { frame += 1 }
        let first = reader.directory.firsts[frame]
        let wanted = (0..<reader.directory.count(ofFrame: frame)).filter {
          selection.tickets.contains(first + UInt32($0))
        }
        if wanted.isEmpty { continue }
        return PackedTickets(
          try reader.frame(frame), wanted, segment: selection.segment, folder: ledger.folder)
      }
      place += 1
      frame = 0
      self.reader = nil
    }
    return nil
  }
}
