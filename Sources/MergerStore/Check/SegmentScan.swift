import Findings
import HotlineModel
import LocalFiles
import Tickets

/// Counts a segment anew from its bytes, on all cores.
struct SegmentScan: Sendable {
  let segment: SegmentRow
  private let folder: String
  private let line: [UInt8]
  private let hasher: KeyHasher
  private let state: SegmentStates.File
  private let updated: OrdinalSet

  /// A ticket as the bytes say it.
  struct Ticket {
    let ordinal: UInt32
    /// Where its frame begins in the file.
    let frame: Int
    let number: String
    let key: KeyHash
    let content: ContentHash
    let cell: UInt32?

    /// Whether a key file's entry says the same.
    func goes(with entry: KeyEntry) -> Bool {
      entry.key == key && entry.content == content && entry.cell == cell
    }
  }

  /// What was found.
  struct Result: Sendable {
    /// Over the tickets that are versions.
    var sum = EntrySum()
    var letters = LetterSum()
    var versions = 0
    var findings: [Finding] = []
  }

  init(
    _ segment: SegmentRow, folder: String, line: String, seed: UInt64, states: SegmentStates,
    place: Int, updated: OrdinalSet
  ) {
    self.segment = segment
    self.folder = folder
    self.line = Array(line.utf8)
    hasher = KeyHasher(line: line, ledgerSeed: seed)
    state = states.files[place]
    self.updated = updated
  }

  /// Frames that one core takes at a time.
  private static let share = 16

  /// Reads all tickets.
  func run() async throws -> Result {
    let frames: Int
    do {
      let directory = try SegmentReader(segment, in: folder).directory
      guard Int(directory.tickets) == state.tickets else {
        throw segment.missing(
          "\(directory.tickets) tickets instead of \(state.tickets)", in: folder)
      }
      frames = directory.starts.count
    } catch let unusable as Unusable {
      return Result(findings: unusable.findings)
    }
    let shares = stride(from: 0, to: frames, by: Self.share).map {
      $0..<min(frames, $0 + Self.share)
    }
    return try await onAllCores(shares) { read($0) }.reduce(into: Result()) { total, result in
      total.sum.add(result.sum)
      total.letters.add(result.letters)
      total.versions += result.versions
      total.findings += result.findings
    }
  }

  /// Reads the tickets of some frames.
  private func read(_ frames: Range<Int>) -> Result {
    var result = Result()
    do {
      let reader = try SegmentReader(segment, in: folder)
      var name: [UInt8] = []
      for frame in frames { try add(frame, of: reader, to: &result, &name) }
    } catch let unusable as Unusable {
      result.findings += unusable.findings
    } catch {
      result.findings += segment.missing("\(type(of: error))", in: folder).findings
    }
    return result
  }

  private func add(
    _ index: Int, of reader: SegmentReader, to result: inout Result, _ name: inout [UInt8]
  ) throws {
    let frame = try reader.frame(index)
    try proveHead(frame, at: reader.directory.starts[index])
    let first = reader.directory.firsts[index]
    for (place, ticket) in frame.tickets.enumerated() {
      let ordinal = first + UInt32(place)
      if state.unwanted.contains(ordinal) { continue }
      let content = PackedTicket.content(of: ticket, in: frame.text)
      guard let number = PackedTicket.number(inContent: content, of: frame.text) else {
        throw segment.missing("a ticket without a number, \(ordinal)", in: folder)
      }
      PackedTicket.totals(ofContent: content, of: frame.text, into: &name)
      result.sum.add(
        hasher.hash(of: frame.text, in: number), ContentHash(of: frame.text, in: content),
        ordinal: ordinal, cell: state.cell(name) ?? .max)
      if updated.contains(ordinal) {
        result.letters.add(frame.text, in: number, batch: state.batch, isOlder: false)
      }
      let retirer = state.retirer(of: ordinal)
      if retirer != state.batch { result.versions += 1 }
      if let retirer, retirer != state.batch {
        result.letters.add(frame.text, in: number, batch: retirer, isOlder: true)
      }
    }
  }

  /// Tickets of a frame are of the line and of the batch of their segment.
  private func proveHead(_ frame: TicketFrame, at start: Int) throws {
    var row = TicketRow()
    guard let first = frame.tickets.first,
      row.read(packed: frame.text, head: frame.head, ticket: first),
      row[.line].map({ $0.elementsEqual(line) }) ?? false, row.string(.batch) == segment.batch
    else {
      throw segment.missing("tickets of another line or batch at byte \(start)", in: folder)
    }
  }

  /// Hands out each ticket that is a version, one after the other.
  func forEachTicket(_ body: (Ticket) throws -> Void) throws {
    let reader = try SegmentReader(segment, in: folder)
    var name: [UInt8] = []
    for index in reader.directory.starts.indices {
      let frame = try reader.frame(index)
      for (place, ticket) in frame.tickets.enumerated() {
        let ordinal = reader.directory.firsts[index] + UInt32(place)
        if state.unwanted.contains(ordinal) { continue }
        let content = PackedTicket.content(of: ticket, in: frame.text)
        guard let number = PackedTicket.number(inContent: content, of: frame.text) else { continue }
        PackedTicket.totals(ofContent: content, of: frame.text, into: &name)
        try body(
          Ticket(
            ordinal: ordinal, frame: reader.directory.starts[index],
            number: String(decoding: frame.text[number], as: UTF8.self),
            key: hasher.hash(of: frame.text, in: number),
            content: ContentHash(of: frame.text, in: content), cell: state.cell(name)))
      }
    }
  }

  /// The finding of a ticket that its key file does not name so.
  func finding(_ ticket: Ticket) -> Finding {
    Finding(
      .catalogueWrong(
        found: "\(String(decoding: line, as: UTF8.self))/\(ticket.number)",
        offset: "\(ticket.frame)", segment: segment.name),
      at: SourceLocation(file: "\(folder)/segments/\(segment.name)", offset: ticket.frame))
  }
}
