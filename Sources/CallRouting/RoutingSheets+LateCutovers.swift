package import HotlineModel
package import Reports

extension RoutingSheets {
  /// The lines whose cut-over comes after the deadline of their decision, in the sheet's order.
  package func lateCutovers(of decisions: [Decision]) -> [LateCutover] {
    let deadlines = Dictionary(
      decisions.compactMap { decision in
        CivilDate(decision.deadline).map { (decision.line.id, $0) }
      }, uniquingKeysWith: { first, _ in first })
    return phases.compactMap { row in
      guard let cutover = row.cutover, let deadline = deadlines[row.line], cutover.date > deadline
      else { return nil }
      return LateCutover(line: row.line, cutover: cutover, deadline: deadline, place: row.place)
    }
  }
}
