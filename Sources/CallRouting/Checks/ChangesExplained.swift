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
    let span = start..<end
    var changes: [RouteChange] = []
    for number in Set((routes + other.routes).map(\.number)).sorted() {
      let before = try timeline(of: number, within: span).stretches
      let after = try other.timeline(of: number, within: span).stretches
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
      changes += spans.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { ends, found in
        RouteChange(number: number, before: ends[0], after: ends[1], spans: merged(found))
      }
    }
    return changes
  }
}

extension Timeline.Stretch {
  /// Where calls end, in one word or two.
  var end: String { self.set.map { "\(disposition.rawValue) \($0)" } ?? disposition.rawValue }
}
