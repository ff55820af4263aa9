package import CallRouting
import HotlineModel
import LocalFiles

/// The table as plain CSV for a vendor's import template: one row for each form, stage, step and
/// span of hours; the first row that holds is taken.
package struct NeutralExporter: SwitchExporter {
  package let name = "neutral"

  /// The exporter.
  package init() {}

  package func export(_ table: RoutingTable, to folder: String) throws -> SwitchExport {
    let rows = try NeutralRows(table)
    try Folder.make(folder)
    let files = try rows.files.map { file in
      try write(file.name, file.rows.count, ([file.head] + file.rows).map(Self.line), folder)
    }
    let manifest: JSONValue = [
      "schema": "hotline/neutral/1", "snapshot": .string(rows.snapshot),
      "files": .array(files.map(\.json)),
    ]
    return SwitchExport(
      snapshot: rows.snapshot, files: files,
      manifest: try write("manifest.json", files.count, [manifest.document], folder))
  }

  private func write(
    _ name: String, _ rows: Int, _ parts: [String], _ folder: String
  ) throws -> DeliveryFile {
    let text = parts.joined()
    var file = try OutputFile(folder + "/" + name)
    try file.write(text)
    return DeliveryFile(
      name: name, sha256: try file.commit(), size: text.utf8.count, count: rows)
  }

  private static func line(_ cells: [String]) -> String {
    cells.map { cell in
      cell.contains { $0 == "," || $0 == "\"" || $0.isNewline }
        ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
    }.joined(separator: ",") + "\n"
  }
}

/// A routing table as rows that say everything in words and numbers of their own.
struct NeutralRows {
  typealias File = (name: String, head: [String], rows: [[String]])

  let snapshot: String
  private(set) var files: [File] = []
  private var refusals: [Finding] = []

  /// - Throws: `Unusable` with every row the format cannot say (`HL5301`).
  init(_ table: RoutingTable) throws {
    snapshot = Fingerprint.hex(of: Array(table.canonicalText.utf8))
    let routes = table.routes.flatMap { rows(of: $0, table) }
    guard refusals.isEmpty else { throw Unusable(refusals) }
    files = [
      (
        "announcements.csv", ["announcement", "set", "language", "file", "text"],
        table.announcements.flatMap { announcement in
          announcement.versions.map {
            [announcement.id, announcement.set, $0.language, $0.file, $0.text]
          }
        }
      ),
      ("calendar.csv", ["date", "kind"], Self.days(table)),
      (
        "routes.csv",
        [
          "dialled", "number", "line", "mode", "stage", "from", "until", "days", "opens", "closes",
          "action", "set", "announcement", "next", "ring_seconds",
        ], routes
      ),
      (
        "targets.csv",
        ["set", "set_number", "kind", "uri", "priority", "weight", "max_calls", "enabled"],
        table.targetSets.flatMap { set in
          set.members.map {
            [
              set.id, "\(set.number)", set.kind.rawValue, $0.uri, "\($0.priority)", "\($0.weight)",
              $0.maxCalls.map(String.init) ?? "", $0.isEnabled ? "yes" : "no",
            ]
          }
        }
      ),
    ]
  }

  private static func days(_ table: RoutingTable) -> [[String]] {
    guard var day = CivilDate(year: table.calendar.years.lowerBound, month: 1, day: 1),
      let end = table.calendar.end
    else { return [] }
    var days: [[String]] = []
    while day < end {
      let works = table.calendar.isWorkingDay(day) == true
      days.append([day.description, works ? "workday" : "restday"])
      day = day.adding(days: 1)
    }
    return days
  }

  private mutating func rows(of route: Route, _ table: RoutingTable) -> [[String]] {
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
      if steps.isEmpty { refuse(id, "the plan has no steps", "it exists", phase) }
      for step in steps {
        let action = action(of: step, phase, table)
        for span in step.hours.spans {
          let days =
            switch span.days {
            case .daily: ""
            case .workdays: "workday"
            case .restdays: "restday"
            }
          let clock = [span.minutes.lowerBound, span.minutes.upperBound]
            .map { "\(padded($0 / 60, to: 2)):\(padded($0 % 60, to: 2))" }
          rows.append(head + (step.hours.isAlways ? ["", "", ""] : [days] + clock) + action)
        }
      }
    }
    return route.number.dialledForms(home: table.home).flatMap { form in rows.map { [form] + $0 } }
  }

  /// Action, set, announcement, next number, ring seconds.
  private mutating func action(
    of step: RoutePlan.Step, _ phase: RoutePhase, _ table: RoutingTable
  ) -> [String] {
    if let id = step.treatment.set {
      let set = table.targetSet(id)
      if set?.enabledMembers.isEmpty != false {
        refuse(id, "the set has no address", "one of its addresses is enabled", phase)
      } else if let set, !set.hours.isAlways, set.hours != step.hours {
        refuse(id, "the set's hours are not the step's", "both are the same", phase)
      }
    }
    if let id = step.treatment.announcement, table.announcement(id) == nil {
      refuse(id, "nothing plays it", "announcements.csv has it", phase)
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

  private mutating func refuse(
    _ found: String, _ reason: String, _ expected: String, _ phase: RoutePhase
  ) {
    refusals.append(
      Finding(
        .switchCannotSay, at: phase.place,
        ["format": "neutral", "found": found, "reason": reason, "expected": expected]))
  }
}
