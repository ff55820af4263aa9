import CallRouting
import Findings
import HotlineModel
import LocalFiles

/// A routing table as rows of Kamailio's tables, given one by one; what they cannot say is found
/// before the first is given.
///
/// The form is described in Documentation/Reference/kamailio-tables.md.
struct KamailioRows: Sendable {
  /// A row of an htable.
  struct Row: Hashable, Sendable {
    let key: String
    let value: String
  }

  /// The dispatcher list as a file.
  var destinationList: String {
    Self.destinationHead + destinations.map { $0 + "\n" }.joined()
  }
  /// The first line of a dispatcher list.
  static let destinationHead = "# setid destination flags priority attrs\n"

  let snapshot: String
  let days: [Row]
  let destinations: [String]
  /// How many rows there are for dialled forms, the manifest row left out.
  let numberCount: Int
  /// How many rows there are for plans.
  let planCount: Int
  /// Whose rows they are.
  let generation: Generation
  private let table: RoutingTable

  /// The rows of a table.
  ///
  /// - Throws: `Unusable` with every row the format cannot say (`HL5301`).
  init(_ table: RoutingTable, generation: Generation) throws {
    var maker = KamailioRowMaker(table: table, generation: generation, isChecking: true)
    var counts = (numbers: 0, plans: 0)
    for route in table.routes {
      counts.numbers += maker.numbers(of: route).count
      counts.plans += maker.plans(of: route).count
    }
    destinations = table.targetSets.flatMap { maker.destinations(of: $0) }
    try maker.refusals.check()
    self.table = table
    self.generation = generation
    snapshot = table.snapshot
    days = Self.days(of: table)
    numberCount = counts.numbers
    planCount = counts.plans
  }

  /// The last row of the numbers: which table it is, and how many rows it has.
  var manifest: Row {
    Row(key: "__manifest__", value: "\(snapshot),\(numberCount),\(planCount),\(days.count)")
  }

  /// Gives the row of every dialled form with its number, the manifest row last.
  func eachNumber(_ take: (Row, HotlineNumber?) throws -> Void) rethrows {
    var maker = KamailioRowMaker(table: table, generation: generation, isChecking: false)
    for route in table.routes {
      for row in maker.numbers(of: route) { try take(row, route.number) }
    }
    try take(manifest, nil)
  }

  /// Gives the rows of every plan with its number.
  func eachPlan(_ take: (Row, HotlineNumber?) throws -> Void) rethrows {
    var maker = KamailioRowMaker(table: table, generation: generation, isChecking: false)
    for route in table.routes {
      for row in maker.plans(of: route) { try take(row, route.number) }
    }
  }

  /// The kind of every day of the years in which a row asks for it.
  private static func days(of table: RoutingTable) -> [Row] {
    table.daysAsked.map { day in
      Row(
        key: day.description.filter { $0 != "-" },
        value: table.calendar.isWorkingDay(day) == true ? "workday" : "restday")
    }
  }
}

/// Makes the rows of one route at a time, and collects what cannot be said.
///
/// The words for stages are cached per `RouteShape`; the number and its lines are put in.
private struct KamailioRowMaker {
  let table: RoutingTable
  let generation: Generation
  /// Whether every row is held to the limits of the switch's columns.
  let isChecking: Bool
  var refusals = RowRefusals(format: "kamailio")
  private var modes = ShapeCache<String>()
  private var words: [Stage: [String]] = [:]

  /// A stage of a shape that routes share.
  private struct Stage: Hashable {
    let shape: Int
    let phase: Int
  }

  init(table: RoutingTable, generation: Generation, isChecking: Bool) {
    self.table = table
    self.generation = generation
    self.isChecking = isChecking
  }

  /// Bytes a value may have: the width of Kamailio's own schema.
  private static let valueLimit = 128
  /// Bytes a key may have.
  private static let keyLimit = 64

  /// One row for each dialled form.
  mutating func numbers(of route: Route) -> [KamailioRows.Row] {
    let value = "R" + route.number.key + "," + modes(of: route)
    let place = route.phases.first?.place ?? SourceLocation(file: "phases.csv")
    return route.number.dialledForms(home: table.home).map { form in
      let row = KamailioRows.Row(key: form, value: value)
      check(row, at: place)
      return row
    }
  }

  /// One row for each stage, step and span of hours, in order, and the one that ends the plan.
  mutating func plans(of route: Route) -> [KamailioRows.Row] {
    let plan = "R" + route.number.key + "/"
    var rows: [KamailioRows.Row] = []
    for (index, phase) in route.phases.enumerated() {
      let stage = route.shape.id.map { Stage(shape: $0, phase: index) }
      for text in words(of: phase, in: stage) {
        let row = KamailioRows.Row(key: plan + String(rows.count), value: text + phase.line)
        check(row, at: phase.place)
        rows.append(row)
      }
    }
    rows.append(KamailioRows.Row(key: plan + String(rows.count), value: "none;;;;;;"))
    return rows
  }

  /// The modes of a route's stages: `full-merge+dual-number`.
  private mutating func modes(of route: Route) -> String {
    modes.value(for: route.shape) {
      var own: [String] = []
      for stage in route.shape.stages where !own.contains(stage.mode.rawValue) {
        own.append(stage.mode.rawValue)
      }
      return own.joined(separator: "+")
    }
  }

  /// The rows of a phase, `action;argument;from;until;days;minutes;`, for the line to follow.
  private mutating func words(of phase: RoutePhase, in stage: Stage?) -> [String] {
    if let known = stage.flatMap({ words[$0] }) { return known }
    let refused = refusals.times
    let made = words(of: phase)
    // What is refused is told of every route, at its own place.
    if let stage, refusals.times == refused { words[stage] = made }
    return made
  }

  private mutating func words(of phase: RoutePhase) -> [String] {
    let period = [phase.period.from, phase.period.until].map {
      $0.map { String($0.unixSeconds) } ?? ""
    }
    refusals.instants(phase.period, at: phase.place)
    guard let id = phase.plan else {
      return [(["pass", ""] + period + ["", "", ""]).joined(separator: ";")]
    }
    return (table.plan(id)?.steps ?? []).flatMap { step -> [String] in
      let action = action(of: step, phase)
      return spans(of: step.hours).map { span in
        (action + period + span + [""]).joined(separator: ";")
      }
    }
  }

  /// The day kinds and minutes of hours; an empty field holds always.
  private func spans(of hours: ServiceHours) -> [[String]] {
    if hours.isAlways { return [["", ""]] }
    return hours.spans.map { span in
      [span.days.switchWord, "\(span.minutes.lowerBound)-\(span.minutes.upperBound)"]
    }
  }

  /// Action and argument of a step.
  private mutating func action(of step: RoutePlan.Step, _ phase: RoutePhase) -> [String] {
    switch step.treatment {
    case .answer(let set): return ["queue", "\(number(of: set, step, phase))"]
    case .transfer(let set, let overflow):
      let own = number(of: set, step, phase)
      let next = refusals.next(overflow.to, in: table, at: phase.place)
      return ["own", "\(own) \(overflow.ringSeconds) \(next)"]
    case .serve(let number): return ["go", refusals.next(number, in: table, at: phase.place)]
    case .forward(let number):
      return ["forward", refusals.next(number, in: table, at: phase.place)]
    case .announce(let id, let number):
      let next = refusals.next(number, in: table, at: phase.place)
      return ["announce", "\(played(id, phase)) \(next)"]
    case .intercept(let id): return ["gone", played(id, phase)]
    }
  }

  private mutating func number(
    of id: String, _ step: RoutePlan.Step, _ phase: RoutePhase
  ) -> Int {
    let set = refusals.desks(id, in: step.hours, of: table, at: phase.place)
    return generation.number(ofSet: set?.number ?? 0)
  }

  /// The switch's number of the set that plays an announcement, and what it plays.
  private mutating func played(_ id: String, _ phase: RoutePhase) -> String {
    guard let player = refusals.player(of: id, in: table, at: phase.place) else { return "" }
    return "\(generation.number(ofSet: player.set.number)) \(id)"
  }

  /// The lines of the dispatcher list.
  mutating func destinations(of set: TargetSet) -> [String] {
    refusals.word(set.id, at: set.place)
    return set.members.enumerated().map { index, member in
      let attributes = "duid=\(generation.mark)\(set.id)-\(index + 1)"
      refusals.text(attributes, atMost: Self.valueLimit, at: set.place)
      let flags = member.isEnabled ? 0 : 4
      let number = generation.number(ofSet: set.number)
      return "\(number) \(member.uri) \(flags) \(member.priority) \(attributes)"
    }
  }

  private mutating func check(_ row: KamailioRows.Row, at place: SourceLocation) {
    guard isChecking else { return }
    refusals.text(row.key, atMost: Self.keyLimit, at: place)
    refusals.text(row.value, atMost: Self.valueLimit, at: place)
  }
}

extension ServiceHours.DayKind {
  /// The word by which rows ask for the kind of day; empty for every day.
  var switchWord: String {
    switch self {
    case .daily: ""
    case .workdays: "workday"
    case .restdays: "restday"
    }
  }
}
