import HotlineModel

extension RoutingTable {
  /// An answer for each route, worked out once for all that calls find alike.
  ///
  /// - Parameter work: asks the stages of a route; it must not ask its number, the names of its
  ///   lines or its places, in which alike routes differ.
  /// - Returns: the answers, in the order of the routes.
  func answers<Answer>(_ work: (Route) throws -> Answer) rethrows -> [Answer] {
    var answers: [Answer] = []
    answers.reserveCapacity(routes.count)
    for (position, first) in firstAlike.enumerated() {
      answers.append(first < position ? answers[first] : try work(routes[position]))
    }
    return answers
  }

  /// For each route the position of the first that is alike: same stages at the same times, and
  /// no call goes on to either.
  ///
  /// - Parameters:
  ///   - routes: the routes.
  ///   - named: numbers that calls go on to; a call may come back to such a number, so that each
  ///     is like itself alone.
  ///   - protected: numbers that are like themselves alone, too.
  /// - Returns: positions in `routes`.
  static func firstAlike(
    among routes: [Route], apart named: Set<HotlineNumber>, _ protected: ProtectedNumbers
  ) -> [Int] {
    var firsts: [Likeness: Int] = [:]
    return routes.enumerated().map { position, route in
      let isApart = named.contains(route.number) || protected.contains(route.number)
      let likeness = Likeness(route, number: isApart ? route.number : nil)
      if let first = firsts[likeness] { return first }
      firsts[likeness] = position
      return position
    }
  }
}

/// What calls can tell of a route.
private struct Likeness: Hashable {
  struct Stage: Hashable {
    let mode: MergeMode
    let kind: RoutePhase.Kind
    let period: Period
    let plan: String?
    /// The first stage of the same line.
    let line: Int
  }

  let stages: [Stage]
  let number: HotlineNumber?

  init(_ route: Route, number: HotlineNumber?) {
    self.number = number
    stages = route.phases.enumerated().map { index, phase in
      Stage(
        mode: phase.mode, kind: phase.kind, period: phase.period, plan: phase.plan,
        line: route.phases.firstIndex { $0.line == phase.line } ?? index)
    }
  }
}
