package import Findings
import HotlineModel
package import Reports

/// A property every routing table must have before it is loaded: one file and one page each.
package protocol RoutingCheck: Sendable {
  /// What the check is called: `R01`.
  var id: String { get }
  /// What the check asks, in a few words.
  var title: Words { get }
  /// Examines a whole table.
  ///
  /// - Throws: `Unusable` where the table cannot be examined at all: the calendar is too short.
  func report(on table: RoutingTable) throws -> CheckReport
}

extension CheckReport {
  /// What a check has examined and found.
  package init(
    _ check: some RoutingCheck, examined: [Count], witnesses: [Witness], missing: [Words] = []
  ) {
    self.init(
      id: check.id, title: check.title, examined: examined, witnesses: witnesses,
      missing: missing)
  }
}

extension RoutingTable {
  /// All checks that ask the table alone and what a city gives them, in the order of their ids.
  package static func checks(_ basis: CheckBasis = CheckBasis()) -> [any RoutingCheck] {
    [
      EveryCallIsServed(), NoLoop(), ProtectedUntouched(), AlwaysStaffed(), StepsApart(),
      SameAs12345(), SubCenterEdges(ringLimit: basis.parameters.ringLimitSeconds),
      StagesTouch(
        graceMinimum: basis.parameters.graceMinimumDays,
        announceMinimum: basis.parameters.announceMinimumDays),
      CancelledReachNoSeat(approved: basis.approved), NamesExist(), FormsApart(),
      ChangesExplained(loaded: basis.loaded, explained: basis.explained),
      SeatsSuffice(traffic: basis.traffic, parameters: basis.parameters),
      DeskIsTold(probe: basis.probe),
      NoChangeInFreeze(freezes: basis.freezes, rollback: basis.loaded), SingleFault(),
      MergedLinesRouted(plannedLater: basis.plannedLater, leftOut: basis.leftOut),
      MachinesApart(), AnnouncementsFit(),
    ]
  }

  /// What every check says of the table.
  package func checked(_ basis: CheckBasis = CheckBasis()) throws -> [CheckReport] {
    try Self.checks(basis).map { try $0.report(on: self) }
  }
}

extension Route {
  /// Where the sheets speak of it first.
  var place: SourceLocation {
    phases.first { $0.plan != nil }?.place ?? phases.first?.place
      ?? SourceLocation(file: "phases.csv")
  }
}

/// Intervals for people: merged, the first three, the last, and how many there are.
func words(for intervals: [Range<CivilInstant>]) -> String {
  let all = merged(intervals)
  func text(_ span: Range<CivilInstant>) -> String { "\(span.lowerBound) – \(span.upperBound)" }
  if all.count <= 4 { return all.map(text).joined(separator: "; ") }
  let shown = all.prefix(3).map(text) + ["…"] + all.suffix(1).map(text)
  return shown.joined(separator: "; ") + " (\(all.count))"
}
