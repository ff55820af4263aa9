import Findings
import Glibc
import GRDB
import HotlineModel
import LocalFiles
import Tickets

/// What the catalogue says of a segment.
struct SegmentRow: Hashable, Sendable {
  /// The file that brought its tickets, as the catalogue numbers it.
  let file: Int64
  let name: String
  let sha256: String
  let size: Int
  /// The batch of the file: `B0007`.
  let batch: String
  /// Where its frames begin, in a segment of an earlier program, which does not end with that.
  let directory: [UInt8]?

  /// The columns that it is read from, of `segment s` and `batch_file f`.
  static let columns = "s.batch_file_id, s.name, s.sha256, s.size, f.batch_id, s.directory"

  /// The segments that a condition names, in the order of their files.
  static func all(_ db: Database, where condition: String = "1") throws -> [SegmentRow] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT \(columns) FROM segment s JOIN batch_file f ON f.id = s.batch_file_id
        WHERE \(condition) ORDER BY s.batch_file_id
        """
    ).map { row in
      SegmentRow(
        file: row[0], name: row[1], sha256: row[2], size: row[3],
        batch: Ledger.batchName(row[4]), directory: bytes(row[5] as DatabaseValue))
    }
  }

  /// What is found where the segment's bytes are others than the catalogue says.
  func missing(_ reason: String, in folder: String) -> Unusable {
    Unusable(
      .segmentMissing(found: name, reason: reason, batch: batch),
      at: SourceLocation(file: "\(folder)/segments/\(name)"))
  }
}

/// The text of one frame, and the tickets in it.
struct TicketFrame: Sendable {
  /// The head of the tickets, and the packed tickets, one after the other.
  let text: [UInt8]
  /// The head of the tickets.
  let head: Range<Int>
  /// Each ticket, its end included.
  let tickets: [Range<Int>]

  /// Cuts what a frame holds; a text without a head holds no ticket.
  init(_ text: [UInt8], expecting count: Int) {
    var ends: [Range<Int>] = []
    ends.reserveCapacity(count + 1)
    unsafe text.withUnsafeBytes { bytes in
      guard let begin = bytes.baseAddress else { return }
      var start = 0
      while start < bytes.count,
        let end = unsafe memchr(begin + start, Int32(PackedTicket.end), bytes.count - start)
      {
        let next = unsafe UnsafeRawPointer(end) - begin + 1
        ends.append(start..<next)
        start = next
      }
    }
    self.text = text
    head = ends.first ?? 0..<0
    tickets = Array(ends.dropFirst())
  }
}

/// A segment whose frames are read, on any core.
final class SegmentFile: Sendable {
  let row: SegmentRow
  let directory: FrameDirectory
  let folder: String
  private let file: InputFile

  /// Opens a segment; whether its bytes are those that were written is the caller's to prove.
  ///
  /// - Throws: `Unusable` with `HL6210` where it cannot be read.
  init(_ row: SegmentRow, in folder: String) throws {
    let path = "\(folder)/segments/\(row.name)"
    guard Folder.exists(path) else { throw row.missing("no such file", in: folder) }
    let file = try InputFile(path)
    let directory =
      if let stored = row.directory { FrameDirectory(stored, end: row.size) } else {
        try FrameDirectory(ofSegment: file)
      }
    guard let directory else { throw row.missing("no directory of its frames", in: folder) }
    self.row = row
    self.directory = directory
    self.file = file
    self.folder = folder
  }

  /// Reads and expands a frame.
  ///
  /// - Parameters:
  ///   - index: which frame.
  ///   - memory: what the text is put into; it is empty then.
  /// - Returns: the frame.
  /// - Throws: `Unusable` with `HL6210` where no such frame stands there.
  func frame(_ index: Int, using memory: inout [UInt8]) throws(Unusable) -> TicketFrame {
    let range = directory.range(ofFrame: index)
    var text: [UInt8] = []
    swap(&text, &memory)
    guard try CompressedFrame.read(from: file, in: range, into: &text) else {
      throw row.missing("no frame at byte \(range.lowerBound)", in: folder)
    }
    let frame = TicketFrame(text, expecting: directory.count(ofFrame: index))
    guard frame.tickets.count == directory.count(ofFrame: index) else {
      throw row.missing(
        "another number of tickets in the frame at byte \(range.lowerBound)", in: folder)
    }
    return frame
  }
}

/// Reads the tickets of a segment that was proven to be the one that was written.
final class SegmentReader {
  let row: SegmentRow
  let directory: FrameDirectory
  private let file: SegmentFile
  private let folder: String
  private var index = -1
  private var frame = TicketFrame([], expecting: 0)

  /// Opens a segment; whether its bytes are those that were written is the caller's to prove.
  ///
  /// - Throws: `Unusable` with `HL6210` where it cannot be read.
  convenience init(_ row: SegmentRow, in folder: String) throws {
    self.init(try SegmentFile(row, in: folder))
  }

  init(_ file: SegmentFile) {
    row = file.row
    directory = file.directory
    folder = file.folder
    self.file = file
  }

  /// A frame; the one read last costs nothing.
  ///
  /// - Throws: `Unusable` with `HL6210` where no such frame stands there.
  func frame(_ index: Int) throws -> TicketFrame {
    if index == self.index { return frame }
    var memory: [UInt8] = []
    frame = try file.frame(index, using: &memory)
    self.index = index
    return frame
  }

  /// The ticket of an ordinal.
  ///
  /// - Throws: `Unusable` with `HL6210` where the segment holds none.
  func ticket(_ ordinal: UInt32) throws -> StoredTicket {
    guard let index = directory.frame(of: ordinal) else {
      throw row.missing("no ticket \(ordinal)", in: folder)
    }
    let frame = try frame(index)
    var ticket = TicketRow()
    guard
      ticket.read(
        packed: frame.text, head: frame.head,
        ticket: frame.tickets[Int(ordinal - directory.firsts[index])]),
      let provenance = ticket.provenance
    else { throw row.missing("no ticket \(ordinal)", in: folder) }
    return StoredTicket(ticket: ticket.ticket, provenance: provenance)
  }
}

extension Ledger {
  /// Opens a segment, whose bytes are proven by this process once.
  ///
  /// - Throws: `Unusable` with `HL6210` where they are others than the catalogue says.
  func segment(_ row: SegmentRow) throws -> SegmentReader {
    SegmentReader(try segmentFile(row))
  }

  /// Opens a segment for all cores, whose bytes are proven by this process once.
  ///
  /// - Throws: `Unusable` with `HL6210` where they are others than the catalogue says.
  func segmentFile(_ row: SegmentRow) throws -> SegmentFile {
    if !proven.holds(segment: row.name) {
      if let reason = TicketCheck.mismatch(
        of: "\(folder)/segments/\(row.name)", sha256: row.sha256, size: row.size)
      {
        throw row.missing(reason, in: folder)
      }
      proven.insert(segment: row.name)
    }
    return try SegmentFile(row, in: folder)
  }
}
