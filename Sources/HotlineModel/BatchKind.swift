/// What kind of run a batch is.
package enum BatchKind: String, CaseIterable, Sendable {
  /// Files of one delivery.
  case delivery
  /// Stored records of an earlier batch, read again after a mapping was mended.
  case retry
  /// Records of an earlier batch that were repaired by hand.
  case repair
}
