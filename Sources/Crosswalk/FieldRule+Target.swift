import Findings
package import HotlineModel
import Sheets

extension FieldRule {
  /// What is filled.
  package enum Target: Hashable, Sendable {
    /// The number the legacy system gave the ticket: with the line it is the ticket's key.
    case legacyNumber
    /// A field of the ticket.
    case field(TicketField)
    /// An entry of the open area, under this name.
    case `extension`(String)

    /// Whether it is a time.
    var isTime: Bool { if case .field(let field) = self { field.kind == .instant } else { false } }

    /// What a sheet calls it.
    package init?(_ name: String) {
      if name == "legacyNumber" {
        self = .legacyNumber
      } else if name.hasPrefix(Self.openArea) {
        self = .extension(String(name.dropFirst(Self.openArea.count)))
      } else if let field = TicketField(rawValue: name) {
        self = .field(field)
      } else {
        return nil
      }
    }

    /// What a sheet calls it.
    package var name: String {
      switch self {
      case .legacyNumber: "legacyNumber"
      case .field(let field): field.rawValue
      case .extension(let name): Self.openArea + name
      }
    }

    /// The field of the ticket; `nil` for the number.
    package var field: TicketField? {
      switch self {
      case .legacyNumber: nil
      case .field(let field): field
      case .extension: .extensionValues
      }
    }

    /// What the names of entries of the open area begin with.
    static let openArea = "extension."
    /// The column of a sheet that holds the name of a target.
    static let column = SheetColumn(
      "field", "统一字段",
      .oneOfOrPrefixed(
        ["legacyNumber"] + TicketField.allCases.filter { $0 != .extensionValues }.map(\.rawValue),
        prefix: openArea))

    /// The name of an entry of the open area has 1 to 64 characters, none of them a control
    /// character.
    func nameComplaints(_ row: SheetRow) -> [Finding] {
      guard case .extension(let name) = self else { return [] }
      let isFit =
        (1...64).contains(name.count)
        && name.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
      return isFit
        ? []
        : [
          Finding(
            .sheetValueMalformed(
              found: row["field"],
              expected: "a name of 1 to 64 characters, without control characters",
              example: "extension.备注二"), at: row.place(of: "field"))
        ]
    }
  }
}
