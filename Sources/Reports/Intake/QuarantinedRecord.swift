import HotlineModel

/// A record in quarantine as listings show it: nothing personal.
package struct QuarantinedRecord: Hashable, Sendable {
  /// The record's name: `Q000184`.
  package let name: String
  /// The line it belongs to.
  package let line: String
  /// The delivered file.
  package let file: String
  /// The physical line on which it begins.
  package let physicalLine: Int
  /// The record's number in the file.
  package let record: Int
  /// The first reason.
  package let code: String
  /// `open`, `resolved` or `waived`.
  package let state: String

  /// A record in quarantine.
  package init(
    name: String, line: String, file: String, physicalLine: Int, record: Int, code: String,
    state: String
  ) {
    self.name = name
    self.line = line
    self.file = file
    self.physicalLine = physicalLine
    self.record = record
    self.code = code
    self.state = state
  }
}

/// How many tickets and open quarantined records a line has.
package struct LineHoldings: Hashable, Sendable {
  /// Current tickets.
  package var tickets = 0
  /// Records in quarantine that are neither repaired nor waived.
  package var quarantined = 0

  /// Nothing yet.
  package init() {}
}
