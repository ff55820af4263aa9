package import Findings

/// The route of a number (路由): what holds for it from when to when.
///
/// A table has many and passes them on all the time: copies share all but the shape.
package struct Route: Hashable, Sendable {
  /// A line that has the number at some time.
  package struct Holder: Hashable, Sendable {
    /// The line, as the register calls it.
    package let line: String
    /// The line's name.
    package let name: String
    /// Where the sheets say so.
    package let place: SourceLocation
  }

  /// All of a route but its shape.
  private final class Entry: Hashable, Sendable {
    let number: HotlineNumber
    /// Nearly all numbers have one line.
    let firstHolder: Holder?
    let otherHolders: [Holder]
    let carriers: [String]

    init(_ number: HotlineNumber, _ holders: [Holder], carriers: [String]) {
      self.number = number
      firstHolder = holders.first
      otherHolders = Array(holders.dropFirst())
      self.carriers = carriers
    }

    static func == (left: Entry, right: Entry) -> Bool {
      left === right
        || (left.number == right.number && left.firstHolder == right.firstHolder
          && left.otherHolders == right.otherHolders && left.carriers == right.carriers)
    }

    func hash(into hasher: inout Hasher) { hasher.combine(number) }
  }

  private let entry: Entry
  /// All that decides its calls.
  package private(set) var shape: RouteShape

  /// A route; its phases are put into time order.
  package init(
    number: HotlineNumber, phases: some Sequence<RoutePhase>, carriers: [String] = []
  ) {
    var holders: [Holder] = []
    shape = RouteShape(
      stages: phases.sorted { $0.period.startSeconds < $1.period.startSeconds }.map { phase in
        let holder = Holder(line: phase.line, name: phase.name, place: phase.place)
        let position = holders.firstIndex(of: holder) ?? holders.count
        if position == holders.count { holders.append(holder) }
        return RouteShape.Stage(
          mode: phase.mode, kind: phase.kind, period: phase.period, plan: phase.plan,
          holder: position)
      })
    entry = Entry(number, holders, carriers: carriers)
  }

  /// The number citizens dial.
  package var number: HotlineNumber { entry.number }
  /// The carriers that route the number, as the register names them; empty where nobody knows.
  package var carriers: [String] { entry.carriers }
  /// The lines that have the number, in the order in which the stages of the shape name them.
  package var holders: [Holder] { [entry.firstHolder].compactMap { $0 } + entry.otherHolders }

  /// The line at a position of `holders`.
  fileprivate func holder(_ position: Int) -> Holder {
    if position == 0, let first = entry.firstHolder { return first }
    return entry.otherHolders[position - 1]
  }

  /// Takes an equal shape, which it shares with other routes.
  package mutating func share(_ shape: RouteShape) { self.shape = shape }

  /// What holds when, in time order; no two phases hold at once.
  package var phases: Phases { Phases(route: self) }

  /// What holds at an instant; `nil` where nothing is known of the number then.
  package func phase(at instant: CivilInstant) -> RoutePhase? {
    shape.stages.firstIndex { $0.period.contains(instant) }.map { phases[$0] }
  }

  /// The stages of a route's shape, each with the line that has the number in it.
  package struct Phases: RandomAccessCollection, Sendable {
    fileprivate let route: Route

    /// The position of the first stage.
    package var startIndex: Int { 0 }
    /// The position behind the last stage.
    package var endIndex: Int { route.shape.stages.count }

    /// A stage with its line.
    package subscript(position: Int) -> RoutePhase {
      let stage = route.shape.stages[position]
      let holder = route.holder(stage.holder)
      return RoutePhase(
        line: holder.line, name: holder.name, mode: stage.mode, kind: stage.kind,
        period: stage.period, plan: stage.plan, place: holder.place)
    }
  }
}

/// All that decides the calls to a number: everything of a route but the number, the names of its
/// lines and their places.
package struct RouteShape: Hashable, Sendable {
  /// What holds during a period.
  package struct Stage: Hashable, Sendable {
    /// How the line is merged.
    package let mode: MergeMode
    /// The stage of the merger.
    package let kind: RoutePhase.Kind
    /// From when to when.
    package let period: Period
    /// The plan that holds; `nil` where the present route stands.
    package let plan: String?
    /// Which of the route's lines has the number then.
    package let holder: Int
  }

  /// The stages, in time order.
  package let stages: [Stage]
  /// The number under which a table shares the shape among its routes; `nil` for a shape that is
  /// one route's own, since its calls may end otherwise than those of an equal one.
  package let id: Int?

  /// A shape.
  package init(id: Int? = nil, stages: [Stage]) {
    self.id = id
    self.stages = stages
  }
}

/// What holds for a number during a period.
package struct RoutePhase: Hashable, Sendable {
  /// The stages of a merger as the caller meets them.
  package enum Kind: String, CaseIterable, Sendable {
    /// Not merged yet, or not ours to merge: the present route stands.
    case untouched
    /// The number is kept and served.
    case serving
    /// The number is given up; its calls are forwarded without a word.
    case forwarding
    /// The number is given up; callers hear so and are forwarded.
    case announcing
    /// The number is cancelled.
    case released

    /// The words people use for it.
    package func name(in language: Language) -> String { words.text(in: language) }

    /// The words in both languages.
    package var words: Words {
      switch self {
      case .untouched: Words("present route", "维持现状")
      case .serving: Words("in service", "已割接，正常服务")
      case .forwarding: Words("forwarding", "过渡期转接")
      case .announcing: Words("announcing and forwarding", "公告期，播放公告后转接")
      case .released: Words("cancelled", "已停用")
      }
    }
  }

  /// The line, as the register calls it.
  package let line: String
  /// The line's name.
  package let name: String
  /// How the line is merged.
  package let mode: MergeMode
  /// The stage of the merger.
  package let kind: Kind
  /// From when to when.
  package let period: Period
  /// The plan that holds; `nil` where the present route stands.
  package let plan: String?
  /// Where the sheets say so.
  package let place: SourceLocation

  /// What holds for a number during a period.
  package init(
    line: String, name: String, mode: MergeMode, kind: Kind, period: Period, plan: String?,
    place: SourceLocation
  ) {
    self.line = line
    self.name = name
    self.mode = mode
    self.kind = kind
    self.period = period
    self.plan = plan
    self.place = place
  }
}

/// A line whose calls nothing of ours touches.
package struct UnroutedLine: Hashable, Sendable {
  /// The line, as the register calls it.
  package let line: String
  /// The number citizens dial.
  package let number: HotlineNumber
  /// The line's name.
  package let name: String
  /// How the line is (not) merged.
  package let mode: MergeMode
  /// The days on which the number is this line's.
  package let period: Period
  /// Where the register says so.
  package let place: SourceLocation

  /// A line whose calls nothing of ours touches.
  package init(
    line: String, number: HotlineNumber, name: String, mode: MergeMode, period: Period,
    place: SourceLocation
  ) {
    self.line = line
    self.number = number
    self.name = name
    self.mode = mode
    self.period = period
    self.place = place
  }
}
