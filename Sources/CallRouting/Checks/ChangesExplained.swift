package import Findings
package import HotlineModel
package import Reports

/// R13: every number whose calls end elsewhere than in the loaded table has a checklist item that
/// orders the change.
package struct ChangesExplained: RoutingCheck {
  package let id = "R13"
  package let title = Words("every change is ordered", "每处变更都有依据")
  /// The table that is loaded at present; `nil` where nobody gave it.
  package let loaded: RoutingTable?
  /// The numbers whose change is ordered, with the checklist item.
  package let explained: [HotlineNumber: String]

  /// The check against a loaded table.
  package init(loaded: RoutingTable?, explained: [HotlineNumber: String]) {
    self.loaded = loaded
    self.explained = explained
  }

  package func report(on table: RoutingTable) throws -> CheckReport {
    guard let loaded else {
      return CheckReport(
        self, examined: [], witnesses: [], missing: [.init("loaded table", "已加载的表")])
    }
    let changes = try loaded.changes(to: table)
    let witnesses = changes.filter { explained[$0.number] == nil }.map { change in
      CheckReport.Witness(
        number: change.number.text, intervals: change.spans,
        finding: Finding(
          .changeUnexplained(
            found: change.number.text, before: change.before, after: change.after,
            interval: words(for: change.spans)),
          at: table.route(change.number)?.place
            ?? SourceLocation(file: "phases.csv")))
    }
    return CheckReport(
      self,
      examined: [
        .init(Set(changes.map(\.number)).count, "changed numbers", "个变更的号码"),
        .init(changes.count, "changes", "处变更"),
      ], witnesses: witnesses)
  }
}

extension RoutingTable {
  /// Where calls end otherwise in another table, by number; exact, over both tables' times.
  ///
  /// - Throws: `Unusable` with `HL5108` where a calendar would have to know another year.
  package func changes(to other: RoutingTable) throws -> [RouteChange] {
    guard let mine = proofSpan, let theirs = other.proofSpan else { return [] }
    let start = min(mine.lowerBound, theirs.lowerBound)
    let end = min(mine.upperBound, theirs.upperBound)
    guard start < end else { return [] }
    var comparison = TableComparison(before: self, after: other, span: start..<end)
    return try Set((routes + other.routes).map(\.number)).sorted().flatMap { number in
      try comparison.changes(of: number).map { change in
        RouteChange(
          number: number, before: change.before, after: change.after, spans: change.spans)
      }
    }
  }
}

/// Two tables side by side: numbers whose calls are decided by equal rows are not compared, and those
/// that share their shapes in both are compared once.
struct TableComparison {
  /// Where calls to a number end otherwise.
  typealias Change = (before: String, after: String, spans: [Range<CivilInstant>])

  private let before: RoutingTable
  private let after: RoutingTable
  private let span: Range<CivilInstant>
  /// Whether what all numbers share is equal.
  private let hasEqualFrame: Bool
  private var known: [Pair: [Change]] = [:]

  /// The shapes of a number in both tables; `nil` where it has no route.
  private struct Pair: Hashable {
    let before: Int?
    let after: Int?
  }

  init(before: RoutingTable, after: RoutingTable, span: Range<CivilInstant>) {
    (self.before, self.after, self.span) = (before, after, span)
    hasEqualFrame =
      before.home == after.home && before.calendar == after.calendar
      && before.protected == after.protected
  }

  /// The changes of one number.
  mutating func changes(of number: HotlineNumber) throws -> [Change] {
    if isEqual(number) { return [] }
    let pair = pair(of: number)
    if let changes = pair.flatMap({ known[$0] }) { return changes }
    let changes = try comparedChanges(of: number)
    if let pair { known[pair] = changes }
    return changes
  }

  /// The shapes of a number where they are all that decides its calls.
  private func pair(of number: HotlineNumber) -> Pair? {
    for table in [before, after] {
      if table.protected.contains(number) || !table.unroutedLines(number).isEmpty { return nil }
      if let route = table.route(number), route.shape.id == nil { return nil }
    }
    return Pair(
      before: before.route(number)?.shape.id, after: after.route(number)?.shape.id)
  }

  /// Whether the rows are equal that decide the calls to a number, and to all that they go on to.
  private func isEqual(_ number: HotlineNumber) -> Bool {
    guard hasEqualFrame else { return false }
    var waiting = [number]
    var met: Set<HotlineNumber> = []
    while let number = waiting.popLast() {
      guard met.insert(number).inserted else { continue }
      let stages = before.route(number)?.shape.stages
      guard stages == after.route(number)?.shape.stages,
        before.unroutedLines(number).map(\.period) == after.unroutedLines(number).map(\.period)
      else { return false }
      for stage in stages ?? [] {
        guard let id = stage.plan else { continue }
        let plan = before.plan(id)
        guard plan == after.plan(id) else { return false }
        for treatment in (plan?.steps ?? []).map(\.treatment) {
          waiting += [treatment.nextNumber, treatment.overflow?.to].compactMap { $0 }
          guard let set = treatment.set else { continue }
          guard haveEqualDesks(set) else { return false }
          waiting += before.numbersDialled(at: set)
        }
      }
    }
    return true
  }

  private func haveEqualDesks(_ id: String) -> Bool {
    let (mine, theirs) = (before.targetSet(id), after.targetSet(id))
    return mine?.kind == theirs?.kind && mine?.hours == theirs?.hours
      && mine?.enabledMembers.map(\.user) == theirs?.enabledMembers.map(\.user)
  }

  /// The changes of one number, by both timelines.
  func comparedChanges(of number: HotlineNumber) throws -> [Change] {
    let before = try before.timeline(of: number, within: span).stretches
    let after = try after.timeline(of: number, within: span).stretches
    var spans: [[String]: [Range<CivilInstant>]] = [:]
    var index = 0
    for stretch in before {
      while index > 0, after[index].span.lowerBound > stretch.span.lowerBound { index -= 1 }
      while index < after.count, after[index].span.upperBound <= stretch.span.lowerBound {
        index += 1
      }
      while index < after.count, after[index].span.lowerBound < stretch.span.upperBound {
        let next = after[index]
        if next.disposition != stretch.disposition || next.set != stretch.set {
          let common =
            max(
              stretch.span.lowerBound, next.span.lowerBound)..<min(
              stretch.span.upperBound, next.span.upperBound)
          spans[[stretch.end, next.end], default: []].append(common)
        }
        if next.span.upperBound >= stretch.span.upperBound { break }
        index += 1
      }
    }
    return spans.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { ends, found in
      (ends[0], ends[1], merged(found))
    }
  }
}

extension Timeline.Stretch {
  /// Where calls end, in one word or two.
  var end: String { self.set.map { "\(disposition.rawValue) \($0)" } ?? disposition.rawValue }
}
