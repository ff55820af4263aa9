import HotlineModel
import Tickets

/// The columns of a ticket where it is one row of a table.
enum TicketColumns {
  /// A column: its name in the unified format, and where its value is.
  struct Column: Sendable {
    let name: String
    let slot: TicketRow.Slot

    init(_ name: String, _ slot: TicketRow.Slot) {
      self.name = name
      self.slot = slot
    }
  }

  /// Line and legacy number, then the fields in their order.
  static let fields: [Column] =
    [Column("line", .line), Column("legacyNumber", .legacyNumber)]
    + TicketField.allCases.map { Column($0.rawValue, .field($0)) }
  /// Where the ticket came from.
  static let origin = [
    Column("provenance.file", .file), Column("provenance.record", .record),
    Column("provenance.line", .physicalLine), Column("provenance.batch", .batch),
    Column("provenance.mapping", .mapping),
  ]
  /// All names: the unified number first, the legacy values behind the fields as a JSON object.
  static let names = ["number"] + fields.map(\.name) + ["legacy"] + origin.map(\.name)
  /// The index of the column of legacy values.
  static let legacy = 1 + fields.count

  /// The unified number.
  static func number(of ticket: TicketRow) -> [UInt8] {
    Array(ticket[.line] ?? []) + [UInt8(ascii: "/")] + Array(ticket[.legacyNumber] ?? [])
  }
}
