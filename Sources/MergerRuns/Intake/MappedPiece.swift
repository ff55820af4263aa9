import Charsets
import Crosswalk
import Findings
import MergerStore
import RecordReaders
import Tickets

/// Some records of a file as tickets, ready for the ledger, and what is to be known of them: what can
/// be made of a piece on any core.
struct MappedPiece: Sendable {
  let tickets: SealedTickets
  /// What their bytes show of the charset.
  let evidence: UTF8Evidence
  let notes: FileNotes

  /// Decodes, maps and seals the records of a piece.
  ///
  /// - Parameters:
  ///   - piece: the records.
  ///   - mapping: the mapping, laid over their file.
  ///   - file: the file's name.
  ///   - batch: the name of the batch that they come with.
  ///   - keys: tells what the ledger knows of their tickets.
  init(
    _ piece: consuming ImportSource.Piece, by mapping: BoundMapping, file: String, batch: String,
    asking keys: LedgerKeys
  ) {
    let (records, evidence) = piece.decoded()
    let tickets = mapping.map(records, file: file, batch: batch)
    self.evidence = evidence
    notes = FileNotes(tickets, of: records, by: mapping)
    self.tickets = SealedTickets(tickets, asking: keys)
  }
}

/// What is to be known of the records of a file that became tickets.
struct FileNotes: Sendable {
  private var notices = RecordNotices()
  private var doubts = MojibakeScan()
  /// The tickets that name others.
  private(set) var related = RelatedTickets()

  /// Nothing yet.
  init() {}

  init(_ tickets: TicketBatch, of records: RecordBatch, by mapping: BoundMapping) {
    notices = tickets.notices
    doubts = MojibakeScan(in: records)
    related = RelatedTickets(in: tickets, of: records, by: mapping)
  }

  /// Adds those of the next piece.
  mutating func add(_ next: FileNotes) {
    notices.add(next.notices)
    doubts.add(next.doubts)
    related.add(next.related)
  }

  /// Notices of the mapping, then what looks garbled.
  var findings: [Finding] { notices.findings + doubts.findings }
}
