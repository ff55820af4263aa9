package import Findings
import HotlineModel

/// What became of a batch of records: packed tickets, and what is none.
package struct TicketBatch: Sendable {
  /// A ticket within `text`.
  package struct Place: Hashable, Sendable {
    private let start: UInt32
    private let contentStart: UInt32
    private let numberEnd: UInt32
    private let end: UInt32
    /// Where the cells are by which it is counted; `nil` where they must be looked for.
    package let counted: CountedCells?

    /// A ticket that ends before `end`; its legacy number, the first value of its content, ends
    /// before `numberEnd`.
    package init(
      start: Int, contentStart: Int, numberEnd: Int, end: Int, counted: CountedCells? = nil
    ) {
      self.start = UInt32(start)
      self.contentStart = UInt32(contentStart)
      self.numberEnd = UInt32(numberEnd)
      self.end = UInt32(end)
      self.counted = counted
    }

    /// The same ticket behind so many bytes of other text; before it, where the count is negative.
    func moved(by count: Int) -> Place {
      Place(
        start: Int(start) + count, contentStart: Int(contentStart) + count,
        numberEnd: Int(numberEnd) + count, end: Int(end) + count,
        counted: counted?.moved(by: count))
    }

    /// Where its parts are: its start, its content's, the end of its number and its own.
    var bounds: [UInt32] { [start, contentStart, numberEnd, end] }

    /// All of it, its end included.
    package var ticket: Range<Int> { Int(start)..<Int(end) }
    /// What it says, without where it came from.
    package var content: Range<Int> { Int(contentStart)..<Int(end) - 1 }
    /// Its legacy number.
    package var number: Range<Int> { Int(contentStart) + 1..<Int(numberEnd) }
  }

  /// Where in a text the cells of a ticket are by which it is counted, or would be: other cells are
  /// there where a field says nothing.
  ///
  /// 0 where the mapping fills no such field.
  package struct CountedCells: Hashable, Sendable {
    /// When the call came in.
    package var received: UInt32 = 0
    /// The type.
    package var type: UInt32 = 0
    /// The status.
    package var status: UInt32 = 0

    /// No field filled yet.
    package init() {}

    /// The same cells behind so many bytes of other tickets.
    package func moved(by count: Int) -> CountedCells {
      var moved = self
      if received > 0 { moved.received = UInt32(Int(received) + count) }
      if type > 0 { moved.type = UInt32(Int(type) + count) }
      if status > 0 { moved.status = UInt32(Int(status) + count) }
      return moved
    }
  }

  /// What became of one record.
  package enum Outcome: Hashable, Sendable {
    /// It is a ticket.
    case ticket(Place)
    /// It cannot be used, for reasons: an index into `complaints`.
    case unusable(Int)
    /// It is no ticket by the mapping's own rule.
    case skipped
  }

  /// The records.
  package let source: RecordBatch
  /// The head of the tickets, and the packed tickets, one after the other.
  package var text: [UInt8]
  /// The bytes of the head.
  package let headCount: Int
  /// What became of each record, in their order.
  package var outcomes: [Outcome] = []
  /// Why records cannot be used.
  package private(set) var complaints: [Complaint] = []

  /// What is to be known of the records beside that.
  package var notices = RecordNotices()

  /// Nothing said of any record yet.
  package init(of source: RecordBatch, head: [UInt8]) {
    self.source = source
    text = head
    headCount = head.count
    text.reserveCapacity(source.bytes.count + source.records.count * 64)
    outcomes.reserveCapacity(source.records.count)
  }

  /// Says of the next record that it cannot be used.
  package mutating func refuse(_ findings: [Finding]) {
    refuse(.findings(findings))
  }

  /// Says of the next record that it cannot be used.
  package mutating func refuse(_ complaint: Complaint) {
    outcomes.append(.unusable(complaints.count))
    complaints.append(complaint)
  }

  mutating func set(_ complaints: [Complaint]) { self.complaints = complaints }

  /// Says of the next record that it is a ticket.
  package mutating func append(_ ticket: Ticket, record: Int, line: Int) {
    let start = text.count
    PackedTicket.append(PackedTicket.record, String(record).utf8, to: &text)
    PackedTicket.append(PackedTicket.physicalLine, String(line).utf8, to: &text)
    let contentStart = text.count
    text.append(contentsOf: ticket.packedContent)
    text.append(PackedTicket.end)
    outcomes.append(
      .ticket(
        Place(
          start: start, contentStart: contentStart,
          numberEnd: contentStart + 1 + ticket.legacyNumber.utf8.count, end: text.count)))
  }
}
