import CallRouting
import HotlineModel
import LocalFiles

/// A routing table as rows of Kamailio's tables; what they cannot say is found here.
///
/// The form is described in Documentation/Reference/kamailio-tables.md.
struct KamailioRows {
  /// A row of an htable.
  struct Row: Hashable {
    let key: String
    let value: String
  }

  /// Bytes a value may have: the width of Kamailio's own schema.
  static let valueLimit = 128
  /// The dispatcher list as a file.
  var destinationList: String {
    Self.destinationHead + destinations.map { $0 + "\n" }.joined()
  }
  /// The first line of a dispatcher list.
  static let destinationHead = "# setid destination flags priority attrs\n"
  /// Bytes a key may have.
  static let keyLimit = 64

  let snapshot: String
  private(set) var numbers: [Row] = []
  private(set) var plans: [Row] = []
  private(set) var days: [Row] = []
  private(set) var destinations: [String] = []
  private var refusals: [Finding] = []

  /// The rows of a table.
  ///
  /// - Throws: `Unusable` with every row the format cannot say (`HL5301`).
  init(_ table: RoutingTable) throws {
    snapshot = Fingerprint.hex(of: Array(table.canonicalText.utf8))
    for route in table.routes { add(route, table) }
    addDays(table)
    for set in table.targetSets { add(set) }
    numbers.append(
      Row(key: "__manifest__", value: "\(snapshot),\(numbers.count),\(plans.count)"))
    guard refusals.isEmpty else { throw Unusable(refusals) }
  }

  // MARK: Numbers and plans

  private mutating func add(_ route: Route, _ table: RoutingTable) {
    let name = "R" + route.number.text.filter { $0 != "-" }
    var modes: [String] = []
    for phase in route.phases where !modes.contains(phase.mode.rawValue) {
      modes.append(phase.mode.rawValue)
    }
    let place = route.phases.first?.place ?? SourceLocation(file: "phases.csv")
    for form in route.number.dialledForms(home: table.home) {
      let row = Row(key: form, value: "\(name),\(modes.joined(separator: "+"))")
      check(row, at: place)
      numbers.append(row)
    }
    var index = 0
    func next(_ value: String) -> Row {
      index += 1
      return Row(key: "\(name)/\(index - 1)", value: value)
    }
    for phase in route.phases {
      for value in values(of: phase, table) {
        let row = next(value)
        check(row, at: phase.place)
        plans.append(row)
      }
    }
    plans.append(next("none;;;;;;"))
  }

  /// The rows of a phase: `action;argument;from;until;days;minutes;line`.
  private mutating func values(of phase: RoutePhase, _ table: RoutingTable) -> [String] {
    let period = [phase.period.from, phase.period.until].map { $0.map(seconds) ?? "" }
    for instant in [phase.period.from, phase.period.until].compactMap({ $0 })
    where !(0..<Int(Int32.max)).contains(instant.unixSeconds) {
      refuse("\(instant)", "it is not between 1970 and 2038", "it is", phase.place)
    }
    guard let id = phase.plan else {
      return [(["pass", ""] + period + ["", "", phase.line]).joined(separator: ";")]
    }
    return (table.plan(id)?.steps ?? []).flatMap { step -> [String] in
      let action = action(of: step, phase, table)
      return spans(of: step.hours).map { span in
        (action + period + span + [phase.line]).joined(separator: ";")
      }
    }
  }

  private func seconds(_ instant: CivilInstant) -> String { String(instant.unixSeconds) }

  /// The day kinds and minutes of hours; an empty field holds always.
  private func spans(of hours: ServiceHours) -> [[String]] {
    if hours.isAlways { return [["", ""]] }
    return hours.spans.map { span in
      let days =
        switch span.days {
        case .daily: ""
        case .workdays: "workday"
        case .restdays: "restday"
        }
      return [days, "\(span.minutes.lowerBound)-\(span.minutes.upperBound)"]
    }
  }

  /// Action and argument of a step.
  private mutating func action(
    of step: RoutePlan.Step, _ phase: RoutePhase, _ table: RoutingTable
  ) -> [String] {
    switch step.treatment {
    case .answer(let set):
      return ["queue", "\(number(of: set, step, phase, table))"]
    case .transfer(let set, let overflow):
      let own = number(of: set, step, phase, table)
      return ["own", "\(own) \(overflow.ringSeconds) \(key(of: overflow.to, phase, table))"]
    case .serve(let number): return ["go", key(of: number, phase, table)]
    case .forward(let number): return ["forward", key(of: number, phase, table)]
    case .announce(let id, let number):
      return ["announce", "\(played(id, phase, table)) \(key(of: number, phase, table))"]
    case .intercept(let id): return ["gone", played(id, phase, table)]
    }
  }

  /// The key of a number's row: the call is looked up again under it.
  private mutating func key(
    of number: HotlineNumber, _ phase: RoutePhase, _ table: RoutingTable
  ) -> String {
    if table.route(number) == nil {
      refuse(number.text, "calls go on to it, and it has no row", "it has a route", phase.place)
    }
    return number.text.filter { $0 != "-" }
  }

  /// The switch's number of a set whose hours the row can say.
  private mutating func number(
    of id: String, _ step: RoutePlan.Step, _ phase: RoutePhase, _ table: RoutingTable
  ) -> Int {
    guard let set = table.targetSet(id), !set.enabledMembers.isEmpty else {
      refuse(id, "the set has no address", "one of its addresses is enabled", phase.place)
      return 0
    }
    if set.kind == .trunk {
      refuse(id, "these tables know no trunks", "the set is one of desks", set.place)
    }
    if !set.hours.isAlways, set.hours != step.hours {
      refuse(id, "the set's hours are not the step's", "both are the same", set.place)
    }
    return set.number
  }

  /// The switch's number of the set that plays an announcement, and what it plays.
  private mutating func played(
    _ id: String, _ phase: RoutePhase, _ table: RoutingTable
  ) -> String {
    guard let announcement = table.announcement(id), let set = table.targetSet(announcement.set),
      !set.enabledMembers.isEmpty
    else {
      refuse(id, "nothing plays it", "its set has an enabled address", phase.place)
      return ""
    }
    checkWord(id, at: announcement.place)
    return "\(set.number) \(id)"
  }

  // MARK: Days and destinations

  /// The kind of every day of the years in which a row asks for it.
  private mutating func addDays(_ table: RoutingTable) {
    let asking = table.routes.flatMap(\.phases).filter { phase in
      phase.plan.flatMap(table.plan)?.steps.contains { $0.hours.needsCalendar } == true
    }
    let known = table.calendar.years
    let years = asking.map { phase in
      (
        phase.period.from?.date.year ?? known.lowerBound,
        phase.period.until?.adding(seconds: -1).date.year ?? known.upperBound
      )
    }
    guard let first = years.map(\.0).min(), let last = years.map(\.1).max(),
      var day = CivilDate(year: max(first, known.lowerBound), month: 1, day: 1)
    else { return }
    while day.year <= min(last, known.upperBound) {
      let works = table.calendar.isWorkingDay(day) == true
      days.append(
        Row(
          key: day.description.filter { $0 != "-" }, value: works ? "workday" : "restday"))
      day = day.adding(days: 1)
    }
  }

  private mutating func add(_ set: TargetSet) {
    checkWord(set.id, at: set.place)
    for (index, member) in set.members.enumerated() {
      var attributes = "duid=\(set.id)-\(index + 1);weight=\(member.weight)"
      if let calls = member.maxCalls { attributes += ";maxload=\(calls)" }
      if attributes.utf8.count > Self.valueLimit {
        refuse(set.id, "its attributes are too long", "its name is shorter", set.place)
      }
      let flags = member.isEnabled ? 0 : 4
      destinations.append(
        "\(set.number) \(member.uri) \(flags) \(member.priority) \(attributes)")
    }
  }

  // MARK: Refusals

  private mutating func check(_ row: Row, at place: SourceLocation) {
    for (text, limit) in [(row.key, Self.keyLimit), (row.value, Self.valueLimit)] {
      if text.utf8.count > limit {
        refuse(text, "it has more than \(limit) bytes", "it is shorter", place)
      } else if !text.utf8.allSatisfy({ (32...126).contains($0) && $0 != UInt8(ascii: "'") }) {
        refuse(text, "it is not plain ASCII", "it is", place)
      }
    }
  }

  /// A name that stands between blanks and semicolons.
  private mutating func checkWord(_ word: String, at place: SourceLocation) {
    let isPlain = word.utf8.allSatisfy { byte in
      (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
        || "-._".utf8.contains(byte)
    }
    if !isPlain {
      refuse(word, "it has more than letters, digits, - . _", "it has no others", place)
    }
  }

  private mutating func refuse(
    _ found: String, _ reason: String, _ expected: String, _ place: SourceLocation
  ) {
    refusals.append(
      Finding(
        .switchCannotSay, at: place,
        ["format": "kamailio", "found": found, "reason": reason, "expected": expected]))
  }
}
