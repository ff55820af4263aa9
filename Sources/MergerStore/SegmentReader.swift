import GRDB
import HotlineModel
import LocalFiles

/// Where the line of a ticket stands in a segment.
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

  /// Where the line begins in what the frame holds.
  var offset: Int { Int(start) }
  /// The bytes of the line, its end included.
  var length: Int { Int(count) }
}

/// Reads lines of a segment; lines of one frame that are read in a row cost one decompression.
struct SegmentReader: ~Copyable {
  private let file: InputFile
  private var frame = -1
  private var lines: [UInt8] = []

  init(_ path: String) throws {
    file = try InputFile(path)
  }

  /// The line at a place; none where the segment holds none there.
  mutating func line(at place: TicketPlace) throws -> ArraySlice<UInt8> {
    if place.frame != frame {
      lines = try CompressedFrame.contents(of: file, at: place.frame) ?? []
      frame = place.frame
    }
    let end = place.offset + place.length
    return end <= lines.count ? lines[place.offset..<end] : []
  }
}
