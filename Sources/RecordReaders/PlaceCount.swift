package import Findings

/// How often something was found in a file, and where first.
package struct PlaceCount: Sendable {
  /// How often.
  package private(set) var count = 0
  /// The first places.
  package private(set) var places: [SourceLocation] = []
  /// So many places are named, the rest is counted.
  static let mostPlaces = 5

  /// Nothing found yet.
  package init() {}

  /// Whether the next place is among the first.
  var namesPlace: Bool { places.count < Self.mostPlaces }

  /// Counts one more.
  mutating func add(_ place: SourceLocation?) {
    count += 1
    if let place, namesPlace { places.append(place) }
  }

  /// Counts the last one no more.
  mutating func removeLast() {
    if places.count == count { places.removeLast() }
    count -= 1
  }

  /// The finding, where there is something to report.
  package func finding(_ kind: (_ count: Int, _ line: Int) -> FindingKind) -> Finding? {
    places.first.map { Finding(kind(count, $0.line ?? 0), at: places) }
  }
}

/// A column without a name.
package struct UnnamedColumn: Sendable {
  /// Where it is among the columns, from 0.
  package let position: Int
  /// The records that have a value in it.
  var values = PlaceCount()

  /// The finding, where some record has a value in it.
  package var finding: Finding? {
    values.count == 0
      ? nil
      : Finding(.columnUnnamed(column: position + 1, count: values.count), at: values.places)
  }
}
