package import Findings
package import HotlineModel
package import Tickets

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
  let header: [String]
  /// Whether all records have the header's columns; in XML each has its own.
  let isTabular: Bool
  /// For each rule the position of its column, `nil` where the file has none.
  private let positions: [Int?]
  /// The names of the columns; a record that holds none of them is not a second header.
  private let names: Set<String>
  /// In XML not bound to columns yet.
  private let program: MappingProgram

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
    self.header = header
    isTabular = true
    self.names = Set(mapping.rules.flatMap(\.sources))
    positions = mapping.rules.map { $0.position(in: names) }
    let check = ColumnCheck(mapping, names: names, positions: positions, file: file)
    findings = try check.notes()
    unknownUnnamed = check.unknownUnnamed
    program = MappingProgram(mapping, line: line, home: home)
      .bound(to: names, header: header)
  }

  /// Lays a mapping over files whose records each have their own fields (XML).
  package init(_ mapping: Mapping, line: LegacyHotline, home: AreaCode) {
    self.mapping = mapping
    header = []
    positions = []
    isTabular = false
    names = []
    findings = []
    unknownUnnamed = []
    program = MappingProgram(mapping, line: line, home: home)
  }

  /// How many columns the file's header names.
  package var columnCount: Int { header.count }

  /// The columns that some rule reads, or a rule of rows to be skipped, by their position.
  package var usedColumns: Set<Int> {
    let read = names.union(mapping.settings.skips.map(\.column))
    return Set(header.indices.filter { read.contains(trimmed(header[$0])) })
  }

  // MARK: - Tickets

  /// Makes tickets of the records of a batch, as they are stored.
  ///
  /// - Parameters:
  ///   - records: the records, decoded.
  ///   - file: the file's name as delivered.
  ///   - batch: the import run, for the provenance.
  /// - Returns: what became of each record, in their order.
  package func map(_ records: RecordBatch, file: String, batch: String) -> TicketBatch {
    var tickets = TicketBatch(
      of: records,
      head: PackedTicket.head(
        line: program.line.id, file: file, batch: batch, mapping: mapping.version))
    let programs = isTabular ? [program] : records.headers.map(program(for:))
    let rivals = isTabular ? [] : records.headers.map(rivals(in:))
    var index = 0
    while index < records.records.count {
      let header = records.records[index].header
      let run = records.records[index...].firstIndex { $0.header != header }
      let end = run ?? records.records.count
      let program = programs[isTabular ? 0 : header]
      while index < end {
        if !isTabular, !rivals[header].isEmpty {
          tickets.refuse(findings(of: rivals[header], in: records.legacyRecord(index)))
        } else {
          let (next, stop) = program.write(index..<end, of: records, to: &tickets)
          index = next
          guard let stop else { break }
          decide(index, stop, of: records, by: program, in: &tickets)
        }
        index += 1
      }
    }
    return tickets
  }

  /// Makes a ticket of a record, or says why it cannot be one.
  package func map(_ record: LegacyRecord) -> Mapped {
    let tickets = map(RecordBatch(record), file: "-", batch: "-")
    switch tickets.outcomes[0] {
    case .skipped: return .skipped
    case .unusable(let index): return .unusable(tickets.complaints[index].findings)
    case .ticket(let place):
      var row = TicketRow()
      _ = row.read(packed: tickets.text, head: 0..<tickets.headCount, ticket: place.ticket)
      return .ticket(row.ticket)
    }
  }

  /// Says what becomes of a record at which the evaluation stopped.
  private func decide(
    _ index: Int, _ stop: MappingProgram.Stop, of records: RecordBatch,
    by program: MappingProgram, in tickets: inout TicketBatch
  ) {
    let record = records.legacyRecord(index)
    switch irregularity(of: record) {
    case .noTicket: return tickets.outcomes.append(.skipped)
    case .noRecord(let kind):
      tickets.notices.add(.notRecords(kind), at: record.place)
      return tickets.outcomes.append(.skipped)
    case .refused(let finding): return tickets.refuse([finding])
    case nil: break
    }
    var faults: RecordFaults?
    switch stop {
    case .faults(let found): faults = found
    case .irregular:
      if record.isRecovered, likeness(of: record) != .record {
        // It is not taken, and evaluated for its faults only.
        var others = TicketBatch(of: records, head: [])
        faults = program.faults(ofRegular: index, of: records, to: &others)
        if faults == nil { tickets.refuse([Finding(.recoveredUnsure, at: record.place)]) }
      } else {
        faults = program.faults(ofRegular: index, of: records, to: &tickets)
      }
    }
    guard let faults else { return }
    let report = FaultReport(
      mapping: mapping, line: program.line, place: record.place, header: record.header
    ) { self.position(of: $0, in: record) }
    tickets.refuse(report.findings(of: faults))
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

  /// The program for records that have fields of these names.
  private func program(for header: [String]) -> MappingProgram {
    isTabular ? program : program.bound(to: header, header: nil)
  }

  // MARK: - Rows that are not records

  private enum Irregularity {
    /// The row is not a ticket by the mapping's own rule, or repeats the names of the columns.
    case noTicket
    /// The row is not a record at all.
    case noRecord(RecordNotices.NonRecord)
    case refused(Finding)
  }

  /// Why a row is not a record of the file; `nil` where it is one.
  private func irregularity(of record: LegacyRecord) -> Irregularity? {
    if let damage = record.damage { return .refused(damage) }
    let fields = isTabular ? withoutTrailing(record.fields) : record.fields
    if isTabular, isSkipped(fields) { return .noTicket }
    let number = legacyNumber(of: record) ?? ""
    if let kind = NonRecordRow.kind(of: fields, number: number) { return .noRecord(kind) }
    guard isTabular else { return nil }
    guard fields.count == header.count else {
      return .refused(
        Finding(.recordWidth(found: fields.count, expected: header.count), at: record.place))
    }
    if fields.contains(where: { names.contains(trimmed($0)) }), mapping.isHeader(fields) {
      return .refused(Finding(.headerInside, at: record.place))
    }
    return nil
  }

  /// The fields without the empty one behind the last column, where the mapping lets it be there.
  private func withoutTrailing(_ fields: [String]) -> [String] {
    mapping.settings.ignoresTrailing && fields.count == header.count + 1
      && fields.last?.isEmpty == true ? fields.dropLast() : fields
  }

  private func isSkipped(_ fields: [String]) -> Bool {
    if ColumnNames.areRepeated(fields.map(trimmed), in: header.map(trimmed)) { return true }
    return program.skips.contains { position, rule in
      fields.indices.contains(position) && rule.matches(trimmed(fields[position]))
    }
  }

  /// Fields of a record that the mapping takes for one and the same.
  private func rivals(in header: [String]) -> [(rule: FieldRule, names: (String, String))] {
    mapping.rules.compactMap { rule in rule.rival(in: header).map { (rule, $0) } }
  }

  private func findings(
    of rivals: [(rule: FieldRule, names: (String, String))], in record: LegacyRecord
  ) -> [Finding] {
    record.damage.map { [$0] } ?? rivals.map { $0.rule.rivalFinding($0.names, at: record.place) }
  }

  /// Whether a row of the file is not a record, so that nothing below takes over what it says.
  func isNoRecord(_ record: LegacyRecord) -> Bool {
    switch irregularity(of: record) {
    case .noTicket, .noRecord: true
    case .refused, nil: false
    }
  }

  /// The columns whose empty cells are filled with what is above them.
  var filledDownColumns: [Int] {
    guard isTabular else { return [] }
    return mapping.rules.indices.compactMap { index in
      mapping.rules[index].steps.contains(where: \.fillsDown) ? positions[index] : nil
    }
  }

  // MARK: - Single values

  /// Whether the mapping has a rule for a field.
  package func fills(_ field: TicketField) -> Bool {
    mapping.rules.contains { $0.target == .field(field) }
  }

  /// The ticket number that a record says, whatever is wrong with the rest of it; `nil` where it
  /// says none.
  package func legacyNumber(of record: LegacyRecord) -> String? {
    withFields(of: record) { $0.legacyNumber($1, $2) }
  }

  /// Looks at the fields of one record as the program sees them.
  func withFields<Value>(
    of record: LegacyRecord,
    _ body: (MappingProgram, Span<RecordBatch.Field>, Span<UInt8>) -> Value
  ) -> Value {
    let records = RecordBatch(record)
    return body(program(for: record.header), records.fields.span, records.bytes.span)
  }

  /// The column that a rule reads; `nil` where the record has none of its names.
  func position(of rule: Int, in record: LegacyRecord) -> Int? {
    isTabular ? positions[rule] : mapping.rules[rule].position(in: record.header)
  }
}

extension TicketBatch {
  /// Enters what became of a record.
  fileprivate mutating func append(_ mapped: BoundMapping.Mapped, of record: RecordBatch.Record) {
    switch mapped {
    case .skipped: outcomes.append(.skipped)
    case .unusable(let findings): refuse(findings)
    case .ticket(let ticket): append(ticket, record: record.number, line: record.line)
    }
  }
}
