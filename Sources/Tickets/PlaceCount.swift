package import Findings

/// How often something was found in a file, and where first.
package struct PlaceCount: Sendable {
  /// How often.
  package private(set) var count = 0
  /// The first places.
  package private(set) var places: [SourceLocation] = []
  /// So many places are named, the rest is counted.
  private static let mostPlaces = 5

  /// Nothing found yet.
  package init() {}

  /// Whether the next place is among the first.
  package var namesPlace: Bool { places.count < Self.mostPlaces }

  /// Counts one more.
  package mutating func add(_ place: SourceLocation?) {
    count += 1
    if let place, namesPlace { places.append(place) }
  }

  /// Counts the last one no more.
  package mutating func removeLast() {
    if places.count == count { places.removeLast() }
    count -= 1
  }

  /// Counts what was found later in the file.
  package mutating func add(_ later: PlaceCount) {
    count += later.count
    places += later.places.prefix(Self.mostPlaces - places.count)
  }

  /// The finding, where there is something to report.
  package func finding(_ kind: (_ count: Int, _ line: Int) -> FindingKind) -> Finding? {
    places.first.map { Finding(kind(count, $0.line ?? 0), at: places) }
  }
}
