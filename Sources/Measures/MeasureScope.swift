package import HotlineModel

/// Which tickets are counted, and as of when.
package struct MeasureScope: Hashable, Sendable {
  /// The only line; `nil` for all.
  package let line: String?
  /// The first month of the call, such as `2021-10`; `nil` from the first on.
  package let from: String?
  /// The last month of the call; `nil` up to the last.
  package let to: String?
  /// The day of the snapshot: what happened after its end has not happened.
  package let snapshot: CivilDate

  /// A scope; months that are none match no ticket.
  package init(line: String? = nil, from: String? = nil, to: String? = nil, snapshot: CivilDate) {
    self.line = line
    self.from = from
    self.to = to
    self.snapshot = snapshot
  }

  /// Whether a month of the call is asked for.
  func contains(month: ArraySlice<UInt8>) -> Bool {
    (from.map { !month.lexicographicallyPrecedes($0.utf8) } ?? true)
      && (to.map { !$0.utf8.lexicographicallyPrecedes(month) } ?? true)
  }
}
