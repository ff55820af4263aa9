import Findings
import HotlineModel
import LocalFiles
import MergerStore
import Synchronization
import TicketExporters
import Tickets

/// What is done to tickets between the ledger and the exporter, on any core.
final class DeliveryPipeline: Sendable {
  /// Tickets as they leave.
  struct Treated: Sendable {
    /// The tickets, where the exporter needs more than their lines.
    var rows: [TicketRow] = []
    /// Lines of the unified format, one after the other.
    var text: [UInt8] = []
    /// Where each line ends within `text`.
    var ends: [Int] = []
    /// The hash of each line, one after the other, where the exporter needs more than the lines.
    var digests: [UInt8] = []
    var findings: [Finding] = []
    var withheld = 0
    /// Why the ledger cannot be trusted; the run ends with it.
    var failure: Unusable?
  }

  /// What one core works with, piece after piece, and what it has counted.
  private struct WorkerState: Sendable {
    /// Memory for the packed tickets of a piece.
    var packed: [UInt8] = []
    var row = TicketRow()
    var room = PrivacyFilter.Room()
    var books = DeliveryBooks()
    var privacy = PrivacyCounts()
  }

  private let filter: PrivacyFilter
  private let limits: FormatLimits
  private let keepsRows: Bool
  private let workers = Mutex<[WorkerState]>([])
  /// Texts that were written, whose memory is used again.
  private let texts = Mutex<[[UInt8]]>([])

  /// A pipeline; `keepsRows` says whether the exporter needs more than lines.
  init(filter: PrivacyFilter, limits: FormatLimits, keepsRows: Bool) {
    self.filter = filter
    self.limits = limits
    self.keepsRows = keepsRows
  }

  /// Reads tickets of the ledger, treats them, and counts what leaves.
  func apply(to tickets: PackedTickets) -> Treated {
    var treated = Treated()
    var worker = workers.withLock { $0.popLast() } ?? WorkerState()
    defer { workers.withLock { $0.append(worker) } }
    do {
      let tickets = try tickets.open(using: &worker.packed)
      treated.text = texts.withLock { $0.popLast() } ?? []
      // A line is half as long again as a packed ticket, and more where it holds little.
      treated.text.reserveCapacity(tickets.size * 2)
      treated.ends.reserveCapacity(tickets.count)
      for index in 0..<tickets.count {
        try tickets.read(index, into: &worker.row)
        filter.apply(to: &worker.row, using: &worker.room, counting: &worker.privacy)
        let complaints = limits.complaints(about: worker.row)
        treated.findings += complaints
        if complaints.contains(where: { $0.severity == .error }) {
          treated.withheld += 1
          continue
        }
        worker.row.appendLine(to: &treated.text)
        treated.ends.append(treated.text.count)
        worker.books.add(worker.row)
        if keepsRows { treated.rows.append(worker.row) }
      }
      if keepsRows {
        treated.digests = Fingerprint.digests(of: treated.text, endingAt: treated.ends)
      }
      worker.packed = tickets.memory
    } catch {
      treated.failure = error
    }
    return treated
  }

  /// Takes back the memory of what was written.
  func reuse(_ treated: consuming Treated) {
    var text: [UInt8] = []
    swap(&text, &treated.text)
    text.removeAll(keepingCapacity: true)
    texts.withLock { $0.append(text) }
  }

  /// What was counted on all cores.
  func counted() -> (books: DeliveryBooks, privacy: PrivacyCounts) {
    workers.withLock { workers in
      workers.reduce(into: (DeliveryBooks(), PrivacyCounts())) { counted, worker in
        counted.0 += worker.books
        counted.1 += worker.privacy
      }
    }
  }
}

/// What was handed over.
struct RunningBooks: Sendable {
  private(set) var books = DeliveryBooks()
  private(set) var canonical = CanonicalHash()
  private(set) var privacy = PrivacyCounts()
  private(set) var withheld = 0
  /// Cells that a spreadsheet program would take for formulas.
  var formulas = 0
  private(set) var counts: [FindingCode: Int] = [:]
  /// Of each code the first few.
  private(set) var findings: [Finding] = []

  /// Adds a piece, with the hashes of its lines.
  mutating func add(_ treated: DeliveryPipeline.Treated, digests: [UInt8]) {
    canonical.add(digests)
    withheld += treated.withheld
    for finding in treated.findings { add(finding) }
  }

  /// Adds what was counted on all cores, once all pieces are taken.
  mutating func add(countedBy pipeline: DeliveryPipeline) {
    let counted = pipeline.counted()
    books += counted.books
    privacy += counted.privacy
  }

  mutating func add(_ finding: Finding) {
    counts[finding.code, default: 0] += 1
    if counts[finding.code, default: 0] <= 5 { findings.append(finding) }
  }
}
