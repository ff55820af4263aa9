package import Bytes
import HotlineModel
import LocalFiles
package import Tickets

/// What a delivery holds, counted from its tickets: by whoever writes it, and by whoever checks it.
package struct DeliveryBooks: Sendable {
  /// The tickets.
  package private(set) var tickets = 0
  /// Tickets by line, month, type and status, joined by a unit separator.
  private var totals = TextTable<Int>()
  private var key: [UInt8] = []

  /// Tickets of one line, month, type and status; empty where tickets say none.
  package struct Total: Hashable, Sendable, Decodable {
    /// The line.
    package let line: String
    /// The month of the call: `2020-01`.
    package let month: String
    /// The type.
    package let type: String
    /// The status.
    package let status: String
    /// How many.
    package let tickets: Int

    /// One object a total.
    package var json: JSONValue {
      [
        "line": .string(line), "month": .string(month), "type": .string(type),
        "status": .string(status), "tickets": .int(tickets),
      ]
    }
  }

  /// No tickets.
  package init() {}

  /// Counts a ticket.
  package mutating func add(_ ticket: TicketRow) {
    tickets += 1
    var key: [UInt8] = []
    swap(&key, &self.key)
    key.removeAll(keepingCapacity: true)
    ticket.withBytes(.line) { key.append(0..<$0.count, of: $0) }
    key.append(Self.separator)
    ticket.withBytes(Self.month) { key.append(0..<min(7, $0.count), of: $0) }
    key.append(Self.separator)
    ticket.withBytes(Self.type) { key.append(0..<$0.count, of: $0) }
    key.append(Self.separator)
    ticket.withBytes(Self.status) { key.append(0..<$0.count, of: $0) }
    count(key.span, 1)
    swap(&key, &self.key)
  }

  private static let separator: UInt8 = 0x1F
  private static let month = TicketRow.Slot.field(.callReceivedAt)
  private static let type = TicketRow.Slot.field(.matterType)
  private static let status = TicketRow.Slot.field(.statusState)

  private mutating func count(_ key: Span<UInt8>, _ tickets: Int) {
    if let place = totals.place(of: key) {
      totals[place] += tickets
    } else {
      totals.add(key, tickets)
    }
  }

  /// Adds what was counted elsewhere.
  package static func += (left: inout DeliveryBooks, right: DeliveryBooks) {
    left.tickets += right.tickets
    for place in 0..<right.totals.count {
      left.count(Array(right.totals.text(at: place)).span, right.totals[place])
    }
  }

  /// The totals in the order of lines, months, types and states.
  package var rows: [Total] {
    (0..<totals.count).map { (key: totals.text(at: $0), count: totals[$0]) }
      .sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { key, count in
        let parts = key.split(separator: Self.separator, omittingEmptySubsequences: false)
          .map { String(decoding: $0, as: UTF8.self) }
        return Total(
          line: parts[0], month: parts[1], type: parts[2], status: parts[3], tickets: count)
      }
  }

  /// Tickets by line.
  package var lines: [String: Int] {
    rows.reduce(into: [:]) { $0[$1.line, default: 0] += $1.tickets }
  }
}

/// The hash of a delivery's tickets, whatever format they are in: SHA-256 over the SHA-256 of each
/// ticket's line of the unified format, in the order of the delivery.
package struct CanonicalHash: Sendable {
  private var fingerprint = Fingerprint()

  /// The hash of no tickets yet.
  package init() {}

  /// Takes the hashes of tickets in, one after the other.
  package mutating func add(_ digests: [UInt8]) { fingerprint.update(digests) }

  /// The hash of one line, its line end included.
  package static func digest(of line: ArraySlice<UInt8>) -> [UInt8] {
    var fingerprint = Fingerprint()
    fingerprint.update(line)
    return fingerprint.digest
  }

  /// The hash as hexadecimal digits.
  package var hex: String { fingerprint.hex }
}
