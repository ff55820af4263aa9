/// A pattern that finds a part of a text: the small regular expressions of sheets and options.
///
/// Knows `.`, `[…]`, `\d \s \w`, `(…)`, `(?:…)`, `|`, `* + ? {m,n}`, `^` and `$`; repetitions take
/// as much as they can.
package struct SearchPattern: Sendable {
  /// What a search came to.
  package enum Result: Hashable {
    /// The pattern is not in the text.
    case none
    /// This is what it found, once or several times.
    case one(String)
    /// It found different things.
    case several
    /// The search took too long.
    case exhausted
  }

  private let pattern: Pattern
  /// How many brackets remember what they found.
  package var groupCount: Int { pattern.groupCount }

  /// Reads a pattern; `nil` where the text is none.
  package init?(_ text: String) {
    guard !text.isEmpty, let pattern = Pattern(Array(text.unicodeScalars), Self.dialect) else {
      return nil
    }
    self.pattern = pattern
  }

  /// What a bracket of the pattern finds in a text; 0 is the whole pattern.
  package func find(in text: String, group: Int) -> Result {
    let scalars = Array(text.unicodeScalars)
    var search = PatternSearch(pattern, in: scalars)
    var found: Result = .none
    var place = 0
    while place <= scalars.count {
      guard let match = search.first(from: place) else { break }
      place = max(match.range.upperBound, place + 1)
      guard let range = group == 0 ? match.range : match.groups[group - 1],
        !match.range.isEmpty, !range.isEmpty
      else { continue }
      var part = String.UnicodeScalarView()
      part.append(contentsOf: scalars[range])
      let result = Result.one(String(part))
      if found != .none, found != result { return .several }
      found = result
    }
    return search.isExhausted ? .exhausted : found
  }

  /// Whether the pattern is in a text.
  package func isFound(in text: String) -> Bool {
    var search = PatternSearch(pattern, in: Array(text.unicodeScalars))
    return search.first(from: 0) != nil
  }

  /// Whether a character is a blank to all who type: a space, a tab, a line end, a form feed,
  /// U+3000, a no-break or a zero-width space.
  package static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0D, 0x20, 0xA0, 0x200B, 0x3000, 0xFEFF: true
    default: false
    }
  }

  private static let dialect = PatternDialect(
    escape: { scalar in
      switch scalar {
      case "d": .range(0x30...0x39)
      case "s": .test(isBlank)
      case "w":
        .test { $0 == "_" || ("0"..."9").contains($0) || $0.properties.isAlphabetic }
      case "n": .only("\n")
      case "t": .only("\t")
      case "!"..."/", ":"..."@", "["..."`", "{"..."~": .only(scalar)
      default: nil
      }
    }, dot: CharacterClass([.range(0...0x10FFFF)]), mostRepeated: 200)
}
