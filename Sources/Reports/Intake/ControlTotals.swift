package import Bytes
package import Findings
import HotlineModel

/// How many tickets there are of each line, month, type and status (控制总数).
package struct ControlTotals: Hashable, Sendable {
  /// What tickets are counted by.
  package struct Key: Hashable, Comparable, Sendable {
    /// The line, as the register calls it.
    package let line: String
    /// The month of the call: `2020-01`; empty where the ticket says none.
    package let month: String
    /// The unified type; empty where the ticket says none.
    package let type: String
    /// The unified status; empty where the ticket says none.
    package let status: String
    /// What the legacy system called the type.
    package let legacyType: String
    /// What the legacy system called the status.
    package let legacyStatus: String
    /// The batch that brought the ticket as it stands; empty where that is not asked for.
    package let batch: String
    /// The file it stood in; empty where that is not asked for.
    package let file: String

    /// What tickets are counted by.
    package init(
      line: String, month: String, type: String, status: String, legacyType: String,
      legacyStatus: String, batch: String, file: String
    ) {
      self.line = line
      self.month = month
      self.type = type
      self.status = status
      self.legacyType = legacyType
      self.legacyStatus = legacyStatus
      self.batch = batch
      self.file = file
    }

    private var order: [String] {
      [line, month, type, status, legacyType, legacyStatus, batch, file]
    }

    package static func < (left: Key, right: Key) -> Bool {
      left.order.lexicographicallyPrecedes(right.order)
    }
  }

  /// Records of a line that are no tickets.
  package struct NotLoaded: Hashable, Sendable {
    /// In quarantine, open.
    package var quarantined = 0
    /// Left out by a signed decision.
    package var waived = 0

    /// None.
    package init() {}
  }

  /// Tickets by what they are counted by.
  package var tickets: [Key: Int] = [:]
  /// Records that are no tickets, by line.
  package var notLoaded: [String: NotLoaded] = [:]

  /// No tickets yet.
  package init() {}

  /// What totals can be asked for.
  package enum Grouping: String, CaseIterable, Sendable {
    case line, batch, file, month, type, status
  }

  /// The counts of tickets by some of what they are counted by, sorted.
  package func counts(by groupings: [Grouping]) -> [(values: [String], count: Int)] {
    var counts: [[String]: Int] = [:]
    for (key, count) in tickets {
      let values = groupings.map { grouping in
        switch grouping {
        case .line: key.line
        case .batch: key.batch
        case .file: key.file
        case .month: key.month
        case .type: key.type
        case .status: key.status
        }
      }
      counts[values, default: 0] += count
    }
    return counts.map { (values: $0.key, count: $0.value) }
      .sorted { $0.values.lexicographicallyPrecedes($1.values) }
  }

  /// Tickets that match all that is asked; what is empty matches any.
  ///
  /// A period is a year, a month or nothing; type and status may be unified or legacy codes.
  package func count(line: String, period: String, type: String, status: String) -> Int {
    tickets.reduce(0) { sum, entry in
      let key = entry.key
      let isMatch =
        (line.isEmpty || key.line == line) && (period.isEmpty || key.month.hasPrefix(period))
        && (type.isEmpty || key.type == type || key.legacyType == type)
        && (status.isEmpty || key.status == status || key.legacyStatus == status)
      return isMatch ? sum + entry.value : sum
    }
  }
}

/// A count handed over by the operator of a legacy line, held against ours.
package struct ReconciledRow: Hashable, Sendable {
  /// The delivered file; empty where the row is not about one.
  package let file: String
  /// The line; empty for all.
  package let line: String
  /// Year or month; empty for all.
  package let period: String
  /// Type; empty for all.
  package let type: String
  /// Status; empty for all.
  package let status: String
  /// The count handed over.
  package let expected: Int
  /// Our tickets.
  package let tickets: Int
  /// Records in quarantine; `nil` where the row asks for more than the line.
  package let quarantined: Int?
  /// Records left out by a signed decision; `nil` where the row asks for more than the line.
  package let waived: Int?
  /// Where the row stands.
  package let place: SourceLocation

  /// A count held against ours.
  package init(
    file: String = "", line: String, period: String, type: String, status: String, expected: Int,
    tickets: Int,
    quarantined: Int?, waived: Int?, place: SourceLocation
  ) {
    self.file = file
    self.line = line
    self.period = period
    self.type = type
    self.status = status
    self.expected = expected
    self.tickets = tickets
    self.quarantined = quarantined
    self.waived = waived
    self.place = place
  }

  /// What is handed over and neither a ticket nor signed away; negative where we have more.
  ///
  /// A record in quarantine is not accounted for: somebody has still to repair or to waive it.
  package var difference: Int { expected - tickets - (waived ?? 0) }

  /// One object a row.
  package var json: JSONValue {
    [
      "file": .string(file), "line": .string(line), "period": .string(period),
      "type": .string(type), "status": .string(status), "expected": .int(expected),
      "tickets": .int(tickets),
      "quarantined": quarantined.map { .int($0) } ?? .null,
      "waived": waived.map { .int($0) } ?? .null, "difference": .int(difference),
    ]
  }
}
