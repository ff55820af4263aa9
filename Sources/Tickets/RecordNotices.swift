package import Findings
package import HotlineModel

/// What a person should know of records beside their faults: how often, and where first.
package struct RecordNotices: Sendable {
  /// What was noticed.
  package enum Kind: Hashable, Sendable {
    /// Values held something that is not part of them, and are read without it; as findings show it.
    case unwrapped(String)
    /// One time of a ticket is before another that it cannot precede.
    case timesDoubtful(earlier: TicketField, later: TicketField)
    /// Rows are not records.
    case notRecords(NonRecord)
  }

  /// Rows that are not records, whatever the mapping says.
  package enum NonRecord: Hashable, Sendable {
    /// A line under the names of columns: `----`.
    case rule
    /// Sums: 合计.
    case totals
  }

  private var counts: [(kind: Kind, places: PlaceCount)] = []

  /// Nothing noticed yet.
  package init() {}

  /// Whether nothing was noticed.
  package var isEmpty: Bool { counts.isEmpty }

  /// Counts one more.
  package mutating func add(_ kind: Kind, at place: SourceLocation) {
    counts[index(of: kind)].places.add(place)
  }

  /// Adds what was noticed later in the file.
  package mutating func add(_ later: RecordNotices) {
    for (kind, places) in later.counts { counts[index(of: kind)].places.add(places) }
  }

  /// One finding for each kind, with the places of the first records.
  package var findings: [Finding] {
    counts.compactMap { kind, places in
      places.finding { count, _ in
        switch kind {
        case .unwrapped(let what): .valuesUnwrapped(count: count, found: what)
        case .timesDoubtful(let earlier, let later):
          .timesDoubtful(count: count, later: later.rawValue, earlier: earlier.rawValue)
        case .notRecords(.rule): .rowsNotRecords(count: count, found: "----")
        case .notRecords(.totals): .rowsNotRecords(count: count, found: "合计")
        }
      }
    }
  }

  private mutating func index(of kind: Kind) -> Int {
    if let known = counts.firstIndex(where: { $0.kind == kind }) { return known }
    counts.append((kind, PlaceCount()))
    return counts.count - 1
  }
}
