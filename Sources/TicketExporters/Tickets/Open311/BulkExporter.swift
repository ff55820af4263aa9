import Bytes
import HotlineModel
package import Reports
package import Tickets

/// Writes service requests as CSV: Open311 GeoReport Bulk, in UTF-8 without a byte order mark.
package struct BulkExporter: TicketExporter, ~Copyable {
  private var parts: PartWriter
  private var form: BulkForm

  /// Begins a delivery in a folder.
  package init(folder: String, shape: DeliveryShape) throws {
    form = BulkForm(statuses: shape.statuses, guardsFormulas: shape.guardsFormulas)
    parts = try PartWriter(
      folder: folder, stem: "requests", suffix: "csv", shape: shape,
      frame: PartWriter.Frame(head: form.head))
  }

  package mutating func write(_ ticket: TicketRow, line: ArraySlice<UInt8>) throws {
    try parts.write(form.row(of: ticket, line: line))
  }

  package mutating func finish() throws -> [DeliveryFile] { try parts.finish() }

  package var formulas: Int { form.formulas }
}

/// A service request as a row: the names of GeoReport v2, and those that pilots of Bulk added.
struct BulkForm {
  static let columns = [
    "service_request_id", "requested_datetime", "updated_datetime", "closed_datetime",
    "expected_datetime", "status", "status_notes", "source", "service_code", "service_name",
    "description", "agency_responsible", "address", "lat", "long", "extended_attributes",
  ]
  private let request: ServiceRequest
  private var writer: CSVWriter

  init(statuses: [String: String], guardsFormulas: Bool = false) {
    request = ServiceRequest(statuses: statuses)
    writer = CSVWriter(charset: .utf8, guardsFormulas: guardsFormulas)
  }

  var formulas: Int { writer.formulas }

  var head: [UInt8] { Array(CSVForm(rowEnd: "\r\n").row(Self.columns).utf8) }

  mutating func row(of ticket: TicketRow, line: ArraySlice<UInt8>) -> [UInt8] {
    writer.begin()
    for cell in cells(of: ticket, line: line) { writer.add(cell[...]) }
    writer.end()
    return writer.row
  }

  func cells(of ticket: TicketRow, line: ArraySlice<UInt8>) -> [[UInt8]] {
    let members = request.members(of: ticket)
    return Self.columns.map { column in
      switch column {
      case "closed_datetime": request.closed(ticket) ?? []
      case "source": Array(ticket[.field(.callChannel)] ?? [])
      case "extended_attributes": Array(line.dropLast())
      default: members.first { $0.name == column }?.value ?? []
      }
    }
  }
}
