package import HotlineModel

/// One way in which calls to a number end otherwise in another table.
package struct RouteChange: Hashable, Sendable {
  /// The number.
  package let number: HotlineNumber
  /// Where its calls ended: `answeredBy12345 Q-12345`.
  package let before: String
  /// Where they end now.
  package let after: String
  /// When; sorted, merged, half-open.
  package let spans: [Range<CivilInstant>]

  /// One way in which calls to a number end otherwise.
  package init(
    number: HotlineNumber, before: String, after: String, spans: [Range<CivilInstant>]
  ) {
    self.number = number
    self.before = before
    self.after = after
    self.spans = spans
  }
}
