import Findings
import HotlineModel
package import Reports
package import Tickets

extension Mapping {
  /// A record beside the ticket it would be, masked by how personal each field is unless somebody
  /// answers for more.
  package func preview(
    _ record: LegacyRecord, by bound: BoundMapping, isClear: Bool = false
  ) -> PreviewedRecord {
    let outcome: PreviewedRecord.Outcome
    var ticket: Ticket?
    var findings: [Finding] = []
    switch bound.map(record) {
    case .ticket(let mapped): (outcome, ticket) = (.ticket, mapped)
    case .unusable(let found): (outcome, findings) = (.quarantined, found)
    case .skipped: outcome = .skipped
    }
    let names = record.header.map(trimmed)
    let isWhole = record.fields.count == record.header.count
    let pairs = rules.map { rule in
      let position = rule.position(in: names)
      let raw = isWhole ? position.map { trimmed(record.fields[$0]) } ?? "" : ""
      return PreviewedRecord.Pair(
        field: rule.name, column: position.map { names[$0] } ?? "",
        raw: isClear ? raw : rule.masked(raw),
        unified: ticket.flatMap { rule.value(in: $0, isClear: isClear) })
    }
    return PreviewedRecord(
      place: record.place, outcome: outcome, pairs: pairs, findings: findings)
  }
}

extension FieldRule {
  /// What a column said, as a terminal or a finding may show it: by the mask of the field, whatever
  /// its length.
  func masked(_ raw: String) -> String {
    target.field.map { Masking.said(raw, for: $0) } ?? Masking.excerpt(raw)
  }

  /// What the ticket says.
  fileprivate func value(in ticket: Ticket, isClear: Bool) -> String? {
    switch target {
    case .legacyNumber: ticket.legacyNumber
    case .field(let field):
      isClear ? ticket[field] : ticket[field].map { Masking.value($0, privacy: field.privacy) }
    case .extension(let name):
      ticket.extension(name).map { isClear ? $0 : Masking.freeText($0) }
    }
  }
}
