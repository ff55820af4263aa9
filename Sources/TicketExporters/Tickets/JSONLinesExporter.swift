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

  /// Takes the lines of tickets, which say all that this format says.
  ///
  /// - Parameters:
  ///   - lines: the lines, one after the other.
  ///   - ends: where each of them ends, its line end included.
  /// - Returns: the SHA-256 of each line, 32 bytes each, one after the other.
  /// - Throws: `Unusable` with `HL6102`.
  package mutating func write(lines: [UInt8], endingAt ends: [Int]) throws -> [UInt8] {
    try parts.write(lines, endingAt: ends)
  }

  package mutating func finish() throws -> [DeliveryFile] { try parts.finish() }
}
