package import Findings
package import HotlineModel

/// A line that is cut over after the day that its policy names.
package struct LateCutover: Hashable, Sendable {
  /// The line.
  package let line: String
  /// When it is cut over.
  package let cutover: CivilInstant
  /// The last day on which the policy wants it done.
  package let deadline: CivilDate
  /// Where `phases.csv` says so.
  package let place: SourceLocation

  /// A line whose cut-over is after its deadline.
  package init(
    line: String, cutover: CivilInstant, deadline: CivilDate, place: SourceLocation
  ) {
    self.line = line
    self.cutover = cutover
    self.deadline = deadline
    self.place = place
  }
}

extension [LateCutover] {
  /// One finding for each deadline, with the lines that miss it.
  package var findings: [Finding] {
    Dictionary(grouping: self, by: \.deadline).sorted { $0.key < $1.key }.map { deadline, late in
      Finding(
        .cutoversLate(
          count: late.count, expected: "\(deadline)",
          found: late.byDay),
        at: late.map(\.place))
    }
  }

  /// The lines of each day on which some are cut over.
  private var byDay: String {
    Dictionary(grouping: self, by: \.cutover.date).sorted { $0.key < $1.key }
      .map { day, late in "\(day): \(late.map(\.line).joined(separator: " "))" }
      .joined(separator: "; ")
  }
}
