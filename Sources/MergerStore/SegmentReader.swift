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

  init(frame: Int, offset: Int, length: Int) {
    self.frame = frame
    start = UInt32(offset)
    count = UInt32(length)
  }

  /// As the catalogue holds it.
  init(_ row: Row) {
    self.init(frame: row["frame"], offset: row["offset"], length: row["length"])
  }

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
    if place.frame != frame {
      text = try CompressedFrame.contents(of: file, at: place.frame) ?? []
      headCount = text.firstIndex(of: PackedTicket.end).map { $0 + 1 } ?? 0
      frame = place.frame
    }
    let end = place.offset + place.length
    guard place.offset >= headCount, headCount > 0, end <= text.count else { return nil }
    return (text[..<headCount], text[place.offset..<end])
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
