import Bytes
package import CallRouting
import HotlineModel

/// The table as plain CSV and as XML for a vendor's import template: one row for each form,
/// stage, step and span of hours; the first row that holds is taken.
package struct NeutralExporter: SwitchExporter {
  package let name = "neutral"

  /// The exporter.
  package init() {}

  package func render(_ table: RoutingTable) throws -> RenderedSwitch {
    let rows = try NeutralRows(table)
    let sheets = rows.sheets.map { sheet in
      RenderedFile(sheet.name) { take in
        let form = CSVForm()
        try take(form.row(sheet.head), nil)
        for row in sheet.rows { try take(form.row(row.cells), row.number) }
        return sheet.rows.count
      }
    }
    let document = RenderedFile("table.xml") { try NeutralDocument(rows: rows).emit($0) }
    return RenderedSwitch(snapshot: rows.snapshot, files: sheets + [document])
  }

  package func reading(_ file: SwitchTexts) throws -> SwitchReading {
    try NeutralTables(file).reading
  }
}

/// A routing table as rows that say everything in words and numbers of their own.
struct NeutralRows: Sendable {
  /// One sheet: its file, its header, its rows.
  struct Sheet: Sendable {
    let name: String
    let head: [String]
    let rows: [(number: HotlineNumber?, cells: [String])]
  }

  let snapshot: String
  let area: String
  let announcements: Sheet
  let calendar: Sheet
  let routes: Sheet
  let targets: Sheet

  /// All sheets.
  var sheets: [Sheet] { [announcements, calendar, routes, targets] }

  /// The rows of a table.
  ///
  /// - Throws: `Unusable` with every row the format cannot say (`HL5301`).
  init(_ table: RoutingTable) throws {
    var refusals = RowRefusals(format: "neutral")
    routes = Sheet(
      name: "routes.csv",
      head: [
        "dialled", "number", "line", "mode", "stage", "from", "until", "days", "opens", "closes",
        "action", "set", "announcement", "next", "ring_seconds",
      ],
      rows: table.routes.flatMap { route in
        Self.rows(of: route, table, &refusals).map { (route.number, $0) }
      })
    Self.refuseTexts(of: table, &refusals)
    try refusals.check()
    snapshot = table.snapshot
    area = table.home.text
    announcements = Sheet(
      name: "announcements.csv", head: ["announcement", "set", "language", "file", "text"],
      rows: table.announcements.flatMap { announcement in
        announcement.versions.map {
          (nil, [announcement.id, announcement.set, $0.language, $0.file, $0.text])
        }
      })
    calendar = Sheet(name: "calendar.csv", head: ["date", "kind"], rows: Self.days(table))
    targets = Sheet(
      name: "targets.csv",
      head: ["set", "set_number", "kind", "uri", "priority", "weight", "max_calls", "enabled"],
      rows: table.targetSets.flatMap { set in
        set.members.map {
          (
            nil,
            [
              set.id, "\(set.number)", set.kind.rawValue, $0.uri, "\($0.priority)", "\($0.weight)",
              $0.maxCalls.map(String.init) ?? "", $0.isEnabled ? "yes" : "no",
            ]
          )
        }
      })
  }

  /// Texts of the sheets with a character that XML cannot hold.
  private static func refuseTexts(of table: RoutingTable, _ refusals: inout RowRefusals) {
    let announced = table.announcements.flatMap { announcement in
      ([announcement.id] + announcement.versions.flatMap { [$0.language, $0.file, $0.text] })
        .map { ($0, announcement.place) }
    }
    let addresses = table.targetSets.flatMap { set in
      [(set.id, set.place)] + set.members.map { ($0.uri, $0.place) }
    }
    for (text, place) in announced + addresses where !XMLText.canSay(Array(text.utf8)[...]) {
      refusals.refuse(
        text, "XML cannot hold one of its characters", expected: "no control characters in it",
        at: place)
    }
  }

  private static func days(_ table: RoutingTable) -> [(HotlineNumber?, [String])] {
    guard let start = CivilDate(year: table.calendar.years.lowerBound, month: 1, day: 1),
      let end = table.calendar.end
    else { return [] }
    return (start.dayNumber..<end.dayNumber).map(CivilDate.init(dayNumber:)).map { day in
      (nil, [day.description, table.calendar.isWorkingDay(day) == true ? "workday" : "restday"])
    }
  }

  private static func rows(
    of route: Route, _ table: RoutingTable, _ refusals: inout RowRefusals
  ) -> [[String]] {
    var rows: [[String]] = []
    for phase in route.phases {
      let head = [
        route.number.text, phase.line, phase.mode.rawValue, phase.kind.rawValue,
        phase.period.from?.rfc3339 ?? "", phase.period.until?.rfc3339 ?? "",
      ]
      guard let id = phase.plan else {
        rows.append(head + ["", "", "", "present", "", "", "", ""])
        continue
      }
      let steps = table.plan(id)?.steps ?? []
      if steps.isEmpty {
        refusals.refuse(id, "the plan has no steps", expected: "it exists", at: phase.place)
      }
      for step in steps {
        let action = action(of: step, phase, table, &refusals)
        for span in step.hours.spans {
          rows.append(head + (step.hours.isAlways ? ["", "", ""] : cells(of: span)) + action)
        }
      }
    }
    return route.number.dialledForms(home: table.home).flatMap { form in rows.map { [form] + $0 } }
  }

  private static func cells(of span: ServiceHours.Span) -> [String] {
    [span.days.switchWord]
      + [span.minutes.lowerBound, span.minutes.upperBound]
      .map { "\(padded($0 / 60, to: 2)):\(padded($0 % 60, to: 2))" }
  }

  /// Action, set, announcement, next number, ring seconds.
  private static func action(
    of step: RoutePlan.Step, _ phase: RoutePhase, _ table: RoutingTable,
    _ refusals: inout RowRefusals
  ) -> [String] {
    if let id = step.treatment.set {
      let set = table.targetSet(id)
      if set?.enabledMembers.isEmpty != false {
        refusals.refuse(
          id, "the set has no address", expected: "one of its addresses is enabled",
          at: phase.place)
      } else if let set, !set.hours.isAlways, set.hours != step.hours {
        refusals.refuse(
          id, "the set's hours are not the step's", expected: "both are the same", at: phase.place)
      }
    }
    if let id = step.treatment.announcement, table.announcement(id) == nil {
      refusals.refuse(id, "nothing plays it", expected: "announcements.csv has it", at: phase.place)
    }
    return switch step.treatment {
    case .answer(let set): ["answer", set, "", "", ""]
    case .transfer(let set, let overflow):
      ["transfer", set, "", overflow.to.text, "\(overflow.ringSeconds)"]
    case .serve(let number): ["serve", "", "", number.text, ""]
    case .forward(let number): ["forward", "", "", number.text, ""]
    case .announce(let id, let number): ["announce", "", id, number.text, ""]
    case .intercept(let id): ["release", "", id, "", ""]
    }
  }
}
