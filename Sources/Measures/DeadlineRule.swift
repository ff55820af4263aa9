package import Findings
package import HotlineModel
import Sheets

/// A row of `deadlines.csv`: how long a stage of handling may take.
package struct DeadlineRule: Hashable, Sendable {
  /// What is limited.
  package enum Stage: String, CaseIterable, Sendable {
    /// The time until the first response, from dispatch.
    case response
    /// The time until the ticket is closed, from acceptance.
    case closing
  }

  /// What a limit is counted in; the first three are those of a ticket's own limit.
  package enum Unit: String, CaseIterable, Sendable {
    /// Days of the working calendar; the day of acceptance is not counted.
    case workingDay = "working-day"
    /// Days; the day of acceptance is not counted.
    case calendarDay = "calendar-day"
    /// Hours, to the second.
    case hour
    /// The limit that the ticket itself records.
    case recorded
    /// No limit is set.
    case none
  }

  /// What is limited.
  package let stage: Stage
  /// The line, or `*`.
  package let line: String
  /// The type of matter, or `*`.
  package let type: String
  /// The urgency, or `*`.
  package let urgency: String
  /// The first day on which it holds; `nil` where it has held since ever.
  package let from: CivilDate?
  /// The last day on which it holds; `nil` where it holds on.
  package let to: CivilDate?
  /// How many units.
  package let count: Int
  /// What is counted.
  package let unit: Unit
  /// Where the row is.
  package let place: SourceLocation

  /// Whether it is for a type and an urgency.
  func applies(type: String, urgency: String) -> Bool {
    (self.type == "*" || self.type == type) && (self.urgency == "*" || self.urgency == urgency)
  }

  /// What it means, the same text for the same rule.
  var canonical: String {
    [
      stage.rawValue, line, type, urgency, from?.description ?? "", to?.description ?? "",
      String(count), unit.rawValue,
    ].joined(separator: ",")
  }

  init(_ row: SheetRow) {
    stage = Stage(rawValue: row["stage"]) ?? .closing
    line = row["line"]
    type = row["type"]
    urgency = row["urgency"]
    from = row.date("from")
    to = row.date("to")
    // No limit is a thousand years; sums of larger ones would not fit.
    count = min(row.count("count") ?? 0, 366_000)
    unit = Unit(rawValue: row["unit"]) ?? .none
    place = row.place
  }

  static let types = TicketField.matterType.codes ?? []
  static let urgencies = TicketField.matterUrgency.codes ?? []

  static let form = SheetForm(
    thing: "deadline",
    columns: [
      SheetColumn("stage", "环节", .oneOf(Stage.allCases.map(\.rawValue))),
      SheetColumn("line", "热线", .text),
      SheetColumn("type", "诉求类型", .oneOf(["*"] + types)),
      SheetColumn("urgency", "紧急程度", .oneOf(["*"] + urgencies)),
      SheetColumn("from", "自", .optionalDate),
      SheetColumn("to", "至", .optionalDate),
      SheetColumn("count", "时限", .count),
      SheetColumn("unit", "单位", .oneOf(Unit.allCases.map(\.rawValue))),
      SheetColumn("source", "依据", .text),
      SheetColumn("note", "备注", .optionalText, absent: ""),
    ])
}
