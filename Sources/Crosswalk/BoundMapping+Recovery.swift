package import HotlineModel

extension BoundMapping {
  /// Whether a line found behind damage is a record: its number and its times can be read.
  ///
  /// More is asked of it than of a record that the file itself delimits, since a text may quote a
  /// line that looks like one. The number must be there. The time of the call must be there and
  /// readable, even where the mapping lets it be empty or keeps it as it is; in a mapping without
  /// it, one time at least. Every other time that the record says must be readable. A mapping that
  /// reads no times asks for the number alone.
  package func isRecord(_ record: LegacyRecord) -> Bool {
    guard let number = legacyNumber(of: record), !number.isEmpty else { return false }
    var isTimed = false
    var hasTimes = false
    for (rule, position) in times(in: record) {
      guard record.fields.indices.contains(position) else {
        if rule.target == .field(.callReceivedAt) { return false }
        continue
      }
      hasTimes = true
      switch isReadable(rule, at: position, of: record) {
      case true?: isTimed = true
      case false?: if isWhole(record) || rule.target == .field(.callReceivedAt) { return false }
      case nil: if rule.target == .field(.callReceivedAt) { return false }
      }
    }
    return isTimed || !hasTimes
  }

  /// The rules of dates, with the columns they read.
  private func times(in record: LegacyRecord) -> [(FieldRule, Int)] {
    mapping.rules.indices.compactMap { index in
      let rule = mapping.rules[index]
      guard rule.transform == .instant, let position = position(of: index, in: record) else {
        return nil
      }
      return (rule, position)
    }
  }

  /// Whether a record has the width of the header, so that its columns are where they should be.
  private func isWhole(_ record: LegacyRecord) -> Bool {
    !isTabular || record.fields.count == header.count
  }

  private func isReadable(_ rule: FieldRule, at position: Int, of record: LegacyRecord) -> Bool? {
    RecordCells(record: record, columns: columns(of: record), mapping: mapping, home: home)
      .isReadable(rule, at: position)
  }
}
