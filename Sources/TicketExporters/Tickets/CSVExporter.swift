import Bytes
import Charsets
import HotlineModel
package import Reports
package import Tickets

/// Writes one row a ticket by RFC 4180: commas, quotation marks doubled, lines that end in CR LF.
///
/// The cells are the values as they are; only where the delivery is to be safe in a spreadsheet
/// program, those that it would take for formulas get an apostrophe in front.
package struct CSVExporter: TicketExporter, ~Copyable {
  private var parts: PartWriter
  private var writer: CSVWriter

  /// Begins a delivery in a folder.
  package init(folder: String, shape: DeliveryShape) throws {
    writer = CSVWriter(charset: shape.charset, guardsFormulas: shape.guardsFormulas)
    let head = writer.head(TicketColumns.names)
    parts = try PartWriter(
      folder: folder, stem: "tickets", suffix: "csv", shape: shape,
      frame: PartWriter.Frame(head: head))
  }

  package mutating func write(_ ticket: TicketRow, line: ArraySlice<UInt8>) throws {
    writer.write(ticket)
    try parts.write(writer.row)
  }

  package mutating func finish() throws -> [DeliveryFile] { try parts.finish() }

  package var formulas: Int { writer.formulas }
}

/// Tickets as rows of CSV in UTF-8, without a byte order mark.
package struct TicketTable {
  private var writer = CSVWriter(charset: .utf8, guardsFormulas: false)

  /// A table.
  package init() {}

  /// The row of names.
  package var head: [UInt8] {
    mutating get { Array(writer.head(TicketColumns.names).dropFirst(3)) }
  }

  /// Appends the row of a ticket.
  package mutating func append(_ ticket: TicketRow, to rows: inout [UInt8]) {
    writer.write(ticket)
    rows += writer.row
  }
}

/// Builds rows of CSV in a charset.
struct CSVWriter {
  /// The row under way.
  private(set) var row: [UInt8] = []
  /// The cells so far that a spreadsheet program would take for formulas.
  private(set) var formulas = 0
  private let charset: DeliveryCharset
  private let guardsFormulas: Bool
  private let form = CSVForm()
  private var isFirst = true
  private var encoded: [UInt8] = []

  init(charset: DeliveryCharset, guardsFormulas: Bool) {
    self.charset = charset
    self.guardsFormulas = guardsFormulas
  }

  /// The byte order mark, where the charset has one, and the names of the columns.
  mutating func head(_ names: [String]) -> [UInt8] {
    begin()
    for name in names { add(Array(name.utf8)[...]) }
    end()
    return (charset == .utf8 ? [0xEF, 0xBB, 0xBF] : []) + row
  }

  /// Makes the row of a ticket.
  mutating func write(_ ticket: TicketRow) {
    begin()
    add(TicketColumns.number(of: ticket)[...])
    for column in TicketColumns.fields { add(ticket[column.slot]) }
    add(ticket.legacyObject()[...])
    for column in TicketColumns.origin { add(ticket[column.slot]) }
    end()
  }

  mutating func begin() {
    row.removeAll(keepingCapacity: true)
    isFirst = true
  }

  /// Adds a cell; nothing for nothing said.
  mutating func add(_ value: ArraySlice<UInt8>?) {
    if !isFirst { row.append(UInt8(ascii: ",")) }
    isFirst = false
    guard var value else { return }
    if FormulaGuard.isFormula(value) { formulas += 1 }
    if guardsFormulas, FormulaGuard.isNeeded(value) { value = [UInt8(ascii: "'")] + value }
    guard let encoder = charset.encoder else { return form.append(value, to: &row) }
    encoded.removeAll(keepingCapacity: true)
    // What the charset cannot say was withheld by `FormatLimits`.
    _ = encoder.append(value, to: &encoded)
    form.append(encoded[...], to: &row)
  }

  mutating func end() {
    row.append(0x0D)
    row.append(0x0A)
  }
}
