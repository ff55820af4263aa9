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

  /// The columns without a name that the mapping does not know, by their position.
  package let unknownUnnamed: Set<Int>

  let mapping: Mapping
  private let line: String
  private let hotline: LegacyHotline
  let home: AreaCode
  let header: [String]
  /// For each rule the position of its column, `nil` where the file has none.
  private let positions: [Int?]
  private let skips: [(position: Int, rule: SkipRule)]
  /// Where each column stands; only filled where a field takes more than one.
  private let columns: [String: Int]
  /// The names of the columns; a record that holds none of them is no second header.
  private let names: Set<String>
  /// Whether all records have the header's columns; in XML each has its own.
  let isTabular: Bool
  /// The plain road; in XML not laid over columns yet.
  private let writer: TicketWriter?

  /// Lays a mapping over the header of a file.
  ///
  /// Columns are found by name, never by position.
  ///
  /// - Throws: `Unusable` with `HL2202` for each column that must be there and is not.
  package init(
    _ mapping: Mapping, line: LegacyHotline, header: [String], file: String, home: AreaCode
  ) throws {
    let header = ColumnNames.of(header)
    let names = header.map(trimmed)
    self.mapping = mapping
    self.line = line.id
    hotline = line
    self.home = home
    self.header = header
    isTabular = true
    self.names = Set(mapping.rules.flatMap(\.sources))
    positions = mapping.rules.map { Self.position(of: $0, in: names) }
    skips = mapping.settings.skips.compactMap { rule in
      names.firstIndex(of: rule.column).map { ($0, rule) }
    }
    columns = mapping.looksColumnsUp ? Self.positions(of: names) : [:]
    let check = ColumnCheck(mapping, names: names, positions: positions, file: file)
    findings = try check.notes()
    unknownUnnamed = check.unknownUnnamed
    writer = Self.writer(mapping, line: line, home: home)?
      .bound(to: positions, header: header, skips: skips)
  }

  /// Lays a mapping over files whose records each have their own fields (XML).
  package init(_ mapping: Mapping, line: LegacyHotline, home: AreaCode) {
    self.mapping = mapping
    self.line = line.id
    hotline = line
    self.home = home
    header = []
    positions = []
    skips = []
    columns = [:]
    isTabular = false
    names = []
    findings = []
    unknownUnnamed = []
    writer = Self.writer(mapping, line: line, home: home)
  }

  /// The plain road, not laid over columns yet; `nil` where only the careful path will do: a line
  /// whose number had or will have another holder needs the day of every call checked.
  private static func writer(
    _ mapping: Mapping, line: LegacyHotline, home: AreaCode
  ) -> TicketWriter? {
    guard line.validFrom == nil, line.validTo == nil else { return nil }
    return TicketWriter(mapping, home: home)
  }

  /// Makes tickets of the records of a batch, as lines of the unified format.
  ///
  /// - Parameters:
  ///   - records: the records, decoded.
  ///   - file: the file's name as delivered.
  ///   - batch: the import run, for the provenance.
  /// - Returns: what became of each record, in their order.
  package func map(_ records: RecordBatch, file: String, batch: String) -> TicketBatch {
    var tickets = TicketBatch(
      of: records,
      head: PackedTicket.head(line: line, file: file, batch: batch, mapping: mapping.version))
    let writers = isTabular ? [writer] : records.headers.map(writer(for:))
    var index = 0
    while index < records.records.count {
      let header = records.records[index].header
      let run = records.records[index...].firstIndex { $0.header != header }
      let end = run ?? records.records.count
      let writer = writers[header]
      while index < end {
        index = writer?.write(index..<end, of: records, to: &tickets) ?? index
        guard index < end else { break }
        tickets.append(map(records.legacyRecord(index)), of: records.records[index])
        index += 1
      }
    }
    return tickets
  }

  /// What became of single records, as a batch: for records that come from elsewhere than a file.
  package static func batch(
    of mapped: [(record: LegacyRecord, outcome: Mapped)], line: String, file: String,
    batch: String, mapping: Mapping
  ) -> TicketBatch {
    var records = RecordBatch(file: file, offset: 0, headers: [], bytes: [])
    for item in mapped { records.append(item.record) }
    var tickets = TicketBatch(
      of: records,
      head: PackedTicket.head(line: line, file: file, batch: batch, mapping: mapping.version))
    for (index, item) in mapped.enumerated() {
      tickets.append(item.outcome, of: records.records[index])
    }
    return tickets
  }

  private func writer(for header: [String]) -> TicketWriter? {
    guard mapping.rules.allSatisfy({ $0.rival(in: header) == nil }) else { return nil }
    return writer?.bound(
      to: mapping.rules.map { Self.position(of: $0, in: header) }, header: nil, skips: [])
  }

  /// Makes a ticket of a record, or says why it cannot be one.
  package func map(_ record: LegacyRecord) -> Mapped {
    if let damage = record.damage { return .unusable([damage]) }
    let record = withoutTrailing(record)
    if isTabular {
      if isSkipped(record) { return .skipped }
      if record.fields.count == header.count,
        record.fields.contains(where: { names.contains(trimmed($0)) }),
        mapping.isHeader(record.fields)
      {
        return .unusable([Finding(.headerInside, at: record.place)])
      }
      guard record.fields.count == header.count else {
        return .unusable([
          Finding(
            .recordWidth, at: record.place,
            ["found": "\(record.fields.count)", "expected": "\(header.count)"])
        ])
      }
    }
    let made = ticket(of: record)
    if case .ticket = made, record.isRecovered, likeness(of: record) != .record {
      return .unusable([Finding(.recoveredUnsure, at: record.place)])
    }
    return made
  }

  /// A record without the empty field behind its last column, where the mapping lets it have one.
  private func withoutTrailing(_ record: LegacyRecord) -> LegacyRecord {
    guard isTabular, mapping.settings.ignoresTrailing, record.fields.count == header.count + 1,
      record.fields.last?.isEmpty == true
    else { return record }
    return LegacyRecord(
      header: record.header, fields: record.fields.dropLast(), place: record.place,
      raw: record.raw, isRecovered: record.isRecovered)
  }

  /// The ticket number that a record says, whatever is wrong with the rest of it; `nil` where it
  /// says none.
  package func legacyNumber(of record: LegacyRecord) -> String? {
    guard let index = mapping.rules.firstIndex(where: { $0.target == .legacyNumber }) else {
      return nil
    }
    guard let position = position(of: index, in: record),
      record.fields.indices.contains(position)
    else { return nil }
    var cells = RecordCells(
      record: record, columns: columns(of: record), mapping: mapping, home: home)
    let value = cells.value(of: mapping.rules[index], at: position)
    return cells.findings.isEmpty ? value.text : nil
  }

  /// The column that a rule reads; `nil` where the record has none of its names.
  func position(of rule: Int, in record: LegacyRecord) -> Int? {
    isTabular ? positions[rule] : Self.position(of: mapping.rules[rule], in: record.header)
  }

  /// Where each column stands; empty where no rule needs to know.
  func columns(of record: LegacyRecord) -> [String: Int] {
    isTabular || !mapping.looksColumnsUp ? columns : Self.positions(of: record.header)
  }

  private func isSkipped(_ record: LegacyRecord) -> Bool {
    if ColumnNames.areRepeated(record.fields, in: header) { return true }
    return skips.contains { position, rule in
      record.fields.indices.contains(position) && rule.matches(trimmed(record.fields[position]))
    }
  }

  private func ticket(of record: LegacyRecord) -> Mapped {
    let rivals = isTabular ? [] : Self.rivals(mapping, in: record)
    guard rivals.isEmpty else { return .unusable(rivals) }
    var cells = RecordCells(
      record: record, columns: columns(of: record), mapping: mapping, home: home)
    var ticket = Ticket(line: line, legacyNumber: "")
    for (index, rule) in mapping.rules.enumerated() {
      let value = cells.value(of: rule, at: position(of: index, in: record))
      switch rule.target {
      case .legacyNumber: ticket = ticket.renumbered(value.text ?? "")
      case .field(let field): ticket.set(field, to: value.text, legacy: value.legacy)
      }
    }
    cells.checkOrder()
    cells.checkLife(of: hotline)
    return cells.findings.isEmpty ? .ticket(ticket) : .unusable(cells.findings)
  }

  /// Fields of a record that the mapping takes for one and the same.
  private static func rivals(_ mapping: Mapping, in record: LegacyRecord) -> [Finding] {
    mapping.rules.compactMap { rule in
      rule.rival(in: record.header).map { rule.rivalFinding($0, at: record.place) }
    }
  }

  /// Where each column stands, the first of a name.
  private static func positions(of names: [String]) -> [String: Int] {
    Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }
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

extension TicketBatch {
  /// Enters what the careful path made of a record.
  fileprivate mutating func append(_ mapped: BoundMapping.Mapped, of record: RecordBatch.Record) {
    switch mapped {
    case .skipped: outcomes.append(.skipped)
    case .unusable(let findings): refuse(findings)
    case .ticket(let ticket): append(ticket, record: record.number, line: record.line)
    }
  }
}
