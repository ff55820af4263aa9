import Findings
import FoundationEssentials
import HotlineModel
import LocalFiles
package import MergerRuns
import RecordReaders
import Tickets

/// Maps a range of a file into a part.
///
/// A part is there whole or not at all, and the same bytes however often it is made: a task that is
/// repeated, or runs twice at a time, changes nothing.
package struct MapRun {
  /// What is asked of it.
  package struct Order: Sendable {
    /// The number of the range.
    package var part: Int
    /// The folder of the parts.
    package var folder: String
    /// Whose tickets they are.
    package var city: String
    /// What the keys are hashed with: the same for all parts of a job, and known to nobody else.
    package var seed: UInt64
    /// The number of the part among all of the job, in the order in which later ones win.
    package var index: Int
    /// Where the file is now; `nil` where it is where it was split.
    package var path: String?
    /// Whether the bytes of the range are piped into the program.
    package var isPiped = false

    /// An order.
    package init(part: Int, folder: String, city: String, seed: UInt64, index: Int) {
      self.part = part
      self.folder = folder
      self.city = city
      self.seed = seed
      self.index = index
    }
  }

  /// What came of it.
  package struct Made: Codable, Sendable {
    /// The number of the range.
    package let part: Int
    /// The SHA-256 and the size of the part.
    package let sha256: String
    package let size: Int
    /// The books.
    package let books: PartBooks
    /// Whether it was there already.
    package let isKept: Bool
  }

  private let workspace: Workspace
  private let file: SplitFile

  /// A run over a file that was split.
  package init(_ workspace: Workspace, _ file: SplitFile) {
    self.workspace = workspace
    self.file = file
  }

  /// Makes the part, unless it is there.
  ///
  /// - Throws: `Unusable`: `HL6501` where program, sheets or bytes are others than those that the file
  ///   was split with, `HL6102` where the disk is full, what makes the file unusable.
  package func run(_ order: Order) throws -> Made {
    var range = try MappedRange.open(
      order.part, of: file, in: workspace, at: order.path, isPiped: order.isPiped)
    let head = head(order)
    let names = PartNames(order.part, in: order.folder)
    if let made = kept(names, head) { return made }
    let hasher = KeyHasher(
      line: Array("\(order.city)\0\(file.line)".utf8), ledgerSeed: order.seed)
    var tickets = try OutputFile(names.tickets, isShared: true)
    var keys = try OutputFile(names.keys, isShared: true)
    try tickets.write(CompressedFrame.skipped(RangesDocument.bytes(of: head)))
    var ordinal = UInt64(order.index) << 32
    while let batch = try range.next() {
      // Where a repeated number is refused, a record that is a ticket may be it.
      let stored = batch.stored(keepingRecords: file.repetition == .quarantine)
      try tickets.write(CompressedFrame.holding(stored))
      try keys.write(Self.keys(of: batch, hasher, from: &ordinal))
    }
    let notes = try range.findings().map {
      PartBooks.Note(code: $0.code.rawValue, message: $0.message(in: .english))
    }
    let books = PartBooks(counts: range.counts, notes: notes)
    try tickets.write(CompressedFrame.skipped(RangesDocument.bytes(of: books)))
    // The part last: where it is, its keys are.
    _ = try keys.commit()
    let size = tickets.size
    return Made(
      part: order.part, sha256: try tickets.commit(), size: size, books: books, isKept: false)
  }

  private func head(_ order: Order) -> PartHead {
    let range = file.ranges.isEmpty ? nil : file.ranges[order.part]
    return PartHead(
      schema: PartHead.form, program: file.program, fingerprint: file.fingerprint,
      mapping: file.version, city: order.city, line: file.line, file: file.name, part: order.part,
      from: range?.from ?? 0, to: range?.to ?? file.size, sum: range?.sum ?? file.sum,
      seed: order.seed, index: order.index)
  }

  /// The part that an earlier run has made of the same; `nil` where there is none.
  private func kept(_ names: PartNames, _ head: PartHead) -> Made? {
    guard Folder.exists(names.tickets), var reader = try? PartReader.open(names.tickets),
      reader.head == head
    else { return nil }
    do {
      while try reader.next() != nil {}
      guard let books = reader.books,
        Folder.size(ofFile: names.keys) == books.counts.tickets * Self.keySize
      else { return nil }
      return Made(
        part: head.part, sha256: try Fingerprint.hex(ofFile: names.tickets),
        size: Folder.size(ofFile: names.tickets) ?? 0, books: books, isKept: true)
    } catch {
      return nil
    }
  }

  /// A key in 16 bytes, half of the content's hash, and where the ticket stands in the job: the number
  /// of the part in the upper half, that of the ticket in the part in the lower, the least significant
  /// byte first.
  static let keySize = 32

  private static func keys(
    of batch: TicketBatch, _ hasher: KeyHasher, from ordinal: inout UInt64
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(batch.outcomes.count * keySize)
    for outcome in batch.outcomes {
      guard case .ticket(let place) = outcome else { continue }
      bytes += hasher.hash(of: batch.text, in: place.number).bytes
      bytes += ContentHash(of: batch.text, in: place.content).bytes.suffix(8)
      for shift: UInt64 in stride(from: 0, to: 64, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: ordinal >> shift))
      }
      ordinal += 1
    }
    return bytes
  }
}
