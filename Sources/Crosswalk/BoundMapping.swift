package import HotlineModel

/// A mapping laid over the columns of one file.
package struct BoundMapping: Sendable {
  /// What became of a record.
  package enum Mapped: Sendable {
    /// It is a ticket.
    case ticket(Ticket)
    /// It cannot be used, for these reasons.
    case unusable([Finding])
    /// It is no ticket by the mapping's own rule.
    case skipped
  }

  /// What a person should know about the file's columns: renamed ones, ones not used.
  package let findings: [Finding]

  private let mapping: Mapping
  private let line: String
  private let home: AreaCode
  private let header: [String]
  /// For each rule the position of its column, `nil` where the file has none.
  private let positions: [Int?]
  private let skips: [(position: Int, rule: SkipRule)]
  /// Whether all records have the header's columns; in XML each has its own.
  private let isTabular: Bool

  /// Lays a mapping over the header of a file.
  ///
  /// Columns are found by name, never by position.
  ///
  /// - Throws: `Unusable` with `HL2202` for each column that must be there and is not.
  package init(
    _ mapping: Mapping, line: LegacyHotline, header: [String], file: String, home: AreaCode
  ) throws {
    let names = header.map(trimmed)
    self.mapping = mapping
    self.line = line.id
    self.home = home
    self.header = header
    isTabular = true
    positions = mapping.rules.map { Self.position(of: $0, in: names) }
    skips = mapping.settings.skips.compactMap { rule in
      names.firstIndex(of: rule.column).map { ($0, rule) }
    }
    var missing: [Finding] = []
    var notes: [Finding] = []
    for (rule, position) in zip(mapping.rules, positions) where rule.transform != .constant {
      if let position {
        if names[position] != rule.sources[0] {
          notes.append(
            Finding(
              .columnRenamed, at: [SourceLocation(file: file, column: position + 1), rule.place],
              [
                "found": names[position], "expected": rule.sources[0],
                "owner": mapping.settings.owner,
              ]))
        }
      } else if rule.presence != .ifPresent {
        missing.append(
          Finding(
            .mappingColumnMissing, at: [SourceLocation(file: file), rule.place],
            [
              "mapping": mapping.name, "expected": rule.sources.joined(separator: " / "),
              "field": rule.name, "sheet": "\(rule.place)",
              "found": names.joined(separator: ", "),
            ]))
      }
    }
    guard missing.isEmpty else { throw Unusable(missing) }
    let used = Set(positions.compactMap { $0 })
    let unused = names.indices.filter { !used.contains($0) && !names[$0].isEmpty }
    if !unused.isEmpty {
      notes.append(
        Finding(
          .columnsAdded, at: SourceLocation(file: file),
          [
            "found": unused.map { names[$0] }.joined(separator: ", "),
            "sheet": mapping.fieldsSheet,
          ]))
    }
    findings = notes
  }

  /// Lays a mapping over files whose records each have their own fields (XML).
  package init(_ mapping: Mapping, line: LegacyHotline, home: AreaCode) {
    self.mapping = mapping
    self.line = line.id
    self.home = home
    header = []
    positions = []
    skips = []
    isTabular = false
    findings = []
  }

  /// Makes a ticket of a record, or says why it cannot be one.
  package func map(_ record: LegacyRecord) -> Mapped {
    if let damage = record.damage { return .unusable([damage]) }
    if isTabular {
      if isSkipped(record) { return .skipped }
      guard record.fields.count == header.count else {
        return .unusable([
          Finding(
            .recordWidth, at: record.place,
            ["found": "\(record.fields.count)", "expected": "\(header.count)"])
        ])
      }
    }
    return ticket(of: record)
  }

  private func isSkipped(_ record: LegacyRecord) -> Bool {
    if record.fields == header { return true }
    return skips.contains { position, rule in
      record.fields.indices.contains(position) && rule.matches(trimmed(record.fields[position]))
    }
  }

  private func ticket(of record: LegacyRecord) -> Mapped {
    var cells = RecordCells(record: record, mapping: mapping, home: home)
    var ticket = Ticket(line: line, legacyNumber: "")
    for (index, rule) in mapping.rules.enumerated() {
      let position = isTabular ? positions[index] : Self.position(of: rule, in: record.header)
      let value = cells.value(of: rule, at: position)
      switch rule.target {
      case .legacyNumber: ticket = ticket.renumbered(value.text ?? "")
      case .field(let field): ticket.set(field, to: value.text, legacy: value.legacy)
      }
    }
    cells.checkOrder()
    return cells.findings.isEmpty ? .ticket(ticket) : .unusable(cells.findings)
  }

  private static func position(of rule: FieldRule, in names: [String]) -> Int? {
    for source in rule.sources {
      if let position = names.firstIndex(of: source) { return position }
    }
    return nil
  }
}

extension Ticket {
  /// The same ticket under another legacy number.
  fileprivate func renumbered(_ number: String) -> Ticket {
    var ticket = Ticket(line: line, legacyNumber: number)
    for field in TicketField.allCases {
      ticket.set(field, to: self[field], legacy: legacyValues[field])
    }
    return ticket
  }
}
