import Bytes
import CallRouting
import HotlineModel

/// Makes the extensions of one route at a time, and collects what cannot be said.
struct FreeSwitchMaker {
  let table: RoutingTable
  var refusals = RowRefusals(format: "freeswitch")

  init(table: RoutingTable) { self.table = table }

  // MARK: The public context

  /// The times in which our table serves a number; in the others the switch's own routing goes on.
  func entries(of route: Route) -> [String] {
    let untouched = route.phases.filter { $0.plan == nil }.compactMap {
      $0.period.clipped(to: Self.span)
    }
    let forms = route.number.dialledForms(home: table.home)
      .map { $0.replacing("+", with: "\\+") }.joined(separator: "|")
    return gaps(in: [Self.span], leftBy: merged(untouched)).enumerated().map { index, window in
      let time = time(Period(from: window.lowerBound, until: window.upperBound))
      return entry(
        "R\(route.number.key)/\(index)",
        conditions: time.isEmpty ? [] : [FreeSwitchZone.noOther, time],
        field: ("destination_number", "^(?:\(forms))$"),
        actions: [
          ("set", "hm_called=${destination_number}"),
          // No header of the caller's goes to a desk.
          ("set", "sip_copy_custom_headers=false"),
          ("transfer", "\(route.number.key) XML hotline"),
        ])
    }
  }

  // MARK: Our context

  /// What kind of day it is, told to the extensions behind by a variable.
  var days: String {
    let days = table.daysAsked
    guard let first = days.first, let last = days.last else { return "" }
    let known = Period(first: first, last: last)
    var text = day("days", condition: "", "unknown")
    text += day("rest", condition: time(known), "restday")
    text += day(
      "work", condition: time(known) + "\n    <condition \(FreeSwitchZone.own) wday=\"2-6\"/>",
      "workday")
    for run in oddRuns(days) {
      let works = table.calendar.isWorkingDay(run.lowerBound) == true
      let period = Period(first: run.lowerBound, last: run.upperBound)
      text += day("day \(run.lowerBound)", condition: time(period), works ? "workday" : "restday")
    }
    return text
  }

  /// Days that are not what their weekday says, as runs of one kind.
  private func oddRuns(_ days: [CivilDate]) -> [ClosedRange<CivilDate>] {
    var runs: [ClosedRange<CivilDate>] = []
    for day in days {
      guard let works = table.calendar.isWorkingDay(day), works == day.weekday.isWeekend else {
        continue
      }
      if let run = runs.last, run.upperBound.adding(days: 1) == day,
        table.calendar.isWorkingDay(run.upperBound) == works
      {
        runs[runs.count - 1] = run.lowerBound...day
      } else {
        runs.append(day...day)
      }
    }
    return runs
  }

  private func day(_ name: String, condition: String, _ kind: String) -> String {
    "  <extension name=\"\(name)\" continue=\"true\">\n"
      + (condition.isEmpty ? "" : "    \(condition)\n")
      + "    <condition>\n"
      + "      <action application=\"set\" data=\"hm_day=\(kind)\" inline=\"true\"/>\n"
      + "    </condition>\n  </extension>\n"
  }

  /// One extension for each stage, step and span of hours, in order, and the one that says that
  /// nobody has the number; before them one that takes no decision in another time zone.
  mutating func extensions(of route: Route) -> [String] {
    let made = decisions(of: route)
    guard made.contains(where: { $0.contains(FreeSwitchZone.own) }) else { return made }
    let guarded = entry(
      "R\(route.number.key)/zone",
      conditions: ["<condition field=\"${hm_zone}\" expression=\"^$\"/>"],
      field: ("destination_number", "^\(route.number.key)$"),
      actions: [("log", "ERR \(FreeSwitchZone.complaint)"), ("respond", "503 Service Unavailable")])
    return [guarded] + made
  }

  private mutating func decisions(of route: Route) -> [String] {
    var made: [String] = []
    for phase in route.phases {
      refusals.instants(phase.period, at: phase.place)
      let steps = phase.plan.flatMap(table.plan)?.steps ?? []
      if phase.plan != nil, steps.isEmpty {
        refusals.refuse(
          phase.plan ?? "", "the plan has no steps", expected: "it exists", at: phase.place)
      }
      for step in steps {
        let actions = actions(of: step, phase)
        let spans: [ServiceHours.Span?] = step.hours.isAlways ? [nil] : step.hours.spans
        for span in spans {
          made.append(
            entry(
              "R\(route.number.key)/\(made.count)",
              conditions: [time(phase.period), span.map(conditions) ?? ""],
              field: ("destination_number", "^\(route.number.key)$"), actions: actions))
        }
      }
    }
    made.append(
      entry(
        "R\(route.number.key)/\(made.count)", conditions: [],
        field: ("destination_number", "^\(route.number.key)$"), actions: [("respond", "404")]))
    return made
  }

  private mutating func actions(
    of step: RoutePlan.Step, _ phase: RoutePhase
  ) -> [(String, String)] {
    switch step.treatment {
    case .answer(let set):
      return desks(set, step, ring: nil, phase) + [("hangup", "NORMAL_TEMPORARY_FAILURE")]
    case .transfer(let set, let overflow):
      return desks(set, step, ring: overflow.ringSeconds, phase) + onward(overflow.to, phase)
    case .serve(let number): return onward(number, phase)
    case .forward(let number): return Self.diversion + onward(number, phase)
    case .announce(let id, let number):
      return played(id, phase) + Self.diversion + onward(number, phase)
    case .intercept(let id): return played(id, phase) + [("respond", "410 Gone")]
    }
  }

  /// The number a call goes on to must be served by our table all through the stage: in this
  /// context there is no way back to the switch's own routing.
  private mutating func onward(
    _ number: HotlineNumber, _ phase: RoutePhase
  ) -> [(String, String)] {
    let key = refusals.next(number, in: table, at: phase.place)
    let isLeft = table.route(number)?.phases.contains {
      $0.plan == nil && !$0.period.common(with: phase.period).isEmpty
    }
    if isLeft == true {
      refusals.refuse(
        key, "calls go on to it while the present route of it stands",
        expected: "it is cut over first", at: phase.place)
    }
    return [("transfer", "\(key) XML hotline")]
  }

  private mutating func desks(
    _ id: String, _ step: RoutePlan.Step, ring: Int?, _ phase: RoutePhase
  ) -> [(String, String)] {
    guard let set = refusals.desks(id, in: step.hours, of: table, at: phase.place) else {
      return []
    }
    let members = set.enabledMembers
    let limits =
      ring.map { AddressTimes.shares(of: $0, among: members.count) }
      ?? members.map { _ in AddressTimes.inQueue }
    let untilRinging = AddressTimes.shares(of: AddressTimes.untilRinging, among: members.count)
    return [
      ("set", "hm_set=\(id)"), ("set", "hangup_after_bridge=true"),
      ("set", "continue_on_fail=true"),
      ("export", "nolocal:sip_h_X-Legacy-Called=${hm_called}"),
      ("set", "call_timeout=\(AddressTimes.inQueue)"),
    ]
      + zip(members, zip(untilRinging, limits)).map { member, times in
        let progress = "leg_progress_timeout=\(min(times.0, times.1))"
        return ("bridge", "[\(progress),leg_timeout=\(times.1)]sofia/external/\(member.uri)")
      }
  }

  private mutating func played(_ id: String, _ phase: RoutePhase) -> [(String, String)] {
    guard let player = refusals.player(of: id, in: table, at: phase.place) else { return [] }
    return [("set", "hm_heard=\(id)"), ("pre_answer", "")]
      + player.announcement.versions.map { ("playback", $0.file) }
  }

  private static let diversion = [
    (
      "export",
      "nolocal:sip_h_Diversion=<sip:${hm_called}@${sip_local_network_addr}>;"
        + "reason=unconditional;counter=1"
    )
  ]

  // MARK: Text

  private static let span =
    CivilInstant(unixSeconds: 946_656_000)..<CivilInstant(unixSeconds: 2_145_888_000)

  /// A half-open window in the zone of the process; nothing for all time.
  private func time(_ period: Period) -> String {
    guard let window = period.clipped(to: Self.span), window != Self.span else { return "" }
    let ends = [window.lowerBound, window.upperBound].map { $0.rfc3339.prefix(19) }
      .map { $0.replacing("T", with: " ") }
    return "<condition \(FreeSwitchZone.own) date-time=\"\(ends[0])~\(ends[1])\"/>"
  }

  /// Hours of a day; the end of `time-of-day` belongs to it.
  private func conditions(of span: ServiceHours.Span) -> String {
    func clock(_ second: Int) -> String {
      [second / 3600, second / 60 % 60, second % 60].map { padded($0, to: 2) }
        .joined(separator: ":")
    }
    let kind = span.days.switchWord
    let first = clock(span.minutes.lowerBound * 60)
    let last = clock(span.minutes.upperBound * 60 - 1)
    return (kind.isEmpty ? "" : "<condition field=\"${hm_day}\" expression=\"^\(kind)$\"/>\n    ")
      + "<condition \(FreeSwitchZone.own) time-of-day=\"\(first)-\(last)\"/>"
  }

  /// An extension is taken when all its conditions hold; its actions stand in the last one.
  private func entry(
    _ name: String, conditions: [String], field: (String, String), actions: [(String, String)]
  ) -> String {
    let tests = conditions.filter { !$0.isEmpty }.map { "    \($0)\n" }.joined()
    let steps = actions.map { application, data in
      "      <action application=\"\(application)\" data=\"\(XMLText.escaped(data))\"/>\n"
    }.joined()
    return "  <extension name=\"\(name)\">\n\(tests)"
      + "    <condition field=\"\(field.0)\" expression=\"\(XMLText.escaped(field.1))\">\n"
      + "\(steps)    </condition>\n  </extension>\n"
  }
}
