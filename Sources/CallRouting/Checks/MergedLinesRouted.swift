package import Findings
import HotlineModel
package import Reports

/// R19: every line that is decided to be merged has a route, or its row says that its day is open.
package struct MergedLinesRouted: RoutingCheck {
  package let id = "R19"
  package let title = Words("every merged line has a route", "每条归并的热线都有路由")
  /// The lines whose day is still open, as their rows say.
  package let plannedLater: Set<String>
  /// The lines that are not asked: a later wave's, say.
  package let leftOut: Set<String>

  /// The check, with the lines whose day is still open and those that are not asked.
  package init(plannedLater: Set<String> = [], leftOut: Set<String> = []) {
    self.plannedLater = plannedLater
    self.leftOut = leftOut
  }

  package func report(on table: RoutingTable) -> CheckReport {
    let (lines, missing) = Self.lines(of: table)
    return CheckReport(
      self, examined: [.init(lines, "merged lines", "条归并的热线")],
      witnesses: missing.filter { !leftOut.contains($0.line) }.sorted { $0.number < $1.number }
        .map(witness))
  }

  /// The lines, as the register calls them, that are to be merged and have no route.
  package static func linesWithoutRoute(in table: RoutingTable) -> Set<String> {
    Set(lines(of: table).missing.map(\.line))
  }

  private typealias Line = (
    line: String, number: HotlineNumber, mode: MergeMode, place: SourceLocation
  )

  /// How many lines are to be merged, and those that have no route.
  private static func lines(of table: RoutingTable) -> (count: Int, missing: [Line]) {
    var missing = table.unroutedLines.filter(\.mode.changesRouting).map { line -> Line in
      (line.line, line.number, line.mode, line.place)
    }
    var count = missing.count
    for route in table.routes {
      // A line without a route may have a number that another line has a route for.
      for (holder, line) in route.holders.enumerated() {
        let stages = route.shape.stages.filter { $0.holder == holder }
        guard let stage = stages.first(where: \.mode.changesRouting) else { continue }
        count += 1
        if stages.contains(where: { $0.plan != nil }) { continue }
        missing.append((line.line, route.number, stage.mode, line.place))
      }
    }
    return (count, missing)
  }

  private func witness(of line: Line) -> CheckReport.Witness {
    CheckReport.Witness(
      number: line.number.text,
      finding: Finding(
        plannedLater.contains(line.line)
          ? .plannedLater(found: line.line, mode: line.mode.rawValue)
          : .mergedWithoutRoute(found: line.line, mode: line.mode.rawValue), at: line.place))
  }
}
