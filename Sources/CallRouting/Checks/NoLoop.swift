package import Findings
import HotlineModel
package import Reports

/// R02: no call comes back to a number it has been at, goes through more than four numbers, or
/// is diverted by carriers more than once – over plans, forwards, overflows and trunks.
package struct NoLoop: RoutingCheck {
  package let id = "R02"
  package let title = Words("no loop, one diversion at most", "不循环，最多转接一次")

  /// The check.
  package init() {}

  package func report(on table: RoutingTable) -> CheckReport {
    var edges = 0
    var witnesses: [CheckReport.Witness] = []
    let searches = table.perShape { LoopSearch(of: $0, in: table) }
    for (route, search) in zip(table.routes, searches) {
      edges += search.edges
      // What a way in a circle is called differs from number to number.
      if !search.witnesses.isEmpty { witnesses += LoopSearch(of: route, in: table).witnesses }
    }
    return CheckReport(
      self,
      examined: [
        .init(table.routes.count, "numbers", "个号码"), .init(edges, "edges", "条去向"),
      ], witnesses: witnesses)
  }

  fileprivate struct Path {
    var numbers: [HotlineNumber]
    var diversions: Int
    var period: Period
  }

  private struct LoopSearch {
    let table: RoutingTable
    var edges = 0
    var witnesses: [CheckReport.Witness] = []

    init(of route: Route, in table: RoutingTable) {
      self.table = table
      visit(route.number, Path(numbers: [], diversions: 0, period: .always))
    }

    private mutating func visit(_ number: HotlineNumber, _ path: Path) {
      if path.numbers.contains(number) {
        return note(path, number) { .callLoops(found: $0, path: $1) }
      }
      if path.numbers.count >= RoutingTable.depthLimit {
        return note(path, number) {
          .pathTooLong(found: $0, limit: RoutingTable.depthLimit, path: $1)
        }
      }
      if path.diversions > 1 {
        note(path, number) { .divertedTwice(found: $0, path: $1) }
      }
      for stage in table.route(number)?.shape.stages ?? [] {
        var next = path
        next.numbers.append(number)
        next.period = path.period.common(with: stage.period)
        if next.period.isEmpty { continue }
        for step in stage.plan.flatMap(table.plan)?.steps ?? [] { follow(step.treatment, next) }
      }
    }

    private mutating func follow(_ treatment: Treatment, _ path: Path) {
      if let number = treatment.nextNumber {
        edges += 1
        var next = path
        next.diversions += treatment.isCarrierForward ? 1 : 0
        visit(number, next)
      }
      if let overflow = treatment.overflow {
        edges += 1
        visit(overflow.to, path)
      }
      guard let set = treatment.set.flatMap(table.targetSet), set.kind == .trunk else { return }
      for number in table.numbersDialled(at: set.id) {
        edges += 1
        var next = path
        next.diversions += 1
        visit(number, next)
      }
    }

    private mutating func note(
      _ path: Path, _ number: HotlineNumber,
      _ kind: (_ found: String, _ path: String) -> FindingKind
    ) {
      guard let first = path.numbers.first else { return }
      let place =
        table.route(first)?.phases.first { $0.plan != nil }?.place
        ?? SourceLocation(file: "phases.csv")
      let way = (path.numbers + [number]).map(\.text).joined(separator: " → ")
      let proof = table.proofSpan.flatMap(path.period.clipped)
      witnesses.append(
        CheckReport.Witness(
          number: first.text, intervals: proof.map { [$0] } ?? [],
          finding: Finding(kind(first.text, way), at: place)))
    }
  }
}
