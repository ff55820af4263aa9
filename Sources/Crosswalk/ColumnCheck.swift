import Findings
import HotlineModel
import Tickets

/// What a file's columns are to a mapping: renamed, missing, come twice, new.
///
/// | column | behaviour | finding |
/// |---|---|---|
/// | under another of its names | taken | `HL2216`, a note |
/// | missing, and needed | the file is refused | `HL2202` |
/// | missing, `if-present` | the field stays empty | `HL2234`, a note |
/// | twice, and used | the file is refused | `HL2217` |
/// | two names of one field at once | the file is refused | `HL2233` |
/// | without a name, with values | not used | `HL1012`, a warning; refused where `extra` says so |
/// | new | not used | `HL2215`, a note; refused as `HL2236` where `extra` says so |
struct ColumnCheck {
  private let mapping: Mapping
  private let names: [String]
  /// For each rule the position of its column.
  private let positions: [Int?]
  private let place: SourceLocation

  init(_ mapping: Mapping, names: [String], positions: [Int?], file: String) {
    self.mapping = mapping
    self.names = names
    self.positions = positions
    place = SourceLocation(file: file)
  }

  /// What a person should know of the columns.
  ///
  /// - Throws: `Unusable` where the file cannot be used.
  func notes() throws -> [Finding] {
    let faults = ambiguities + missing + (mapping.settings.stopsAtNewColumns ? added : [])
    guard faults.isEmpty else { throw Unusable(faults) }
    return renamed + absent + added
  }

  private var used: Set<String> {
    Set(positions.compactMap { $0 }.map { names[$0] })
      .union(mapping.rules.flatMap { $0.furtherColumns.map(\.name) })
  }

  /// Columns of which the mapping means one and the file has two, and columns that only the rules
  /// for skipping know.
  private var ambiguities: [Finding] {
    let twice = used.filter { name in names.count { $0 == name } > 1 }.sorted()
    let unknown = mapping.settings.skips.map(\.column).filter { !names.contains($0) }
    return twice.map { Finding(.columnTwice(found: $0), at: place) }
      + mapping.rules.compactMap { rule in
        rule.rival(in: names).map { rule.rivalFinding($0, at: place) }
      }
      + unknown.map {
        Finding(.skipColumnMissing(found: $0, sheet: mapping.settings.file), at: place)
      }
  }

  private var missing: [Finding] {
    var findings: [Finding] = []
    for (rule, position) in zip(mapping.rules, positions)
    where rule.transform != .constant && rule.presence != .ifPresent {
      if position == nil { findings.append(missing(rule, rule.sources, at: rule.place)) }
      findings += rule.furtherColumns.filter { !names.contains($0.name) }
        .map { missing(rule, [$0.name], at: $0.place) }
    }
    return findings
  }

  private func missing(
    _ rule: FieldRule, _ expected: [String], at sheet: SourceLocation
  ) -> Finding {
    Finding(
      .mappingColumnMissing(
        mapping: mapping.name, expected: expected.joined(separator: " / "), field: rule.name,
        sheet: "\(sheet)", found: names.joined(separator: ", ")), at: [place, sheet])
  }

  private var renamed: [Finding] {
    zip(mapping.rules, positions).compactMap { rule, position in
      guard let position, names[position] != rule.sources[0] else { return nil }
      return Finding(
        .columnRenamed(
          found: names[position], expected: rule.sources[0], owner: mapping.settings.owner),
        at: [SourceLocation(file: place.file, column: position + 1), rule.place])
    }
  }

  private var absent: [Finding] {
    zip(mapping.rules, positions).compactMap { rule, position in
      guard position == nil, rule.presence == .ifPresent, rule.transform != .constant else {
        return nil
      }
      return Finding(
        .columnAbsent(expected: rule.sources.joined(separator: " / "), field: rule.name),
        at: [place, rule.place])
    }
  }

  /// The columns without a name that nobody knows, by their position: what is in them is only seen
  /// when the records are read.
  var unknownUnnamed: Set<Int> { Set(ColumnNames.unnamed(in: names)).intersection(unknown) }

  /// The columns that nobody knows, by their position.
  private var unknown: [Int] {
    let known = used.union(mapping.settings.unusedColumns)
      .union(mapping.settings.skips.map(\.column))
    return names.indices.filter { !known.contains(names[$0]) }
  }

  private var added: [Finding] {
    let unnamed = unknownUnnamed
    let new = unknown.filter { !unnamed.contains($0) }.map { names[$0] }
    guard !new.isEmpty else { return [] }
    let kind =
      mapping.settings.stopsAtNewColumns ? FindingKind.columnsRefused : FindingKind.columnsAdded
    return [
      Finding(
        kind(new.joined(separator: ", "), mapping.fieldsSheet, mapping.settings.file), at: place)
    ]
  }
}

extension FieldRule {
  /// Two names of the rule's column that stand in one header: nobody says which is meant.
  func rival(in names: [String]) -> (String, String)? {
    guard sources.count > 1 else { return nil }
    let present = sources.filter { names.contains($0) }
    return present.count > 1 ? (present[0], present[1]) : nil
  }

  func rivalFinding(_ rival: (String, String), at place: SourceLocation) -> Finding {
    Finding(
      .columnsRival(found: rival.0, other: rival.1, field: name, sheet: "\(self.place)"),
      at: [place, self.place])
  }
}

extension Mapping {
  /// Whether some field is filled from more columns than its own.
  var looksColumnsUp: Bool {
    rules.contains { !$0.furtherColumns.isEmpty || $0.dependsOnDay }
  }
}
