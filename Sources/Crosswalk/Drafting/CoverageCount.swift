package import HotlineModel

/// Counts over a file what the code tables of a mapping know.
package struct CoverageCount {
  private struct Tally {
    let rule: FieldRule
    /// The sheet that is asked, the name of its list of open codes (none for units), and what it
    /// knows.
    let sheet: String
    let name: String?
    let knows: (String) -> Bool
    /// What is done to the text before the table is asked.
    let steps: [CellStep]
    var seen = 0
    var known = 0
    var unknown: [String: Int] = [:]

    init(_ rule: FieldRule, _ table: CodeTable, steps: [CellStep]) {
      self.rule = rule
      (sheet, name, knows) = (table.file, table.name, table.knows)
      self.steps = steps
    }

    init(_ rule: FieldRule, _ units: UnitTree) {
      self.rule = rule
      (sheet, name, knows) = (units.file, nil, units.knows)
      steps = rule.steps
    }
  }

  private let mapping: Mapping
  private let home: AreaCode
  private var tallies: [Tally]

  /// A count of nothing yet; `home` is the area of bare numbers.
  package init(_ mapping: Mapping, home: AreaCode) {
    self.mapping = mapping
    self.home = home
    tallies = mapping.rules.flatMap { rule in
      var tallies: [Tally] = []
      for (index, step) in rule.steps.enumerated() {
        guard case .lookup(let table) = step.action else { continue }
        tallies.append(Tally(rule, table, steps: Array(rule.steps[..<index])))
      }
      if rule.transform == .code, let table = rule.table {
        tallies.append(Tally(rule, table, steps: rule.steps))
      }
      if let units = rule.units { tallies.append(Tally(rule, units)) }
      return tallies
    }
  }

  /// Takes a record in.
  package mutating func take(_ record: LegacyRecord) {
    guard record.damage == nil, record.fields.count == record.header.count,
      record.fields != record.header
    else { return }
    let names = record.header.map(trimmed)
    let columns = Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }
    let cells = RecordCells(record: record, columns: columns, mapping: mapping, home: home)
    for index in tallies.indices {
      let tally = tallies[index]
      guard
        case .success(let text) = cells.prepared(
          cells.said(for: tally.rule), by: tally.rule, steps: tally.steps, at: record.place),
        !text.isEmpty
      else { continue }
      tallies[index].seen += 1
      if tally.knows(text) {
        tallies[index].known += 1
      } else {
        tallies[index].unknown[text, default: 0] += 1
      }
    }
  }

  /// The codes that nobody has decided, by the path of their list within the mapping's folder:
  /// `codes/type.todo.csv`, the most frequent first.
  package var openCodes: [(path: String, text: String)] {
    var counts: [String: [String: Int]] = [:]
    for tally in tallies where !tally.unknown.isEmpty {
      if let name = tally.name {
        counts[name, default: [:]].merge(tally.unknown, uniquingKeysWith: +)
      }
    }
    return counts.sorted { $0.key < $1.key }.map { name, unknown in
      let rows = unknown.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        .map { [$0.key, "", String($0.value)] }
      return (
        path: "codes/\(name).todo.csv", text: MappingDraft.csv([MappingDraft.openHeader] + rows)
      )
    }
  }

  /// What was counted, in the order of the mapping.
  package var coverage: [CodeCoverage] {
    tallies.map { tally in
      CodeCoverage(
        field: tally.rule.name, sheet: tally.sheet, seen: tally.seen, known: tally.known,
        unknown: tally.unknown.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
          .map { CodeCoverage.Unknown(value: Masking.excerpt($0.key), count: $0.value) })
    }
  }
}
