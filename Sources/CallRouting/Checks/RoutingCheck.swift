package import HotlineModel

/// A property every routing table must have before it is loaded: one file and one page each.
package protocol RoutingCheck: Sendable {
  /// What the check is called: `R01`.
  var id: String { get }
  /// What the check asks, in a few words.
  func title(in language: Language) -> String
  /// Examines a whole table.
  ///
  /// - Throws: `Unusable` where the table cannot be examined at all: the calendar is too short.
  func report(on table: RoutingTable) throws -> CheckReport
}

extension CheckReport {
  /// What a check has examined and found.
  init(_ check: some RoutingCheck, examined: [Count], witnesses: [Witness]) {
    self.init(
      id: check.id, english: check.title(in: .english), chinese: check.title(in: .chinese),
      examined: examined, witnesses: witnesses)
  }
}

extension RoutingTable {
  /// All checks, in the order of their ids.
  package static let checks: [any RoutingCheck] = [
    EveryCallIsServed(), NoLoop(), ProtectedUntouched(), NamesExist(),
  ]

  /// What every check says of the table.
  package func checked() throws -> [CheckReport] {
    try Self.checks.map { try $0.report(on: self) }
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
