import Findings
package import HotlineModel
package import Reports
package import Tickets

/// Counts over a file what the code tables of a mapping know.
package struct CoverageCount {
  private struct Tally {
    /// The rule's place in the mapping, and its name.
    let rule: Int
    let field: String
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

    let masked: @Sendable (String) -> String

    init(_ rule: Int, _ field: FieldRule, _ table: CodeTable, steps: [CellStep]) {
      (self.rule, self.field, masked) = (rule, field.name, field.masked)
      (sheet, name, knows) = (table.file, table.name, table.knows)
      self.steps = steps
    }

    init(_ rule: Int, _ field: FieldRule, _ units: UnitTree, steps: [CellStep]) {
      (self.rule, self.field, masked) = (rule, field.name, field.masked)
      (sheet, name, knows) = (units.file, nil, units.knows)
      self.steps = steps
    }
  }

  private let program: MappingProgram
  private var bound: (header: [String], program: MappingProgram)?
  private var tallies: [Tally]

  /// A count of nothing yet; `home` is the area of bare numbers.
  package init(_ mapping: Mapping, line: LegacyHotline, home: AreaCode) {
    program = MappingProgram(mapping, line: line, home: home)
    tallies = mapping.rules.enumerated().flatMap { index, rule in
      var tallies: [Tally] = []
      for (place, step) in rule.steps.enumerated() {
        guard case .lookup(let table) = step.action else { continue }
        tallies.append(Tally(index, rule, table, steps: Array(rule.steps[..<place])))
      }
      if rule.transform == .code, let table = rule.table {
        tallies.append(Tally(index, rule, table, steps: rule.steps))
      }
      if let units = rule.units {
        tallies.append(Tally(index, rule, units, steps: rule.steps))
      }
      return tallies
    }
  }

  /// Takes a record in.
  package mutating func take(_ record: LegacyRecord) {
    guard record.damage == nil, record.fields.count == record.header.count,
      record.fields != record.header
    else { return }
    let program = program(for: record.header)
    let records = RecordBatch(record)
    for index in tallies.indices {
      let tally = tallies[index]
      guard
        let text = program.text(
          of: tally.rule, after: tally.steps, records.fields.span, records.bytes.span),
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

  private mutating func program(for header: [String]) -> MappingProgram {
    if let bound, bound.header == header { return bound.program }
    let new = program.bound(to: header.map(trimmed), header: nil)
    bound = (header, new)
    return new
  }

  /// The codes that nobody has decided, by the path of their list within the mapping's folder:
  /// `codes/type.todo.csv`, the most frequent first.
  package var openCodes: [MappingDraft.DraftSheet] {
    var counts: [String: [String: Int]] = [:]
    for tally in tallies where !tally.unknown.isEmpty {
      if let name = tally.name {
        counts[name, default: [:]].merge(tally.unknown, uniquingKeysWith: +)
      }
    }
    return counts.sorted { $0.key < $1.key }.map { name, unknown in
      let rows = unknown.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        .map { [$0.key, "", String($0.value)] }
      return MappingDraft.DraftSheet(
        path: "codes/\(name).todo.csv", rows: [MappingDraft.openHeader] + rows)
    }
  }

  /// What was counted, in the order of the mapping.
  package var coverage: [CodeCoverage] {
    tallies.map { tally in
      CodeCoverage(
        field: tally.field, sheet: tally.sheet, seen: tally.seen, known: tally.known,
        unknown: tally.unknown.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
          .map { CodeCoverage.Unknown(value: tally.masked($0.key), count: $0.value) })
    }
  }
}
