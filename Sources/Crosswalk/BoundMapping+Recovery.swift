import HotlineModel
package import Tickets

extension BoundMapping {
  /// Whether a line found behind damage is a record: its number and its times can be read.
  ///
  /// More is asked of it than of a record that the file itself delimits, since a text may quote a
  /// line that looks like one. The number must be there. The time of the call must be there and
  /// readable, even where the mapping lets it be empty or keeps it as it is; in a mapping without
  /// it, one time at least. Every other time that the record says must be readable. A mapping that
  /// reads no times asks for the number alone.
  package func likeness(of record: LegacyRecord) -> RecordLikeness {
    guard let number = legacyNumber(of: record), !number.isEmpty else { return .text }
    let times = times(of: record)
    let calls = times.filter { $0.rule.target == .field(.callReceivedAt) }
    guard calls.allSatisfy({ $0.reading != .missing }) else { return .text }
    // Of a record of another width nobody knows which column is which behind the first.
    let asked = isWhole(record) ? times : calls
    if asked.contains(where: { $0.reading == .text }) { return .text }
    if asked.contains(where: { $0.reading == .impossible }) { return .doubtful }
    if calls.contains(where: { $0.reading == .empty }) { return .doubtful }
    let said = times.filter { $0.reading != .missing }
    return said.isEmpty || said.contains { $0.reading == .readable } ? .record : .doubtful
  }

  /// What a record says where a mapping expects a date.
  private enum TimeReading {
    case readable, empty
    /// It looks like a date, and is none.
    case impossible
    case text
    /// The record has no such column.
    case missing
  }

  /// What the record says for each rule of a date whose column the file has.
  private func times(of record: LegacyRecord) -> [(rule: FieldRule, reading: TimeReading)] {
    mapping.rules.indices.compactMap { index in
      let rule = mapping.rules[index]
      guard rule.transform == .instant, let position = position(of: index, in: record) else {
        return nil
      }
      return (rule, reading(of: index, at: position, in: record))
    }
  }

  private func reading(of rule: Int, at position: Int, in record: LegacyRecord) -> TimeReading {
    guard record.fields.indices.contains(position) else { return .missing }
    switch withFields(of: record, { $0.isReadable(rule, $1, $2) }) {
    case true?: return .readable
    case nil: return .empty
    case false?:
      let text = record.fields[position]
      let digits = text.utf8.count { (48...57).contains($0) }
      return digits >= 6 && Masking.isDate(text) ? .impossible : .text
    }
  }

  /// Whether a record has the width of the header, so that its columns are where they should be.
  private func isWhole(_ record: LegacyRecord) -> Bool {
    !isTabular || record.fields.count == header.count
  }
}
