import HotlineModel

/// What became of every record of a file: the books must close.
///
/// `read = accepted + updated + unchanged + superseded + duplicate + quarantined + skipped`.
package struct Reconciliation: Hashable, Sendable {
  /// What became of one record.
  package enum Outcome: String, CaseIterable, Sendable {
    /// A ticket the ledger did not have.
    case accepted
    /// A ticket the ledger had with other content.
    case updated
    /// A ticket the ledger had with this very content.
    case unchanged
    /// A record whose key came twice in the same delivery and that lost: the earlier one where the
    /// last one wins, the later one where the first one does.
    case superseded
    /// The same key and content again in the same delivery.
    case duplicate
    /// Quarantined, with a reason, to be repaired or waived.
    case quarantined
    /// Not a ticket by the mapping's own rule: a total, a repeated header, a marker row.
    case skipped
  }

  /// Records found in the file.
  package var read = 0
  private var counts = [Int](repeating: 0, count: Outcome.allCases.count)

  /// Empty books.
  package init() {}

  /// The number of records with an outcome.
  package subscript(outcome: Outcome) -> Int {
    get { counts[outcome.index] }
    set { counts[outcome.index] = newValue }
  }

  /// Whether every record read has exactly one outcome.
  package var isBalanced: Bool { read == counts.reduce(0, +) }

  /// The books of two files together.
  package static func + (left: Reconciliation, right: Reconciliation) -> Reconciliation {
    var sum = left
    sum.read += right.read
    for outcome in Outcome.allCases { sum[outcome] += right[outcome] }
    return sum
  }
}

extension Reconciliation.Outcome {
  /// The position in `allCases`.
  fileprivate var index: Int {
    switch self {
    case .accepted: 0
    case .updated: 1
    case .unchanged: 2
    case .superseded: 3
    case .duplicate: 4
    case .quarantined: 5
    case .skipped: 6
    }
  }
}
