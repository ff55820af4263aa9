import Findings
import HotlineModel
import Sheets
import Tickets

/// A row of `matters.csv`: by which value of which field a ticket is recognised as a matter that is
/// judged otherwise, or an event as a response.
package struct MatterMark: Sendable {
  /// What is recognised.
  package enum Kind: String, CaseIterable, Sendable {
    case mediation, enforcement, unreasonable, response
  }

  let kind: Kind
  let field: TicketField
  let value: String
  private let slot: TicketRow.Slot
  /// What is looked for in the value: the bytes of a text, of an item of a list, or of an entry.
  private let wanted: [UInt8]

  init(kind: Kind, field: TicketField, value: String) {
    self.kind = kind
    self.field = field
    self.value = value
    slot = .field(field)
    switch field.kind {
    case .list(let parts) where parts.isEmpty:
      wanted = Array(TicketList(texts: [value]).json.dropFirst().dropLast())
    case .list:
      let parts = value.split(separator: "=", maxSplits: 1).map(String.init)
      let entry = TicketList.extensionEntry(parts[0], parts.count > 1 ? parts[1] : "")
      wanted = Array(TicketList([entry]).json.dropFirst().dropLast())
    default: wanted = Array(value.utf8)
    }
  }

  /// Whether the ticket has the value.
  func marks(_ ticket: TicketRow) -> Bool {
    guard let value = ticket[slot] else { return false }
    guard case .list = field.kind else { return value.elementsEqual(wanted) }
    return Self.hasItem(wanted, in: value)
  }

  /// Whether an array of JSON, as lists are written, has an item of these bytes.
  ///
  /// Quotation marks within a text have a backslash before them: what begins behind `[` or `,` with
  /// a quotation mark or a brace is an item.
  private static func hasItem(_ item: [UInt8], in list: ArraySlice<UInt8>) -> Bool {
    guard list.count >= item.count + 2, let first = item.first else { return false }
    var position = list.startIndex + 1
    while position + item.count < list.endIndex {
      defer { position += 1 }
      guard list[position] == first else { continue }
      let (before, end) = (list[position - 1], position + item.count)
      guard before == UInt8(ascii: "[") || before == UInt8(ascii: ",") else { continue }
      guard list[end] == UInt8(ascii: "]") || list[end] == UInt8(ascii: ",") else { continue }
      if list[position..<end].elementsEqual(item) { return true }
    }
    return false
  }

  /// What it means, the same text for the same row.
  var canonical: String { "\(kind.rawValue),\(field.rawValue),\(value)" }

  /// The marks of `matters.csv`.
  ///
  /// - Throws: `Unusable` with the complaints about the sheet.
  static func all(contentsOf path: String) throws -> [MatterMark] {
    var complaints: [Finding] = []
    let marks = try Sheet(contentsOf: path, form: form).rows.compactMap { row -> MatterMark? in
      guard let kind = Kind(rawValue: row["mark"]), let field = TicketField(rawValue: row["field"])
      else { return nil }
      if (kind == .response) != (field == .workflowEvents) {
        let expected = fields.filter { ($0 == .workflowEvents) == (kind == .response) }
        complaints.append(
          Finding(
            .sheetValueUnknown(
              found: field.rawValue, column: "field", nearest: "",
              expected: expected.map(\.rawValue).joined(separator: ", ")),
            at: row.place(of: "field")))
      } else if field == .extensionValues, !row["value"].dropFirst().dropLast().contains("=") {
        complaints.append(
          Finding(
            .sheetValueMalformed(
              found: row["value"], expected: "a column and what it says", example: "是否调解=是"),
            at: row.place(of: "value")))
      }
      return MatterMark(kind: kind, field: field, value: row["value"])
    }
    guard complaints.isEmpty else { throw Unusable(complaints) }
    return marks
  }

  /// The fields that marks may look at; an event is named by `workflow.events`.
  static let fields: [TicketField] = [
    .matterTags, .matterCategory, .matterCategoryCode, .matterCategoryPath, .dispatchUnit,
    .statusRemark, .extensionValues, .workflowEvents,
  ]

  static let form = SheetForm(
    thing: "mark",
    columns: [
      SheetColumn("mark", "标记", .oneOf(Kind.allCases.map(\.rawValue))),
      SheetColumn("field", "字段", .oneOf(fields.map(\.rawValue))),
      SheetColumn("value", "值", .text),
      SheetColumn("source", "依据", .text),
      SheetColumn("note", "备注", .optionalText, absent: ""),
    ], key: ["mark", "field", "value"])
}
