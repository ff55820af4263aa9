/// What became of a batch of records: tickets as lines of the unified format, and what is none.
package struct TicketBatch: Sendable {
  /// A ticket within `text`.
  package struct Place: Sendable {
    /// Its line, the line end included.
    package let line: Range<Int>
    /// The part of the line that is content, without where it came from.
    package let content: Range<Int>
    /// The legacy number within `numbers`.
    package let number: Range<Int>

    /// A place.
    package init(line: Range<Int>, content: Range<Int>, number: Range<Int>) {
      self.line = line
      self.content = content
      self.number = number
    }
  }

  /// What became of one record.
  package enum Outcome: Sendable {
    /// It is a ticket.
    case ticket(Place)
    /// It cannot be used, for these reasons.
    case unusable([Finding])
    /// It is no ticket by the mapping's own rule.
    case skipped
  }

  /// The records.
  package let source: RecordBatch
  /// Lines of the unified format, one behind the other.
  package var text: [UInt8] = []
  /// The legacy numbers of the tickets, one behind the other.
  package var numbers: [UInt8] = []
  /// What became of each record, in their order.
  package var outcomes: [Outcome] = []

  /// Nothing said of any record yet.
  package init(of source: RecordBatch) {
    self.source = source
    text.reserveCapacity(source.bytes.count + source.records.count * 768)
    numbers.reserveCapacity(source.records.count * 24)
    outcomes.reserveCapacity(source.records.count)
  }
}
