package import HotlineModel
package import Reports

extension RoutingSheets {
  /// The lines whose cut-over comes after the deadline of their decision, in the sheet's order.
  package func lateCutovers(of decisions: [Decision]) -> [LateCutover] {
    var days: [String: CivilDate?] = [:]
    var deadlines = [String: CivilDate](minimumCapacity: decisions.count)
    for decision in decisions where deadlines[decision.line.id] == nil {
      let day = days[decision.deadline] ?? CivilDate(decision.deadline)
      days[decision.deadline] = .some(day)
      deadlines[decision.line.id] = day
    }
    return phases.compactMap { row in
      guard let cutover = row.cutover, let deadline = deadlines[row.line], cutover.date > deadline
      else { return nil }
      return LateCutover(line: row.line, cutover: cutover, deadline: deadline, place: row.place)
    }
  }
}
