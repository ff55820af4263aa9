import Findings
import HotlineModel
import MergerStore
import TicketExporters
import Tickets

/// What is done to tickets between the ledger and the exporter, on any core.
struct DeliveryPipeline: Sendable {
  /// Tickets as they leave.
  struct Treated: Sendable {
    /// The tickets, where the exporter needs more than their lines.
    var rows: [TicketRow] = []
    /// Lines of the unified format, one behind the other.
    var text: [UInt8] = []
    /// Each line within `text`.
    var lines: [Range<Int>] = []
    /// The hash of each line, one behind the other.
    var digests: [UInt8] = []
    var books = DeliveryBooks()
    var privacy = PrivacyCounts()
    var findings: [Finding] = []
    var withheld = 0
    /// Why the ledger cannot be trusted; the run ends with it.
    var failure: Unusable?
  }

  let filter: PrivacyFilter
  let limits: FormatLimits
  let keepsRows: Bool

  /// Reads tickets of the ledger, treats them, and counts what leaves.
  func apply(to tickets: PackedTickets) -> Treated {
    var treated = Treated()
    var row = TicketRow()
    var room = PrivacyFilter.Room()
    do {
      for index in 0..<tickets.count {
        try tickets.read(index, into: &row)
        filter.apply(to: &row, using: &room, counting: &treated.privacy)
        let complaints = limits.complaints(about: row)
        treated.findings += complaints
        if complaints.contains(where: { $0.severity == .error }) {
          treated.withheld += 1
          continue
        }
        let start = treated.text.count
        row.appendLine(to: &treated.text)
        treated.lines.append(start..<treated.text.count)
        treated.digests += CanonicalHash.digest(of: treated.text[start...])
        treated.books.add(row)
        if keepsRows { treated.rows.append(row) }
      }
    } catch {
      treated.failure = error
    }
    return treated
  }
}

/// What was handed over so far.
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

  mutating func add(_ treated: DeliveryPipeline.Treated) {
    books += treated.books
    canonical.add(treated.digests)
    privacy += treated.privacy
    withheld += treated.withheld
    for finding in treated.findings { add(finding) }
  }

  mutating func add(_ finding: Finding) {
    counts[finding.code, default: 0] += 1
    if counts[finding.code, default: 0] <= 5 { findings.append(finding) }
  }
}
