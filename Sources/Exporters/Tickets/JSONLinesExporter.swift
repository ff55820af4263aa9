package import HotlineModel
import LocalFiles

/// Writes one JSON object a line: the unified format itself.
package struct JSONLinesExporter: TicketExporter, ~Copyable {
  private static let name = "tickets.jsonl"
  private var file: OutputFile
  private var count = 0

  /// Begins a delivery in a folder.
  package init(folder: String) throws {
    file = try OutputFile("\(folder)/\(Self.name)")
  }

  package mutating func write(_ ticket: Ticket, _ provenance: Provenance) throws {
    try file.write(ticket.line(provenance))
    count += 1
  }

  package mutating func finish() throws -> [DeliveryFile] {
    let size = file.size
    return [
      DeliveryFile(name: Self.name, sha256: try file.commit(), size: size, count: count)
    ]
  }
}
