package import Bytes
import HotlineModel
import LocalFiles
package import Tickets

/// What a delivery holds, counted from its tickets: by whoever writes it, and by whoever checks it.
package struct DeliveryBooks: Hashable, Sendable {
  /// The tickets.
  package private(set) var tickets = 0
  /// Tickets by line, month, type and status, joined by a unit separator.
  private var totals: [[UInt8]: Int] = [:]

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
    key.append(contentsOf: ticket[.line] ?? [])
    key.append(0x1F)
    key.append(contentsOf: ticket[.field(.callReceivedAt)]?.prefix(7) ?? [])
    key.append(0x1F)
    key.append(contentsOf: ticket[.field(.matterType)] ?? [])
    key.append(0x1F)
    key.append(contentsOf: ticket[.field(.statusState)] ?? [])
    totals[key, default: 0] += 1
  }

  /// Adds what was counted elsewhere.
  package static func += (left: inout DeliveryBooks, right: DeliveryBooks) {
    left.tickets += right.tickets
    for (key, count) in right.totals { left.totals[key, default: 0] += count }
  }

  /// The totals in the order of lines, months, types and states.
  package var rows: [Total] {
    totals.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { key, count in
      let parts = key.split(separator: 0x1F, omittingEmptySubsequences: false)
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

  /// Takes the hashes of tickets in, one behind the other.
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
