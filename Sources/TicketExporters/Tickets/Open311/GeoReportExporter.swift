import Bytes
import HotlineModel
package import Reports
package import Tickets

/// Writes the list of service requests of Open311 GeoReport v2 in JSON, one request a line.
package struct GeoReportExporter: TicketExporter, ~Copyable {
  private var parts: PartWriter
  private let form: GeoReportForm
  private var text: [UInt8] = []

  /// Begins a delivery in a folder.
  package init(folder: String, shape: DeliveryShape) throws {
    form = GeoReportForm(statuses: shape.statuses)
    parts = try PartWriter(
      folder: folder, stem: "requests", suffix: "json", shape: shape,
      frame: PartWriter.Frame(
        head: Array("[\n".utf8), separator: Array(",\n".utf8), foot: Array("\n]\n".utf8)))
  }

  package mutating func write(_ ticket: TicketRow, line: ArraySlice<UInt8>) throws {
    text.removeAll(keepingCapacity: true)
    form.append(ticket, line: line, to: &text)
    try parts.write(text)
  }

  package mutating func finish() throws -> [DeliveryFile] { try parts.finish() }
}

/// A service request as one line of JSON.
struct GeoReportForm {
  /// The members that are numbers of JSON.
  private static let numbers = ["lat", "long"]
  static let extended = Array(",\"extended_attributes\":".utf8)
  private let request: ServiceRequest

  init(statuses: [String: String]) {
    request = ServiceRequest(statuses: statuses)
  }

  func append(_ ticket: TicketRow, line: ArraySlice<UInt8>, to text: inout [UInt8]) {
    var sign = UInt8(ascii: "{")
    for member in request.members(of: ticket) {
      text.append(sign)
      sign = UInt8(ascii: ",")
      text += Array("\"\(member.name)\":".utf8)
      if Self.numbers.contains(member.name) {
        text += member.value
      } else {
        text.append(UInt8(ascii: "\""))
        JSONText.append(0..<member.value.count, of: member.value, to: &text)
        text.append(UInt8(ascii: "\""))
      }
    }
    text += Self.extended
    text.append(contentsOf: line.dropLast())
    text.append(UInt8(ascii: "}"))
  }
}
