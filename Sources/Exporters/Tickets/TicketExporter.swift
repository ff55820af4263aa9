package import HotlineModel

/// Writes tickets in a format that another platform takes in, one at a time.
///
/// The laws (checked by `TicketExporterContract`): every ticket handed in is in the files, in the
/// order in which it came; nothing stands in the folder under its final name before `finish`.
package protocol TicketExporter: ~Copyable {
  /// Takes one ticket.
  mutating func write(_ ticket: Ticket, _ provenance: Provenance) throws
  /// Puts the files in their place and returns what they are.
  mutating func finish() throws -> [DeliveryFile]
}
