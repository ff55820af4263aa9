package import Bytes
package import Findings
import HotlineModel

/// A record beside what a mapping makes of it, all of it masked; nothing was kept.
package struct PreviewedRecord: Hashable, Sendable {
  /// What would become of the record.
  package enum Outcome: String, CaseIterable, Sendable {
    /// It would be a ticket.
    case ticket
    /// It would be quarantined.
    case quarantined
    /// It is no ticket by the mapping's own rule.
    case skipped
  }

  /// A unified field beside the column it is filled from.
  package struct Pair: Hashable, Sendable {
    /// The unified field: `caller.phone`.
    package let field: String
    /// The column; empty for a constant.
    package let column: String
    /// What the record says, masked.
    package let raw: String
    /// What the ticket would say, masked; `nil` where it would say nothing.
    package let unified: String?

    /// A unified field beside its column.
    package init(field: String, column: String, raw: String, unified: String?) {
      self.field = field
      self.column = column
      self.raw = raw
      self.unified = unified
    }
  }

  /// Where the record begins.
  package let place: SourceLocation
  /// What would become of it.
  package let outcome: Outcome
  /// The fields, in the order of the mapping.
  package let pairs: [Pair]
  /// Why it would be quarantined.
  package let findings: [Finding]

  /// A record beside what a mapping makes of it.
  package init(place: SourceLocation, outcome: Outcome, pairs: [Pair], findings: [Finding]) {
    self.place = place
    self.outcome = outcome
    self.pairs = pairs
    self.findings = findings
  }

  /// One object a record.
  package var json: JSONValue {
    [
      "place": place.json, "outcome": .string(outcome.rawValue),
      "fields": .array(
        pairs.map { pair in
          [
            "field": .string(pair.field), "column": .string(pair.column),
            "raw": .string(pair.raw), "unified": .optional(pair.unified),
          ]
        }),
      "findings": .array(findings.map(\.json)),
    ]
  }
}
