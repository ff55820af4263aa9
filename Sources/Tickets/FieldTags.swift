import HotlineModel

/// The numbers by which packed tickets name their fields.
///
/// A ledger is kept for years, so a number means one field for ever: a new field gets a new row at
/// the end, a retired one keeps its row, and no row is ever changed. `Tests/Facts/field-tags.csv`
/// holds the history that a test compares.
enum FieldTags {
  /// Number and path in the unified format of every field there ever was; 0x20 to 0x7F.
  static let rows: [(number: UInt8, path: String)] = [
    (0x20, "caller.name"),
    (0x21, "caller.gender"),
    (0x22, "caller.phone"),
    (0x23, "caller.contact"),
    (0x24, "caller.kind"),
    (0x25, "caller.confidential"),
    (0x26, "call.channel"),
    (0x27, "call.receivedAt"),
    (0x28, "call.acceptedAt"),
    (0x29, "call.agent"),
    (0x2A, "call.recording"),
    (0x2B, "matter.type"),
    (0x2C, "matter.categoryCode"),
    (0x2D, "matter.category"),
    (0x2E, "matter.categoryPath"),
    (0x2F, "matter.categoryVersion"),
    (0x30, "matter.title"),
    (0x31, "matter.content"),
    (0x32, "matter.place"),
    (0x33, "matter.division"),
    (0x34, "matter.district"),
    (0x35, "matter.urgency"),
    (0x36, "matter.tags"),
    (0x37, "matter.related"),
    (0x38, "dispatch.method"),
    (0x39, "dispatch.unit"),
    (0x3A, "dispatch.unitCode"),
    (0x3B, "dispatch.dispatchedAt"),
    (0x3C, "dispatch.units"),
    (0x3D, "limits.value"),
    (0x3E, "limits.unit"),
    (0x3F, "limits.dueAt"),
    (0x40, "limits.extensions"),
    (0x41, "handling.result"),
    (0x42, "handling.reply"),
    (0x43, "handling.closedAt"),
    (0x44, "handling.returns"),
    (0x45, "supervision.orders"),
    (0x46, "followUp.at"),
    (0x47, "followUp.contacted"),
    (0x48, "followUp.solved"),
    (0x49, "followUp.satisfaction"),
    (0x4A, "status.state"),
    (0x4B, "status.remark"),
    (0x4C, "attachments.files"),
    (0x4D, "workflow.events"),
    (0x4E, "caller.accountId"),
    (0x4F, "matter.longitude"),
    (0x50, "matter.latitude"),
    (0x51, "matter.coordinateSystem"),
    (0x52, "workflow.lastChangedAt"),
    (0x53, "extension.values"),
  ]

  /// What is added to a field's number for what the field said before the crosswalk.
  static let legacyOffset: UInt8 = 0x60

  /// The number of the field that a cell is about, by its value or by what it said before.
  static func field(of tag: UInt8) -> UInt8 { tag < 0x80 ? tag : tag - legacyOffset }

  /// The number of each field, by its position in `allCases`.
  static let numbers: [UInt8] = TicketField.allCases.map { field in
    guard let row = rows.first(where: { $0.path == field.rawValue }) else {
      preconditionFailure("\(field.rawValue) has no number in FieldTags")
    }
    return row.number
  }

  /// The fields in the order of their numbers: the order in a packed ticket, which a new field must
  /// not change, since the hash of a ticket's content rests on it.
  static let order = TicketField.allCases.sorted { numbers[$0.index] < numbers[$1.index] }
}
