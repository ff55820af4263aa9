package import HotlineModel

/// What stands in one column of a file, told from a sample of its records.
package struct ColumnProfile: Hashable, Sendable {
  /// The name in the header, or the path in XML.
  package let name: String
  /// Sampled records that have something in it that is no placeholder.
  package let filled: Int
  /// Sampled records.
  package let sampled: Int
  /// How the values look, the most frequent shape first.
  package let shapes: [ShapeCount]
  /// The layouts its dates are written in, the most frequent first.
  package let layouts: [ShapeCount]
  /// Different values.
  package let distinct: Int
  /// Whether there are more different values than were counted.
  package let isDistinctOpen: Bool
  /// Some values, masked.
  package let examples: [String]
  /// What sort of personal data it seems to hold; `open` where none.
  package let privacy: TicketField.Privacy

  /// What stands in one column.
  package init(
    name: String, filled: Int, sampled: Int, shapes: [ShapeCount], layouts: [ShapeCount],
    distinct: Int, isDistinctOpen: Bool, examples: [String], privacy: TicketField.Privacy
  ) {
    self.name = name
    self.filled = filled
    self.sampled = sampled
    self.shapes = shapes
    self.layouts = layouts
    self.distinct = distinct
    self.isDistinctOpen = isDistinctOpen
    self.examples = examples
    self.privacy = privacy
  }

  /// Share of the sampled records that have a value, 0…1.
  package var filledShare: Double { sampled == 0 ? 0 : Double(filled) / Double(sampled) }

  /// Share of the values that have a shape, 0…1.
  package func share(of shape: ValueShape) -> Double {
    guard filled > 0 else { return 0 }
    return Double(shapes.first { $0.name == shape.rawValue }?.count ?? 0) / Double(filled)
  }
}

/// How many values look a certain way.
package struct ShapeCount: Hashable, Sendable {
  /// The shape's name or the date layout.
  package let name: String
  /// How many.
  package let count: Int

  /// A count.
  package init(name: String, count: Int) {
    self.name = name
    self.count = count
  }
}

/// What a value looks like.
package enum ValueShape: String, CaseIterable, Sendable {
  /// A date in a layout we know.
  case date
  /// A telephone number.
  case phone
  /// An identity number of 18 places.
  case identity
  /// Digits where digits were lost: `1.38E+10`.
  case scientific
  /// Yes or no.
  case flag
  /// Digits alone.
  case digits
  /// Letters, digits and hyphens: a number some system gave.
  case identifier
  /// Two to four Chinese characters that begin with a surname.
  case name
  /// Up to twelve characters: a code, a unit.
  case word
  /// Anything longer.
  case text
}
