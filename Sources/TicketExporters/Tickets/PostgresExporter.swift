import HotlineModel
package import Reports
package import Tickets

/// Writes tickets for PostgreSQL: a COPY file, the tables it goes into, and how to load it.
///
/// The table is partitioned by line and, within a line, by month of the call. Loading replaces
/// tickets that are there already, so that a delta is loaded like a whole delivery.
package struct PostgresExporter: TicketExporter, ~Copyable {
  private var parts: PartWriter
  private let folder: String
  private let shape: DeliveryShape
  private var partitions: Set<PostgresTables.Partition> = []
  private var last: PostgresTables.Partition?
  private var text: [UInt8] = []

  /// Begins a delivery in a folder.
  package init(folder: String, shape: DeliveryShape) throws {
    self.folder = folder
    self.shape = shape
    parts = try PartWriter(folder: folder, stem: "tickets", suffix: "copy", shape: shape)
  }

  package mutating func write(_ ticket: TicketRow, line: ArraySlice<UInt8>) throws {
    text.removeAll(keepingCapacity: true)
    let form = PostgresForm()
    form.append(ticket, to: &text)
    try parts.write(text)
    let partition = PostgresTables.Partition(
      line: ticket.string(.line), month: String(ticket.string(.field(.callReceivedAt)).prefix(7)))
    if partition != last { partitions.insert(partition) }
    last = partition
  }

  package mutating func finish() throws -> [DeliveryFile] {
    let files = try parts.finish()
    let tables = PostgresTables(partitions: partitions.sorted())
    return try files + [
      SmallFile.write(tables.schema, to: "schema.sql", in: folder),
      SmallFile.write(
        tables.load(files, compression: shape.compression, isDelta: shape.isDelta),
        to: "load.sql", in: folder),
    ]
  }
}

/// A ticket as a line of COPY's text format.
struct PostgresForm {
  /// Fields whose column is an instant.
  static let instants = TicketField.allCases.filter { $0.kind == .instant }

  func append(_ ticket: TicketRow, to text: inout [UInt8]) {
    Self.append(TicketColumns.number(of: ticket)[...], to: &text)
    text.append(0x09)
    Self.append(month(of: ticket)?[...], to: &text)
    for column in [TicketRow.Slot.line, .legacyNumber] {
      text.append(0x09)
      Self.append(ticket[column], to: &text)
    }
    for field in TicketField.allCases {
      text.append(0x09)
      append(field, ticket[.field(field)], to: &text)
    }
    text.append(0x09)
    text += Array("{\(days(of: ticket).joined(separator: ","))}".utf8)
    text.append(0x09)
    let legacy = ticket.legacyObject()
    Self.append(legacy.isEmpty ? nil : legacy[...], to: &text)
    for column in TicketColumns.origin {
      text.append(0x09)
      Self.append(ticket[column.slot], to: &text)
    }
    text.append(0x0A)
  }

  private func append(_ field: TicketField, _ value: ArraySlice<UInt8>?, to text: inout [UInt8]) {
    guard let value else { return Self.append(nil, to: &text) }
    switch field.kind {
    case .text, .phone, .code, .list, .degrees: Self.append(value, to: &text)
    case .flag: text.append(value.first ?? UInt8(ascii: "f"))
    case .instant:
      text.append(contentsOf: value.prefix(10))
      text.append(UInt8(ascii: " "))
      text += value.count == 10 ? Array("00:00:00".utf8) : Array(value.dropFirst(11).prefix(8))
      text += Array("+08".utf8)
    }
  }

  /// The first day of the month of the call.
  private func month(of ticket: TicketRow) -> [UInt8]? {
    ticket[.field(.callReceivedAt)].map { Array($0.prefix(7)) + Array("-01".utf8) }
  }

  /// Columns of which the legacy system kept only the day.
  private func days(of ticket: TicketRow) -> [String] {
    Self.instants.filter { ticket[.field($0)]?.count == 10 }.map(PostgresTables.column)
  }

  /// Appends a value as COPY reads it; `\N` for nothing said.
  static func append(_ value: ArraySlice<UInt8>?, to text: inout [UInt8]) {
    guard let value else {
      text += [UInt8(ascii: "\\"), UInt8(ascii: "N")]
      return
    }
    for byte in value {
      switch byte {
      case UInt8(ascii: "\\"): text += [byte, byte]
      case 0x09: text += [UInt8(ascii: "\\"), UInt8(ascii: "t")]
      case 0x0A: text += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
      case 0x0D: text += [UInt8(ascii: "\\"), UInt8(ascii: "r")]
      case 0x08: text += [UInt8(ascii: "\\"), UInt8(ascii: "b")]
      case 0x0B: text += [UInt8(ascii: "\\"), UInt8(ascii: "v")]
      case 0x0C: text += [UInt8(ascii: "\\"), UInt8(ascii: "f")]
      default: text.append(byte)
      }
    }
  }

  /// Reads a line of COPY's text format into a row; `false` where it is none of ours.
  static func read(_ line: ArraySlice<UInt8>, into row: inout TicketRow) -> Bool {
    let cells = line.split(separator: 0x09, omittingEmptySubsequences: false).map(value)
    guard cells.count == PostgresTables.columns.count, let number = cells[0] else { return false }
    row.clear()
    let days = String(decoding: cells[4 + TicketField.allCases.count] ?? [], as: UTF8.self)
      .dropFirst().dropLast().split(separator: ",").map(String.init)
    if let line = cells[2] { row.set(.line, to: line) }
    if let legacy = cells[3] { row.set(.legacyNumber, to: legacy) }
    for (index, field) in TicketField.allCases.enumerated() {
      guard let cell = cells[4 + index] else { continue }
      switch field.kind {
      case .text, .phone, .code, .list, .degrees: row.set(.field(field), to: cell)
      case .flag: row.set(.field(field), to: (cell == [UInt8(ascii: "t")] ? "true" : "false").utf8)
      case .instant:
        guard cell.count == 22 else { return false }
        let isDay = days.contains(PostgresTables.column(field))
        let time = Array("T".utf8) + cell[11..<19] + Array("+08:00".utf8)
        row.set(.field(field), to: cell.prefix(10) + (isDay ? [] : time))
      }
    }
    let rest = 5 + TicketField.allCases.count
    if let legacy = cells[rest], !row.readLegacyObject(legacy) { return false }
    for (index, column) in TicketColumns.origin.enumerated() {
      if let cell = cells[rest + 1 + index] { row.set(column.slot, to: cell) }
    }
    return number == TicketColumns.number(of: row)
  }

  private static func value(_ cell: ArraySlice<UInt8>) -> [UInt8]? {
    guard cell.contains(UInt8(ascii: "\\")) else { return Array(cell) }
    if cell.elementsEqual("\\N".utf8) { return nil }
    var out: [UInt8] = []
    var isEscaped = false
    for byte in cell {
      if !isEscaped, byte == UInt8(ascii: "\\") {
        isEscaped = true
        continue
      }
      out.append(isEscaped ? escapes[byte] ?? byte : byte)
      isEscaped = false
    }
    return out
  }

  private static let escapes: [UInt8: UInt8] = [
    UInt8(ascii: "t"): 0x09, UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D,
    UInt8(ascii: "b"): 0x08, UInt8(ascii: "v"): 0x0B, UInt8(ascii: "f"): 0x0C,
  ]
}
