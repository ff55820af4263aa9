import Findings
import HotlineModel
import Tickets

@testable import Crosswalk

/// The rules of a mapping on texts, record by record: slow and simple, the oracle of
/// `MappingProgram`.
struct TextMapping {
  private let mapping: Mapping
  private let line: LegacyHotline
  private let home: AreaCode
  /// The columns that every record must have; `nil` where each has its own.
  private let header: [String]?

  init(_ mapping: Mapping, line: LegacyHotline, header: [String]?, home: AreaCode) {
    self.mapping = mapping
    self.line = line
    self.home = home
    self.header = header.map(ColumnNames.of)
  }

  /// Makes a ticket of a record, or says why it cannot be one.
  func map(_ record: LegacyRecord) -> BoundMapping.Mapped {
    if let damage = record.damage { return .unusable([damage]) }
    guard let header else {
      return isNoRecord(record, record.header)
        ? .skipped : ticket(of: record, names: record.header)
    }
    let record = withoutTrailing(record, width: header.count)
    let names = header.map(trimmed)
    if isSkipped(record, header, names) { return .skipped }
    let known = Set(mapping.rules.flatMap(\.sources))
    if record.fields.count == header.count,
      record.fields.contains(where: { known.contains(trimmed($0)) }),
      mapping.isHeader(record.fields)
    {
      return .unusable([Finding(.headerInside, at: record.place)])
    }
    guard record.fields.count == header.count else {
      return .unusable([
        Finding(.recordWidth(found: record.fields.count, expected: header.count), at: record.place)
      ])
    }
    return ticket(of: record, names: names)
  }

  private func withoutTrailing(_ record: LegacyRecord, width: Int) -> LegacyRecord {
    guard mapping.settings.ignoresTrailing, record.fields.count == width + 1,
      record.fields.last?.isEmpty == true
    else { return record }
    return LegacyRecord(
      header: record.header, fields: record.fields.dropLast(), place: record.place,
      raw: record.raw)
  }

  private func isSkipped(_ record: LegacyRecord, _ header: [String], _ names: [String]) -> Bool {
    if ColumnNames.areRepeated(record.fields.map(trimmed), in: header.map(trimmed)) { return true }
    if isNoRecord(record, names) { return true }
    return mapping.settings.skips.contains { rule in
      guard let position = names.firstIndex(of: rule.column),
        record.fields.indices.contains(position)
      else { return false }
      return rule.matches(trimmed(record.fields[position]))
    }
  }

  /// Whether a row is a line, or holds sums.
  private func isNoRecord(_ record: LegacyRecord, _ names: [String]) -> Bool {
    guard let rule = mapping.rules.first(where: { $0.target == .legacyNumber }) else {
      return false
    }
    var columns: [String: Int] = [:]
    for (index, name) in names.enumerated() where columns[name] == nil { columns[name] = index }
    var cells = TextCells(record: record, columns: columns, mapping: mapping, home: home)
    let number = cells.value(of: rule, at: rule.sources.lazy.compactMap { columns[$0] }.first)
    return NonRecordRow.kind(of: record.fields, number: number.text ?? "") != nil
  }

  private func ticket(of record: LegacyRecord, names: [String]) -> BoundMapping.Mapped {
    if header == nil {
      let rivals = mapping.rules.compactMap { rule in
        rule.rival(in: record.header).map { rule.rivalFinding($0, at: record.place) }
      }
      if !rivals.isEmpty { return .unusable(rivals) }
    }
    var columns: [String: Int] = [:]
    for (index, name) in names.enumerated() where columns[name] == nil { columns[name] = index }
    var cells = TextCells(record: record, columns: columns, mapping: mapping, home: home)
    var number = ""
    var values: [(TicketField, TextCells.Value)] = []
    var entries: [[TicketList.Part]] = []
    for rule in mapping.rules {
      let position = rule.sources.lazy.compactMap { columns[$0] }.first
      let value = cells.value(of: rule, at: position)
      switch rule.target {
      case .legacyNumber: number = value.text ?? ""
      case .field(let field): values.append((field, value))
      case .extension(let name):
        if let text = value.text, !text.isEmpty {
          entries.append(TicketList.extensionEntry(name, text))
        }
      }
    }
    cells.checkOrder()
    cells.checkLife(of: line)
    guard cells.findings.isEmpty else { return .unusable(cells.findings) }
    var ticket = Ticket(line: line.id, legacyNumber: number)
    if !entries.isEmpty {
      ticket.set(
        .extensionValues, to: String(decoding: TicketList(entries).json, as: UTF8.self))
    }
    for (field, value) in values {
      guard let rule = mapping.rules.first(where: { $0.target == .field(field) }) else { continue }
      let value = cells.ordered(value, of: field, by: rule)
      ticket.set(field, to: value.text, legacy: value.legacy)
    }
    return .ticket(ticket)
  }
}
