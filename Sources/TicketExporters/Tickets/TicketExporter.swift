import HotlineModel
package import Reports
package import Tickets

/// Writes tickets in a format that another platform takes in, one at a time.
///
/// The laws (checked by `TicketExporterContract`): every ticket handed in is in the files, in the
/// order in which it came; what is read back from them is equal to it; nothing stands in the folder
/// under its final name before `finish`.
package protocol TicketExporter: ~Copyable {
  /// Takes one ticket; `line` is what `TicketRow.appendLine` makes of it.
  ///
  /// A ticket that `FormatLimits` withholds must not be handed in.
  mutating func write(_ ticket: TicketRow, line: ArraySlice<UInt8>) throws
  /// Puts the files in their place and returns what they are.
  mutating func finish() throws -> [DeliveryFile]
  /// The cells written so far that a spreadsheet program would take for formulas; none where the
  /// format is not for spreadsheet programs.
  var formulas: Int { get }
}

extension TicketExporter where Self: ~Copyable {
  package var formulas: Int { 0 }
}
