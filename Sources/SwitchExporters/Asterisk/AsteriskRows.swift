import CallRouting
import HotlineModel

/// A routing table as rows of Asterisk's dialplan, given one by one; what they cannot say is
/// found before the first is given.
struct AsteriskRows: Sendable {
  /// One priority of one extension.
  struct Row: Hashable, Sendable {
    let context: String
    let exten: String
    let priority: Int
    let application: String
    let data: String
  }

  /// The contexts that have rows.
  static let contexts = [
    "hotline", "hotline-now", "hotline-tell", "hotline-number", "hotline-do", "hotline-workdays",
    "hotline-restdays", "hotline-manifest",
  ]

  let snapshot: String
  let count: Int
  private let table: RoutingTable
  private let actions: [AsteriskAction]

  /// The rows of a table.
  ///
  /// - Throws: `Unusable` with every row the format cannot say (`HL5301`).
  init(_ table: RoutingTable) throws {
    var maker = AsteriskActionMaker(table: table)
    for route in table.routes { maker.take(route) }
    try maker.refusals.check()
    self.table = table
    snapshot = table.snapshot
    actions = maker.actions
    var count = 0
    Self.rows(table, maker.actions) { _, _ in count += 1 }
    self.count = count + 1
  }

  /// Takes a row, and the number it is of.
  typealias Take = (Row, HotlineNumber?) throws -> Void

  /// Gives every row, the manifest row last.
  func each(_ take: Take) rethrows {
    try Self.rows(table, actions, take)
    try take(
      Row(
        context: "hotline-manifest", exten: "s", priority: 1, application: "NoOp",
        data: "\(snapshot) \(count)"), nil)
  }

  private static func rows(
    _ table: RoutingTable, _ actions: [AsteriskAction], _ take: Take
  ) rethrows {
    for route in table.routes {
      for form in route.number.dialledForms(home: table.home) {
        try give(
          [
            ("Gosub", "hotline-now,s,1(\(form))"), ("Goto", "hotline-number,\(route.number.key),1"),
          ],
          as: ("hotline", form), of: route.number, take)
      }
    }
    try give(now, as: ("hotline-now", "s"), take)
    try give(
      [("Set", "PJSIP_HEADER(add,X-Legacy-Called)=${HM_CALLED}"), ("Return", "")],
      as: ("hotline-tell", "s"), take)
    let indices = Dictionary(actions.enumerated().map { ($1, $0) }) { first, _ in first }
    for route in table.routes {
      try give(
        steps(of: route, table, indices), as: ("hotline-number", route.number.key),
        of: route.number, take)
    }
    for (index, action) in actions.enumerated() {
      try give(action.steps, as: ("hotline-do", "a\(index)"), take)
    }
    for works in [true, false] {
      for day in table.daysAsked where table.calendar.isWorkingDay(day) == works {
        try give(
          [("NoOp", "")],
          as: ("hotline-\(works ? "work" : "rest")days", day.description.filter { $0 != "-" }),
          take)
      }
    }
  }

  private static func give(
    _ steps: [(String, String)], as place: (context: String, exten: String),
    of number: HotlineNumber? = nil, _ take: Take
  ) rethrows {
    for (index, step) in steps.enumerated() {
      try take(
        Row(
          context: place.context, exten: place.exten, priority: index + 1, application: step.0,
          data: step.1), number)
    }
  }

  /// What is known of the call's instant, once for each call; `HM_TEST_AT` stands in for now.
  private static let now = [
    ("Set", "__HM_CALLED=${ARG1}"),
    // A diversion that came with the call is not passed on; nothing here depends on it.
    ("Set", "REDIRECTING(count,i)=0"),
    ("Set", "HM_NOW=${IF($[\"${HM_TEST_AT}\" = \"\"]?${EPOCH}:${HM_TEST_AT})}"),
    ("Set", "HM_DATE=${STRFTIME(${HM_NOW},Asia/Shanghai,%Y%m%d)}"),
    // A leading 1 keeps the noughts of 08:30.
    ("Set", "HM_CLOCK=${STRFTIME(${HM_NOW},Asia/Shanghai,1%H%M)}"),
    ("Set", "HM_DAY=unknown"),
    ("ExecIf", "${DIALPLAN_EXISTS(hotline-workdays,${HM_DATE},1)}?Set(HM_DAY=workday)"),
    ("ExecIf", "${DIALPLAN_EXISTS(hotline-restdays,${HM_DATE},1)}?Set(HM_DAY=restday)"),
    ("Return", ""),
  ]

  /// One row for each stage, step and span of hours, in order; the first whose condition holds.
  private static func steps(
    of route: Route, _ table: RoutingTable, _ indices: [AsteriskAction: Int]
  ) -> [(String, String)] {
    var steps: [(String, String)] = []
    for phase in route.phases {
      var parts: [String] = []
      if let from = phase.period.from { parts.append("${HM_NOW} >= \(from.unixSeconds)") }
      if let until = phase.period.until { parts.append("${HM_NOW} < \(until.unixSeconds)") }
      guard let plan = phase.plan else {
        steps.append(taken("hotline-present,${HM_CALLED},1", when: parts))
        continue
      }
      for step in table.plan(plan)?.steps ?? [] {
        let index = indices[AsteriskAction(step: step, table: table)] ?? -1
        for span in step.hours.isAlways ? [[]] : step.hours.spans.map(conditions) {
          steps.append(taken("hotline-do,a\(index),1", when: parts + span))
        }
      }
    }
    return steps + [("Hangup", "1")]
  }

  private static func taken(_ place: String, when parts: [String]) -> (String, String) {
    parts.isEmpty
      ? ("Goto", place) : ("GotoIf", "$[\(parts.joined(separator: " & "))]?\(place)")
  }

  private static func conditions(of span: ServiceHours.Span) -> [String] {
    func clock(_ minute: Int) -> String {
      "1\(padded(minute / 60, to: 2))\(padded(minute % 60, to: 2))"
    }
    let kind = span.days.switchWord
    return (kind.isEmpty ? [] : ["\"${HM_DAY}\" = \"\(kind)\""]) + [
      "${HM_CLOCK} >= \(clock(span.minutes.lowerBound))",
      "${HM_CLOCK} < \(clock(span.minutes.upperBound))",
    ]
  }
}
