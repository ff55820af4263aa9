package import HotlineModel

/// Counts over a file what the code tables of a mapping know.
package struct CoverageCount {
  private struct Tally {
    let rule: FieldRule
    let table: CodeTable
    var seen = 0
    var known = 0
    var unknown: [String: Int] = [:]
  }

  private let placeholders: Set<String>
  private var tallies: [Tally]

  /// A count of nothing yet.
  package init(_ mapping: Mapping) {
    placeholders = mapping.placeholders
    tallies = mapping.rules.compactMap { rule in
      rule.transform == .code ? rule.table.map { Tally(rule: rule, table: $0) } : nil
    }
  }

  /// Takes a record in.
  package mutating func take(_ record: LegacyRecord) {
    guard record.damage == nil, record.fields.count == record.header.count,
      record.fields != record.header
    else { return }
    for index in tallies.indices {
      let sources = tallies[index].rule.sources
      guard
        let position = sources.lazy.compactMap({ source in
          record.header.firstIndex { trimmed($0) == source }
        }).first
      else { continue }
      let text = trimmed(record.fields[position])
      if text.isEmpty || placeholders.contains(text) { continue }
      tallies[index].seen += 1
      if tallies[index].table[text] != nil {
        tallies[index].known += 1
      } else {
        tallies[index].unknown[text, default: 0] += 1
      }
    }
  }

  /// What was counted, in the order of the mapping.
  package var coverage: [CodeCoverage] {
    tallies.map { tally in
      CodeCoverage(
        field: tally.rule.name, sheet: tally.table.file, seen: tally.seen, known: tally.known,
        unknown: tally.unknown.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
          .map { CodeCoverage.Unknown(value: Masking.excerpt($0.key), count: $0.value) })
    }
  }
}
