package import Findings
import HotlineModel
import Sheets

/// How one unified field is filled: a row of `fields.csv`.
package struct FieldRule: Sendable {
  /// What is done to the text of the column, in a closed list.
  package enum Transform: String, CaseIterable, Sendable {
    /// Blanks at both ends off (U+3000 and no-break space too); placeholders become empty.
    case text
    /// A date in one of the layouts of `formats`.
    case instant
    /// A telephone number in canonical spelling.
    case phone
    /// A code, carried over by a code table.
    case code
    /// Yes or no.
    case flag
    /// The value of `formats`, whatever the record says.
    case constant
    /// A list, in the form that `formats` says.
    case list
    /// A unit of `units.csv`, by the name or the code that it had when the call came in.
    case unit
    /// Decimal degrees within the range of the field.
    case degrees
  }

  /// Whether column and value must be there.
  package enum Presence: String, CaseIterable, Sendable {
    /// Every record must have a value.
    case yes
    /// The column must be there; a record may leave it empty.
    case no
    /// The column itself may be left out of a delivery.
    case ifPresent = "if-present"
  }

  /// What is done with a value that cannot be carried over.
  package enum FailurePolicy: String, CaseIterable, Sendable {
    /// The record is quarantined, with the reason.
    case quarantine
    /// The legacy text is kept as it is.
    case keep
    /// The field is left empty; the legacy text is kept beside it.
    case empty
  }

  /// What is filled.
  package let target: Target
  /// Names the column may have, the usual one first.
  package let sources: [String]
  /// What is done to its text.
  package let transform: Transform
  /// Whether column and value must be there.
  package let presence: Presence
  /// What is done with a value that cannot be carried over.
  package let otherwise: FailurePolicy
  /// The layouts of a date, in the order in which they are tried.
  let layouts: [DateLayout]
  /// The value of a constant.
  let constant: String
  /// The code table.
  let table: CodeTable?
  /// The units.
  let units: UnitTree?
  /// The form of a list.
  let list: ListForm?
  /// What is done to the text before, in the order of `steps.csv`.
  let steps: [CellStep]
  /// Whether two layouts may read one text as different dates.
  let layoutsClash: Bool
  /// Where the rule stands.
  package let place: SourceLocation

  init(
    _ row: SheetRow, table: CodeTable?, units: UnitTree?, steps: [CellStep], century: Int?
  ) throws {
    self.steps = steps
    place = row.place(of: "field")
    target = Target(row["field"]) ?? .legacyNumber
    let field = target.field
    sources = row.list("source")
    transform = Transform(rawValue: row["transform"]) ?? .text
    self.units = transform == .unit ? units : nil
    presence = Presence(rawValue: row["required"]) ?? .yes
    otherwise = FailurePolicy(rawValue: row["otherwise"]) ?? .quarantine
    constant = row["formats"]
    self.table = table
    var complaints: [Finding] = []
    var layouts: [DateLayout] = []
    if transform == .instant {
      for text in row.list("formats") {
        do throws(DateLayout.Refusal) {
          layouts.append(try DateLayout(text, century: century))
        } catch {
          complaints.append(
            Finding(
              .sheetValueMalformed(
                found: text, expected: error.expected, example: error.example),
              at: row.place(of: "formats")))
        }
      }
      if layouts.isEmpty, complaints.isEmpty {
        complaints.append(
          Finding(
            .sheetCellEmpty(
              column: "formats", expected: "the layouts of the dates, such as yyyy-MM-dd HH:mm:ss"),
            at: row.place(of: "formats")))
      }
    }
    self.layouts = layouts
    list = Self.listForm(
      field, transform: transform, row: row, century: century, complaints: &complaints)
    layoutsClash = layouts.indices.contains { index in
      layouts[..<index].contains { $0.clashes(with: layouts[index]) }
    }
    if transform == .constant, let step = steps.first {
      complaints.append(
        Finding(
          .sheetValueUnknown(
            found: row["field"], column: "field", nearest: "",
            expected: "a field that is filled from a column"), at: [step.place, place]))
    }
    if transform == .code, table == nil {
      complaints.append(
        Finding(
          .sheetCellEmpty(column: "codes", expected: "the name of a code table"),
          at: row.place(of: "codes")))
    }
    if transform != .constant, sources.isEmpty {
      complaints.append(
        Finding(
          .sheetCellEmpty(column: "source", expected: "the name of a column of the export"),
          at: row.place(of: "source")))
    }
    if field == nil, presence != .yes {
      complaints.append(
        Finding(
          .sheetValueUnknown(
            found: row["required"], column: "required of legacyNumber", nearest: "yes",
            expected: "yes"), at: row.place(of: "required")))
    }
    complaints += Self.kindComplaints(target, transform: transform, otherwise: otherwise, row: row)
    guard complaints.isEmpty else { throw Unusable(complaints) }
  }

  private static func listForm(
    _ field: TicketField?, transform: Transform, row: SheetRow, century: Int?,
    complaints: inout [Finding]
  ) -> ListForm? {
    guard transform == .list, let field, field != .extensionValues,
      case .list(let parts) = field.kind
    else { return nil }
    do throws(ListForm.Malformed) {
      return try ListForm(
        row.list("formats"), for: field, names: parts, century: century)
    } catch {
      complaints.append(
        Finding(
          .sheetValueMalformed(
            found: error.found, expected: "the form of a list", example: error.expected),
          at: row.place(of: "formats")))
      return nil
    }
  }

  /// The columns that fill the field besides its own.
  var furtherColumns: [(name: String, place: SourceLocation)] {
    steps.flatMap { step in step.columns.map { ($0, step.place) } }
      + (list?.columns ?? []).map { ($0, place) } + (table?.columns ?? []).map { ($0, place) }
  }

  /// Whether what fills the field depends on when the call came in.
  var dependsOnDay: Bool { units != nil || table.map { $0.pairs == nil } ?? false }

  /// A field of one kind can only be filled by the transform that makes this kind.
  private static func kindComplaints(
    _ target: Target, transform: Transform, otherwise: FailurePolicy, row: SheetRow
  ) -> [Finding] {
    let field = target.field
    var fitting: [Transform]
    switch field?.kind {
    case .text, nil: fitting = [.text, .code, .constant]
    case .instant: fitting = [.instant]
    case .phone: fitting = [.phone]
    case .code: fitting = [.code, .constant]
    case .flag: fitting = [.flag, .constant]
    case .degrees: fitting = [.degrees]
    case .list: fitting = field == .extensionValues ? [.text] : [.list]
    }
    if field == nil { fitting = [.text] }
    if let field, [.dispatchUnit, .dispatchUnitCode, .dispatchUnits].contains(field) {
      fitting.append(.unit)
    }
    var complaints = target.nameComplaints(row)
    if !fitting.contains(transform) {
      complaints.append(
        Finding(
          .sheetValueUnknown(
            found: transform.rawValue, column: "transform of \(row["field"])",
            nearest: fitting[0].rawValue, expected: fitting.map(\.rawValue).joined(separator: ", ")),
          at: row.place(of: "transform")))
    }
    let isUnitName = transform == .unit && field == .dispatchUnit
    if otherwise == .empty, field == .extensionValues {
      complaints.append(
        Finding(
          .sheetValueUnknown(
            found: "empty", column: "otherwise of \(row["field"])", nearest: "keep",
            expected: "quarantine, keep"), at: row.place(of: "otherwise")))
    }
    let isStrict = [.instant, .flag, .code, .list, .unit, .degrees].contains(transform)
    if otherwise == .keep, isStrict, !isUnitName {
      complaints.append(
        Finding(
          .sheetValueUnknown(
            found: "keep", column: "otherwise of \(row["field"])", nearest: "empty",
            expected: "quarantine, empty"), at: row.place(of: "otherwise")))
    }
    if transform == .constant, let codes = field?.codes, !codes.contains(row["formats"]) {
      complaints.append(
        Finding(
          .sheetValueUnknown(
            found: row["formats"], column: row["field"],
            nearest: nearest(to: row["formats"], among: codes),
            expected: codes.joined(separator: ", ")), at: row.place(of: "formats")))
    }
    return complaints
  }

  /// Whether a digit less makes it something else, so that a number which a spreadsheet has
  /// rounded is worth nothing.
  var digitsMatter: Bool { target.field.map(Self.numbered.contains) ?? true }

  private static let numbered: Set<TicketField> = [
    .callerAccount, .callAgent, .callRecording, .matterCategoryCode, .matterDivision,
    .dispatchUnitCode, .limitValue,
  ]

  static let form = SheetForm(
    thing: "field",
    columns: [
      Target.column,
      SheetColumn("source", "来源列", .optionalText),
      SheetColumn("transform", "转换", .oneOf(Transform.allCases.map(\.rawValue))),
      SheetColumn("formats", "格式", .optionalText, absent: ""),
      SheetColumn("codes", "代码表", .optionalText, absent: ""),
      SheetColumn("required", "必填", .oneOf(Presence.allCases.map(\.rawValue))),
      SheetColumn("otherwise", "否则", .oneOf(FailurePolicy.allCases.map(\.rawValue))),
      SheetColumn("note", "备注", .optionalText, absent: ""),
    ], key: ["field"])
}

extension FieldRule {
  /// The position of its column among the names of a file's columns; `nil` where it has none there.
  func position(in names: [String]) -> Int? {
    for source in sources {
      if let position = names.firstIndex(of: source) { return position }
    }
    return nil
  }

  /// The unified name, for complaints.
  var name: String { target.name }
}
