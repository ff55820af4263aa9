import GRDB
import HotlineModel
import LocalFiles

/// Where a ticket stands in a segment.
struct TicketPlace: Hashable, Sendable {
  /// Where its frame begins in the file.
  var frame = 0
  private var start: UInt32 = 0
  private var count: UInt32 = 0

  /// No place yet.
  init() {}

  /// A place; numbers that are out of bounds make one that holds no ticket.
  init(frame: Int, offset: Int, length: Int) {
    guard frame >= 0, let start = UInt32(exactly: offset), let count = UInt32(exactly: length)
    else {
      self.frame = -1
      return
    }
    self.frame = frame
    self.start = start
    self.count = count
  }

  /// As the catalogue holds it.
  init(_ row: Row) {
    self.init(
      frame: row.integer("frame") ?? -1, offset: row.integer("offset") ?? -1,
      length: row.integer("length") ?? -1)
  }

  /// As the catalogue holds it, in three columns.
  init(_ row: borrowing RowStatement, from column: Int32) {
    self.init(
      frame: Int(row.integer(column) ?? -1), offset: Int(row.integer(column + 1) ?? -1),
      length: Int(row.integer(column + 2) ?? -1))
  }

  /// Whether a ticket can stand there.
  var isPlausible: Bool { frame >= 0 && length > 0 }

  /// Where the ticket begins in what the frame holds.
  var offset: Int { Int(start) }
  /// The bytes of the ticket, its end included.
  var length: Int { Int(count) }
}

/// Reads tickets of a segment; tickets of one frame that are read in a row cost one decompression.
struct SegmentReader: ~Copyable {
  private let file: InputFile
  private var frame = -1
  private var text: [UInt8] = []
  private var headCount = 0

  init(_ path: String) throws {
    file = try InputFile(path)
  }

  /// The packed ticket at a place, and the head of the tickets in its frame; none where the segment
  /// holds none there.
  mutating func ticket(
    at place: TicketPlace
  ) throws -> (head: ArraySlice<UInt8>, ticket: ArraySlice<UInt8>)? {
    guard place.isPlausible else { return nil }
    if place.frame != frame {
      text = try CompressedFrame.contents(of: file, at: place.frame) ?? []
      headCount = text.firstIndex(of: PackedTicket.end).map { $0 + 1 } ?? 0
      frame = place.frame
    }
    let end = place.offset + place.length
    guard place.offset >= headCount, headCount > 0, end <= text.count else { return nil }
    return (text[..<headCount], text[place.offset..<end])
  }

  /// Reads the ticket at a place into a row; `false` where the segment holds none of that content
  /// there.
  mutating func read(
    _ place: TicketPlace, hash: ContentHash?, into row: inout TicketRow
  ) throws -> Bool {
    guard let hash, let (head, ticket) = try ticket(at: place) else { return false }
    let content = PackedTicket.content(of: ticket.indices, in: text)
    return ContentHash(of: text, in: content) == hash
      && row.read(packed: text, head: head.indices, ticket: ticket.indices)
  }

  /// The ticket at a place; `nil` where the segment holds none there.
  mutating func stored(at place: TicketPlace) throws -> StoredTicket? {
    guard let (head, ticket) = try ticket(at: place) else { return nil }
    let bytes = Array(head + ticket)
    var row = TicketRow()
    guard
      row.read(packed: bytes, head: 0..<head.count, ticket: head.count..<bytes.count),
      let provenance = row.provenance
    else { return nil }
    return StoredTicket(ticket: row.ticket, provenance: provenance)
  }
}
