import HotlineModel
package import Reports
package import Tickets

/// Writes one JSON object a line: the unified format itself.
package struct JSONLinesExporter: TicketExporter, ~Copyable {
  private var parts: PartWriter

  /// Begins a delivery in a folder.
  package init(folder: String, shape: DeliveryShape) throws {
    parts = try PartWriter(folder: folder, stem: "tickets", suffix: "jsonl", shape: shape)
  }

  package mutating func write(_ ticket: TicketRow, line: ArraySlice<UInt8>) throws {
    try parts.write(line)
  }

  package mutating func finish() throws -> [DeliveryFile] { try parts.finish() }
}
