package import Findings

/// The route of a number (路由): what holds for it from when to when.
package struct Route: Hashable, Sendable {
  /// The number citizens dial.
  package let number: HotlineNumber
  /// What holds when, in time order; no two phases hold at once.
  package let phases: [RoutePhase]
  /// The carriers that route the number, as the register names them; empty where nobody knows.
  package let carriers: [String]

  /// A route; its phases are put into time order.
  package init(number: HotlineNumber, phases: [RoutePhase], carriers: [String] = []) {
    self.number = number
    self.carriers = carriers
    self.phases = phases.sorted { $0.period.startSeconds < $1.period.startSeconds }
  }

  /// What holds at an instant; `nil` where nothing is known of the number then.
  package func phase(at instant: CivilInstant) -> RoutePhase? {
    phases.first { $0.period.contains(instant) }
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
    package func name(in language: Language) -> String {
      switch (self, language) {
      case (.untouched, .english): "present route"
      case (.untouched, .chinese): "维持现状"
      case (.serving, .english): "in service"
      case (.serving, .chinese): "已割接，正常服务"
      case (.forwarding, .english): "forwarding"
      case (.forwarding, .chinese): "过渡期转接"
      case (.announcing, .english): "announcing and forwarding"
      case (.announcing, .chinese): "公告期，播放公告后转接"
      case (.released, .english): "cancelled"
      case (.released, .chinese): "已停用"
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
package struct Bystander: Hashable, Sendable {
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
